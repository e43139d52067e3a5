// SPDX-License-Identifier: Apache-2.0

/// Entries are laid out as entries; where there is none the field is left out.
struct ListEntriesRule: ListLintRule {
    let name = "rfc5280.list-entries"
    let citation = "RFC 5280 5.1.2.6"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        return demand(entries.count > 0, seen: "an empty revokedCertificates", allowed: "absent, or one entry")
            + demand(
                entries.malformed.isEmpty, seen: entries.malformed.told("no entry"),
                allowed: "number, date and extensions")
    }
}
