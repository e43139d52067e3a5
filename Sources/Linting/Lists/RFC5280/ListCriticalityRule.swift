// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// No extension is critical but those two that change what the list covers.
struct ListCriticalityRule: ListLintRule {
    let name = "rfc5280.list-criticality"
    let citation = "RFC 5280 5.2"

    func findings(in list: LintedList, context: ListLintContext) -> [Finding] {
        list.extensions.all
            .filter { $0.isCritical && $0.oid != OID.deltaCRLIndicator && $0.oid != OID.issuingDistributionPoint }
            .map { finding("\($0.oid.dotted) critical", allowed: "not critical") }
    }
}
