// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import PKIX

/// Why a document was not signed.
public enum SigningError: Error, Equatable, Sendable {
    // Refusals: what was given does not do.

    /// The private key is not the one that the certificate certifies.
    case keyIsNotTheCertificates
    /// The certificate's key is not for signatures that bind; what it is for.
    case keyUsage(seen: KeyUsage?)
    /// The signature was claimed for a time outside the certificate's validity.
    case outsideValidity(Validity)
    /// The signature that came back is not one over the bytes that were given out.
    case signatureDoesNotFit
    /// The certificate or a certificate of its path cannot be used.
    case certificate(PKIXError)

    /// There is no certificate of the key beside it in the token; the key's URI.
    case noCertificate(object: String)

    // Faults: the key's or the token's.

    /// The key could not be read or could not sign.
    case key(CryptographyError)
}
