// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes a paper down; its digest is in the audit log from now on.
    ///
    /// - Parameters:
    ///   - paper: sealed and on disk already.
    ///   - states: where the application has to be.
    ///   - limit: how many papers an application may have.
    ///   - officer: whether an officer takes it in, so that nobody else may have the application in hand.
    /// - Throws: ``RecordsError/desk(_:)``, ``RecordsError/applicationMoved(id:seen:expected:)``.
    public func take(
        _ paper: EvidenceRecord, in states: [ApplicationState], limit: Int, byOfficer officer: Bool
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let application = try ledger.touch(
                paper.application, in: states, byOfficer: officer ? paper.actor : nil, at: paper.time)
            let count = try ledger.transaction.row(
                "SELECT count(*) FROM evidence WHERE application = ? AND deleted IS NULL", [.text(application.id)]
            ) { row throws(RecordsError) in try row.integer(0) }
            guard Int(count ?? 0) < limit else { throw .desk(.tooMuchEvidence(id: application.id, allowed: limit)) }
            let line = try ledger.note(
                AuditAct.evidenceTaken, of: "application:\(application.id)", by: paper.actor, at: paper.time,
                details: [
                    "evidence": paper.id, "kind": paper.kind, "mediaType": paper.mediaType, "size": "\(paper.size)",
                    "sha256": paper.sha256.hex,
                ])
            try ledger.transaction.run(
                """
                INSERT INTO evidence
                    (id, application, kind, media_type, size, sha256, wrapped_key, actor, time, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(paper.id), .text(paper.application), .text(paper.kind), .text(paper.mediaType),
                    .integer(Int64(paper.size)), .blob(paper.sha256), .blob(orNull: paper.wrappedKey),
                    .text(paper.actor), .time(paper.time), .integer(Int64(line)),
                ])
        }
    }

    /// Forgets a paper's key, so that its file is nothing but noise; that it was there stays on record.
    ///
    /// - Parameters:
    ///   - id: the paper's.
    ///   - states: where the application has to be; nil for any, which is the house's own doing.
    ///   - cause: why: an officer's word or the rule's name.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/desk(_:)`` for one that is not there.
    public func delete(
        evidence id: String, in states: [ApplicationState]?, because cause: String, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let paper = try EvidenceRecord.find(id, in: ledger.reading)
            if let states { _ = try ledger.touch(paper.application, in: states, byOfficer: actor, at: time) }
            try ledger.transaction.run(
                "UPDATE evidence SET wrapped_key = NULL, deleted = ? WHERE id = ?", [.time(time), .text(id)])
            try ledger.note(
                AuditAct.evidenceDeleted, of: "application:\(paper.application)", by: actor, at: time,
                details: ["evidence": id, "kind": paper.kind, "sha256": paper.sha256.hex, "cause": cause])
        }
    }

    /// A paper that is on file.
    ///
    /// - Parameter id: its number.
    /// - Returns: the paper.
    /// - Throws: ``RecordsError/desk(_:)`` for one that is not there, or not any more.
    public func evidence(_ id: String) throws(RecordsError) -> EvidenceRecord {
        try read { reading throws(RecordsError) in try EvidenceRecord.find(id, in: reading) }
    }

    /// The papers of an application, in the order they came; deleted ones too.
    ///
    /// - Parameter application: the tracking code.
    /// - Returns: the papers.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func evidence(ofApplication application: String) throws(RecordsError) -> [EvidenceRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                EvidenceRecord.selection + " WHERE application = ? ORDER BY time, id", [.text(application)]
            ) { row throws(RecordsError) in try EvidenceRecord(row) }
        }
    }

    /// Papers of applications that came to rest before a time.
    ///
    /// - Parameters:
    ///   - states: where they came to rest.
    ///   - time: before it.
    ///   - limit: how many at most.
    /// - Returns: the papers that are still there.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func evidence(
        ofApplicationsIn states: [ApplicationState], restingSince time: Instant, limit: Int = 100
    ) throws(RecordsError) -> [EvidenceRecord] {
        try read { reading throws(RecordsError) in
            var found: [EvidenceRecord] = []
            for state in states where found.count < limit {
                found += try reading.rows(
                    EvidenceRecord.selection
                        + """
                         WHERE deleted IS NULL AND application IN
                            (SELECT id FROM applications WHERE state = ? AND changed < ?) LIMIT ?
                        """, [.text(state), .time(time), .integer(Int64(limit - found.count))]
                ) { row throws(RecordsError) in try EvidenceRecord(row) }
            }
            return found
        }
    }
}

extension EvidenceRecord {
    fileprivate static let selection =
        "SELECT id, application, kind, media_type, size, sha256, wrapped_key, actor, time, deleted FROM evidence"

    fileprivate static func find(
        _ id: String, in reading: Reading<RecordsError>
    ) throws(RecordsError) -> EvidenceRecord {
        let found = try reading.row(selection + " WHERE id = ? AND deleted IS NULL", [.text(id)]) {
            row throws(RecordsError) in try EvidenceRecord(row)
        }
        guard let found else { throw .desk(.unknownEvidence(id: id)) }
        return found
    }

    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            id: try row.text(0), application: try row.text(1), kind: try row.text(2), mediaType: try row.text(3),
            size: Int(try row.integer(4)), sha256: try row.blob(5), wrappedKey: try row.blobOrNil(6),
            actor: try row.text(7), time: try row.time(8), deleted: try row.timeOrNil(9))
    }
}

extension Ledger {
    /// Makes sure that an application may be worked on, and counts the change that is about to be made.
    func touch(
        _ id: String, in states: [ApplicationState], byOfficer officer: String?, at time: Instant
    ) throws(RecordsError) -> ApplicationRecord {
        let application = try application(id)
        guard states.contains(application.state) else {
            throw .applicationMoved(id: id, seen: application.state, expected: states)
        }
        if let officer {
            try requireStanding(of: officer, for: application.office, at: time)
            if let claim = application.claim, claim.officer != officer, claim.holds(at: time) {
                throw .desk(.claimed(id: id, by: claim.officer, until: claim.until))
            }
        }
        try transaction.run("UPDATE applications SET version = version + 1 WHERE id = ?", [.text(id)])
        return application
    }
}
