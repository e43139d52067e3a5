// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A list is dated by the clock when it is signed, not later, while its issuer's certificate is valid.
///
/// One dated ahead would keep out the lists that are drawn up until then.
struct ListTimeRule: ListLintRule {
    let name = "cpcps.list-time"
    let citation = "CP/CPS 4.9.7"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let start = list.thisUpdate.instant else { return [] }
        return demand(start <= context.time, seen: start.rfc3339, allowed: "\(context.time.rfc3339) or earlier")
            + demand(
                context.issuer.validity.contains(start), seen: start.rfc3339,
                allowed: "while the issuer's certificate is valid"
            )
    }
}
