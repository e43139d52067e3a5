// SPDX-License-Identifier: Apache-2.0
import COpenSSL

/// A key of AES-256 that seals whole files and other keys; it never shows itself.
///
/// A sealed text is `nonce (12) || ciphertext || tag (16)`. The nonce is random, so one key seals far fewer than 2^32
/// texts: a file's key seals the file, the home's key seals files' keys.
///
/// - SeeAlso: NIST SP 800-38D 8.2.2.
public struct SecretKey: Sendable {
    private let bytes: [UInt8]

    /// How much longer a sealed text is than what is in it; bytes.
    public static let overhead = 28

    /// The largest text that is sealed at once; bytes.
    public static let maximumBytes = 64 * 1_048_576

    /// Draws a key.
    ///
    /// - Throws: ``CryptographyError`` when there is no entropy.
    public init() throws(CryptographyError) { bytes = try SecureRandom.bytes(32) }

    /// Takes a key that was kept.
    ///
    /// - Parameter bytes: 32 bytes.
    /// - Throws: ``CryptographyError/byteCount(seen:allowed:)``.
    public init(bytes: [UInt8]) throws(CryptographyError) {
        guard bytes.count == 32 else { throw .byteCount(seen: bytes.count, allowed: 32...32) }
        self.bytes = bytes
    }

    /// The key's bytes, to be kept sealed.
    public var revealed: [UInt8] { bytes }

    /// Seals a text.
    ///
    /// - Parameters:
    ///   - text: at most ``maximumBytes``.
    ///   - context: what it belongs to; the same has to be said to open it.
    /// - Returns: nonce, ciphertext and tag.
    /// - Throws: ``CryptographyError``.
    public func seal(_ text: [UInt8], context: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard text.count <= Self.maximumBytes else {
            throw .byteCount(seen: text.count, allowed: 0...Self.maximumBytes)
        }
        let nonce = try SecureRandom.bytes(12)
        let cipher = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(cipher) }
        var (length, rest): (Int32, Int32) = (0, 0)
        var ciphertext = [UInt8](repeating: 0, count: text.count)
        var tag = [UInt8](repeating: 0, count: 16)
        var none: [UInt8] = [0]
        guard unsafe EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nil, bytes, nonce) == 1,
            unsafe EVP_EncryptUpdate(cipher, nil, &rest, context, Int32(clamping: context.count)) == 1,
            unsafe EVP_EncryptUpdate(cipher, &ciphertext, &length, text, Int32(clamping: text.count)) == 1,
            unsafe EVP_EncryptFinal_ex(cipher, &none, &rest) == 1,
            unsafe EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, 16, &tag) == 1
        else { throw .drained("AES-256-GCM") }
        return nonce + ciphertext + tag
    }

    /// Opens a sealed text.
    ///
    /// - Parameters:
    ///   - sealed: as ``seal(_:context:)`` gave it.
    ///   - context: what it belongs to.
    /// - Returns: the text.
    /// - Throws: ``CryptographyError/sealedBytesMalformed`` for another key, another context or a changed byte: one cannot be
    ///   told from the other.
    public func open(_ sealed: [UInt8], context: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard (Self.overhead...Self.maximumBytes + Self.overhead).contains(sealed.count) else {
            throw .sealedBytesMalformed
        }
        let nonce = Array(sealed.prefix(12))
        let ciphertext = Array(sealed.dropFirst(12).dropLast(16))
        var tag = Array(sealed.suffix(16))
        let cipher = unsafe EVP_CIPHER_CTX_new()
        defer { unsafe EVP_CIPHER_CTX_free(cipher) }
        var (length, rest): (Int32, Int32) = (0, 0)
        var text = [UInt8](repeating: 0, count: ciphertext.count)
        var none: [UInt8] = [0]
        guard unsafe EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), nil, bytes, nonce) == 1,
            unsafe EVP_DecryptUpdate(cipher, nil, &rest, context, Int32(clamping: context.count)) == 1,
            unsafe EVP_DecryptUpdate(cipher, &text, &length, ciphertext, Int32(clamping: ciphertext.count)) == 1,
            unsafe EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1
        else { throw .drained("AES-256-GCM") }
        guard unsafe EVP_DecryptFinal_ex(cipher, &none, &rest) == 1 else {
            ERR_clear_error()
            throw .sealedBytesMalformed
        }
        return text
    }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `‹secret›`.
    public var description: String { "‹secret›" }

    /// Always `‹secret›`.
    public var debugDescription: String { description }

    /// Shows no children, so that `dump` cannot look inside.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
