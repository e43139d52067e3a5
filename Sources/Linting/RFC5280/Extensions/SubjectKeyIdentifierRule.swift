// SPDX-License-Identifier: Apache-2.0
import PKIX

/// The subject's key has the identifier that is derived from it.
///
/// Path building finds issuers by it; one that is copied from elsewhere leads to another's certificate.
struct SubjectKeyIdentifierRule: LintRule {
    let name = "rfc5280.subject-key-identifier"
    let citation = "RFC 5280 4.2.1.2; RFC 7093 2 (method 1)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let identifier = certificate.subjectKeyIdentifier else {
            return [finding("absent", allowed: "present")]
        }
        let key = try? SubjectPublicKeyInfo(der: certificate.tbs.subjectPublicKeyInfo)
        return demand(
            key?.keyIdentifier[...] == identifier, seen: "\(identifier.count) octets that are not the key's",
            allowed: "the first 160 bits of the key's SHA-256")
    }
}
