// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX
public import Records

/// What the outside is told of a certificate, by list and by answer alike.
///
/// A certificate that waits for its subscriber's acceptance is shown as on hold: it is issued, and nobody may rely on it
/// yet. One that is revoked while it could not be relied on anyway is revoked since it could not: a signature made
/// during the hold must not become good by the revocation.
///
/// - SeeAlso: RFC 5280 5.3.1; X.509 on the hold instruction code (the date of a revocation that takes the place of a
///   hold is the hold's).
public struct PresentedStatus: Sendable, Hashable {
    /// Good; revoked since a time for a reason, of which `certificateHold` is one; or unknown.
    public let status: CertificateStatus

    /// Since when the key is thought to be lost; only ever with a revocation.
    public let invalidityDate: Instant?

    /// Sums up a certificate's history.
    ///
    /// - Parameter intervals: everything its status ever was, in order; none if it is not on record.
    public init(_ intervals: [StatusInterval]) {
        guard let standing = intervals.last else {
            self.init(status: .unknown)
            return
        }
        guard standing.status != .good else {
            self.init(status: .good)
            return
        }
        var since = standing.since
        for interval in intervals.reversed() {
            if interval.status == .good { break }
            since = interval.since
        }
        switch standing.status {
        case .good, .onHold, .pendingAcceptance:
            self.init(status: .revoked(at: since, reason: .certificateHold))
        case .revoked:
            // `unspecified` is written by leaving the reason out (RFC 5280 5.3.1).
            let reason = standing.reason == .unspecified ? nil : standing.reason
            self.init(status: .revoked(at: since, reason: reason), invalidityDate: standing.invalidityDate)
        }
    }

    init(status: CertificateStatus, invalidityDate: Instant? = nil) {
        self.status = status
        self.invalidityDate = invalidityDate
    }
}
