// SPDX-License-Identifier: Apache-2.0
import Cryptography
import PKIX

/// The subject's key has the identifier that is derived from it.
///
/// Path building finds issuers by it; one that is copied from elsewhere leads to another's certificate.
///
/// Another house's root, when it is cross-certified, keeps the identifier that its own certificates name it by: then the
/// older derivation with SHA-1 is as good, since here it names a key and protects nothing.
struct SubjectKeyIdentifierRule: LintRule {
    let name = "rfc5280.subject-key-identifier"
    let citation = "RFC 5280 4.2.1.2 (method 1, of another house); RFC 7093 2 (method 1)"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        guard let identifier = certificate.subjectKeyIdentifier else {
            return [finding("absent", allowed: "present")]
        }
        let key = try? SubjectPublicKeyInfo(der: certificate.tbs.subjectPublicKeyInfo)
        let isOlder =
            context.profile.kind == .authority && context.issuer != nil
            && key.map { DigestAlgorithm.sha1.digest(Array($0.subjectPublicKey))[...] } == identifier
        return demand(
            isOlder || key?.keyIdentifier[...] == identifier, seen: "\(identifier.count) octets that are not the key's",
            allowed: "the first 160 bits of the key's SHA-256")
    }
}
