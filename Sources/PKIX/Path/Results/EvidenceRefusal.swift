// SPDX-License-Identifier: Apache-2.0
public import DER

/// Why a revocation list or an OCSP answer was not taken as evidence for a certificate.
///
/// Only evidence that was meant for the certificate is listed; lists of strangers are not.
public enum EvidenceRefusal: Equatable, Sendable {
    // Either kind.

    /// Its signature is by none of the keys that could have made it.
    case signatureInvalid
    /// Its signature algorithm or its signer's key is not accepted at this time.
    case algorithm
    /// It is from after the time it is wanted for.
    case notYetIssued(thisUpdate: Instant)
    /// It has passed its end.
    case stale(nextUpdate: Instant)
    /// It does not say when it ends, and must, or is too old to count without.
    case withoutEnd(thisUpdate: Instant)
    /// It is from after the certificate expired, and does not say that it keeps expired certificates.
    case afterExpiry(thisUpdate: Instant, notAfter: Instant)
    /// A critical extension, of it or of an entry, is not understood.
    case unknownCriticalExtension
    /// Whoever signed it has no valid path to the certificate's own anchor; the path's failures, none without a path.
    case signerNotValid([PathFailure])
    /// Whether whoever signed it is revoked cannot be told.
    case signerStatusUnknown
    /// The budget ran out before it could be judged.
    case budget

    // Lists, RFC 5280 6.3.3.

    /// The signer's key may not sign lists.
    case signerWithoutCRLSign
    /// It is about other certificates: of users, of authorities, of attributes, or at another distribution point.
    case outOfScope
    /// It does not cover all reasons, and nothing covers the rest; those that are covered.
    case reasonsIncomplete(covered: ReasonFlags)
    /// A delta list without a complete one that it builds on.
    case deltaWithoutBase

    // OCSP, RFC 6960.

    /// The signer is neither the issuer nor an authorised responder.
    case responderNotAuthorized
    /// The responder says that it does not know the certificate.
    case responderDoesNotKnow
    /// The responder speaks of another certificate with the same serial number (certHash).
    case certificateHashMismatch
}
