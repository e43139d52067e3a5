// SPDX-License-Identifier: Apache-2.0

/// An entry's extensions are there once each, not critical, and at least one when there is a list of them.
///
/// A critical extension that relying parties do not know makes the whole list worthless to them.
struct EntryExtensionRule: ListLintRule {
    let name = "rfc5280.entry-extensions"
    let citation = "RFC 5280 5.3"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        return demand(
            entries.badExtensionLists.isEmpty, seen: entries.badExtensionLists.told("none, or one twice"),
            allowed: "one at least, each once")
            + demand(
                entries.criticalExtensions.isEmpty, seen: entries.criticalExtensions.told("critical"),
                allowed: "not critical")
    }
}
