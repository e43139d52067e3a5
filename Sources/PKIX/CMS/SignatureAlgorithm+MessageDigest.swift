// SPDX-License-Identifier: Apache-2.0
public import Cryptography

extension SignatureAlgorithm {
    /// What the content of a message signed so is hashed with: the signature's own digest, for Ed25519 SHA-512.
    ///
    /// Another digest would be lawful too, but OpenSSL then takes it for the signature's and refuses the message.
    ///
    /// - SeeAlso: RFC 5754 3; RFC 8419 2.3 (Ed25519).
    public var messageDigestAlgorithm: DigestAlgorithm { digest ?? .sha512 }
}
