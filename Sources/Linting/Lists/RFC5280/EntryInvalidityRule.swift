// SPDX-License-Identifier: Apache-2.0

/// The day since when a key is suspected is a GeneralizedTime with seconds, and not after the list was drawn up.
struct EntryInvalidityRule: ListLintRule {
    let name = "rfc5280.entry-invalidity-date"
    let citation = "RFC 5280 5.3.2"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let entries = list.entries else { return [] }
        let isLate =
            if let latest = entries.latestInvalidityDate, let thisUpdate = list.thisUpdate.instant {
                latest > thisUpdate
            } else {
                false
            }
        return demand(
            entries.badInvalidityDates.isEmpty, seen: entries.badInvalidityDates.told("a date of another form"),
            allowed: "YYYYMMDDHHMMSSZ")
            + demand(!isLate, seen: "a date after thisUpdate", allowed: "thisUpdate or earlier")
    }
}
