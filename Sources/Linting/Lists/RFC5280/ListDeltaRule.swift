// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A delta adds to a list with a lower number, and says so in a critical extension.
///
/// Who does not know deltas would take one for the whole list.
struct ListDeltaRule: ListLintRule {
    let name = "rfc5280.list-delta"
    let citation = "RFC 5280 5.2.4"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let base = list.deltaBase, let item = list.extensions[OID.deltaCRLIndicator] else { return [] }
        let number = list.number ?? []
        let isLower = base.count == number.count ? base.lexicographicallyPrecedes(number) : base.count < number.count
        return demand(item.isCritical, seen: "not critical", allowed: "critical")
            + demand(
                isLower && (base.first ?? 0x80) < 0x80, seen: "a base that is not below the list's number",
                allowed: "a lower number")
    }
}
