// SPDX-License-Identifier: Apache-2.0
import Cryptography

extension SubjectPublicKeyInfo {
    /// A key identifier for `subjectKeyIdentifier`: the first 160 bits of the key's SHA-256.
    ///
    /// - SeeAlso: RFC 7093 2 (method 1), which RFC 5280 4.2.1.2 leaves room for.
    public var keyIdentifier: [UInt8] { Array(DigestAlgorithm.sha256.digest(subjectPublicKey).prefix(20)) }

    /// SHA-1 of the key: the identifier in older certificates, and an OCSP responder's.
    ///
    /// - SeeAlso: RFC 5280 4.2.1.2 (method 1); RFC 6960 4.2.1 (`KeyHash`).
    public var sha1: [UInt8] { DigestAlgorithm.sha1.digest(subjectPublicKey) }
}
