// SPDX-License-Identifier: Apache-2.0
public import DER
public import MohrValidation
public import PKIX
public import Records

/// The records' word on the certificates that this house's authorities issued, from memory.
public struct RecordsStatusSource: StatusSource {
    /// When the index was brought up to date.
    public let asOf: Instant

    /// The position in the records that the index stands at.
    public var revision: String { "\(index.position)" }

    let index: StatusIndex
    /// What the clock here showed before the index was read.
    private let readAt: Instant
    private let authorities: [[UInt8]: String]

    /// Takes an index.
    ///
    /// - Parameters:
    ///   - index: of everything issued.
    ///   - authorities: the certificates of the authorities whose records these are, by name.
    ///   - time: when the index was brought up to date.
    ///   - readAt: what the clock here showed before; the same unless a standby was read.
    public init(
        _ index: StatusIndex, authorities: [String: Certificate], asOf time: Instant, readAt: Instant? = nil
    ) {
        self.index = index
        asOf = time
        self.readAt = readAt ?? time
        self.authorities = Dictionary(
            authorities.map { ($1.subject.encoded, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The status of a certificate at a time.
    public func status(of certificate: Certificate, sha256: [UInt8], at time: Instant) -> IssuerStatus? {
        guard authorities[certificate.issuer.encoded] != nil else { return nil }
        guard let known = index.certificate(sha256: sha256) else { return .neverIssued }
        // A revocation may say that the key was bad before: then it reaches back to that moment.
        if let last = known.intervals.last, last.status == .revoked, let invalidity = last.invalidityDate,
            invalidity <= time
        {
            return .revoked(at: last.since, reason: last.reason)
        }
        // Before its first interval it was not yet issued; whatever it was then, it was not accepted.
        guard let interval = interval(of: known, at: time) else { return .pendingAcceptance }
        return switch interval.status {
        case .good: .good
        case .pendingAcceptance: .pendingAcceptance
        case .onHold: .onHold(since: interval.since)
        case .revoked: .revoked(at: interval.since, reason: interval.reason)
        }
    }

    /// What stands of a certificate at a time.
    ///
    /// From the moment on at which it was read that is the last that is known: whoever revoked may have a clock that is
    /// ahead, and what was acknowledged holds at once.
    func interval(of certificate: IndexedCertificate, at time: Instant) -> StatusInterval? {
        time >= readAt ? certificate.intervals.last : certificate.status(at: time)
    }
}
