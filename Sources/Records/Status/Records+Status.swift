// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
public import PKIX

extension Records {
    /// Records that the subscriber accepted the certificate that answers an application: it is good
    /// from now on, and the application is finished.
    ///
    /// - Parameters:
    ///   - reference: the certificate.
    ///   - actor: who says so.
    ///   - time: when.
    ///   - signature: the subscriber's, over what they accept; kept with the application's step.
    /// - Returns: the interval that is open now.
    /// - Throws: ``RecordsError/statusStep(_:seen:allowed:)`` unless it waits for acceptance.
    /// - SeeAlso: RFC 3647 4.4.4.
    @discardableResult
    public func accept(
        _ reference: CertificateReference, by actor: String, at time: Instant, signature: [UInt8]? = nil
    ) throws(RecordsError) -> StatusInterval {
        let step = StatusStep(
            reference: reference, allowed: [.pendingAcceptance], next: .good, cause: "accepted by the subscriber")
        return try write { ledger throws(RecordsError) in
            let interval = try ledger.step(step, by: Hand(actor: actor, time: time))
            if let application = try ledger.issuance(reference, at: [.issued]).application {
                try ledger.move(
                    ApplicationStep(
                        id: application, from: [.issued], to: .accepted, actor: actor, time: time,
                        signature: signature))
            }
            return interval
        }
    }

    /// Puts a good certificate on hold.
    ///
    /// - Parameters:
    ///   - reference: which.
    ///   - cause: why.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the interval that is open now.
    /// - Throws: ``RecordsError/statusStep(_:seen:allowed:)``, ``RecordsError/revokedAlready(_:since:)``.
    /// - SeeAlso: RFC 5280 5.3.1 (certificateHold).
    @discardableResult
    public func hold(
        _ reference: CertificateReference, because cause: String, by actor: String, at time: Instant
    ) throws(RecordsError) -> StatusInterval {
        try step(StatusAct.hold.step(of: reference, because: cause), by: Hand(actor: actor, time: time))
    }

    /// Lifts a hold; that there was one stays on record.
    ///
    /// - Parameters:
    ///   - reference: which.
    ///   - cause: why.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the interval that is open now.
    /// - Throws: ``RecordsError/statusStep(_:seen:allowed:)``, ``RecordsError/revokedAlready(_:since:)``.
    @discardableResult
    public func release(
        _ reference: CertificateReference, because cause: String, by actor: String, at time: Instant
    ) throws(RecordsError) -> StatusInterval {
        try step(StatusAct.release.step(of: reference, because: cause), by: Hand(actor: actor, time: time))
    }

    /// Revokes a certificate, for ever.
    ///
    /// - Parameters:
    ///   - reference: which.
    ///   - reason: any but `certificateHold` and `removeFromCRL`: a hold is another act.
    ///   - invalidityDate: when the key is thought to have been lost; nil if not known.
    ///   - cause: why, in words.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the interval that is open now, and stays open.
    /// - Throws: ``RecordsError/revokedAlready(_:since:)``; ``RecordsError/value(field:seen:allowed:)`` for a
    ///   reason that is another act's.
    /// - SeeAlso: RFC 5280 5.3.1; ETSI EN 319 411-1 REV-6.3.9-04 (never reinstated).
    @discardableResult
    public func revoke(
        _ reference: CertificateReference, reason: RevocationReason, invalidityDate: Instant? = nil,
        because cause: String,
        by actor: String, at time: Instant
    ) throws(RecordsError) -> StatusInterval {
        let act = StatusAct.revoke(reason: reason, invalidityDate: invalidityDate)
        try act.refuseOtherActsReasons()
        return try step(act.step(of: reference, because: cause), by: Hand(actor: actor, time: time))
    }

    private func step(_ step: StatusStep, by hand: Hand) throws(RecordsError) -> StatusInterval {
        try write { ledger throws(RecordsError) in try ledger.step(step, by: hand) }
    }

    /// Everything a certificate's status ever was, in order.
    ///
    /// - Parameter reference: which.
    /// - Returns: intervals without gaps, the last one open; none if it was never issued.
    /// - Throws: ``RecordsError/unknownCertificate(_:)`` if the number was never reserved.
    public func statusHistory(of reference: CertificateReference) throws(RecordsError) -> [StatusRecord] {
        try read { reading throws(RecordsError) in
            let issuance = try IssuanceRecord.find(reference, in: reading)
            return try reading.rows(
                """
                SELECT status, since, until, reason, invalidity, actor, cause, opened FROM status_intervals
                WHERE issuance = ? ORDER BY ordinal
                """, [.integer(Int64(issuance.id))]
            ) { row throws(RecordsError) in
                StatusRecord(
                    interval: try StatusInterval(row, from: 0), actor: try row.text(5), cause: try row.text(6),
                    sequence: Int(try row.integer(7)))
            }
        }
    }

    /// A certificate's status at a moment; nil before it was issued.
    ///
    /// - Parameters:
    ///   - reference: which.
    ///   - instant: any moment; one in the future is answered as things stand.
    /// - Returns: the interval that the moment lies in, or nil.
    /// - Throws: ``RecordsError/unknownCertificate(_:)`` if the number was never reserved.
    public func status(
        of reference: CertificateReference, at instant: Instant
    ) throws(RecordsError) -> StatusInterval? {
        try statusHistory(of: reference).last { $0.interval.contains(instant) }?.interval
    }

    /// What an authority no longer stands behind now: on hold or revoked, expired ones too.
    ///
    /// - Parameter authority: its name.
    /// - Returns: each certificate once, in no promised order.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func revocations(of authority: String) throws(RecordsError) -> [RevocationRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT status, since, until, reason, invalidity, serial FROM status_intervals
                WHERE authority = ? AND until IS NULL AND (status = 'revoked' OR status = 'onHold')
                """, [.text(authority)]
            ) { row throws(RecordsError) in
                RevocationRecord(
                    reference: CertificateReference(authority: authority, serial: try row.serial(5)),
                    interval: try StatusInterval(row, from: 0))
            }
        }
    }
}

extension StatusInterval {
    /// Reads status, since, until, reason, invalidity, in that order.
    init(_ row: borrowing Row<RecordsError>, from column: Int) throws(RecordsError) {
        self.init(
            status: try row.value(column, of: "status_intervals", "status"), since: try row.time(column + 1),
            until: try row.timeOrNil(column + 2), reason: try row.reasonOrNil(column + 3),
            invalidityDate: try row.timeOrNil(column + 4))
    }
}
