// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Writes a line about an act that changes nothing else in the records.
    ///
    /// - Parameters:
    ///   - act: what was done, such as `office.login`.
    ///   - subject: to what, such as `office:tehran-3`.
    ///   - actor: who.
    ///   - time: when.
    ///   - details: whatever else matters; no personal data.
    /// - Returns: the line's sequence.
    /// - Throws: ``RecordsError/database(_:)``; then the act must not be done.
    @discardableResult
    public func note(
        _ act: String, of subject: String, by actor: String, at time: Instant, details: [String: String] = [:]
    ) throws(RecordsError) -> Int {
        try write { ledger throws(RecordsError) in
            try ledger.note(act, of: subject, by: actor, at: time, details: details)
        }
    }

    /// The log's size and hash, as they stand.
    ///
    /// - Returns: what a checkpoint signs, and what a list carries.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(log n) hashes, no line is read.
    public func auditHead() throws(RecordsError) -> AuditHead {
        try read { reading throws(RecordsError) in
            let range = try AuditState(reading).range
            return AuditHead(size: range.size, rootHash: range.root)
        }
    }

    /// Lines of the log, in order.
    ///
    /// - Parameters:
    ///   - first: sequence of the first.
    ///   - limit: how many at most.
    /// - Returns: the lines; fewer than `limit` only at the end of the log.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func auditLines(from first: Int, limit: Int = 256) throws(RecordsError) -> [AuditLine] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                AuditLine.selection + " WHERE sequence >= ? ORDER BY sequence LIMIT ?",
                [.integer(Int64(first)), .integer(Int64(limit))]
            ) { row throws(RecordsError) in try AuditLine(row) }
        }
    }
}

extension AuditLine {
    static let selection = "SELECT sequence, time, actor, act, subject, details FROM audit"

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            sequence: Int(try row.integer(0)), time: try row.time(1), actor: try row.text(2), act: try row.text(3),
            subject: try row.text(4), details: try row.text(5))
    }
}
