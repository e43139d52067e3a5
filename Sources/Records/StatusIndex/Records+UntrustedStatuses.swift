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
        var last = Int64(-1)
        while true {
            let end = try read { reading throws(RecordsError) -> Int64? in
                let end = try reading.row(
                    """
                    SELECT MAX(issuance) FROM (SELECT issuance FROM status_intervals WHERE issuance > ?
                    ORDER BY issuance, ordinal LIMIT ?) AS piece
                    """, [.integer(last), .integer(Int64(max(1, count)))]
                ) { row throws(RecordsError) -> Int64? in try row.integerOrNil(0) }
                guard case .some(.some(let end)) = end else { return nil }
                var builder = StatusTableBuilder()
                try reading.forEach(
                    """
                    \(StatusTableBuilder.selection) WHERE s.issuance > ? AND s.issuance <= ?
                    ORDER BY s.issuance, s.ordinal
                    """, [.integer(last), .integer(end)]
                ) { row throws(RecordsError) in try builder.take(row) }
                builder.finish()
                let table = StatusTable(builder)
                found.formUnion(table.unbound.map { table.certificate($0).reference })
                return end
            }
            guard let end else { break }
            last = end
            guard pause() else { return nil }
        }
        // The counts are of one state, unlike the pieces.
        found.formUnion(
            try read { reading throws(RecordsError) in
                let rows = try reading.row(
                    "SELECT COUNT(*) FROM status_intervals WHERE ordinal > 0 OR certificate_sha256 IS NOT NULL"
                ) { row throws(RecordsError) in Int(try row.integer(0)) }
                return try Self.missingRows(RowTally(filed: rows ?? 0), reading)
            })
        return found
    }
}
