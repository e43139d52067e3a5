// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// A few bytes under a person's passphrase: AES-256-GCM, the key from PBKDF2-HMAC-SHA-256.
///
/// - SeeAlso: NIST SP 800-38D; RFC 8018 5.2.
public struct SealedBytes: Sendable, Hashable {
    /// Rounds of the key's derivation; as for key files.
    public let iterations: Int
    /// 16 bytes, random.
    public let salt: [UInt8]
    /// 12 bytes, random; used once, since every sealing draws a salt and so has a key of its own.
    public let nonce: [UInt8]
    /// As long as what was sealed.
    public let ciphertext: [UInt8]
    /// 16 bytes that a wrong passphrase, or a changed byte of anything, does not give.
    public let tag: [UInt8]

    /// How few and how many rounds are read: more would let a file hold its reader up.
    public static let readIterations = 100_000...10_000_000

    /// Takes what was read from a file.
    ///
    /// - Throws: ``CryptographyError/sealedBytesMalformed``.
    public init(
        iterations: Int, salt: [UInt8], nonce: [UInt8], ciphertext: [UInt8], tag: [UInt8]
    ) throws(CryptographyError) {
        guard Self.readIterations.contains(iterations), salt.count == 16, nonce.count == 12, tag.count == 16,
            (1...4096).contains(ciphertext.count)
        else { throw .sealedBytesMalformed }
        self.iterations = iterations
        self.salt = salt
        self.nonce = nonce
        self.ciphertext = ciphertext
        self.tag = tag
    }

    /// Seals bytes.
    ///
    /// - Parameters:
    ///   - secret: 1 to 4096 bytes.
    ///   - passphrase: at least one byte.
    ///   - context: what they belong to; the same has to be said to open them.
    /// - Throws: ``CryptographyError``.
    public init(
        sealing secret: [UInt8], under passphrase: Passphrase, context: [UInt8]
    ) throws(CryptographyError) {
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        let (salt, nonce) = (try SecureRandom.bytes(16), try SecureRandom.bytes(12))
        let rounds = Int(PrivateKey.iterations)
        let key = try Self.key(passphrase, salt, rounds)
        let cipher = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(cipher) }
        var (length, rest): (Int32, Int32) = (0, 0)
        var ciphertext = [UInt8](repeating: 0, count: secret.count)
        var tag = [UInt8](repeating: 0, count: 16)
        var none: [UInt8] = [0]
        guard unsafe EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            unsafe EVP_EncryptUpdate(cipher, nil, &rest, context, Int32(clamping: context.count)) == 1,
            unsafe EVP_EncryptUpdate(cipher, &ciphertext, &length, secret, Int32(clamping: secret.count)) == 1,
            unsafe EVP_EncryptFinal_ex(cipher, &none, &rest) == 1,
            unsafe EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, &tag) == 1
        else { throw .drained("AES-256-GCM") }
        try self.init(iterations: rounds, salt: salt, nonce: nonce, ciphertext: ciphertext, tag: tag)
    }

    /// Opens them.
    ///
    /// - Parameters:
    ///   - passphrase: the one they were sealed under.
    ///   - context: what they belong to.
    /// - Returns: what was sealed.
    /// - Throws: ``CryptographyError/wrongPassphrase``, also when a byte was changed: one cannot be told from the other.
    public func opened(by passphrase: Passphrase, context: [UInt8]) throws(CryptographyError) -> [UInt8] {
        let key = try Self.key(passphrase, salt, iterations)
        let cipher = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(cipher) }
        var (length, rest): (Int32, Int32) = (0, 0)
        var secret = [UInt8](repeating: 0, count: ciphertext.count)
        var tag = tag
        var none: [UInt8] = [0]
        guard unsafe EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            unsafe EVP_DecryptUpdate(cipher, nil, &rest, context, Int32(clamping: context.count)) == 1,
            unsafe EVP_DecryptUpdate(cipher, &secret, &length, ciphertext, Int32(clamping: ciphertext.count)) == 1,
            unsafe EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1
        else { throw .drained("AES-256-GCM") }
        guard unsafe EVP_DecryptFinal_ex(cipher, &none, &rest) == 1 else {
            ERR_clear_error()
            throw .wrongPassphrase
        }
        return secret
    }

    private static func key(
        _ passphrase: Passphrase, _ salt: [UInt8], _ iterations: Int
    ) throws(CryptographyError) -> [UInt8] {
        let length = try passphrase.lengthForLibrary()
        var key = [UInt8](repeating: 0, count: 32)
        let derived = unsafe passphrase.bytes.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
                unsafe PKCS5_PBKDF2_HMAC(
                    bytes.baseAddress, length, salt, Int32(clamping: salt.count), Int32(clamping: iterations),
                    EVP_sha256(),
                    Int32(clamping: key.count), &key)
            }
        }
        guard derived == 1 else { throw .drained("PKCS5_PBKDF2_HMAC") }
        return key
    }
}
