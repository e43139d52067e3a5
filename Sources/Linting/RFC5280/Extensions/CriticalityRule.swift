// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Each extension is as critical as its definition asks, and no unknown one is critical.
///
/// A critical extension that relying parties do not know makes the certificate worthless to them.
struct CriticalityRule: LintRule {
    let name = "rfc5280.criticality"
    let citation = "RFC 5280 4.2.1 and 4.2.2; RFC 3161 2.3"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        certificate.extensions.all.flatMap { item in
            let mustBe = Self.mustBeCritical(item.oid, in: certificate)
            return demand(
                mustBe == nil || mustBe == item.isCritical,
                seen: "\(item.oid.dotted) " + (item.isCritical ? "critical" : "not critical"),
                allowed: mustBe == true ? "critical" : "not critical")
        }
    }

    /// `nil` where both are allowed.
    private static func mustBeCritical(_ oid: ObjectIdentifier, in certificate: Certificate) -> Bool? {
        switch oid {
        case OID.keyUsage, OID.nameConstraints, OID.policyConstraints, OID.inhibitAnyPolicy, OID.policyMappings:
            true
        case OID.basicConstraints:
            certificate.basicConstraints?.isCA == true ? true : nil
        case OID.subjectAlternativeName:
            certificate.subject.isEmpty
        case OID.extendedKeyUsage:
            certificate.extendedKeyUsage?.contains(OID.timeStamping) == true
        default:
            false
        }
    }
}
