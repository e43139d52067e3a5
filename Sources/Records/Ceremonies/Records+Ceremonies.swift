// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes down that a ceremony begins; from now on it can be resumed until it is ended.
    ///
    /// - Parameters:
    ///   - act: what is done.
    ///   - authority: the one it is about, on record or not.
    ///   - sha256: of the ceremony's file.
    ///   - actor: who performs it.
    ///   - time: when.
    /// - Returns: the ceremony.
    /// - Throws: ``RecordsError/ceremonyOpen(authority:)`` while another of the authority is neither ended nor given up.
    public func beginCeremony(
        _ act: String, of authority: String, documentSHA256 sha256: [UInt8], by actor: String, at time: Instant
    ) throws(RecordsError) -> CeremonyRecord {
        try write { ledger throws(RecordsError) in
            try ledger.refuseClockBehind(time)
            let line = try ledger.note(
                AuditAct.ceremonyBegun, of: "authority:\(authority)", by: actor, at: time,
                details: ["act": act, "documentSHA256": sha256.hex])
            try ledger.run(
                "INSERT INTO ceremonies (id, authority, act, document_sha256, begun) VALUES (?, ?, ?, ?, ?)",
                [.integer(Int64(line)), .text(authority), .text(act), .blob(sha256), .time(time)],
                ifTaken: .ceremonyOpen(authority: authority))
            return CeremonyRecord(
                id: line, authority: authority, act: act, documentSHA256: sha256, begun: time, publicKeySHA256: nil,
                ended: nil, transcriptSHA256: nil)
        }
    }

    /// Takes down which key a ceremony made, before the key is written anywhere.
    ///
    /// - Parameters:
    ///   - sha256: of its SubjectPublicKeyInfo.
    ///   - ceremony: which.
    ///   - actor: who performs it.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func note(
        publicKeySHA256 sha256: [UInt8], of ceremony: CeremonyRecord, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "UPDATE ceremonies SET public_key_sha256 = ? WHERE id = ? AND ended IS NULL",
                [.blob(sha256), .integer(Int64(ceremony.id))])
            try ledger.note(
                AuditAct.ceremonyKey, of: "authority:\(ceremony.authority)", by: actor, at: time,
                details: ["act": ceremony.act, "publicKeySHA256": sha256.hex])
        }
    }

    /// Ends a ceremony.
    ///
    /// - Parameters:
    ///   - ceremony: which.
    ///   - transcriptSHA256: of the transcript; nil when the ceremony is given up.
    ///   - details: what else goes into the log.
    ///   - actor: who performed it.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func endCeremony(
        _ ceremony: CeremonyRecord, transcriptSHA256: [UInt8]?, details: [String: String], by actor: String,
        at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "UPDATE ceremonies SET ended = ?, transcript_sha256 = ? WHERE id = ? AND ended IS NULL",
                [.time(time), .blob(orNull: transcriptSHA256), .integer(Int64(ceremony.id))])
            var details = details
            details["act"] = ceremony.act
            details["documentSHA256"] = ceremony.documentSHA256.hex
            details["transcriptSHA256"] = transcriptSHA256?.hex
            try ledger.note(
                transcriptSHA256 == nil ? AuditAct.ceremonyGivenUp : AuditAct.ceremonyEnded,
                of: "authority:\(ceremony.authority)", by: actor, at: time, details: details)
        }
    }

    /// The ceremony of an authority that was begun and not ended; nil if there is none.
    ///
    /// - Parameter authority: its name.
    /// - Returns: the ceremony, or nil.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func openCeremony(of authority: String) throws(RecordsError) -> CeremonyRecord? {
        try ceremonies(where: "authority = ? AND ended IS NULL", [.text(authority)]).first
    }

    /// The ceremony of a transcript; nil if no such transcript is on record.
    ///
    /// - Parameter sha256: the transcript's.
    /// - Returns: the ceremony, or nil.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func ceremony(ofTranscript sha256: [UInt8]) throws(RecordsError) -> CeremonyRecord? {
        try ceremonies(where: "transcript_sha256 = ? AND transcript_sha256 IS NOT NULL", [.blob(sha256)]).first
    }

    private func ceremonies(
        where condition: String, _ arguments: [DatabaseValue]
    ) throws(RecordsError) -> [CeremonyRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT id, authority, act, document_sha256, begun, public_key_sha256, ended, transcript_sha256
                FROM ceremonies WHERE \(condition) ORDER BY id
                """, arguments
            ) { row throws(RecordsError) in
                CeremonyRecord(
                    id: Int(try row.integer(0)), authority: try row.text(1), act: try row.text(2),
                    documentSHA256: try row.blob(3), begun: try row.time(4), publicKeySHA256: try row.blobOrNil(5),
                    ended: try row.timeOrNil(6), transcriptSHA256: try row.blobOrNil(7))
            }
        }
    }
}
