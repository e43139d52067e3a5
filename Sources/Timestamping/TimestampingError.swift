// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER
public import PKIX
public import Records

/// Why a time-stamping unit cannot be set up, or could not stamp.
public enum TimestampingError: Error, Equatable, Sendable {
    // Refusals: the unit's papers or plan do not fit.

    /// The key is not the one that the certificate certifies.
    case keyMismatch
    /// The certificate is not one to stamp with.
    case unit(UnitFlaw)
    /// A number in the plan is outside what it may be.
    case plan(field: String, seen: Int64, allowed: ClosedRange<Int64>)

    // Refusals: nothing may be stamped by this clock.

    /// The clock is behind the last stamp, or behind what is on record.
    case clockBehind(seen: Instant, newest: Instant)
    /// The clock jumped ahead, and no one has said that it is right.
    case clockAhead(seen: Instant, newest: Instant, allowedSeconds: Int64)
    /// The unit's certificate is not valid now.
    case notValid(at: Instant, validity: Validity)

    // Faults: ours.

    /// What was signed does not read or verify as what was meant; it did not leave.
    case tokenUnverified
    /// The key could not sign.
    case key(CryptographyError)
    /// A certificate of the house cannot be read.
    case certificate(PKIXError)
    /// The records could not be read or written.
    case records(RecordsError)
}

/// What keeps a certificate from being a time-stamping unit's.
///
/// - SeeAlso: RFC 3161 2.3.
public enum UnitFlaw: String, Sendable, Hashable, CaseIterable {
    /// Its extended key usage is not critical.
    case extendedKeyUsageNotCritical
    /// It is good for something beside time stamping.
    case otherPurposes
    /// The key purpose timeStamping is missing.
    case notForStamping
    /// Its key may not sign: neither digitalSignature nor nonRepudiation.
    case notForSigning
}
