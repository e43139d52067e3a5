// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database

extension Ledger {
    /// Notes whose signature a receipt is about, so that signers can be told of it.
    func noteSigner(of draft: ReceiptDraft, sequence: Int) throws(RecordsError) {
        guard let certificate = draft.signerSHA256 else { return }
        try transaction.run(
            """
            INSERT INTO receipt_signers (certificate_sha256, sequence, signature_sha256) VALUES (?, ?, ?)
            ON CONFLICT (certificate_sha256, sequence) DO NOTHING
            """, [.blob(certificate), .integer(Int64(sequence)), .blob(draft.signatureSHA256)])
    }
}

extension Records {
    /// The receipts of the signatures that were made with a certificate's key, the newest first.
    ///
    /// - Parameters:
    ///   - sha256: of the certificate.
    ///   - limit: how many at most.
    /// - Returns: the receipts, each with the time of its line in the log.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func receipts(
        signedWith sha256: [UInt8], limit: Int = 100
    ) throws(RecordsError) -> [(receipt: ReceiptRecord, time: Instant)] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT r.signature_sha256, r.sequence, r.statement, r.token, a.time
                FROM receipt_signers AS s JOIN receipts AS r ON r.signature_sha256 = s.signature_sha256
                JOIN audit AS a ON a.sequence = r.sequence
                WHERE s.certificate_sha256 = ? ORDER BY s.sequence DESC LIMIT ?
                """, [.blob(sha256), .integer(Int64(limit))]
            ) { row throws(RecordsError) in
                (
                    receipt: ReceiptRecord(
                        signatureSHA256: try row.blob(0), sequence: Int(try row.integer(1)),
                        statement: try row.blob(2), token: try row.blob(3)),
                    time: try row.time(4)
                )
            }
        }
    }

    /// Notes the signers of receipts from before they were noted; does nothing once that was done.
    func fillInReceiptSigners() throws(RecordsError) {
        while true {
            let missing = try read { reading throws(RecordsError) in
                try reading.rows(
                    """
                    SELECT r.signature_sha256, r.sequence, r.statement FROM receipts AS r
                    WHERE r.sequence > (SELECT coalesce(max(sequence), -1) FROM receipt_signers)
                    ORDER BY r.sequence LIMIT 1000
                    """
                ) { row throws(RecordsError) in
                    (
                        draft: ReceiptDraft(
                            signatureSHA256: try row.blob(0), statement: try row.blob(2), token: []),
                        sequence: Int(try row.integer(1))
                    )
                }
            }
            guard missing.contains(where: { $0.draft.signerSHA256 != nil }) else { return }
            try write { ledger throws(RecordsError) in
                for (draft, sequence) in missing { try ledger.noteSigner(of: draft, sequence: sequence) }
            }
        }
    }
}

extension ReceiptDraft {
    /// SHA-256 of the signer's certificate, as the statement says.
    fileprivate var signerSHA256: [UInt8]? {
        // The statement is canonical JSON with this member first: no parser for 64 digits.
        let prefix = Array("{\"certificateSHA256\":\"".utf8)
        guard statement.count > prefix.count + 64, statement.starts(with: prefix) else { return nil }
        let digits = String(decoding: statement[prefix.count..<prefix.count + 64], as: UTF8.self)
        return try? Hex.decode(digits)
    }
}
