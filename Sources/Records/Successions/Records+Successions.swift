// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
public import PKIX

extension Records {
    /// Takes down that a certificate's holder renews it, and approves the application: the old key has spoken for it.
    ///
    /// One transaction, so that of any number of requests for one certificate one is taken. Asked again with the same new
    /// key it says what it said before.
    ///
    /// - Parameters:
    ///   - draft: what the new certificate is to say, from the records.
    ///   - predecessor: the certificate that is renewed; has to be good.
    ///   - statement: what its key signed, CMS.
    ///   - actor: who does it.
    ///   - time: when.
    ///   - conflicts: asked of every other application with the same key or licence.
    /// - Returns: the application that follows, and whether it is a new one.
    /// - Throws: ``RecordsError/statusStep(_:seen:allowed:)`` unless the certificate is good;
    ///   ``RecordsError/applicationInTheWay(id:)`` when it is being renewed with another key, or was.
    /// - SeeAlso: RFC 3647 4.4.7; ETSI EN 319 411-1 REG-6.3.7.
    public func renew(
        _ draft: ApplicationDraft, of predecessor: CertificateReference, statement: [UInt8], by actor: String,
        at time: Instant, refusing conflicts: ApplicationConflict? = nil
    ) throws(RecordsError) -> (application: ApplicationRecord, isNew: Bool) {
        try write { ledger throws(RecordsError) in
            let issuance = try ledger.issuance(predecessor, at: [.issued])
            for earlier in try ledger.reading.successions(of: issuance.id, predecessor) where earlier.kind == .renewal {
                let other = try ledger.application(earlier.application)
                guard ![.rejected, .withdrawn, .expired].contains(other.state) else { continue }
                guard other.publicKeySHA256 == draft.publicKeySHA256 else {
                    throw .applicationInTheWay(id: other.id)
                }
                return (other, false)
            }
            try ledger.requireGood(predecessor)
            let hand = Hand(actor: actor, time: time)
            try ledger.take(draft, by: hand, refusing: conflicts)
            try ledger.keep(
                SuccessionRecord(
                    predecessor: predecessor, application: draft.id, kind: .renewal, statement: statement,
                    reason: .superseded, settled: nil), of: issuance.id, by: hand)
            try ledger.move(
                ApplicationStep(id: draft.id, from: [.drafted], to: .submitted, actor: actor, time: time))
            let approved = try ledger.move(
                ApplicationStep(id: draft.id, from: [.submitted], to: .approved, actor: actor, time: time))
            return (approved, true)
        }
    }

    /// Takes down that an application, handed in at an office, replaces certificates whose keys are lost.
    ///
    /// - Parameters:
    ///   - draft: what the applicant says and asks.
    ///   - predecessors: the certificates that it replaces.
    ///   - reason: what they are to be revoked with.
    ///   - actor: the officer.
    ///   - time: when.
    ///   - limits: how often an officer may file.
    ///   - conflicts: asked of every other application with the same key or licence.
    /// - Returns: the application, in state submitted: two officers have to do the rest.
    /// - Throws: as ``submit(_:by:at:within:refusing:)``.
    public func replace(
        _ draft: ApplicationDraft, predecessors: [CertificateReference], reason: RevocationReason, by actor: String,
        at time: Instant, within limits: [StepLimit] = [], refusing conflicts: ApplicationConflict? = nil
    ) throws(RecordsError) -> ApplicationRecord {
        try write { ledger throws(RecordsError) in
            let hand = Hand(actor: actor, time: time)
            try ledger.take(draft, by: hand, refusing: conflicts)
            for predecessor in predecessors {
                let issuance = try ledger.issuance(predecessor, at: [.issued])
                try ledger.keep(
                    SuccessionRecord(
                        predecessor: predecessor, application: draft.id, kind: .replacement, statement: nil,
                        reason: reason, settled: nil), of: issuance.id, by: hand)
            }
            return try ledger.move(
                ApplicationStep(
                    id: draft.id, from: [.drafted], to: .submitted, actor: actor, time: time, limits: limits))
        }
    }

