// SPDX-License-Identifier: Apache-2.0
import DER
import Database

// What a key may not be when a draft with it is taken down, and what a revocation says of it.
extension Ledger {
    /// Writes a report; an earlier one stays.
    func keep(_ report: KeyReport) throws(RecordsError) {
        try transaction.run(
            """
            INSERT INTO reported_keys (sha256, sequence, reporter, cause, proof_sha256, time) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (sha256) DO NOTHING
            """,
            [
                .blob(report.sha256), .integer(Int64(report.sequence)), .text(report.reporter), .text(report.cause),
                .blob(orNull: report.proofSHA256), .time(report.time),
            ])
    }

    /// Reports the key of a certificate that is revoked because the key is in other hands.
    func reportKey(
        ofIssuance id: Int, because cause: String, line: Int, by hand: Hand
    ) throws(RecordsError) {
        let key = try transaction.row(
            "SELECT public_key_sha256 FROM issuances WHERE id = ? AND public_key_sha256 IS NOT NULL",
            [.integer(Int64(id))]
        ) { row throws(RecordsError) in try row.blob(0) }
        guard let key else { return }
        try keep(
            KeyReport(
                sha256: key, sequence: line, reporter: hand.actor, cause: cause, proofSHA256: nil, time: hand.time))
    }

    /// Refuses a key that is reported; asked in the transaction that takes the draft down.
    func refuseReported(_ key: DraftedKey) throws(RecordsError) {
        if try KeyReport.find(key.sha256, in: reading) != nil { throw .keyReported(sha256: key.sha256) }
    }
}
