// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import PKIX

/// Why a document was not signed, or a signature not added to.
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
    /// The message to be added to cannot be read.
    case message(PKIXError)
    /// There is no such signature in the message; counted from 0.
    case noSuchSignature(seen: Int, count: Int)
    /// The message holds no signature that waits for its value, or more than one.
    case nothingPrepared(count: Int)
    /// The document is not in the message and was not given.
    case contentMissing
    /// The document that was given is not the one that the message is about.
    case contentDiffers
    /// Only digests of the document were given, and none by the algorithm that is needed.
    case digestMissing(allowed: DigestAlgorithm)
    /// A document that was given by its digest alone cannot travel inside the signature.
    case nothingToEnclose

    /// The signature in JSON cannot be read.
    case jws(JWSError)
    /// JSON Web Signatures have no name for this algorithm with this kind of key.
    case algorithmNotForJSON(SignatureAlgorithm, KeyKind)

    // Refusals of others.

    /// A time-stamp authority gave no stamp; its reason and its words.
    case timestampRefused(TimestampFailure?, words: [String])
    /// What a time-stamp authority gave is not a stamp over what was asked.
    case timestampUnusable(TimestampFlaw)
    /// No status of a certificate was found, so what needs it in later years cannot be proved.
    case evidenceMissing(issuer: Name, serialNumber: SerialNumber)
    /// A level needs time stamps, and no authority was named.
    case noTimestampSource
    /// A service could not be reached, or gave no answer that can be used.
    case unreachable(service: String, cause: String)

    /// There is no certificate of the key beside it in the token; the key's URI.
    case noCertificate(object: String)

    // Faults: the key's or the token's.

    /// The key could not sign, or no random number could be drawn.
    case key(CryptographyError)
}

/// What is wrong with a time stamp that was received.
///
/// - SeeAlso: RFC 3161 2.2 (what a requester verifies).
public enum TimestampFlaw: String, Sendable, Hashable, CaseIterable {
    /// It is over another digest.
    case imprint
    /// It does not repeat the nonce.
    case nonce
    /// It was made under another policy.
    case policy
    /// It cannot be read.
    case unreadable
    /// It is not signed by the certificate that it names, or that is not one for time stamps.
    case signature
}
