// SPDX-License-Identifier: Apache-2.0
import DER

/// A certificate was revoked before the list was drawn up, and the date is in the form of its year.
struct EntryDateRule: ListLintRule {
    let name = "rfc5280.entry-revocation-date"
    let citation = "RFC 5280 5.1.2.6"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        let isLate = list.thisUpdate.instant.map { entries.latestDate > Self.number(of: $0) } ?? false
        return demand(
            entries.badDates.isEmpty, seen: entries.badDates.told("a date of another form"),
            allowed: "YYMMDDHHMMSSZ up to 2049, YYYYMMDDHHMMSSZ from 2050")
            + demand(!isLate, seen: "a date after thisUpdate", allowed: "thisUpdate or earlier")
    }

    /// A moment as a number that reads `yyyymmddhhmmss`.
    private static func number(of instant: Instant) -> Int {
        Int(String(decoding: instant.rfc3339.utf8.filter { (0x30...0x39).contains($0) }, as: UTF8.self)) ?? 0
    }
}