    /// The certificates that an application follows.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: none for a first one.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func successions(byApplication id: String) throws(RecordsError) -> [SuccessionRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                SuccessionRecord.selection + " WHERE s.application = ? ORDER BY s.line", [.text(id)]
            ) { row throws(RecordsError) in try SuccessionRecord(row) }
        }
    }

    /// The applications that follow a certificate.
    ///
    /// - Parameter reference: which.
    /// - Returns: in the order they came.
    /// - Throws: ``RecordsError/unknownCertificate(_:)``.
    public func successions(of reference: CertificateReference) throws(RecordsError) -> [SuccessionRecord] {
        try read { reading throws(RecordsError) in
            try reading.successions(of: try IssuanceRecord.find(reference, in: reading).id, reference)
        }
    }

    /// Successions of which something is still to become, oldest first.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: each with the application's state and when it took its last step.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func unsettledSuccessions(
        limit: Int = 1_000
    ) throws(RecordsError) -> [(succession: SuccessionRecord, state: ApplicationState, since: Instant)] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT i.authority, i.serial, s.application, s.kind, s.statement, s.settled, s.reason, a.state, a.changed
                FROM successions AS s JOIN issuances AS i ON i.id = s.predecessor
                JOIN applications AS a ON a.id = s.application
                WHERE s.settled IS NULL ORDER BY s.line LIMIT ?
                """, [.integer(Int64(limit))]
            ) { row throws(RecordsError) in
                (
                    try SuccessionRecord(row), try row.value(7, of: "applications", "state"), try row.time(8)
                )
            }
        }
    }

    /// Takes down that nothing more is to become of a predecessor.
    ///
    /// - Parameters:
    ///   - succession: which.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func settle(_ succession: SuccessionRecord, at time: Instant) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let issuance = try ledger.issuance(succession.predecessor, at: IssuanceState.allCases)
            _ = try ledger.transaction.run(
                "UPDATE successions SET settled = ? WHERE predecessor = ? AND application = ? AND settled IS NULL",
                [.time(time), .integer(Int64(issuance.id)), .text(succession.application)])
        }
    }
}

extension Ledger {
    /// Whether an application was approved by the key of the certificate that it renews.
    func isRenewal(_ application: String) throws(RecordsError) -> Bool {
        let found = try transaction.row(
            "SELECT 1 FROM successions WHERE application = ? AND kind = 'renewal' AND statement IS NOT NULL",
            [.text(application)]
        ) { row throws(RecordsError) in try row.integer(0) }
        return found != nil
    }

    fileprivate func keep(
        _ succession: SuccessionRecord, of issuance: Int, by hand: Hand
    ) throws(RecordsError) {
        var details = ["application": succession.application, "kind": succession.kind.rawValue]
        if let statement = succession.statement {
            details["statementSHA256"] = DigestAlgorithm.sha256.digest(statement).hex
        }
        let line = try note(
            AuditAct.certificateSucceeded, of: succession.predecessor.auditSubject, by: hand.actor, at: hand.time,
            details: details)
        try transaction.run(
            """
            INSERT INTO successions (predecessor, ordinal, application, kind, statement, reason, line)
            SELECT ?, count(*), ?, ?, ?, ?, ? FROM successions WHERE predecessor = ?
            """,
            [
                .integer(Int64(issuance)), .text(succession.application), .text(succession.kind),
                .blob(orNull: succession.statement), .integer(Int64(succession.reason.rawValue)), .integer(Int64(line)),
                .integer(Int64(issuance)),
            ])
    }

    fileprivate func requireGood(_ reference: CertificateReference) throws(RecordsError) {
        let status: RecordedStatus? = try transaction.row(
            """
            SELECT s.status FROM issuances AS i JOIN status_intervals AS s ON s.issuance = i.id
            WHERE i.authority = ? AND i.serial = ? AND s.until IS NULL
            """, [.text(reference.authority), .serial(reference.serial)]
        ) { row throws(RecordsError) in try row.value(0, of: "status_intervals", "status") }
        guard let status, status == .good else {
            throw .statusStep(reference, seen: status ?? .revoked, allowed: [.good])
        }
    }
}

extension Reading where Failure == RecordsError {
    fileprivate func successions(
        of issuance: Int, _ reference: CertificateReference
    ) throws(RecordsError) -> [SuccessionRecord] {
        try rows(
            SuccessionRecord.selection + " WHERE s.predecessor = ? ORDER BY s.ordinal", [.integer(Int64(issuance))]
        ) { row throws(RecordsError) in try SuccessionRecord(row) }
    }
}

extension SuccessionRecord {
    fileprivate static let selection = """
        SELECT i.authority, i.serial, s.application, s.kind, s.statement, s.settled, s.reason
        FROM successions AS s JOIN issuances AS i ON i.id = s.predecessor
        """

    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            predecessor: CertificateReference(authority: try row.text(0), serial: try row.serial(1)),
            application: try row.text(2), kind: try row.value(3, of: "successions", "kind"),
            statement: try row.blobOrNil(4), reason: try row.reasonOrNil(6) ?? .superseded,
            settled: try row.timeOrNil(5))
    }
}
