// SPDX-License-Identifier: Apache-2.0
import Database

extension Records {
    /// Every paper that is on file and was not deleted.
    ///
    /// - Returns: the papers, by application and time.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func everyPaper() throws(RecordsError) -> [EvidenceRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT id, application, kind, media_type, size, sha256, wrapped_key, actor, time FROM evidence
                WHERE deleted IS NULL ORDER BY application, time, id
                """
            ) { row throws(RecordsError) in
                EvidenceRecord(
                    id: try row.text(0), application: try row.text(1), kind: try row.text(2),
                    mediaType: try row.text(3), size: Int(try row.integer(4)), sha256: try row.blob(5),
                    wrappedKey: try row.blobOrNil(6), actor: try row.text(7), time: try row.time(8))
            }
        }
    }
}
