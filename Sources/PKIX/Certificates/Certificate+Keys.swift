// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER

extension Certificate {
    /// The subject's key, checked.
    ///
    /// Made at each call, which costs more than reading the certificate: keep it.
    ///
    /// - Returns: a key that verifies.
    /// - Throws: ``PKIXError/publicKey(_:)``.
    public func publicKey() throws(PKIXError) -> PublicKey {
        do throws(CryptographyError) {
            return try PublicKey(subjectPublicKeyInfo: tbs.subjectPublicKeyInfo)
        } catch {
            throw .publicKey(error)
        }
    }

    /// Whether the certificate's signature was made by a key.
    ///
    /// The algorithm named outside must be the one that was signed, byte for byte.
    ///
    /// - Parameter key: the issuer's key.
    /// - Returns: `false` also for an algorithm that is not known or does not fit the key.
    /// - SeeAlso: RFC 5280 4.1.1.2 and 6.1.3 (a)(1).
    public func isSigned(by key: PublicKey) -> Bool {
        // Every signature that is verified here is whole bytes.
        guard contents.signature.unusedBits == 0 else { return false }
        guard signatureAlgorithm == tbs.signature, let algorithm = signatureAlgorithm.signatureAlgorithm else {
            return false
        }
        return key.isValid(signature, over: tbsEncoded, by: algorithm)
    }

    /// The certificate's fingerprint: SHA-256 of all its bytes, worked out at each call.
    public var sha256: [UInt8] { DigestAlgorithm.sha256.digest(encoded) }
}
