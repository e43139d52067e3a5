// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import PKIX

/// A step from one status to the next.
struct StatusStep: Sendable {
    let reference: CertificateReference
    let allowed: [RecordedStatus]
    let next: RecordedStatus
    var reason: RevocationReason?
    var invalidityDate: Instant?
    let cause: String
    /// Whether the holder is to be told; they are not of what they did themselves.
    var isTold = true
}

/// The status that stands, and where.
struct OpenInterval {
    let issuance: Int
    let ordinal: Int
    let interval: StatusInterval
    /// The last second of the certificate's validity.
    let notAfter: Instant?
    /// Whether somebody applied for it, who can be told of what becomes of it.
    let hasApplicant: Bool
}

extension Ledger {
    /// Closes the open interval and opens the next: nothing else ever changes a status.
    ///
    /// - Returns: the interval that is open now.
    @discardableResult
    func step(_ step: StatusStep, by hand: Hand) throws(RecordsError) -> StatusInterval {
        let open = try openInterval(of: step.reference)
        guard open.interval.status != .revoked else {
            throw .revokedAlready(step.reference, since: open.interval.since)
        }
        guard step.allowed.contains(open.interval.status) else {
            throw .statusStep(step.reference, seen: open.interval.status, allowed: step.allowed)
        }
        return try self.step(step, from: open, by: hand)
    }

    /// The same, from an interval that was found to allow it.
    func step(_ step: StatusStep, from open: OpenInterval, by hand: Hand) throws(RecordsError) -> StatusInterval {
        // Nobody may begin to rely on it: there is nothing to accept or to suspend. What was signed before is another
        // matter, so it can be revoked and a hold be lifted all the same.
        let isAboutRelying = step.next == .onHold || open.interval.status == .pendingAcceptance && step.next == .good
        if isAboutRelying, let end = open.notAfter, end < hand.time {
            throw .certificateExpired(step.reference, since: end)
        }
        // Threads read the clock before they queue, so the second of two steps may bear the earlier
        // time. Intervals must follow each other, and a revocation must never fail for that.
        let since = max(hand.time, open.interval.since)
        let next = StatusInterval(
            status: step.next, since: since, reason: step.reason, invalidityDate: step.invalidityDate)
        var details = ["status": step.next.rawValue, "since": since.rfc3339]
        if let reason = step.reason { details["reason"] = "\(reason.rawValue)" }
        if let invalidity = step.invalidityDate { details["invalidityDate"] = invalidity.rfc3339 }
        let line = try note(
            AuditAct.certificateStatus, of: step.reference.auditSubject, by: hand.actor, at: hand.time,
            details: details)
        let closed = try transaction.run(
            """
            UPDATE status_intervals SET until = ?, changed = ?
            WHERE issuance = ? AND ordinal = ? AND until IS NULL AND status <> 'revoked'
            """,
            [.time(since), .integer(Int64(line)), .integer(Int64(open.issuance)), .integer(Int64(open.ordinal))])
        guard closed == 1 else {
            let now = try openInterval(of: step.reference)
            throw .statusStep(step.reference, seen: now.interval.status, allowed: step.allowed)
        }
        try openInterval(
            next, ordinal: open.ordinal + 1, of: open.issuance, step.reference, by: hand.actor, because: step.cause,
            line: line)
        if step.next == .revoked, step.reason == .keyCompromise {
            try reportKey(ofIssuance: open.issuance, because: step.cause, line: line, by: hand)
        }
        if open.interval.status == .pendingAcceptance, step.next == .revoked { try close(unaccepted: step, by: hand) }
        try announce(step, from: open, at: hand.time)
        return next
    }

    /// Closes the application whose certificate was revoked before anyone accepted it: nothing more can come of it.
    private func close(unaccepted step: StatusStep, by hand: Hand) throws(RecordsError) {
        guard let application = try issuance(step.reference, at: [.issued]).application,
            try self.application(application).state == .issued
        else { return }
        try move(
            ApplicationStep(
                id: application, from: [.issued], to: .rejected, actor: hand.actor, time: hand.time, cause: step.cause))
    }

    /// Writes an open interval.
    func openInterval(
        _ interval: StatusInterval, ordinal: Int, of issuance: Int, _ reference: CertificateReference,
        certificateSHA256: [UInt8]? = nil, by actor: String, because cause: String, line: Int
    ) throws(RecordsError) {
        try transaction.run(
            """
            INSERT INTO status_intervals
                (issuance, ordinal, authority, serial, certificate_sha256, status, since, until, reason, invalidity, actor, cause,
                opened, changed)
            VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(Int64(issuance)), .integer(Int64(ordinal)), .text(reference.authority),
                .serial(reference.serial), .blob(orNull: certificateSHA256), .text(interval.status),
                .time(interval.since),
                .integer(orNull: interval.reason.map { Int64($0.rawValue) }), .time(orNull: interval.invalidityDate),
                .text(actor), .text(cause), .integer(Int64(line)), .integer(Int64(line)),
            ])
    }

    /// The interval that is open, of a certificate that has one.
    func openInterval(of reference: CertificateReference) throws(RecordsError) -> OpenInterval {
        let found = try transaction.row(
            """
            SELECT s.status, s.since, s.until, s.reason, s.invalidity, s.issuance, s.ordinal, i.not_after,
                i.application, s.authority, s.serial
            FROM issuances AS i JOIN status_intervals AS s ON s.issuance = i.id
            WHERE i.authority = ? AND i.serial = ? AND s.until IS NULL
            """,
            [.text(reference.authority), .serial(reference.serial)]
        ) { row throws(RecordsError) in
            // Rows of another certificate: an act upon them would be acknowledged, and done to nobody.
            guard try row.text(9) == reference.authority, try row.serial(10) == reference.serial else {
                throw .damaged(table: "issuances", column: "serial")
            }
            return OpenInterval(
                issuance: Int(try row.integer(5)), ordinal: Int(try row.integer(6)),
                interval: try StatusInterval(row, from: 0), notAfter: try row.timeOrNil(7),
                hasApplicant: !row.isNull(8))
        }
        if let found { return found }
        // Without an interval it is not issued yet, or was given up unsigned, or is unknown.
        let issuance = try self.issuance(reference, at: IssuanceState.allCases)
        throw .issuanceMoved(reference, seen: issuance.state, expected: [.issued])
    }
}
