// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// Where the authority's own records answer for the certificates that it issued.
///
/// Answers come from memory: a verification waits for nothing.
public protocol StatusSource: Sendable {
    /// When what it says was true at the latest.
    var asOf: Instant { get }

    /// Changes whenever an answer could; part of the snapshot's identity.
    var revision: String { get }

    /// The status of a certificate at a time.
    ///
    /// - Parameters:
    ///   - certificate: any certificate; its path has been validated.
    ///   - sha256: of its encoding, 32 bytes.
    ///   - time: the moment asked about.
    /// - Returns: `nil` when the issuer is not one that these records speak for.
    func status(of certificate: Certificate, sha256: [UInt8], at time: Instant) -> IssuerStatus?
}

/// What an authority's records say of a certificate.
public enum IssuerStatus: Sendable, Hashable {
    /// Issued, accepted, and neither revoked nor on hold.
    case good
    /// Issued and not yet accepted by its holder.
    case pendingAcceptance
    /// On hold since.
    case onHold(since: Instant)
    /// Revoked for good.
    case revoked(at: Instant, reason: RevocationReason?)
    /// The issuer's signature stands on it, but it is on no record: the alarm of all alarms.
    case neverIssued
}
