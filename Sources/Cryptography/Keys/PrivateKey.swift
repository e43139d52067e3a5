// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// A private key in this process's memory.
///
/// Its description names the kind and nothing else; the only doors that the material leaves
/// through are ``pem()`` and ``pem(encryptedWith:)``. It may be used by any number of threads at once.
///
/// - SeeAlso: RFC 3647 4.6.2 (private key protection).
public final class PrivateKey: SigningKey {
    /// The public half.
    public let publicKey: PublicKey

    let handle: LibraryKey

    init(_ handle: LibraryKey) throws(CryptographyError) {
        self.handle = handle
        publicKey = try PublicKey(subjectPublicKeyInfo: try handle.publicInfo())
    }

    /// Signs a message.
    ///
    /// - Parameters:
    ///   - message: the bytes to sign, unhashed; any length.
    ///   - algorithm: one that fits the key.
    /// - Returns: the signature; for ECDSA and DSA a DER SEQUENCE, for RSA as many bytes as the modulus, for Ed25519 64.
    /// - Throws: ``CryptographyError/algorithmDoesNotFitKey(_:_:)``, or
    ///   ``CryptographyError/library(operation:queue:)``.
    public func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        guard algorithm.fits(publicKey.kind) else {
            throw .algorithmDoesNotFitKey(algorithm, publicKey.kind)
        }
        guard let digest = algorithm.digest else { return try handle.signWhole(message) }
        return try signature(ofDigest: digest.digest(message), by: algorithm)
    }

    /// Signs a digest that was computed elsewhere.
    ///
    /// - Parameters:
    ///   - digest: the digest by the algorithm's hash, of exactly its length.
    ///   - algorithm: one that fits the key, not Ed25519.
    /// - Returns: the signature, as by ``sign(_:by:)``.
    /// - Throws: ``CryptographyError/algorithmDoesNotFitKey(_:_:)``,
    ///   ``CryptographyError/algorithmNeedsMessage(_:)``, ``CryptographyError/digestLength(seen:allowed:)``, or
    ///   ``CryptographyError/library(operation:queue:)``.
    public func signature(
        ofDigest digest: [UInt8], by algorithm: SignatureAlgorithm
    ) throws(CryptographyError) -> [UInt8] {
        guard algorithm.fits(publicKey.kind) else {
            throw .algorithmDoesNotFitKey(algorithm, publicKey.kind)
        }
        guard let allowed = algorithm.digest?.byteCount else { throw .algorithmNeedsMessage(algorithm) }
        guard digest.count == allowed else { throw .digestLength(seen: digest.count, allowed: allowed) }
        if let restriction = publicKey.pssRestriction, !restriction.allows(algorithm) {
            throw .algorithmDoesNotFitKey(algorithm, publicKey.kind)
        }
        return try handle.sign(digest, algorithm)
    }
}

extension PrivateKey: CustomStringConvertible, CustomReflectable {
    /// The kind of key, such as `private P-256 key`.
    public var description: String { "private \(publicKey.kind) key" }

    /// Shows no children, so that `dump` cannot look inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension LibraryKey {
    /// The public half as DER `SubjectPublicKeyInfo`.
    func publicInfo() throws(CryptographyError) -> [UInt8] {
        let bytes = unsafe withKey { key in unsafe encodedByLibrary { unsafe i2d_PUBKEY(key, $0) } }
        guard let bytes else { throw .drained("i2d_PUBKEY") }
        return bytes
    }

    /// `EVP_PKEY_sign` over a digest.
    func sign(_ digest: [UInt8], _ algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        let room = Int(unsafe withKey { unsafe EVP_PKEY_get_size($0) })
        guard room > 0 else { throw .drained("EVP_PKEY_get_size") }
        let signature = unsafe withContext(for: .sign, algorithm) { context in
            unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                var length = room
                let isSigned = unsafe digest.withUnsafeBufferPointer { digest in
                    unsafe EVP_PKEY_sign(context, buffer.baseAddress, &length, digest.baseAddress, digest.count)
                }
                count = isSigned == 1 ? min(length, room) : 0
            }
        }
        guard let signature, !signature.isEmpty else { throw .drained("EVP_PKEY_sign") }
        return signature
    }

    /// Ed25519 over the message itself.
    func signWhole(_ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        let signature = unsafe withKey { key in
            unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
                var length = 64
                let isSigned =
                    unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
                    && EVP_DigestSign(context, buffer.baseAddress, &length, message, message.count) == 1
                count = isSigned ? length : 0
            }
        }
        guard signature.count == 64 else { throw .drained("EVP_DigestSign") }
        return signature
    }
}
