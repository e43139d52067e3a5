// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A certificate's policies are among those that its issuer may issue under.
///
/// Path validation takes the intersection: with another policy the certificate is valid for nobody who asks for one.
/// A trust anchor's own policies are not looked at by path validation, so a root binds nobody.
struct IssuerPoliciesRule: LintRule {
    let name = "rfc5280.issuer-policies"
    let citation = "RFC 5280 6.1.3 (d) and 6.1.1 (d)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let issuer = context.issuer, !issuer.isSelfIssued, let policies = certificate.certificatePolicies else {
            return []
        }
        let allowed = issuer.certificatePolicies?.identifiers ?? []
        guard !allowed.contains(OID.anyPolicy) else { return [] }
        let foreign = policies.identifiers.filter { !allowed.contains($0) }
        return demand(
            foreign.isEmpty, seen: foreign.map(\.dotted).joined(separator: ", "),
            allowed: allowed.map(\.dotted).joined(separator: ", "))
    }
}
