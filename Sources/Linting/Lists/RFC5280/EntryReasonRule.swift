// SPDX-License-Identifier: Apache-2.0

/// A reason has a meaning, is not "unspecified", and takes a certificate off a list in deltas only.
///
/// The number 7 is not used; 0 is said by leaving the reason out.
struct EntryReasonRule: ListLintRule {
    let name = "rfc5280.entry-reason"
    let citation = "RFC 5280 5.3.1"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        return demand(
            entries.badReasons.isEmpty, seen: entries.badReasons.told("a reason without meaning"),
            allowed: "1 to 6, 8 to 10")
            + demand(
                entries.unspecifiedReasons.isEmpty, seen: entries.unspecifiedReasons.told("unspecified"),
                allowed: "no reason")
            + demand(
                entries.removals.isEmpty || list.deltaBase != nil, seen: entries.removals.told("removeFromCRL"),
                allowed: "in delta lists only")
    }
}
