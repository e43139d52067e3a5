// SPDX-License-Identifier: Apache-2.0
import DER

/// An entry says a reason and an invalidity date, and nothing else.
struct EntryClosedRule: ListLintRule {
    let name = "cpcps.entry-closed-extensions"
    let citation = "CP/CPS 7.2"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        return demand(
            entries.otherExtensions.isEmpty,
            seen: entries.otherExtensions.told(entries.otherIdentifiers.map(\.dotted).joined(separator: ", ")),
            allowed: "reasonCode and invalidityDate")
    }
}
