// SPDX-License-Identifier: Apache-2.0
import DER
import Database

extension Records {
    /// Takes down that prescriptions came by, all in one transaction, and says what was known of each.
    ///
    /// Of two that come at once under one id, the one whose transaction is first is the first, in whatever process: the
    /// id's hash is a unique key. Nothing is written of who asked, and no line of the audit log.
    ///
    /// - Parameter sightings: any number; those of one id are taken in their order.
    /// - Returns: what is on record of each, the sighting itself counted.
    /// - Throws: ``RecordsError``; nothing is kept then.
    public func see(_ sightings: [PrescriptionSighting]) throws(RecordsError) -> [PrescriptionHistory] {
        for sighting in sightings {
            for hash in [sighting.idHash, sighting.signatureSHA256] where hash.count != 32 {
                throw .value(field: "prescription", seen: "\(hash.count) bytes", allowed: "32 bytes")
            }
        }
        return try write { ledger throws(RecordsError) in
            var histories: [PrescriptionHistory] = []
            for sighting in sightings {
                let history = try ledger.transaction.row(
                    """
                    INSERT INTO prescriptions (id_hash, signature_sha256, first_seen, count) VALUES (?, ?, ?, 1)
                    ON CONFLICT (id_hash) DO UPDATE SET count = prescriptions.count + 1
                    RETURNING signature_sha256, first_seen, count
                    """,
                    [
                        .blob(sighting.idHash), .blob(sighting.signatureSHA256),
                        .integer(sighting.time.secondsSince1970),
                    ]
                ) { row throws(RecordsError) in
                    PrescriptionHistory(
                        firstSeen: try row.time(1), isSameSignature: try row.blob(0) == sighting.signatureSHA256,
                        count: Int(try row.integer(2)))
                }
                guard let history else { throw .damaged(table: "prescriptions", column: "id_hash") }
                histories.append(history)
            }
            return histories
        }
    }
}
