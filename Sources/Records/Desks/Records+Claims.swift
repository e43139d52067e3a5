// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes an application in hand, so that no other officer works on it for a while; asked again, it goes on longer.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - officer: who takes it.
    ///   - seconds: for how long.
    ///   - states: where it has to be.
    ///   - time: when.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/desk(_:)`` when another has it; ``RecordsError/applicationMoved(id:seen:expected:)``.
    @discardableResult
    public func claim(
        application id: String, by officer: String, for seconds: Int64, in states: [ApplicationState],
        at time: Instant
    ) throws(RecordsError) -> ApplicationRecord {
        try write { ledger throws(RecordsError) in
            let before = try ledger.application(id)
            guard states.contains(before.state) else {
                throw .applicationMoved(id: id, seen: before.state, expected: states)
            }
            if let claim = before.claim, claim.officer != officer, claim.holds(at: time) {
                throw .desk(.claimed(id: id, by: claim.officer, until: claim.until))
            }
            let until = time.advanced(bySeconds: seconds)
            let changed = try ledger.transaction.run(
                """
                UPDATE applications SET claimed_by = ?, claimed_until = ?
                WHERE id = ? AND (claimed_by IS NULL OR claimed_by = ? OR claimed_until < ?)
                """, [.text(officer), .time(until), .text(id), .text(officer), .time(time)])
            let now = try ledger.application(id)
            guard changed == 1 else {
                throw .desk(.claimed(id: id, by: now.claim?.officer ?? "", until: now.claim?.until ?? time))
            }
            try ledger.note(
                AuditAct.applicationClaimed, of: "application:\(id)", by: officer, at: time,
                details: ["until": until.rfc3339])
            return now
        }
    }

    /// Gives an application back before the time is over.
    ///
    /// - Parameters:
    ///   - id: the tracking code.
    ///   - holder: who has it in hand; nil gives it back whoever has it.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: the application as it is now.
    /// - Throws: ``RecordsError/desk(_:)`` when `holder` does not have it.
    @discardableResult
    public func release(
        application id: String, heldBy holder: String?, by actor: String, at time: Instant
    ) throws(RecordsError) -> ApplicationRecord {
        try write { ledger throws(RecordsError) in
            let before = try ledger.application(id)
            let current = before.claim.flatMap { $0.holds(at: time) ? $0 : nil }
            guard let current, holder == nil || current.officer == holder else {
                throw .desk(.notClaimed(id: id, by: current?.officer))
            }
            try ledger.transaction.run(
                "UPDATE applications SET claimed_by = NULL, claimed_until = NULL WHERE id = ?", [.text(id)])
            try ledger.note(
                AuditAct.applicationReleased, of: "application:\(id)", by: actor, at: time,
                details: ["officer": current.officer])
            return try ledger.application(id)
        }
    }

    /// What an officer has in hand, the oldest claim first.
    ///
    /// - Parameters:
    ///   - officer: whose.
    ///   - time: now.
    /// - Returns: at most 100.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func applications(claimedBy officer: String, at time: Instant) throws(RecordsError) -> [ApplicationRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                ApplicationRecord.selection
                    + " WHERE claimed_by = ? AND claimed_by IS NOT NULL AND claimed_until >= ? ORDER BY claimed_until, id LIMIT 100",
                [.text(officer), .time(time)]
            ) { row throws(RecordsError) in try ApplicationRecord(row) }
        }
    }

    /// What an application said before each change, the oldest first.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the revisions; none if it never changed.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func revisions(ofApplication id: String) throws(RecordsError) -> [ApplicationRevision] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT version, profile, subject, public_key_sha256, actor, time FROM application_revisions
                WHERE application = ? ORDER BY version
                """, [.text(id)]
            ) { row throws(RecordsError) in
                guard let fields = CanonicalJSON.fields(try row.text(2)) else {
                    throw .damaged(table: "application_revisions", column: "subject")
                }
                return ApplicationRevision(
                    version: Int(try row.integer(0)), profile: try row.text(1), subject: SubjectFields(fields),
                    publicKeySHA256: try row.blob(3), actor: try row.text(4), time: try row.time(5))
            }
        }
    }
}
