// SPDX-License-Identifier: Apache-2.0
import Database
import PKIX
import Transparency

extension Records {
    /// Shows that a certificate's issuance is in the audit log.
    ///
    /// - Parameter reference: which certificate.
    /// - Returns: its line, and the proof where a head was signed since; `nil` for a number under which nothing was
    ///   issued.
    /// - Throws: ``RecordsError/unknownCertificate(_:)``; ``RecordsError/damaged(table:column:)`` when the line is not
    ///   this certificate's.
    /// - Complexity: O(log n) hashes.
    public func certificateProof(of reference: CertificateReference) throws(RecordsError) -> CertificateProof? {
        try read { reading throws(RecordsError) in
            try CertificateProving(reading).proof(of: try IssuanceRecord.find(reference, in: reading))
        }
    }

    /// Everything that was ever issued in somebody's name, each with its proof.
    ///
    /// For the person themself, who alone can say whether they asked for all of it: a certificate that somebody else
    /// got in their name stands here like any other.
    ///
    /// - Parameters:
    ///   - nationalID: the person's national identifier, canonical.
    ///   - last: goes on after this one; `nil` begins.
    ///   - limit: how many at most; 1 to 1,000.
    /// - Returns: what was issued, whatever became of it, the oldest first.
    /// - Throws: ``RecordsError``.
    public func everythingIssued(
        to nationalID: String, after last: IssuanceRecord? = nil, limit: Int = 100
    ) throws(RecordsError) -> [ProvenCertificate] {
        let (condition, arguments) = CertificateSearch.nationalID(nationalID).condition(after: last)
        return try read { reading throws(RecordsError) in
            // One head for all of them.
            let proving = try CertificateProving(reading)
            let records = try reading.rows(
                IssuanceRecord.selection + " WHERE state = 'issued' AND " + condition + " LIMIT ?",
                arguments + [.integer(Int64(min(max(1, limit), 1_000)))]
            ) { row throws(RecordsError) in try IssuanceRecord(row) }
            var found: [ProvenCertificate] = []
            for record in records {
                let der = try reading.row(
                    "SELECT der FROM certificates WHERE issuance = ?", [.integer(Int64(record.id))]
                ) { row throws(RecordsError) in try row.blob(0) }
                guard let der, let proof = try proving.proof(of: record) else {
                    throw .damaged(table: "certificates", column: "der")
                }
                found.append(ProvenCertificate(record: record, certificate: der, proof: proof))
            }
            return found
        }
    }
}

/// Proves lines under the newest head that was signed, in one state of the records.
private struct CertificateProving {
    private let reading: Reading<RecordsError>
    private let head: SignedHead?

    init(_ reading: Reading<RecordsError>) throws(RecordsError) {
        self.reading = reading
        head = try SignedHead(reading)
    }

    func proof(of record: IssuanceRecord) throws(RecordsError) -> CertificateProof? {
        let line = try reading.row("SELECT filed FROM issuances WHERE id = ?", [.integer(Int64(record.id))]) {
            row throws(RecordsError) in try row.integerOrNil(0)
        }
        guard let sequence = line.flatMap({ $0 }), let sha256 = record.certificateSHA256 else { return nil }
        let filed = try reading.row(AuditLine.selection + " WHERE sequence = ?", [.integer(sequence)]) {
            row throws(RecordsError) in try AuditLine(row)
        }
        guard let filed, filed.act == AuditAct.certificateFiled, filed.subject == record.reference.auditSubject,
            CanonicalJSON.fields(filed.details)?["certificateSHA256"] == sha256.hex
        else { throw .damaged(table: "issuances", column: "filed") }
        let entry = filed.canonicalBytes
        return CertificateProof(
            reference: record.reference, certificateSHA256: sha256, line: filed.sequence, entry: entry,
            proof: try proof(of: filed.sequence, entry: entry))
    }

    private func proof(of index: Int, entry: [UInt8]) throws(RecordsError) -> LogProof? {
        guard let head, index < head.size else { return nil }
        var tree = AuditTree(size: head.size, reading)
        return LogProof(
            index: index, hashes: try tree.inclusionProof(of: index), checkpoint: head.note, extra: entry)
    }
}
