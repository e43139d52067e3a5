// SPDX-License-Identifier: Apache-2.0
import DER

/// The next list is announced, for later than this one.
///
/// RFC 5280 asks every issuer for nextUpdate, though the syntax lets it be left out.
struct ListOrderOfTimesRule: ListLintRule {
    let name = "rfc5280.list-next-update"
    let citation = "RFC 5280 5.1.2.5"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let nextUpdate = list.nextUpdate else { return [finding("absent", allowed: "present")] }
        guard let end = nextUpdate.instant, let start = list.thisUpdate.instant else { return [] }
        return demand(start < end, seen: "\(start.rfc3339) and \(end.rfc3339)", allowed: "later than thisUpdate")
    }
}
