// SPDX-License-Identifier: Apache-2.0
import PKIX

/// An OCSP responder's own status is not asked over OCSP: its certificate says so, and names no responder.
///
/// Otherwise a relying party that checks the responder's certificate asks the responder, without end.
struct ResponderRule: LintRule {
    let name = "rfc6960.responder"
    let citation = "RFC 6960 4.2.2.2.1; ETSI EN 319 411-1 CSS-6.6.3-01B"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let isResponder = certificate.extendedKeyUsage?.contains(OID.ocspSigning) ?? false
        guard isResponder else {
            return demand(
                !certificate.hasOCSPNoCheck, seen: "id-pkix-ocsp-nocheck", allowed: "in responders' certificates only")
        }
        let namesResponder = certificate.authorityInformationAccess.contains { $0.method == OID.ocspAccess }
        return demand(certificate.hasOCSPNoCheck, seen: "no id-pkix-ocsp-nocheck", allowed: "id-pkix-ocsp-nocheck")
            + demand(!namesResponder, seen: "an OCSP address", allowed: "none")
    }
}
