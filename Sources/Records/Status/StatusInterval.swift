// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// A time during which a certificate had one status.
public struct StatusInterval: Sendable, Hashable {
    /// The status.
    public let status: RecordedStatus

    /// The first second in which it holds.
    public let since: Instant

    /// The first second in which it no longer holds; nil while it lasts.
    public let until: Instant?

    /// Why (RFC 5280 5.3.1); nil for good and pending ones.
    public let reason: RevocationReason?

    /// When the key is thought to have been lost, or the certificate to have become untrue.
    ///
    /// - SeeAlso: RFC 5280 5.3.2 (invalidityDate).
    public let invalidityDate: Instant?

    /// Describes an interval.
    public init(
        status: RecordedStatus, since: Instant, until: Instant? = nil, reason: RevocationReason? = nil,
        invalidityDate: Instant? = nil
    ) {
        self.status = status
        self.since = since
        self.until = until
        self.reason = reason
        self.invalidityDate = invalidityDate
    }

    /// Whether a moment lies in it.
    public func contains(_ instant: Instant) -> Bool {
        since <= instant && (until.map { instant < $0 } ?? true)
    }
}

/// An interval with who opened it and why.
public struct StatusRecord: Sendable, Hashable {
    /// The status and its time.
    public let interval: StatusInterval

    /// Who opened it.
    public let actor: String

    /// Why, in the words of whoever opened it.
    public let cause: String

    /// The audit log's line that opened it.
    public let sequence: Int
}

/// What a revocation list says of one certificate.
public struct RevocationRecord: Sendable, Hashable {
    /// Issuer and serial number.
    public let reference: CertificateReference

    /// The open interval: on hold or revoked.
    public let interval: StatusInterval
}
