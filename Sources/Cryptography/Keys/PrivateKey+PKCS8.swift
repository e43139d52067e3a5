// SPDX-License-Identifier: Apache-2.0
import COpenSSL

extension PrivateKey {
    /// Iterations of PBKDF2-HMAC-SHA-256 for keys that are written here.
    ///
    /// 600,000 is what OWASP's Password Storage Cheat Sheet asks of this function since 2023. It
    /// costs about 0.2 s once at start-up for each key, and every reader of PKCS#8 knows it;
    /// scrypt would cost an attacker more, but GnuTLS and Java cannot read it.
    static let iterations: Int32 = 600_000

    /// The labels that are read: RFC 7468 10 and 11.
    static let labels = ["PRIVATE KEY", "ENCRYPTED PRIVATE KEY"]

    /// Reads a private key file.
    ///
    /// - Parameters:
    ///   - pem: PEM text with exactly one private key in PKCS#8, encrypted or not; blocks of other
    ///     kinds, such as certificates, are passed over.
    ///   - passphrase: what opens it; not looked at when the key is not encrypted. None is ever asked
    ///     for on the terminal.
    /// - Throws: ``CryptographyError``; ``CryptographyError/passphraseNeeded`` and
    ///   ``CryptographyError/wrongPassphrase`` are worth asking the operator again.
    /// - SeeAlso: RFC 5958; RFC 8018 6.2 (PBES2).
    public convenience init(pem: [UInt8], passphrase: Passphrase?) throws(CryptographyError) {
        let blocks = try PEM.blocks(in: pem)
        let keys = blocks.filter { $0.label.hasSuffix("PRIVATE KEY") }
        guard let block = keys.first else { throw .noPrivateKey(labels: blocks.map(\.label)) }
        guard keys.count == 1 else { throw .severalPrivateKeys(count: keys.count) }
        switch block.label {
        case "PRIVATE KEY":
            try self.init(pkcs8: block.bytes)
        case "ENCRYPTED PRIVATE KEY":
            guard let passphrase else { throw .passphraseNeeded }
            try self.init(encryptedPKCS8: block.bytes, passphrase)
        default:
            throw .unsupportedPrivateKeyLabel(seen: block.label, allowed: Self.labels)
        }
    }

    /// Writes the key, encrypted with AES-256-CBC under PBKDF2-HMAC-SHA-256.
    ///
    /// - Parameter passphrase: at least one byte, at most 1024.
    /// - Returns: PEM text, label `ENCRYPTED PRIVATE KEY`, as `openssl pkey` reads it.
    /// - Throws: ``CryptographyError/emptyPassphrase``, ``CryptographyError/passphraseLength(seen:allowed:)`` or
    ///   ``CryptographyError/library(operation:queue:)``.
    /// - SeeAlso: RFC 8018 6.2 (PBES2); RFC 5958 3.
    public func pem(encryptedWith passphrase: Passphrase) throws(CryptographyError) -> [UInt8] {
        guard !passphrase.isEmpty else { throw .emptyPassphrase }
        let length = try passphrase.lengthForLibrary()
        let plain = unsafe handle.withKey { unsafe EVP_PKEY2PKCS8($0) }
        guard let plain = unsafe plain else { throw .drained("EVP_PKEY2PKCS8") }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(plain) }
        let salt = try SecureRandom.bytes(16)
        let encrypted = unsafe passphrase.bytes.withUnsafeBufferPointer { passphrase in
            unsafe passphrase.withMemoryRebound(to: CChar.self) { passphrase in
                var salt = salt
                // -1 asks for PBES2; HMAC-SHA-256 is what OpenSSL 3.0 takes with it.
                return unsafe PKCS8_encrypt(
                    -1, EVP_aes_256_cbc(), passphrase.baseAddress, length, &salt, Int32(salt.count),
                    Self.iterations, plain)
            }
        }
        guard let encrypted = unsafe encrypted else { throw .drained("PKCS8_encrypt") }
        defer { unsafe X509_SIG_free(encrypted) }
        let bytes = unsafe encodedByLibrary { unsafe i2d_X509_SIG(encrypted, $0) }
        guard let bytes else { throw .drained("i2d_X509_SIG") }
        return PEM.encode(bytes, label: Self.labels[1])
    }

    /// Writes the key as it is, for throw-away keys of tests and demonstrations.
    ///
    /// - Returns: PEM text, label `PRIVATE KEY`. Whoever reads it can sign.
    /// - Throws: ``CryptographyError/library(operation:queue:)``.
    /// - SeeAlso: RFC 5958 2.
    public func pem() throws(CryptographyError) -> [UInt8] {
        let plain = unsafe handle.withKey { unsafe EVP_PKEY2PKCS8($0) }
        guard let plain = unsafe plain else { throw .drained("EVP_PKEY2PKCS8") }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(plain) }
        let bytes = unsafe encodedByLibrary { unsafe i2d_PKCS8_PRIV_KEY_INFO(plain, $0) }
        guard let bytes else { throw .drained("i2d_PKCS8_PRIV_KEY_INFO") }
        return PEM.encode(bytes, label: Self.labels[0])
    }
}
