// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The extensions are those that the profile names: none is missing, and nothing else got in.
struct ClosedExtensionsRule: LintRule {
    let name = "cpcps.closed-extensions"
    let citation = "CP/CPS 7.1.2; CA/Browser Forum S/MIME BR 7.1.2.4"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let allowed = Self.extensions(of: context.profile, hasIssuer: context.issuer != nil)
        let seen = certificate.extensions.all.map(\.oid)
        let foreign = seen.filter { !allowed.contains($0) }
        let missing = allowed.filter { !seen.contains($0) }
        return foreign.map { finding($0.dotted, allowed: "what profile \(context.profile.name) names") }
            + missing.map {
                finding("no \($0.dotted)", allowed: "present, as profile \(context.profile.name) names it")
            }
    }

    private static func extensions(of profile: CertificateProfile, hasIssuer: Bool) -> [ObjectIdentifier] {
        let wanted: [(ObjectIdentifier, Bool)] = [
            (OID.keyUsage, true), (OID.subjectKeyIdentifier, true), (OID.authorityKeyIdentifier, hasIssuer),
            (OID.basicConstraints, profile.basicConstraints != nil),
            (OID.extendedKeyUsage, !profile.extendedKeyUsage.isEmpty),
            (OID.certificatePolicies, !profile.policies.isEmpty),
            (OID.subjectAlternativeName, !profile.alternativeNames.isEmpty),
            (OID.authorityInformationAccess, profile.issuerURL != nil || profile.ocspURL != nil),
            (OID.crlDistributionPoints, profile.crlDistributionPoint != nil),
            (OID.admission, profile.admission != nil), (OID.qcStatements, !profile.qcStatements.isEmpty),
            (OID.ocspNoCheck, profile.hasOCSPNoCheck),
        ]
        return wanted.filter(\.1).map(\.0)
    }
}
