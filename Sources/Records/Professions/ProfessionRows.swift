// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import Transparency

/// What the rows of a licensing body amount to, a digest for each feed: of the feed's own row, of what was learned by it,
/// and of what was taken back by it.
///
/// A line of the log keeps the digest, so that nobody lifts a suspension in the database.
struct ProfessionRows {
    /// By the feed's line.
    private(set) var digests: [Int: [UInt8]] = [:]

    /// Whether a row belongs to no feed.
    private(set) var isStray = false

    /// Reads the rows of a body: of all its feeds, or of the one that a line took.
    init(of body: String, only line: Int? = nil, _ reading: Reading<RecordsError>) throws(RecordsError) {
        var arguments: [DatabaseValue] = [.text(body)]
        if let line { arguments.append(.integer(Int64(line))) }
        let ofFeed = line == nil ? "" : " AND line = ?"
        try reading.forEach(
            "\(ProfessionFeedRecord.selection) WHERE body = ?\(ofFeed) ORDER BY line", arguments
        ) { row throws(RecordsError) in
            let feed = try ProfessionFeedRecord(row)
            digests[feed.line] = Self.digest(of: feed)
        }
        if let line { arguments.append(.integer(Int64(line))) }
        let ofRow = line == nil ? "" : " AND (learned = ? OR forgotten = ?)"
        try reading.forEach(
            """
            SELECT \(LicencePeriod.columns), licence, learned, ordinal, forgotten FROM profession_periods
            WHERE body = ?\(ofRow) ORDER BY licence, learned, ordinal
            """, arguments
        ) { row throws(RecordsError) in
            let period = try LicencePeriod(row)
            let (licence, learned, ordinal) = (try row.text(7), Int(try row.integer(8)), try row.integer(9))
            let place = "\(licence)\u{1F}\(learned)\u{1F}\(ordinal)"
            take("learned\u{1F}\(place)\u{1F}\(period.text)", of: learned, only: line)
            if let forgotten = try row.integerOrNil(10) {
                take("forgotten\u{1F}\(place)", of: Int(forgotten), only: line)
            }
        }
    }

    private mutating func take(_ text: String, of feed: Int, only line: Int?) {
        guard line == nil || line == feed else { return }
        guard let before = digests[feed] else {
            isStray = true
            return
        }
        digests[feed] = DigestAlgorithm.sha256.digest(before + Array(text.utf8))
    }

    private static func digest(of feed: ProfessionFeedRecord) -> [UInt8] {
        let facts = [
            feed.body, "\(feed.line)", "\(feed.sequence)", "\(feed.isFull)", feed.sha256.hex, feed.signerSHA256.hex,
            feed.issuedAt.rfc3339, feed.nextUpdate.rfc3339, feed.learned.rfc3339,
        ]
        return DigestAlgorithm.sha256.digest(Array(facts.joined(separator: "\u{1F}").utf8))
    }

    /// Whether the rows are what the lines say; feeds of before there were such lines are not asked for.
    static func stand(of body: String, _ reading: Reading<RecordsError>) throws(RecordsError) -> Bool {
        let lines = try reading.rows(
            """
            SELECT sequence, time, actor, act, subject, details, leaf FROM audit
            WHERE act = 'profession.feedKept' AND subject = ? ORDER BY sequence
            """, [.text("professions:\(body)")]
        ) { row throws(RecordsError) in (line: try AuditLine(row), leaf: try row.blob(6)) }
        guard let first = lines.first else { return true }
        let rows = try ProfessionRows(of: body, reading)
        guard !rows.isStray else { return false }
        // The line before it took the feed.
        var kept: Set<Int> = []
        for (line, leaf) in lines {
            guard MerkleHash.leaf(line.canonicalBytes) == leaf, line.sequence > 0,
                let digest = rows.digests[line.sequence - 1],
                CanonicalJSON.fields(line.details)?["rowsSHA256"] == digest.hex
            else { return false }
            kept.insert(line.sequence - 1)
        }
        return rows.digests.keys.allSatisfy { $0 < first.line.sequence - 1 || kept.contains($0) }
    }
}

extension LicencePeriod {
    /// Every column, unmistakably.
    fileprivate var text: String {
        let optional = [scope, place, until?.rfc3339, reason].map { $0.map { "=" + $0 } ?? "~" }
        return ([standing, "\(acts)", from.rfc3339] + optional).joined(separator: "\u{1F}")
    }
}

extension AuditAct {
    /// What the rows of a feed amount to; the line after the one that took it.
    static let professionFeedKept = "profession.feedKept"
}
