// SPDX-License-Identifier: Apache-2.0
import Database

extension Records {
    /// Holds every status row against its line in the audit log, in pieces beside a house at work.
    ///
    /// - Parameters:
    ///   - count: about how many rows a piece has.
    ///   - pause: called between pieces; `false` gives up.
    /// - Returns: the certificates whose rows do not stand, and those of which a row is missing; `nil` when it was
    ///   given up.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n), some microseconds a row.
    public func untrustedStatuses(
        inPiecesOf count: Int = 8_192, pause: () -> Bool = { true }
    ) throws(RecordsError) -> Set<CertificateReference>? {
        var found: Set<CertificateReference> = []
        var rows = RowTally()
        var last = Int64(-1)
        // Lines that follow may have rows that lie before where the pieces have come to.
        let size = try read { reading throws(RecordsError) in try AuditState(reading).range.size }
        while true {
            let piece = try statuses(after: last, about: count, rows)
            guard let piece else { break }
            (last, rows) = (piece.end, piece.rows)
            found.formUnion(piece.unbound)
            guard pause() else { return nil }
        }
        found.formUnion(
            try read { reading throws(RecordsError) in try Self.missingRows(rows, before: size, reading) })
        return found
    }

    private struct Piece: Sendable {
        let end: Int64
        let rows: RowTally
        let unbound: Set<CertificateReference>
    }

    /// The rows of some certificates; nil behind the last one.
    private func statuses(after last: Int64, about count: Int, _ rows: RowTally) throws(RecordsError) -> Piece? {
        try read { reading throws(RecordsError) -> Piece? in
            let end = try reading.row(
                """
                SELECT MAX(issuance) FROM (SELECT issuance FROM status_intervals WHERE issuance > ?
                ORDER BY issuance, ordinal LIMIT ?) AS piece
                """, [.integer(last), .integer(Int64(max(1, count)))]
            ) { row throws(RecordsError) -> Int64? in try row.integerOrNil(0) }
            guard case .some(.some(let end)) = end else { return nil }
            var builder = StatusTableBuilder(size: try AuditState(reading).range.size, rows: rows)
            try reading.forEach(
                """
                \(StatusTableBuilder.selection) WHERE s.issuance > ? AND s.issuance <= ?
                ORDER BY s.issuance, s.ordinal
                """, [.integer(last), .integer(end)]
            ) { row throws(RecordsError) in try builder.take(row) }
            builder.finish()
            let table = StatusTable(builder)
            var unbound = Set(table.unbound.map { table.certificate($0).reference })
            unbound.formUnion(try Self.misplaced(after: last, upTo: end, reading))
            return Piece(end: end, rows: builder.rows, unbound: unbound)
        }
    }

    /// Certificates whose status rows stand under another one's number in the journal, where acts would miss them.
    private static func misplaced(
        after last: Int64, upTo end: Int64, _ reading: Reading<RecordsError>
    ) throws(RecordsError) -> [CertificateReference] {
        try reading.rows(
            """
            SELECT s.authority, s.serial FROM status_intervals AS s LEFT JOIN issuances AS i ON i.id = s.issuance
            WHERE s.issuance > ? AND s.issuance <= ? AND (i.id IS NULL OR i.serial <> s.serial
                OR i.authority <> s.authority
                OR s.ordinal = 0 AND i.certificate_sha256 IS DISTINCT FROM s.certificate_sha256)
            ORDER BY s.issuance, s.ordinal
            """, [.integer(last), .integer(end)]
        ) { row throws(RecordsError) in
            CertificateReference(authority: try row.text(0), serial: try row.serial(1))
        }
    }
}
