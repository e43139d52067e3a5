// SPDX-License-Identifier: Apache-2.0
import PKIX

/// What a list covers is said in a critical extension, for one kind of certificate at most, and is not empty.
struct ListDistributionPointRule: ListLintRule {
    let name = "rfc5280.list-distribution-point"
    let citation = "RFC 5280 5.2.5"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        guard let point = list.distributionPoint, let item = list.extensions[OID.issuingDistributionPoint] else {
            return []
        }
        let kinds = [point.onlyContainsUserCerts, point.onlyContainsCACerts, point.onlyContainsAttributeCerts]
        let isEmpty = point == IssuingDistributionPoint(name: nil)
        return demand(item.isCritical, seen: "not critical", allowed: "critical")
            + demand(
                kinds.filter { $0 }.count <= 1, seen: "\(kinds.filter { $0 }.count) kinds of certificates",
                allowed: "one at most")
            + demand(!isEmpty, seen: "empty", allowed: "a name or a scope")
    }
}
