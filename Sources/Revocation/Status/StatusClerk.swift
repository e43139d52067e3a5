// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX
public import Records

/// Revokes certificates, puts them on hold and lifts holds.
///
/// Each act is one durable transaction with its line in the audit log. A request that is made again, because its answer
/// was lost on the way, gets the same answer and writes nothing.
///
/// - SeeAlso: RFC 3647 4.4.9; RFC 5280 5.3.1.
public struct StatusClerk: Sendable {
    let book: Records

    /// Begins work on records.
    ///
    /// - Parameter records: where statuses are kept.
    public init(records: Records) {
        book = records
    }

    /// The reasons that a certificate may be revoked for.
    ///
    /// A hold is another act, `removeFromCRL` is for delta lists, and there are no attribute authorities here.
    public static let revocationReasons: [RevocationReason] = [
        .unspecified, .keyCompromise, .cACompromise, .affiliationChanged, .superseded, .cessationOfOperation,
        .privilegeWithdrawn,
    ]

    /// Revokes a certificate, for ever: a good one, one on hold, or one that was not accepted yet.
    ///
    /// - Parameters:
    ///   - certificate: which.
    ///   - reason: one of ``revocationReasons``.
    ///   - invalidityDate: when the key is thought to have been lost; not in the future.
    ///   - cause: why, in words; goes on record.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the status that stands now; not new if it was revoked for the same before.
    /// - Throws: ``RevocationError``; `revokedOtherwise` if it was revoked before for something else.
    @discardableResult
    public func revoke(
        _ certificate: CertificateReference, reason: RevocationReason, invalidityDate: Instant? = nil,
        because cause: String, by actor: String, at time: Instant
    ) throws(RevocationError) -> StatusChange {
        try change(
            .revoke(reason: reason, invalidityDate: invalidityDate), certificate, because: cause, by: actor, at: time)
    }

    /// Puts a good certificate on hold: it is not to be relied on until it is released or revoked.
    ///
    /// - Parameters:
    ///   - certificate: which.
    ///   - cause: why, in words; goes on record.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the status that stands now; not new if it was on hold before.
    /// - Throws: ``RevocationError``.
    @discardableResult
    public func hold(
        _ certificate: CertificateReference, because cause: String, by actor: String, at time: Instant
    ) throws(RevocationError) -> StatusChange {
        try change(.hold, certificate, because: cause, by: actor, at: time)
    }

    /// Lifts a hold: the certificate may be relied on again; that it was on hold stays on record.
    ///
    /// - Parameters:
    ///   - certificate: which.
    ///   - cause: why, in words; goes on record.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the status that stands now; not new if the hold was lifted before.
    /// - Throws: ``RevocationError``; `statusStep` for a good certificate that never was on hold.
    @discardableResult
    public func release(
        _ certificate: CertificateReference, because cause: String, by actor: String, at time: Instant
    ) throws(RevocationError) -> StatusChange {
        try change(.release, certificate, because: cause, by: actor, at: time)
    }

    /// Does an act to one certificate.
    ///
    /// What stands is read in the act's own transaction: read afterwards, it may be what someone else made of it since,
    /// and the answer one that never was true.
    private func change(
        _ act: StatusAct, _ certificate: CertificateReference, because cause: String, by actor: String,
        at time: Instant
    ) throws(RevocationError) -> StatusChange {
        try Self.refuse(act, at: time)
        let outcomes = try recorded(try book.change(act, of: [certificate], because: cause, by: actor, at: time))
        guard let outcome = outcomes.first else { throw .unknownCertificate(certificate) }
        switch outcome.result {
        case .changed(let interval):
            return StatusChange(certificate: certificate, interval: interval, isNew: true)
        case .standing(let interval):
            return StatusChange(certificate: certificate, interval: interval, isNew: false)
        case .refused(let error, let standing):
            throw RevocationError(error, to: act, standing: standing)
        }
    }
}

extension RevocationError {
    /// A refusal with the status that stood against it.
    init(_ error: RecordsError, to act: StatusAct, standing: StatusInterval?) {
        // Revoked before, and not for the same: what stands is told.
        if case .revoke = act, case .revokedAlready(let certificate, let since) = error, let standing {
            self = .revokedOtherwise(
                certificate, since: since, reason: standing.reason, invalidityDate: standing.invalidityDate)
        } else {
            self.init(error)
        }
    }
}
