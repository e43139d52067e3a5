// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The issuer's key is named by the identifier in the issuer's own certificate, and by nothing else.
///
/// Issuer and serial number beside it would tie the certificate to one of the issuer's certificates, and break when
/// that is renewed or cross-certified.
struct AuthorityKeyIdentifierRule: LintRule {
    let name = "rfc5280.authority-key-identifier"
    let citation = "RFC 5280 4.2.1.1"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let identifier = certificate.authorityKeyIdentifier else {
            // Only a self-signed certificate may leave it out.
            return demand(context.issuer == nil, seen: "absent", allowed: "present")
        }
        let issuer = context.issuer ?? certificate
        return demand(
            identifier.keyIdentifier != nil && identifier.keyIdentifier == issuer.subjectKeyIdentifier,
            seen: identifier.keyIdentifier == nil ? "no key identifier" : "another key identifier",
            allowed: "the issuer's subject key identifier")
            + demand(identifier.issuer.isEmpty, seen: "issuer and serial number", allowed: "key identifier alone")
    }
}
