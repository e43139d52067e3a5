// SPDX-License-Identifier: Apache-2.0
import COpenSSL

extension PublicKey {
    /// Judges a signature over a message.
    ///
    /// - Parameters:
    ///   - signature: as it stands in a certificate or a CMS: for ECDSA and DSA a DER SEQUENCE, for RSA as many bytes
    ///     as the modulus, for Ed25519 64 bytes.
    ///   - message: the bytes that were signed, unhashed.
    ///   - algorithm: how it was signed, with every parameter; none is taken from the signature.
    /// - Returns: `true` only for a signature in the standard's one encoding that this key's holder
    ///   made over these bytes. Another kind of key, or anything malformed, is `false`.
    /// - SeeAlso: RFC 8017 8; FIPS 186-4 4.7 and 6.4; RFC 8032 5.1.7.
    public func isValid(
        _ signature: ArraySlice<UInt8>, over message: ArraySlice<UInt8>, by algorithm: SignatureAlgorithm
    ) -> Bool {
        guard algorithm.fits(kind) else { return false }
        guard let digest = algorithm.digest else {
            return handle.verifiesWhole(message, ed25519Signature: signature)
        }
        return isValid(signature, ofDigest: digest.digest(message)[...], by: algorithm)
    }

    /// Judges a signature over a digest.
    ///
    /// - Parameters:
    ///   - signature: as by ``isValid(_:over:by:)``.
    ///   - digest: the message's digest by the algorithm's hash; any other length is `false`.
    ///   - algorithm: how it was signed; for Ed25519, which hashes twice by itself, `false`.
    /// - Returns: as ``isValid(_:over:by:)``.
    public func isValid(
        _ signature: ArraySlice<UInt8>, ofDigest digest: ArraySlice<UInt8>, by algorithm: SignatureAlgorithm
    ) -> Bool {
        guard algorithm.fits(kind), digest.count == algorithm.digest?.byteCount else { return false }
        switch algorithm {
        case .ecdsa, .dsa:
            guard PairOfIntegers.isWellFormed(signature) else { return false }
        case .rsaPKCS1:
            guard pssRestriction == nil else { return false }
        case .rsaPSS:
            guard pssRestriction?.allows(algorithm) ?? true else { return false }
        case .ed25519:
            return false
        }
        return handle.verifies(digest, signature: signature, algorithm)
    }
}

extension LibraryKey {
    /// `EVP_PKEY_verify`, with nothing of a failure left behind.
    func verifies(
        _ digest: ArraySlice<UInt8>, signature: ArraySlice<UInt8>, _ algorithm: SignatureAlgorithm
    ) -> Bool {
        let verdict = unsafe withContext(for: .verify, algorithm) { context in
            unsafe signature.withUnsafeBufferPointer { signature in
                unsafe digest.withUnsafeBufferPointer { digest in
                    unsafe EVP_PKEY_verify(
                        context, signature.baseAddress, signature.count, digest.baseAddress, digest.count)
                }
            }
        }
        guard verdict == 1 else {
            ERR_clear_error()
            return false
        }
        return true
    }

    /// Ed25519 takes the message itself, twice over, and so has no digest form.
    func verifiesWhole(_ message: ArraySlice<UInt8>, ed25519Signature signature: ArraySlice<UInt8>) -> Bool {
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        let verdict = unsafe withKey { key -> Int32 in
            guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return 0 }
            return unsafe signature.withUnsafeBufferPointer { signature in
                unsafe message.withUnsafeBufferPointer { message in
                    unsafe EVP_DigestVerify(
                        context, signature.baseAddress, signature.count, message.baseAddress, message.count)
                }
            }
        }
        guard verdict == 1 else {
            ERR_clear_error()
            return false
        }
        return true
    }
}

/// `Ecdsa-Sig-Value` and `Dss-Sig-Value`: SEQUENCE { r INTEGER, s INTEGER }.
///
/// - SeeAlso: RFC 3279 2.2.2 and 2.2.3.
enum PairOfIntegers {
    /// Whether the bytes are the one DER encoding of two positive integers, and nothing after them.
    ///
    /// A second encoding of the same signature would be a second document with the same verdict;
    /// r or s of zero is what CVE-2022-21449 let through elsewhere.
    static func isWellFormed(_ signature: ArraySlice<UInt8>) -> Bool {
        do throws(CryptographyError) {
            var outer = DERCursor(signature)
            var pair = DERCursor(try outer.read(DERCursor.sequence))
            try outer.finish()
            let r = try pair.readInteger()
            let s = try pair.readInteger()
            return pair.isAtEnd && isPositive(r) && isPositive(s)
        } catch {
            return false
        }
    }
}
