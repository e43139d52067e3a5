import Cryptography
// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// The signature algorithm is one for the issuer's key, with the hash of the key's own strength, and is named alike
/// inside and outside of what is signed.
///
/// A hash that is shorter than the curve's order wastes the key; a longer one is cut.
struct SignatureAlgorithmRule: LintRule {
    let name = "rfc5280.signature-algorithm"
    let citation = "RFC 5280 4.1.1.2 and 4.1.2.3; RFC 5480 4"

    func findings(in certificate: Certificate, context: LintContext) -> [Finding] {
        let named = certificate.tbs.signature
        let allowed = Self.algorithms(for: context.issuerKeyKind)
        let fits = named.signatureAlgorithm.map(allowed.contains) ?? false
        return demand(
            fits, seen: "\(named.algorithm.dotted) under a key of \(context.issuerKeyKind)",
            allowed: allowed.map { AlgorithmIdentifier($0).algorithm.dotted }.joined(separator: " or "))
            + demand(
                named == certificate.signatureAlgorithm, seen: certificate.signatureAlgorithm.algorithm.dotted,
                allowed: "the same as inside, \(named.algorithm.dotted)")
    }

    static func algorithms(for kind: KeyKind) -> [SignatureAlgorithm] {
        switch kind {
        case .p256, .brainpoolP256r1: [.ecdsa(.sha256)]
        case .p384, .brainpoolP384r1: [.ecdsa(.sha384)]
        case .p521, .brainpoolP512r1: [.ecdsa(.sha512)]
        case .ed25519: [.ed25519]
        case .rsa:
            [DigestAlgorithm.sha256, .sha384, .sha512].flatMap {
                [.rsaPKCS1($0), .rsaPSS($0, mgf1: $0, saltLength: $0.byteCount)]
            }
        case .p192, .p224, .dsa: []
        }
    }
}
