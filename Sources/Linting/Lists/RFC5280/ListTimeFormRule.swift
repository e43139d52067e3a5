// SPDX-License-Identifier: Apache-2.0
import DER

/// Times are UTCTime up to 2049 and GeneralizedTime from 2050, with seconds and in UTC.
///
/// Programs compare lists by these bytes, and some read no other form.
struct ListTimeFormRule: ListLintRule {
    let name = "rfc5280.list-time-form"
    let citation = "RFC 5280 5.1.2.4 and 5.1.2.5"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        [("thisUpdate", list.thisUpdate), ("nextUpdate", list.nextUpdate)].flatMap { field, time in
            demand(
                time?.hasItsForm ?? true, seen: "\(field) with tag \(time?.tag.octet ?? 0)",
                allowed: "YYMMDDHHMMSSZ up to 2049, YYYYMMDDHHMMSSZ from 2050")
        }
    }
}
