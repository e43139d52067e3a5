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
        try Self.refuse(.revoke(reason: reason, invalidityDate: invalidityDate), at: time)
        do throws(RecordsError) {
            let interval = try book.revoke(
                certificate, reason: reason, invalidityDate: invalidityDate, because: cause, by: actor, at: time)
            return StatusChange(certificate: certificate, interval: interval, isNew: true)
        } catch .revokedAlready(_, let since) {
            // It is final, so what is read now is what was there then.
            let standing = try history(of: certificate).last
            guard let standing, standing.reason == reason,
                invalidityDate == nil || standing.invalidityDate == invalidityDate
            else {
                throw .revokedOtherwise(
                    certificate, since: since, reason: standing?.reason, invalidityDate: standing?.invalidityDate)
            }
            return StatusChange(certificate: certificate, interval: standing, isNew: false)
        } catch {
            throw RevocationError(error)
        }
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
        do throws(RecordsError) {
            let interval = try book.hold(certificate, because: cause, by: actor, at: time)
            return StatusChange(certificate: certificate, interval: interval, isNew: true)
        } catch .statusStep(_, .onHold, let allowed) {
            guard let standing = try history(of: certificate).last, standing.status == .onHold else {
                throw .statusStep(certificate, seen: .onHold, allowed: allowed)
            }
            return StatusChange(certificate: certificate, interval: standing, isNew: false)
        } catch {
            throw RevocationError(error)
        }
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
        do throws(RecordsError) {
            let interval = try book.release(certificate, because: cause, by: actor, at: time)
            return StatusChange(certificate: certificate, interval: interval, isNew: true)
        } catch .statusStep(_, .good, let allowed) {
            let newest = try history(of: certificate).suffix(2)
            guard let standing = newest.last, newest.count == 2, newest.first?.status == .onHold,
                standing.status == .good
            else {
                throw .statusStep(certificate, seen: .good, allowed: allowed)
            }
            return StatusChange(certificate: certificate, interval: standing, isNew: false)
        } catch {
            throw RevocationError(error)
        }
    }

    private func history(of certificate: CertificateReference) throws(RevocationError) -> [StatusInterval] {
        try recorded(try book.statusHistory(of: certificate)).map(\.interval)
    }
}
