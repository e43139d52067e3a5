// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX

/// Whatever holds a subscriber's key: a file, a card, a phone.
///
/// Only bytes to be signed go in and signatures come out; the key stays where it is.
public protocol SigningToken: Sendable {
    /// The subscriber's certificate.
    var certificate: Certificate { get }

    /// The authorities above it, the issuer first, without the anchor; may be empty.
    var path: [Certificate] { get }

    /// What the token signs with.
    var signatureAlgorithm: SignatureAlgorithm { get }

    /// Signs.
    ///
    /// - Parameter bytes: the whole message, not its digest.
    /// - Returns: the signature value as CMS wants it; ECDSA as DER `Ecdsa-Sig-Value`.
    /// - Throws: ``SigningError/key(_:)``.
    func sign(_ bytes: [UInt8]) throws(SigningError) -> [UInt8]
}
