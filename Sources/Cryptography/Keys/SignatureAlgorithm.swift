// SPDX-License-Identifier: Apache-2.0

/// A way to compute a signature, with everything it depends on besides the key and the message.
public enum SignatureAlgorithm: Hashable, Sendable {
    /// RSASSA-PKCS1-v1_5. RFC 8017 8.2.
    case rsaPKCS1(DigestAlgorithm)
    /// RSASSA-PSS; the salt's length is exact, in bytes. RFC 8017 8.1, RFC 4055 3.1.
    case rsaPSS(DigestAlgorithm, mgf1: DigestAlgorithm, saltLength: Int)
    /// ECDSA; the signature is a DER `Ecdsa-Sig-Value`. RFC 3279 2.2.3, RFC 5758 3.2.
    case ecdsa(DigestAlgorithm)
    /// Pure Ed25519. RFC 8032 5.1, RFC 8410.
    case ed25519
    /// DSA; the signature is a DER `Dss-Sig-Value`. RFC 3279 2.2.2. Only ever verified by Mohr.
    case dsa(DigestAlgorithm)

    /// The hash applied to the message, `nil` for Ed25519, which hashes twice by itself.
    public var digest: DigestAlgorithm? {
        switch self {
        case .rsaPKCS1(let digest), .rsaPSS(let digest, _, _), .ecdsa(let digest), .dsa(let digest): digest
        case .ed25519: nil
        }
    }

    /// Whether a key of this kind can compute it.
    ///
    /// - Parameter kind: the key's kind.
    /// - Returns: `true` when the algorithm family and the key's family are the same.
    public func fits(_ kind: KeyKind) -> Bool {
        switch (self, kind) {
        case (.rsaPKCS1, .rsa), (.rsaPSS, .rsa), (.dsa, .dsa), (.ed25519, .ed25519): true
        case (.ecdsa, _): kind.isEllipticCurve
        default: false
        }
    }
}
