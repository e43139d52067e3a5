// SPDX-License-Identifier: Apache-2.0
import Database

/// What changed in the status of certificates since some moment.
public struct StatusChanges: Sendable, Hashable {
    /// The audit log's size when they were read; ask from here next time.
    public let position: Int

    /// Each certificate that was issued or changed its status since, with its whole history.
    public let certificates: [IndexedCertificate]

    /// For each certificate the audit log's size from which on its status is as it is here.
    public internal(set) var positions: [Int] = []

    /// Certificates of which a line since has no row.
    var missing: Set<CertificateReference> = []
}

extension Records {
    /// Reads every certificate and its status into memory.
    ///
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n): about a second for a million.
    public func statusIndex() throws(RecordsError) -> StatusIndex {
        try read { reading throws(RecordsError) in
            let position = try AuditState(reading).range.size
            // Nearly all that was begun was issued.
            let certificates = try reading.count("SELECT COUNT(*) FROM issuances")
            let intervals = try reading.count("SELECT COUNT(*) FROM status_intervals")
            var builder = StatusTableBuilder(capacity: certificates, intervals: intervals, size: position)
            try reading.forEach("\(StatusTableBuilder.selection) ORDER BY s.issuance, s.ordinal") {
                row throws(RecordsError) in try builder.take(row)
            }
            builder.finish()
            let missing = try Self.missingRows(builder.rows, before: position, reading)
            return StatusIndex(position: position, table: StatusTable(builder), missing: missing)
        }
    }

    /// A status index brought up to date by reading only what changed.
    ///
    /// - Parameter index: read from these records before.
    /// - Returns: an index as of now; the same one if nothing changed.
    /// - Throws: ``RecordsError/logShorter(size:seen:)`` if older records took the place of those that
    ///   were read; the newer index is then the one to go on with.
    /// - Complexity: O(changes), and O(n) once in n/16 changes.
    public func statusIndex(refreshing index: StatusIndex) throws(RecordsError) -> StatusIndex {
        let changes = try statusChanges(since: index.position)
        return changes.position == index.position ? index : try index.applying(changes)
    }

    /// The certificates that were issued or changed their status since some moment.
    ///
    /// - Parameter position: the audit log's size at that moment.
    /// - Returns: the certificates, oldest first, and the position to ask from next time.
    /// - Throws: ``RecordsError/logShorter(size:seen:)`` if older records took the place of those that
    ///   were read, which may have forgotten a revocation.
    /// - Complexity: O(changes).
    public func statusChanges(since position: Int) throws(RecordsError) -> StatusChanges {
        try read { reading throws(RecordsError) in
            let now = try AuditState(reading).range.size
            guard now >= position else { throw .logShorter(size: now, seen: position) }
            guard now > position else { return StatusChanges(position: now, certificates: []) }
            var builder = StatusTableBuilder(size: now, rows: RowTally(from: position), keepsLines: true)
            try reading.forEach(
                """
                \(StatusTableBuilder.selection)
                WHERE s.issuance IN (SELECT issuance FROM status_intervals WHERE changed >= ?)
                ORDER BY s.issuance, s.ordinal
                """, [.integer(Int64(position))]
            ) { row throws(RecordsError) in try builder.take(row) }
            builder.finish()
            let missing = try Self.missingRows(builder.rows, before: now, reading)
            let table = StatusTable(builder)
            return StatusChanges(
                position: now, certificates: (0..<table.count).map { table.certificate($0) },
                positions: builder.lines.map { min(max($0, position), now &- 1) &+ 1 }, missing: missing)
        }
    }

    /// The certificates of which a line says that their status changed and no row does: somebody took the row away.
    ///
    /// Counted first; only when lines have no row of their own are they looked at one by one.
    static func missingRows(
        _ rows: RowTally, before end: Int, _ reading: Reading<RecordsError>
    ) throws(RecordsError) -> Set<CertificateReference> {
        let span: [DatabaseValue] = [.integer(Int64(rows.from)), .integer(Int64(end))]
        // Spelled as in the index of the schema, so that it is used.
        let condition =
            "(act = 'certificate.filed' OR act = 'certificate.status') AND sequence >= ? AND sequence < ?"
        let lines = try reading.row("SELECT COUNT(*) FROM audit WHERE \(condition)", span) {
            row throws(RecordsError) in Int(try row.integer(0))
        }
        guard lines != rows.count(before: end) else { return [] }
        var missing: Set<CertificateReference> = []
        try reading.forEach("SELECT sequence, subject FROM audit WHERE \(condition) ORDER BY sequence", span) {
            row throws(RecordsError) in
            guard !rows.contains(Int(try row.integer(0))),
                let reference = CertificateReference(auditSubject: try row.text(1))
            else { return }
            missing.insert(reference)
        }
        return missing
    }
}

extension Reading where Failure == RecordsError {
    fileprivate func count(_ sql: String) throws(RecordsError) -> Int {
        try row(sql) { row throws(RecordsError) in Int(try row.integer(0)) } ?? 0
    }
}
