// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
public import PKIX

extension Records {
    /// Takes down the issuers whose certificates are about to be taken in, and that a file of them is begun with.
    ///
    /// - Parameters:
    ///   - fileSHA256: of the file; the same file is gone on with.
    ///   - rows: how many it has.
    ///   - issuers: certificates of authorities elsewhere.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func beginImport(
        of fileSHA256: [UInt8], rows: Int, issuers: [Certificate], by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            for issuer in issuers { try ledger.name(issuer, by: actor, at: time) }
            try ledger.note(
                AuditAct.importBegun, of: "import:\(fileSHA256.hex)", by: actor, at: time,
                details: ["rows": "\(rows)", "issuers": "\(issuers.count)"])
        }
    }

    /// Takes down that every row of a file was seen through.
    ///
    /// - Parameters:
    ///   - fileSHA256: of the file.
    ///   - counts: how many rows had which outcome.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func endImport(
        of fileSHA256: [UInt8], counts: [String: Int], by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.note(
                AuditAct.importEnded, of: "import:\(fileSHA256.hex)", by: actor, at: time,
                details: counts.mapValues { "\($0)" })
        }
    }

    /// Takes certificates from elsewhere in, all in one transaction, each with its line.
    ///
    /// Asked again it changes nothing: a certificate is known by its digest.
    ///
    /// - Parameters:
    ///   - drafts: found good; a thousand at the most, since everybody waits for the transaction.
    ///   - registers: for each profile, those whose licence numbers are in the same register.
    ///   - isRehearsal: judges and writes nothing.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: an outcome a draft, in their order.
    /// - Throws: ``RecordsError``; then none is on record.
    public func takeImports(
        _ drafts: [ImportDraft], registers: [String: Set<String>], isRehearsal: Bool = false, by actor: String,
        at time: Instant
    ) throws(RecordsError) -> [ImportOutcome] {
        if isRehearsal {
            return try read { reading throws(RecordsError) in
                var outcomes: [ImportOutcome] = []
                for draft in drafts {
                    outcomes.append(
                        try ImportCheck(draft, registers[draft.profile] ?? [], reading).outcome())
                }
                return outcomes
            }
        }
        return try write { ledger throws(RecordsError) in
            var outcomes: [ImportOutcome] = []
            for draft in drafts {
                let outcome = try ImportCheck(draft, registers[draft.profile] ?? [], ledger.reading).outcome()
                switch outcome {
                case .taken: try ledger.take(draft, by: actor, at: time)
                case .updated: try ledger.update(draft, by: actor, at: time)
                case .known, .refused: break
                }
                outcomes.append(outcome)
            }
            return outcomes
        }
    }
}

extension Ledger {
    fileprivate func name(_ issuer: Certificate, by actor: String, at time: Instant) throws(RecordsError) {
        let sha256 = issuer.sha256
        let known = try reading.row("SELECT sequence FROM import_issuers WHERE sha256 = ?", [.blob(sha256)]) {
            row throws(RecordsError) in try row.integer(0)
        }
        guard known == nil else { return }
        let name = "\(issuer.subject)"
        let line = try note(
            AuditAct.importIssuerNamed, of: "issuer:\(sha256.hex)", by: actor, at: time, details: ["name": name])
        try transaction.run(
            "INSERT INTO import_issuers (sha256, name, der, sequence) VALUES (?, ?, ?, ?)",
            [.blob(sha256), .text(name), .blob(issuer.encoded), .integer(Int64(line))])
    }

    fileprivate func take(_ draft: ImportDraft, by actor: String, at time: Instant) throws(RecordsError) {
        let line = try note(
            AuditAct.certificateImported, of: "imported:\(draft.sha256.hex)", by: actor, at: time,
            details: [
                "issuerSHA256": draft.issuerSHA256.hex, "serial": draft.serial.hex, "profile": draft.profile,
                "status": draft.standing.status.rawValue, "statusTime": draft.standing.asOf.rfc3339,
            ])
        try transaction.run(
            """
            INSERT INTO imported_certificates (sha256, sequence, issuer, serial, profile, name_key, national_id_key,
                licence, not_before, not_after, public_key_sha256, key_algorithm, status, since, reason, status_time,
                time, actor, der)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .blob(draft.sha256), .integer(Int64(line)), .blob(draft.issuerSHA256), .serial(draft.serial),
                .text(draft.profile), .text(orNull: draft.subject.name), .text(draft.subject.nationalID ?? ""),
                .text(orNull: draft.subject.licence), .time(draft.validity.notBefore),
                .time(draft.validity.notAfter), .blob(draft.publicKeySHA256), .text(orNull: draft.keyAlgorithm),
                .text(draft.standing.status), .time(draft.standing.since),
                .integer(orNull: draft.standing.reason.map { Int64($0.rawValue) }), .time(draft.standing.asOf),
                .time(time), .text(actor), .blob(draft.certificate),
            ])
        for word in NameWords.words(ofCertificate: draft.certificate, key: draft.subject.name) {
            try transaction.run(
                "INSERT INTO imported_words (word, certificate) VALUES (?, ?)", [.text(word), .blob(draft.sha256)])
        }
    }

    fileprivate func update(_ draft: ImportDraft, by actor: String, at time: Instant) throws(RecordsError) {
        let standing = draft.standing
        try note(
            AuditAct.importedStatus, of: "imported:\(draft.sha256.hex)", by: actor, at: time,
            details: [
                "status": standing.status.rawValue, "since": standing.since.rfc3339,
                "statusTime": standing.asOf.rfc3339,
            ])
        try transaction.run(
            "UPDATE imported_certificates SET status = ?, since = ?, reason = ?, status_time = ? WHERE sha256 = ?",
            [
                .text(standing.status), .time(standing.since),
                .integer(orNull: standing.reason.map { Int64($0.rawValue) }), .time(standing.asOf),
                .blob(draft.sha256),
            ])
    }
}

extension NameWords {
    /// The words of a certificate's holder.
    static func words(ofCertificate der: [UInt8], key: String?) -> [String] {
        guard var fields = try? DERReader.single(der, .sequence).reader(), let tbs = try? fields.read(.sequence) else {
            return key.map { [$0] } ?? []
        }
        return words(ofTBS: Array(tbs.encoded), key: key)
    }
}
