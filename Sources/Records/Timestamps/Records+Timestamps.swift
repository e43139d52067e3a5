// SPDX-License-Identifier: Apache-2.0
import DER
import Database

extension Records {
    /// Reserves numbers and time for a time-stamping unit.
    ///
    /// Both only grow, whatever becomes of the process: no number is given out twice, and a clock that was set back is
    /// known by the mark.
    ///
    /// - Parameters:
    ///   - unit: its name.
    ///   - count: how many numbers; 1 to 1,000,000.
    ///   - microseconds: now; since 1970.
    ///   - span: how long after now the reservation is good for; microseconds.
    ///   - guarding: how far the clock may be from the mark.
    /// - Returns: the reservation.
    /// - Throws: ``RecordsError/clockBehind(seen:newest:toleratedSeconds:)`` when the clock is behind the unit's mark or
    ///   the audit log, ``RecordsError/clockAhead(seen:newest:allowedSeconds:)`` when it is too far ahead of both.
    public func reserveTimestamps(
        of unit: String, count: Int64, at microseconds: Int64, for span: Int64, guarding: TimestampGuard
    ) throws(RecordsError) -> TimestampReservation {
        guard (1...1_000_000).contains(count) else {
            throw .value(field: "count", seen: "\(count)", allowed: "1–1,000,000")
        }
        return try write { ledger throws(RecordsError) in
            let now = Instant(secondsSince1970: microseconds.flooredSeconds)
            try ledger.refuseClockBehind(now)
            let row = try ledger.unit(unit)
            // A house at work writes into the log, so a unit that was not asked for a week is no pause.
            try guarding.check(microseconds, mark: row?.mark, newest: try ledger.newestInstant)
            let first = row?.next ?? 1
            let (next, overflow) = first.addingReportingOverflow(count)
            guard !overflow else { throw .damaged(table: "timestamp_units", column: "next_number") }
            let mark = max(row?.mark ?? .min, microseconds &+ span)
            try ledger.transaction.run(
                """
                INSERT INTO timestamp_units (unit, next_number, mark) VALUES (?, ?, ?)
                ON CONFLICT (unit) DO UPDATE SET next_number = excluded.next_number, mark = excluded.mark
                """, [.text(unit), .integer(next), .integer(mark)])
            return TimestampReservation(
                numbers: first..<next, markMicroseconds: mark, previousMarkMicroseconds: row?.mark)
        }
    }

    /// Says that the clock is right although it jumped: a unit may stamp by it from now on.
    ///
    /// - Parameters:
    ///   - unit: its name.
    ///   - actor: who says so.
    ///   - microseconds: now; since 1970.
    /// - Throws: ``RecordsError/clockBehind(seen:newest:toleratedSeconds:)``: a clock that is behind is never right.
    public func confirmClock(of unit: String, by actor: String, at microseconds: Int64) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let now = Instant(secondsSince1970: microseconds.flooredSeconds)
            try ledger.refuseClockBehind(now)
            let row = try ledger.unit(unit)
            if let mark = row?.mark, mark > microseconds {
                throw .clockBehind(
                    seen: now, newest: Instant(secondsSince1970: mark.flooredSeconds), toleratedSeconds: 0)
            }
            try ledger.transaction.run(
                """
                INSERT INTO timestamp_units (unit, next_number, mark) VALUES (?, 1, ?)
                ON CONFLICT (unit) DO UPDATE SET mark = excluded.mark
                """, [.text(unit), .integer(microseconds)])
            var details = ["now": now.rfc3339]
            if let mark = row?.mark {
                details["mark"] = Instant(secondsSince1970: mark.flooredSeconds).rfc3339
            }
            try ledger.note(AuditAct.clockConfirmed, of: "timestamps:\(unit)", by: actor, at: now, details: details)
        }
    }

    /// The latest time that a stamp of a unit may bear until now; microseconds since 1970.
    ///
    /// - Parameter unit: its name.
    /// - Returns: `nil` before the first stamp.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func timestampMark(of unit: String) throws(RecordsError) -> Int64? {
        try read { reading throws(RecordsError) in
            try reading.row("SELECT mark FROM timestamp_units WHERE unit = ?", [.text(unit)]) {
                row throws(RecordsError) in try row.integer(0)
            }
        }
    }
}

extension Ledger {
    fileprivate func unit(_ unit: String) throws(RecordsError) -> (next: Int64, mark: Int64)? {
        try transaction.row("SELECT next_number, mark FROM timestamp_units WHERE unit = ?", [.text(unit)]) {
            row throws(RecordsError) in (try row.integer(0), try row.integer(1))
        }
    }
}

extension Int64 {
    /// Microseconds as whole seconds, cut towards the past.
    var flooredSeconds: Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
