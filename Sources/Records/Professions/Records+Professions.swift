// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Takes a feed down, all of it or nothing.
    ///
    /// What was said before stays on record with the time at which it was superseded: what held at a moment and what
    /// was known of it at another both have an answer for ever.
    ///
    /// - Parameters:
    ///   - draft: judged good, and to follow the newest feed that is on record.
    ///   - newest: the number of that one; nil when there is none.
    ///   - actor: who brings it.
    ///   - time: when.
    /// - Returns: what is on record now, and for how many licences something changed.
    /// - Throws: ``RecordsError/professionFeedMoved(body:newest:)`` when another was taken in between.
    public func take(
        _ draft: ProfessionFeedDraft, after newest: Int64?, by actor: String, at time: Instant
    ) throws(RecordsError) -> (record: ProfessionFeedRecord, changed: Int) {
        let result = try write { ledger throws(RecordsError) in
            let found = try ProfessionFeedRecord.newest(of: draft.body, in: ledger.reading)?.sequence
            guard found == newest else { throw .professionFeedMoved(body: draft.body, newest: found ?? 0) }
            let line = try ledger.note(
                AuditAct.professionFeedTaken, of: "professions:\(draft.body)", by: actor, at: time,
                details: [
                    "sequence": "\(draft.sequence)", "kind": draft.isFull ? "full" : "change",
                    "sha256": draft.sha256.hex, "signerSHA256": draft.signerSHA256.hex,
                    "licences": "\(draft.licences.count)",
                ])
            try ledger.transaction.run(
                """
                INSERT INTO profession_feeds
                    (line, body, sequence, is_full, sha256, signer_sha256, issued, next_update, learned)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .integer(Int64(line)), .text(draft.body), .integer(draft.sequence),
                    .integer(draft.isFull ? 1 : 0), .blob(draft.sha256), .blob(draft.signerSHA256),
                    .time(draft.issuedAt), .time(draft.nextUpdate), .time(time),
                ])
            let changed = try ledger.keep(draft, line: line)
            let rows = try ProfessionRows(of: draft.body, only: line, ledger.reading)
            try ledger.note(
                AuditAct.professionFeedKept, of: "professions:\(draft.body)", by: actor, at: time,
                details: ["rowsSHA256": rows.digests[line]?.hex ?? ""])
            return Taken(line: line, changed: changed)
        }
        let record = try read { reading throws(RecordsError) in
            try ProfessionFeedRecord.newest(of: draft.body, in: reading)
        }
        guard let record else { throw .damaged(table: "profession_feeds", column: "body") }
        return (record, result.changed)
    }

    private struct Taken: Sendable {
        let line: Int
        let changed: Int
    }

    /// Takes down that a feed was refused, so that somebody asks the body about it.
    ///
    /// - Parameters:
    ///   - sha256: of the file that came; 32 bytes.
    ///   - cause: why, as a code.
    ///   - actor: who brought it.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func noteRefusedFeed(
        _ sha256: [UInt8], because cause: String, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            _ = try ledger.note(
                AuditAct.professionFeedRefused, of: "feed:\(sha256.hex)", by: actor, at: time,
                details: ["cause": cause])
        }
    }

    /// Where the feeds stand: grows with each that is taken.
    ///
    /// - Returns: the audit line of the newest; -1 when there is none.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func professionPosition() throws(RecordsError) -> Int {
        try read { reading throws(RecordsError) in
            try reading.row("SELECT MAX(line) FROM profession_feeds") { row throws(RecordsError) in
                Int(try row.integerOrNil(0) ?? -1)
            } ?? -1
        }
    }

    /// The newest feed of a body.
    ///
    /// - Parameters:
    ///   - body: its name.
    ///   - time: as known at that moment; nil for now.
    /// - Returns: nil when none was taken.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func newestFeed(
        of body: String, knownAt time: Instant? = nil
    ) throws(RecordsError) -> ProfessionFeedRecord? {
        try read { reading throws(RecordsError) in
            try ProfessionFeedRecord.newest(of: body, in: reading, knownAt: time)
        }
    }

    /// What a body says of a licence.
    ///
    /// - Parameters:
    ///   - number: the licence's, in its canonical form.
    ///   - body: the body's name.
    ///   - time: what was known at that moment; nil for what is known now.
    /// - Returns: the feed that it was known by, and the periods; nil when no feed was taken by then.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func licence(
        _ number: String, of body: String, knownAt time: Instant? = nil
    ) throws(RecordsError) -> (feed: ProfessionFeedRecord, periods: [LicencePeriod])? {
        try read { reading throws(RecordsError) in
            guard let feed = try ProfessionFeedRecord.newest(of: body, in: reading, knownAt: time) else { return nil }
            let periods = try reading.rows(
                """
                SELECT \(LicencePeriod.columns) FROM profession_periods
                WHERE body = ? AND licence = ? AND learned <= ? AND (forgotten IS NULL OR forgotten > ?)
                ORDER BY learned, ordinal
                """, [.text(body), .text(number), .integer(Int64(feed.line)), .integer(Int64(feed.line))]
            ) { row throws(RecordsError) in try LicencePeriod(row) }
            return (feed, periods)
        }
    }

    /// Whether what is on record of a body is what its feeds brought.
    ///
    /// - Parameter body: its name.
    /// - Returns: no, when somebody changed a row.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n).
    public func professionRowsStand(of body: String) throws(RecordsError) -> Bool {
        try read { reading throws(RecordsError) in try ProfessionRows.stand(of: body, reading) }
    }

    /// Everything that bodies say now.
    ///
    /// - Parameters:
    ///   - bodies: their names.
    ///   - take: told the newest feed of each body, then each of its licences in the order of the numbers' bytes.
    /// - Returns: the position that it was read at.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n).
    public func forEachLicence(
        of bodies: [String], _ take: (ProfessionFeedRecord, LicenceStatement?) -> Void
    ) throws(RecordsError) -> Int {
        try read { reading throws(RecordsError) in
            var position = -1
            for body in bodies {
                guard var feed = try ProfessionFeedRecord.newest(of: body, in: reading) else { continue }
                // What somebody changed is too old from the beginning: nobody is entitled by it.
                if try !ProfessionRows.stand(of: body, reading) { feed.nextUpdate = feed.issuedAt }
                position = max(position, feed.line)
                take(feed, nil)
                try LicenceStatement.each(of: body, in: reading) { take(feed, $0) }
            }
            return position
        }
    }
}
