// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes down that a step was one too many; whoever goes on in spite of being refused is suspended.
    ///
    /// A person who is told to wait waits. A program with a stolen key does not, and stops here: counting and suspending
    /// are one transaction, so that many connections at once do not share a patience each.
    ///
    /// - Parameters:
    ///   - step: the state that the refused step led to.
    ///   - officer: whose step.
    ///   - limit: the limit that it met.
    ///   - patience: how many refusals within the limit's time are only refusals.
    ///   - actor: what the log calls the house that suspends.
    ///   - time: when.
    /// - Returns: the alarm, new when ``OfficerAlarm/hasSuspended``; for an officer who is suspended already, nothing is
    ///   written.
    /// - Throws: ``RecordsError/unknownOfficer(id:)``.
    public func refuse(
        step: ApplicationState, of officer: String, beyond limit: StepLimit, patience: Int, by actor: String,
        at time: Instant
    ) throws(RecordsError) -> (alarm: OfficerAlarm, isNew: Bool) {
        try write { ledger throws(RecordsError) in
            let own = try ledger.transaction.row("SELECT office, status FROM officers WHERE id = ?", [.text(officer)]) {
                row throws(RecordsError) in
                (office: try row.text(0), status: try row.value(1, of: "officers", "status") as OfficeRecord.Standing)
            }
            guard let own else { throw .unknownOfficer(id: officer) }
            func alarm(_ hasSuspended: Bool) -> OfficerAlarm {
                OfficerAlarm(
                    officer: officer, office: own.office, time: time, step: step, limit: limit,
                    hasSuspended: hasSuspended)
            }
            guard own.status == .active else { return (alarm(true), false) }
            let refused = try ledger.transaction.row(
                "SELECT count(*) FROM officer_alarms WHERE officer = ? AND time > ? AND settled IS NULL",
                [.text(officer), .time(time.advanced(bySeconds: -limit.seconds))]
            ) { row throws(RecordsError) in try row.integer(0) }
            let suspends = Int(refused ?? 0) >= patience
            let line = try ledger.note(
                AuditAct.officerLimited, of: "officer:\(officer)", by: actor, at: time,
                details: ["step": step.rawValue, "allowed": "\(limit.count)", "seconds": "\(limit.seconds)"])
            try ledger.transaction.run(
                """
                INSERT INTO officer_alarms (sequence, officer, time, step, allowed, seconds, suspended)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(Int64(line)), .text(officer), .time(time), .text(step), .integer(Int64(limit.count)),
                    .integer(limit.seconds), .integer(suspends ? 1 : 0),
                ])
            if suspends { try ledger.set(officer: officer, to: .suspended, by: actor, at: time) }
            return (alarm(suspends), true)
        }
    }

    /// The officers whom the house suspended and nobody has let work again, the newest alarm first.
    ///
    /// - Parameter office: only of this one; nil for all.
    /// - Returns: one alarm an officer, at most 100.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func standingAlarms(of office: String? = nil) throws(RecordsError) -> [OfficerAlarm] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT a.officer, o.office, a.time, a.step, a.allowed, a.seconds FROM officer_alarms a
                JOIN officers o ON o.id = a.officer
                WHERE a.suspended = 1 AND a.settled IS NULL \(office == nil ? "" : "AND o.office = ?")
                ORDER BY a.time DESC, a.sequence DESC LIMIT 100
                """, office.map { [.text($0)] } ?? []
            ) { row throws(RecordsError) in
                OfficerAlarm(
                    officer: try row.text(0), office: try row.text(1), time: try row.time(2),
                    step: try row.value(3, of: "officer_alarms", "step"),
                    limit: StepLimit(.officer, count: Int(try row.integer(4)), seconds: try row.integer(5)),
                    hasSuspended: true)
            }
        }
    }
}

extension Ledger {
    /// Changes whether an officer may work; whoever may again has no alarm standing.
    func set(
        officer id: String, to status: OfficeRecord.Standing, by actor: String, at time: Instant
    ) throws(RecordsError) {
        let changed = try transaction.run("UPDATE officers SET status = ? WHERE id = ?", [.text(status), .text(id)])
        guard changed == 1 else { throw .unknownOfficer(id: id) }
        if status == .active {
            try transaction.run(
                "UPDATE officer_alarms SET settled = ? WHERE officer = ? AND settled IS NULL", [.time(time), .text(id)])
        }
        try note(
            AuditAct.officerStatus, of: "officer:\(id)", by: actor, at: time, details: ["status": status.rawValue])
    }
}
