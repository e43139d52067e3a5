// SPDX-License-Identifier: Apache-2.0
import Database

extension Records {
    /// Shows every list on record, each scope's from the oldest to the newest.
    ///
    /// - Parameter body: is shown each.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func forEachList(_ body: (RevocationListRecord) -> Void) throws(RecordsError) {
        try read { reading throws(RecordsError) in
            try reading.forEach(
                """
                SELECT authority, scope, number, this_update, next_update, der, sha256
                FROM revocation_lists ORDER BY authority, scope, number
                """
            ) { row throws(RecordsError) in
                body(
                    RevocationListRecord(
                        authority: try row.text(0), scope: try row.text(1), number: try row.integer(2),
                        thisUpdate: try row.time(3), nextUpdate: try row.time(4), encoded: try row.blob(5),
                        sha256: try row.blob(6)))
            }
        }
    }
}
