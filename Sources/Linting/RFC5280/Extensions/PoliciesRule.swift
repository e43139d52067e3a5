// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Policies are named, anyPolicy only by authorities, and with qualifiers that RFC 5280 knows.
struct PoliciesRule: LintRule {
    let name = "rfc5280.certificate-policies"
    let citation = "RFC 5280 4.2.1.4"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let policies = certificate.certificatePolicies else { return [] }
        let isCA = certificate.basicConstraints?.isCA == true
        let qualifiers = policies.all.flatMap(\.qualifiers)
        let unknown = qualifiers.filter { $0.kind != OID.cpsQualifier && $0.kind != OID.userNoticeQualifier }
        let unusable = qualifiers.filter { $0.kind == OID.cpsQualifier && !WebAddress.isWellFormed($0.cps ?? "") }
        return demand(
            isCA || !policies.contains(OID.anyPolicy), seen: "anyPolicy", allowed: "policies that are named")
            + demand(
                unknown.isEmpty, seen: unknown.map(\.kind.dotted).joined(separator: ", "), allowed: "CPS or notice")
            + demand(
                unusable.isEmpty, seen: unusable.map { $0.cps ?? "no URI" }.joined(separator: ", "),
                allowed: WebAddress.allowed)
    }
}
