// SPDX-License-Identifier: Apache-2.0

/// Entries are sorted by serial number, so that two lists can be held against each other as they are read.
struct EntryOrderRule: ListLintRule {
    let name = "cpcps.entry-order"
    let citation = "CP/CPS 7.2"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        return demand(
            entries.outOfOrder.isEmpty, seen: entries.outOfOrder.told("a number below the one before it"),
            allowed: "ascending")
    }
}
