// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Puts on record that one officer stands in for another.
    ///
    /// - Parameters:
    ///   - principal: whose role.
    ///   - deputy: who stands in.
    ///   - interval: from the first to the last second of it.
    ///   - cause: why.
    ///   - signature: the principal's.
    ///   - actor: who puts it on record.
    ///   - time: when.
    /// - Returns: the delegation.
    /// - Throws: ``RecordsError/desk(_:)`` when the principal has given some of the time to a deputy already;
    ///   ``RecordsError/unknownOfficer(id:)``.
    public func delegate(
        from principal: String, to deputy: String, during interval: ClosedRange<Instant>, because cause: String,
        signature: [UInt8]?, by actor: String, at time: Instant
    ) throws(RecordsError) -> DelegationRecord {
        try write { ledger throws(RecordsError) in
            for id in [principal, deputy] { try ledger.requireOfficer(id) }
            let standing = try DelegationRecord.all(
                "principal = ? AND ended IS NULL AND ends >= ? AND starts <= ? ORDER BY id",
                [.text(principal), .time(interval.lowerBound), .time(interval.upperBound)], in: ledger.reading)
            if let other = standing.first {
                throw .desk(.delegated(principal: principal, to: other.deputy, until: other.ends))
            }
            let line = try ledger.note(
                AuditAct.officerDelegated, of: "officer:\(principal)", by: actor, at: time,
                details: [
                    "deputy": deputy, "from": interval.lowerBound.rfc3339, "until": interval.upperBound.rfc3339,
                ])
            try ledger.transaction.run(
                """
                INSERT INTO delegations (principal, deputy, starts, ends, cause, signature, actor, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(principal), .text(deputy), .time(interval.lowerBound), .time(interval.upperBound),
                    .text(cause), .blob(orNull: signature), .text(actor), .integer(Int64(line)),
                ])
            let made = try DelegationRecord.all("sequence = ?", [.integer(Int64(line))], in: ledger.reading)
            guard let delegation = made.first else { throw .damaged(table: "delegations", column: "sequence") }
            return delegation
        }
    }

    /// Ends a delegation before its time.
    ///
    /// - Parameters:
    ///   - id: its number.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/desk(_:)`` when there is none that still holds or will.
    public func end(delegation id: Int, by actor: String, at time: Instant) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let changed = try ledger.transaction.run(
                "UPDATE delegations SET ended = ? WHERE id = ? AND ended IS NULL AND ends >= ?",
                [.time(time), .integer(Int64(id)), .time(time)])
            guard changed == 1 else { throw .desk(.unknownDelegation(id: id)) }
            try ledger.note(AuditAct.delegationEnded, of: "delegation:\(id)", by: actor, at: time)
        }
    }

    /// A delegation, by number.
    ///
    /// - Parameter id: its number.
    /// - Returns: the delegation, over or not.
    /// - Throws: ``RecordsError/desk(_:)`` for an unknown one.
    public func delegation(_ id: Int) throws(RecordsError) -> DelegationRecord {
        let found = try read { reading throws(RecordsError) in
            try DelegationRecord.all("id = ?", [.integer(Int64(id))], in: reading)
        }
        guard let delegation = found.first else { throw .desk(.unknownDelegation(id: id)) }
        return delegation
    }

    /// For whom an officer stands in at a time.
    ///
    /// - Parameters:
    ///   - deputy: the officer.
    ///   - time: when.
    /// - Returns: the delegations that hold.
    /// - Throws: ``RecordsError/damaged(table:column:)`` for one that the log knows otherwise.
    public func delegations(to deputy: String, at time: Instant) throws(RecordsError) -> [DelegationRecord] {
        try read { reading throws(RecordsError) in
            let condition = "deputy = ? AND ends >= ? AND starts <= ? AND ended IS NULL ORDER BY id"
            let arguments: [DatabaseValue] = [.text(deputy), .time(time), .time(time)]
            let found = try DelegationRecord.all(condition, arguments, in: reading)
            guard !found.isEmpty else { return [] }
            let lines = try reading.rows("SELECT sequence FROM delegations WHERE \(condition)", arguments) {
                row throws(RecordsError) in try row.integer(0)
            }
            for (delegation, line) in zip(found, lines) {
                try StaffLines.refuseAltered(delegation, line: line, reading)
            }
            return found
        }
    }

    /// Every delegation in which officers of an office have a part, the newest first.
    ///
    /// - Parameter office: its identifier.
    /// - Returns: at most 200, over or not.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func delegations(ofOffice office: String) throws(RecordsError) -> [DelegationRecord] {
        try read { reading throws(RecordsError) in
            try DelegationRecord.all(
                "principal IN (SELECT id FROM officers WHERE office = ?) ORDER BY id DESC LIMIT 200",
                [.text(office)], in: reading)
        }
    }
}

extension DelegationRecord {
    fileprivate static func all(
        _ condition: String, _ arguments: [DatabaseValue], in reading: Reading<RecordsError>
    ) throws(RecordsError) -> [DelegationRecord] {
        try reading.rows(
            "SELECT id, principal, deputy, starts, ends, cause, signature, actor, ended FROM delegations WHERE "
                + condition, arguments
        ) { row throws(RecordsError) in
            DelegationRecord(
                id: Int(try row.integer(0)), principal: try row.text(1), deputy: try row.text(2),
                starts: try row.time(3), ends: try row.time(4), cause: try row.text(5),
                signature: try row.blobOrNil(6), actor: try row.text(7), ended: try row.timeOrNil(8))
        }
    }
}
