// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What the issuer of an imported certificate says of it, by its own revocation list.
public struct ImportedStanding: Sendable, Hashable {
    /// Good, on hold or revoked; never waiting for acceptance.
    public let status: RecordedStatus

    /// Since when: the entry's date, or for a good one the certificate's first second.
    public let since: Instant

    /// Why, for one that is listed.
    public let reason: RevocationReason?

    /// When the list was drawn up.
    public let asOf: Instant

    /// States what a list says.
    public init(status: RecordedStatus, since: Instant, reason: RevocationReason? = nil, asOf: Instant) {
        self.status = status
        self.since = since
        self.reason = reason
        self.asOf = asOf
    }
}
