// SPDX-License-Identifier: Apache-2.0
import COpenSSL

extension PrivateKey {
    /// Reads an unencrypted `PrivateKeyInfo`.
    convenience init(pkcs8 encoded: [UInt8]) throws(CryptographyError) {
        try Self.demandOneSequence(encoded)
        let info = unsafe decodedByLibrary(encoded) { unsafe d2i_PKCS8_PRIV_KEY_INFO(nil, &$0, $1) }
        guard let info = unsafe info else {
            ERR_clear_error()
            throw .malformedKey(offset: 0)
        }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        try unsafe self.init(info)
    }

    /// Reads an `EncryptedPrivateKeyInfo`.
    convenience init(encryptedPKCS8 encoded: [UInt8], _ passphrase: Passphrase) throws(CryptographyError) {
        try Self.demandOneSequence(encoded)
        let algorithm = try Self.encryptionAlgorithm(encoded)
        let length = try passphrase.lengthForLibrary()
        let encrypted = unsafe decodedByLibrary(encoded) { unsafe d2i_X509_SIG(nil, &$0, $1) }
        guard let encrypted = unsafe encrypted else {
            ERR_clear_error()
            throw .malformedKey(offset: 0)
        }
        defer { unsafe X509_SIG_free(encrypted) }
        ERR_clear_error()
        let info = unsafe passphrase.bytes.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { unsafe PKCS8_decrypt(encrypted, $0.baseAddress, length) }
        }
        guard let info = unsafe info else {
            throw LibraryReason.drainedSaysWrongPassphrase()
                ? .wrongPassphrase : .unsupportedKeyEncryption(objectIdentifier: algorithm)
        }
        defer { unsafe PKCS8_PRIV_KEY_INFO_free(info) }
        try unsafe self.init(info)
    }

    private convenience init(_ info: OpaquePointer) throws(CryptographyError) {
        guard let key = unsafe EVP_PKCS82PKEY(info) else {
            ERR_clear_error()
            throw unsafe Self.refusal(of: info)
        }
        try self.init(unsafe LibraryKey(takingOwnershipOf: key))
        try checkPair()
    }

    /// Signs something and verifies it.
    ///
    /// A file's public half is only what the file says. What is signed must verify, or everything
    /// this key signs would be refused everywhere, after it was put on record.
    private func checkPair() throws(CryptographyError) {
        let probe = Array("Mohr: do the halves of this key belong together?".utf8)
        let algorithm = preferredSignatureAlgorithm
        let signature = try sign(probe, by: algorithm)
        guard publicKey.isValid(signature[...], over: probe[...], by: algorithm) else { throw .keyPairMismatch }
    }

    /// Why the library made no key of a `PrivateKeyInfo`: an algorithm it lacks, or values that are none.
    private static func refusal(of info: OpaquePointer) -> CryptographyError {
        var algorithm: OpaquePointer?
        var dotted = [CChar](repeating: 0, count: 80)
        guard unsafe PKCS8_pkey_get0(&algorithm, nil, nil, nil, info) == 1,
            unsafe OBJ_obj2txt(&dotted, Int32(dotted.count), algorithm, 1) > 0
        else { return .malformedKey(offset: 0) }
        let known = unsafe [EVP_PKEY_RSA, EVP_PKEY_RSA_PSS, EVP_PKEY_EC, EVP_PKEY_ED25519, EVP_PKEY_DSA]
            .contains(OBJ_obj2nid(algorithm))
        guard !known else { return .malformedKey(offset: 0) }
        let text = dotted.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return .unsupportedKeyAlgorithm(objectIdentifier: String(decoding: text, as: UTF8.self))
    }

    private static func demandOneSequence(_ encoded: [UInt8]) throws(CryptographyError) {
        var cursor = DERCursor(encoded[...])
        _ = try cursor.read(DERCursor.sequence)
        try cursor.finish()
    }

    /// The first field of an `EncryptedPrivateKeyInfo`.
    ///
    ///     SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
    private static func encryptionAlgorithm(_ encoded: [UInt8]) throws(CryptographyError) -> String {
        var outer = DERCursor(encoded[...])
        var body = DERCursor(try outer.read(DERCursor.sequence))
        var identifier = DERCursor(try body.read(DERCursor.sequence))
        return dottedObjectIdentifier(try identifier.readObjectIdentifier()) ?? ""
    }
}

extension Passphrase {
    /// Its length as the C interface takes it; OpenSSL's own tools stop at 1024 (`PEM_BUFSIZE`).
    func lengthForLibrary() throws(CryptographyError) -> Int32 {
        guard bytes.count <= 1024 else { throw .passphraseLength(seen: bytes.count, allowed: 1024) }
        return Int32(bytes.count)
    }
}

extension LibraryReason {
    /// Empties the queue after a failed decryption.
    ///
    /// - Returns: `true` when the cipher worked and gave no sense, which is what a wrong key does:
    ///   bad padding, or one time in 256 good padding around what is no DER.
    static func drainedSaysWrongPassphrase() -> Bool {
        var isWrong = false
        while true {
            let code = ERR_get_error()
            guard code != 0 else { return isWrong }
            let library = ERR_GET_LIB(code)
            let reason = ERR_GET_REASON(code)
            isWrong =
                isWrong || (library == ERR_LIB_PKCS12 && reason == PKCS12_R_PKCS12_CIPHERFINAL_ERROR)
                || (library == ERR_LIB_PKCS12 && reason == PKCS12_R_DECODE_ERROR)
                || (library == ERR_LIB_PROV && reason == PROV_R_BAD_DECRYPT)
                || library == ERR_LIB_ASN1
        }
    }
}

/// Calls a `d2i_` function over an array.
func decodedByLibrary<Value>(
    _ encoded: [UInt8], _ decode: (inout UnsafePointer<UInt8>?, Int) -> Value?
) -> Value? {
    unsafe encoded.withUnsafeBufferPointer { buffer in
        var position = buffer.baseAddress
        return unsafe decode(&position, buffer.count)
    }
}

/// Calls an `i2d_` function twice: for the length, and for the bytes.
func encodedByLibrary(_ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32) -> [UInt8]? {
    let length = encode(nil)
    guard length > 0 else { return nil }
    return unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
        var end = buffer.baseAddress
        count = Int(unsafe encode(&end))
    }
}
