// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes down that a key is in other hands: nothing is certified with it from now on.
    ///
    /// - Parameters:
    ///   - sha256: of the key's SubjectPublicKeyInfo in DER; 32 bytes.
    ///   - cause: why, in words.
    ///   - proofSHA256: of what the key itself signed to prove it; nil if nothing was.
    ///   - reporter: who says so.
    ///   - time: when.
    /// - Returns: what is on record: an earlier report, if there is one.
    /// - Throws: ``RecordsError/value(field:seen:allowed:)`` for a digest of another length.
    @discardableResult
    public func reportKey(
        _ sha256: [UInt8], because cause: String, proofSHA256: [UInt8]? = nil, by reporter: String, at time: Instant
    ) throws(RecordsError) -> KeyReport {
        for digest in [sha256, proofSHA256].compactMap({ $0 }) where digest.count != 32 {
            throw .value(field: "publicKeySHA256", seen: "\(digest.count) bytes", allowed: "32 bytes")
        }
        return try write { ledger throws(RecordsError) in
            if let standing = try KeyReport.find(sha256, in: ledger.reading) { return standing }
            let line = try ledger.note(
                AuditAct.keyReported, of: "key:\(sha256.hex)", by: reporter, at: time,
                details: ["proofSHA256": proofSHA256?.hex ?? ""])
            let report = KeyReport(
                sha256: sha256, sequence: line, reporter: reporter, cause: cause, proofSHA256: proofSHA256, time: time)
            try ledger.keep(report)
            return report
        }
    }

    /// What is on record of a key; nil when nobody reported it.
    ///
    /// - Parameter sha256: of the key's SubjectPublicKeyInfo in DER.
    /// - Returns: the report, or nil.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func keyReport(of sha256: [UInt8]) throws(RecordsError) -> KeyReport? {
        try read { reading throws(RecordsError) in try KeyReport.find(sha256, in: reading) }
    }

    /// Refuses a key that is reported, or certified for somebody else.
    ///
    /// As no key ever gets two holders, the oldest of its certificates says whose it is; one that was given up says
    /// nothing. That of two applications at once only one has a key is seen to where they are taken in.
    ///
    /// - Parameters:
    ///   - sha256: of the key's SubjectPublicKeyInfo in DER.
    ///   - holder: who is to be certified; a service has no national identifier, and is nobody's person.
    /// - Throws: ``RecordsError/keyReported(sha256:)``, ``RecordsError/keyOfSomeoneElse(_:)``.
    public func refuseKey(_ sha256: [UInt8], of holder: SubjectKeys) throws(RecordsError) {
        try read { reading throws(RecordsError) in
            if try KeyReport.find(sha256, in: reading) != nil { throw .keyReported(sha256: sha256) }
            let first = try reading.row(
                """
                SELECT national_id_key, authority, serial FROM issuances
                WHERE public_key_sha256 = ? AND public_key_sha256 IS NOT NULL AND state <> 'abandoned' ORDER BY id LIMIT 1
                """, [.blob(sha256)]
            ) { row throws(RecordsError) in
                (
                    holder: try row.textOrNil(0),
                    reference: CertificateReference(authority: try row.text(1), serial: try row.serial(2))
                )
            }
            if let first, first.holder != holder.nationalID { throw .keyOfSomeoneElse(first.reference) }
        }
    }

    /// The reported keys, the oldest first.
    ///
    /// - Parameters:
    ///   - last: goes on after this one; nil begins.
    ///   - limit: how many at most.
    /// - Returns: the reports.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func keyReports(after last: KeyReport? = nil, limit: Int = 100) throws(RecordsError) -> [KeyReport] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                KeyReport.selection + " WHERE (sequence, sha256) > (?, ?) ORDER BY sequence, sha256 LIMIT ?",
                [.integer(Int64(last?.sequence ?? -1)), .blob(last?.sha256 ?? []), .integer(Int64(limit))]
            ) { row throws(RecordsError) in try KeyReport(row) }
        }
    }
}

extension KeyReport {
    static let selection = "SELECT sha256, sequence, reporter, cause, proof_sha256, time FROM reported_keys"

    static func find(_ sha256: [UInt8], in reading: Reading<RecordsError>) throws(RecordsError) -> KeyReport? {
        try reading.row(selection + " WHERE sha256 = ?", [.blob(sha256)]) { row throws(RecordsError) in
            try KeyReport(row)
        }
    }

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            sha256: try row.blob(0), sequence: Int(try row.integer(1)), reporter: try row.text(2),
            cause: try row.text(3), proofSHA256: try row.blobOrNil(4), time: try row.time(5))
    }
}
