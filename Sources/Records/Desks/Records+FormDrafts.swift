// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

// Drafts are no applications yet: nobody has handed them in, so saving one is no act of the audit log.
extension Records {
    /// Saves a draft, a new one or over the version that the caller saw.
    ///
    /// - Parameter draft: all of it; its version is the one that the caller saw, 0 for a new draft.
    /// - Returns: the draft as it is kept, its version one higher.
    /// - Throws: ``RecordsError/desk(_:)`` when somebody saved it meanwhile, with the fields that differ, or when it is
    ///   gone; ``RecordsError/applicationExists(id:)``.
    public func save(_ draft: FormDraftRecord) throws(RecordsError) -> FormDraftRecord {
        try write { ledger throws(RecordsError) in
            if draft.version == 0 {
                try ledger.run(
                    """
                    INSERT INTO form_drafts (id, office, profile, fields, request, version, actor, created, changed)
                    VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)
                    """,
                    [
                        .text(draft.id), .text(orNull: draft.office), .text(draft.profile),
                        .text(draft.fields.canonicalJSON), .blob(orNull: draft.request), .text(draft.actor),
                        .time(draft.changed), .time(draft.changed),
                    ], ifTaken: .applicationExists(id: draft.id))
            } else {
                let changed = try ledger.transaction.run(
                    """
                    UPDATE form_drafts SET office = ?, profile = ?, fields = ?, request = ?, version = version + 1,
                        actor = ?, changed = ? WHERE id = ? AND version = ?
                    """,
                    [
                        .text(orNull: draft.office), .text(draft.profile), .text(draft.fields.canonicalJSON),
                        .blob(orNull: draft.request), .text(draft.actor), .time(draft.changed), .text(draft.id),
                        .integer(Int64(draft.version)),
                    ])
                if changed != 1 {
                    let now = try FormDraftRecord.find(draft.id, in: ledger.reading)
                    throw .desk(now.conflict(with: draft))
                }
            }
            return try FormDraftRecord.find(draft.id, in: ledger.reading)
        }
    }

    /// A draft, by tracking code.
    ///
    /// - Parameter id: the tracking code.
    /// - Returns: the draft.
    /// - Throws: ``RecordsError/desk(_:)`` for an unknown one.
    public func formDraft(_ id: String) throws(RecordsError) -> FormDraftRecord {
        try read { reading throws(RecordsError) in try FormDraftRecord.find(id, in: reading) }
    }

    /// Drafts of an office, those saved last first.
    ///
    /// - Parameters:
    ///   - office: its identifier.
    ///   - limit: how many at most.
    /// - Returns: the drafts.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func formDrafts(of office: String, limit: Int = 100) throws(RecordsError) -> [FormDraftRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                FormDraftRecord.selection + " WHERE office = ? ORDER BY changed DESC, id LIMIT ?",
                [.text(office), .integer(Int64(limit))]
            ) { row throws(RecordsError) in try FormDraftRecord(row) }
        }
    }

    /// Throws a draft away, because it was handed in or is not wanted any more.
    ///
    /// - Parameter id: the tracking code.
    /// - Throws: ``RecordsError/desk(_:)`` for an unknown one.
    public func discard(formDraft id: String) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let removed = try ledger.transaction.run("DELETE FROM form_drafts WHERE id = ?", [.text(id)])
            guard removed == 1 else { throw .desk(.unknownDraft(id: id)) }
        }
    }

    /// Throws away drafts that nobody saved for long.
    ///
    /// - Parameter time: those saved last before it.
    /// - Returns: how many.
    /// - Throws: ``RecordsError/database(_:)``.
    @discardableResult
    public func discardFormDrafts(before time: Instant) throws(RecordsError) -> Int {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run("DELETE FROM form_drafts WHERE changed < ?", [.time(time)])
        }
    }
}

extension FormDraftRecord {
    fileprivate static let selection =
        "SELECT id, office, profile, fields, request, version, actor, created, changed FROM form_drafts"

    static func find(_ id: String, in reading: Reading<RecordsError>) throws(RecordsError) -> FormDraftRecord {
        let found = try reading.row(selection + " WHERE id = ?", [.text(id)]) { row throws(RecordsError) in
            try FormDraftRecord(row)
        }
        guard let found else { throw .desk(.unknownDraft(id: id)) }
        return found
    }

    fileprivate init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        guard let fields = CanonicalJSON.fields(try row.text(3)) else {
            throw .damaged(table: "form_drafts", column: "fields")
        }
        self.init(
            id: try row.text(0), office: try row.textOrNil(1), profile: try row.text(2), fields: SubjectFields(fields),
            request: try row.blobOrNil(4), version: Int(try row.integer(5)), actor: try row.text(6),
            created: try row.time(7), changed: try row.time(8))
    }

    /// What to tell somebody whose version is not the newest.
    fileprivate func conflict(with other: FormDraftRecord) -> DeskRefusal {
        let prefixed = { (fields: [String: String]) in
            Dictionary(uniqueKeysWithValues: fields.map { ("field." + $0, $1) })
        }
        return .changed(
            id: id, seen: version, expected: other.version,
            fields: changedFields(prefixed(other.fields.fields), prefixed(fields.fields)))
    }
}
