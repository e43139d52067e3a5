// SPDX-License-Identifier: Apache-2.0

/// A private key that signs, wherever it lives: in memory, on a card, in an HSM.
public protocol SigningKey: Sendable {
    /// The public half.
    var publicKey: PublicKey { get }

    /// What this key signs with unless told otherwise.
    var preferredSignatureAlgorithm: SignatureAlgorithm { get }

    /// Signs a message.
    ///
    /// - Parameters:
    ///   - message: the bytes to sign, unhashed; any length.
    ///   - algorithm: one that fits the key.
    /// - Returns: the signature as it stands in a certificate or a CMS: for ECDSA and DSA a DER SEQUENCE, for RSA as
    ///   many bytes as the modulus, for Ed25519 64 bytes.
    /// - Throws: ``CryptographyError``.
    func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8]

    /// Signs a digest that was computed elsewhere.
    ///
    /// - Parameters:
    ///   - digest: the digest by the algorithm's hash, of exactly its length.
    ///   - algorithm: one that fits the key, not Ed25519.
    /// - Returns: the signature, as by ``sign(_:by:)``.
    /// - Throws: ``CryptographyError``.
    func signature(
        ofDigest digest: [UInt8], by algorithm: SignatureAlgorithm
    ) throws(CryptographyError) -> [UInt8]
}

extension SigningKey {
    /// The hash of the key's own size: ECDSA P-384 with SHA-384, P-521 with SHA-512, RSA PKCS#1 v1.5 with SHA-256.
    ///
    /// - SeeAlso: RFC 5480 4 (hash for each curve size).
    public var preferredSignatureAlgorithm: SignatureAlgorithm { publicKey.preferredSignatureAlgorithm }
}

extension PublicKey {
    /// What its private half signs with unless told otherwise; see ``SigningKey/preferredSignatureAlgorithm``.
    public var preferredSignatureAlgorithm: SignatureAlgorithm {
        switch kind {
        case .rsa: pssRestriction?.preferred ?? .rsaPKCS1(.sha256)
        case .p192, .p224, .p256, .brainpoolP256r1: .ecdsa(.sha256)
        case .p384, .brainpoolP384r1: .ecdsa(.sha384)
        case .p521, .brainpoolP512r1: .ecdsa(.sha512)
        case .ed25519: .ed25519
        case .dsa: .dsa(.sha256)
        }
    }
}
