// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

// Papers are no acts: they leave no line in the audit log.
extension Records {
    /// Keeps a paper, in place of any of its name.
    ///
    /// - Parameters:
    ///   - paper: the paper.
    ///   - most: how many of this kind an officer keeps; the oldest go.
    /// - Throws: ``RecordsError/value(field:seen:allowed:)`` for one that is too large.
    public func keep(_ paper: DeskPaper, most: Int = 200) throws(RecordsError) {
        let text = paper.content.canonicalJSON
        guard text.utf8.count <= 65_536, (1...64).contains(paper.id.utf8.count) else {
            throw .value(field: "paper", seen: "\(text.utf8.count) bytes", allowed: "65536")
        }
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                """
                INSERT INTO desk_papers (officer, kind, id, content, changed) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (officer, kind, id) DO UPDATE SET content = excluded.content, changed = excluded.changed
                """,
                [.text(paper.officer), .text(paper.kind), .text(paper.id), .text(text), .time(paper.changed)])
            try ledger.transaction.run(
                """
                DELETE FROM desk_papers WHERE officer = ? AND kind = ? AND id IN
                    (SELECT id FROM desk_papers WHERE officer = ? AND kind = ? ORDER BY changed DESC, id LIMIT -1 OFFSET ?)
                """,
                [
                    .text(paper.officer), .text(paper.kind), .text(paper.officer), .text(paper.kind),
                    .integer(Int64(most)),
                ])
        }
    }

    /// A paper of an officer; nil if there is none of that name.
    ///
    /// - Parameters:
    ///   - id: its name.
    ///   - kind: what it is for.
    ///   - officer: whose it is.
    /// - Returns: the paper.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func deskPaper(_ id: String, _ kind: DeskPaper.Kind, of officer: String) throws(RecordsError) -> DeskPaper? {
        try papers("officer = ? AND kind = ? AND id = ?", [.text(officer), .text(kind), .text(id)]).first
    }

    /// The papers of an officer, the newest first.
    ///
    /// - Parameters:
    ///   - kind: what they are for.
    ///   - officer: whose they are.
    /// - Returns: at most 200.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func deskPapers(_ kind: DeskPaper.Kind, of officer: String) throws(RecordsError) -> [DeskPaper] {
        try papers(
            "officer = ? AND kind = ? ORDER BY changed DESC, id LIMIT 200", [.text(officer), .text(kind)])
    }

    /// Throws a paper away; nothing happens if there is none.
    ///
    /// - Parameters:
    ///   - id: its name.
    ///   - kind: what it is for.
    ///   - officer: whose it is.
    /// - Throws: ``RecordsError/database(_:)``.
    public func discard(paper id: String, _ kind: DeskPaper.Kind, of officer: String) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                "DELETE FROM desk_papers WHERE officer = ? AND kind = ? AND id = ?",
                [.text(officer), .text(kind), .text(id)])
        }
    }

    /// Throws away what nobody has touched for long.
    ///
    /// - Parameter time: papers written before it go.
    /// - Returns: how many.
    /// - Throws: ``RecordsError/database(_:)``.
    @discardableResult
    public func discardPapers(before time: Instant) throws(RecordsError) -> Int {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run("DELETE FROM desk_papers WHERE changed < ?", [.time(time)])
        }
    }

    private func papers(_ condition: String, _ arguments: [DatabaseValue]) throws(RecordsError) -> [DeskPaper] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                "SELECT officer, kind, id, content, changed FROM desk_papers WHERE " + condition, arguments
            ) { row throws(RecordsError) in
                guard let fields = CanonicalJSON.fields(try row.text(3)) else {
                    throw .damaged(table: "desk_papers", column: "content")
                }
                return DeskPaper(
                    officer: try row.text(0), kind: try row.value(1, of: "desk_papers", "kind"), id: try row.text(2),
                    content: SubjectFields(fields), changed: try row.time(4))
            }
        }
    }
}
