// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database

extension Records {
    /// The receipt of a signature.
    ///
    /// - Parameter signature: SHA-256 of the signature value.
    /// - Returns: `nil` when there is none.
    /// - Throws: ``RecordsError``, if the records cannot be read; ``RecordsError/damaged(table:column:)`` when it is not
    ///   what the log says was kept.
    /// - Complexity: one search in an index, one line of the log.
    public func receipt(of signature: [UInt8]) throws(RecordsError) -> ReceiptRecord? {
        try read { reading throws(RecordsError) in try reading.receipt(of: signature) }
    }

    /// Keeps receipts, each with its line in the log; of a signature that has one the first stays.
    ///
    /// - Parameters:
    ///   - drafts: what is to be kept.
    ///   - actor: who gives them.
    ///   - time: when.
    /// - Returns: what is on record now, in the order of the drafts: the draft's own, or the one that was first.
    /// - Throws: ``RecordsError``; then none was kept.
    public func keep(
        _ drafts: [ReceiptDraft], by actor: String, at time: Instant
    ) throws(RecordsError) -> [ReceiptRecord] {
        try write { ledger throws(RecordsError) in
            var records: [ReceiptRecord] = []
            for draft in drafts { records.append(try ledger.keep(draft, by: actor, at: time)) }
            return records
        }
    }

    /// The hash of the log's first line, by which logs are told apart.
    ///
    /// - Returns: 32 bytes; `nil` while the log has no line.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func logID() throws(RecordsError) -> [UInt8]? {
        try read { reading throws(RecordsError) in
            try reading.row("SELECT leaf FROM audit WHERE sequence = 0") { row throws(RecordsError) in try row.blob(0) }
        }
    }
}

extension Reading<RecordsError> {
    fileprivate func receipt(of signature: [UInt8]) throws(RecordsError) -> ReceiptRecord? {
        let found = try row(
            """
            SELECT r.sequence, r.statement, r.token, a.subject, a.details
            FROM receipts AS r LEFT JOIN audit AS a ON a.sequence = r.sequence WHERE r.signature_sha256 = ?
            """, [.blob(signature)]
        ) { row throws(RecordsError) in
            let record = ReceiptRecord(
                signatureSHA256: signature, sequence: Int(try row.integer(0)), statement: try row.blob(1),
                token: try row.blob(2))
            return (record: record, line: (subject: try row.textOrNil(3), details: try row.textOrNil(4)))
        }
        guard let (record, line) = found else { return nil }
        // The log says what was kept; a row that says something else was changed by someone.
        let draft = ReceiptDraft(signatureSHA256: signature, statement: record.statement, token: record.token)
        guard line.subject == draft.subject, line.details == CanonicalJSON.object(draft.details) else {
            throw .damaged(table: "receipts", column: "statement")
        }
        return record
    }
}

extension Ledger {
    fileprivate func keep(
        _ draft: ReceiptDraft, by actor: String, at time: Instant
    ) throws(RecordsError) -> ReceiptRecord {
        guard draft.signatureSHA256.count == 32 else {
            throw .value(field: "signatureSHA256", seen: "\(draft.signatureSHA256.count) bytes", allowed: "32 bytes")
        }
        if let first = try reading.receipt(of: draft.signatureSHA256) { return first }
        let sequence = try note(
            AuditAct.receiptGiven, of: draft.subject, by: actor, at: time, details: draft.details)
        try transaction.run(
            "INSERT INTO receipts (signature_sha256, sequence, statement, token) VALUES (?, ?, ?, ?)",
            [
                .blob(draft.signatureSHA256), .integer(Int64(sequence)), .blob(draft.statement), .blob(draft.token),
            ])
        try noteSigner(of: draft, sequence: sequence)
        return ReceiptRecord(
            signatureSHA256: draft.signatureSHA256, sequence: sequence, statement: draft.statement, token: draft.token)
    }
}
