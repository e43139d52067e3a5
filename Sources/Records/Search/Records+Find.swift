// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
import PKIX

extension Records {
    /// Finds certificates by whatever is known of them.
    ///
    /// - Parameters:
    ///   - query: what is known; something in it must have an index: a name, a number, a key, an office, a time, or a
    ///     state that few certificates are in.
    ///   - now: what good and expired mean.
    ///   - limit: how many at most; 1 to 1,000.
    /// - Returns: those that fit, the newest first.
    /// - Throws: ``RecordsError/value(field:seen:allowed:)`` for a query that every certificate would have to be looked
    ///   at for; ``RecordsError`` if the records cannot be read.
    public func find(
        _ query: CertificateQuery, at now: Instant, limit: Int = 100
    ) throws(RecordsError) -> FoundCertificates {
        let limit = min(max(1, limit), 1_000)
        return try read { reading throws(RecordsError) in
            let search = CertificateFinding(query: query, now: now, limit: limit, reading: reading)
            let found = try search.run()
            let sorted = found.sorted { $0.record.id > $1.record.id }
            return FoundCertificates(certificates: Array(sorted.prefix(limit)), areMore: found.count > limit)
        }
    }

    /// Takes down that somebody searched, and for which fields; what they looked for only as a salted hash.
    ///
    /// Whoever knows what was looked for and has the house's salt can prove that this was it; from the log alone no
    /// name or number can be worked out.
    ///
    /// - Parameters:
    ///   - query: what was looked for.
    ///   - found: how many certificates were told of.
    ///   - actor: who looked.
    ///   - time: when.
    /// - Throws: ``RecordsError``.
    public func noteSearch(
        _ query: CertificateQuery, found: Int, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let salt = try ledger.reading.row("SELECT salt FROM search_salt") { row throws(RecordsError) in
                try row.blob(0)
            }
            guard let salt else { throw .damaged(table: "search_salt", column: "salt") }
            let text = query.given.map { "\($0.0)=\($0.1)\n" }.joined()
            try ledger.note(
                AuditAct.certificatesSearched, of: "certificates", by: actor, at: time,
                details: [
                    "fields": query.fields.joined(separator: ","), "found": "\(found)",
                    "querySHA256": DigestAlgorithm.sha256.digest(salt + Array(text.utf8)).hex,
                ])
        }
    }
}

/// One search, in one state of the records.
struct CertificateFinding {
    let query: CertificateQuery
    let now: Instant
    let limit: Int
    let reading: Reading<RecordsError>

    func run() throws(RecordsError) -> [FoundCertificate] {
        let others = query.paths(at: now)
        guard let name = query.name else {
            guard let path = try narrowest(others) else {
                throw .value(
                    field: "query", seen: query.fields.joined(separator: ", "),
                    allowed: "with a name, a number, a key, an office, a time or a rare state")
            }
            return try follow(path, and: [])
        }
        var found: [FoundCertificate] = []
        var known: Set<Int> = []
        for words in NameWords.alternatives(of: name) where found.count <= limit {
            let path = try path(by: words, or: others)
            for one in try follow(path, and: path.source.hasPrefix("name_words") ? [] : words)
            where known.insert(one.record.id).inserted { found.append(one) }
        }
        return found
    }

    /// The narrowest way to the holders of some words.
    private func path(by words: [String], or others: [SearchPath]) throws(RecordsError) -> SearchPath {
        if let narrow = others.first(where: \.isNarrow) { return narrow }
        var rarest = (word: "", count: Int.max)
        for word in words {
            let count = try SearchPath.wordAlone(word).count(in: reading)
            if count < rarest.count { rarest = (word, count) }
        }
        let byName = SearchPath.word(rarest.word, of: words, office: query.office)
        guard rarest.count > limit else { return byName }
        for other in others {
            let count = try other.count(in: reading)
            if count < rarest.count { return other }
        }
        return byName
    }

    private func narrowest(_ paths: [SearchPath]) throws(RecordsError) -> SearchPath? {
        guard paths.count > 1 else { return paths.first }
        if let narrow = paths.first(where: \.isNarrow) { return narrow }
        var best: (path: SearchPath, count: Int)?
        for path in paths {
            let count = try path.count(in: reading)
            if count < best?.count ?? Int.max { best = (path, count) }
        }
        return best?.path
    }

    private func follow(_ path: SearchPath, and words: [String]) throws(RecordsError) -> [FoundCertificate] {
        let (sql, arguments) = statement(path, and: words)
        return try reading.rows(sql, arguments) { row throws(RecordsError) in
            let status = try row.textOrNil(IssuanceRecord.columnCount).flatMap(RecordedStatus.init)
            return FoundCertificate(record: try IssuanceRecord(row), status: status)
        }
    }

    /// The statement that goes one way; one more row than asked for tells that there are more.
    func statement(_ path: SearchPath, and words: [String]) -> (String, [DatabaseValue]) {
        let (conditions, values) = query.conditions(at: now)
        // CROSS keeps the order of the tables: the narrow one drives, whatever the statistics say.
        var sql = """
            SELECT \(IssuanceRecord.columns(of: "i")), s.status
            FROM \(path.source) CROSS JOIN issuances AS i ON i.id = \(path.issuance)
            LEFT JOIN status_intervals AS s ON s.issuance = i.id AND s.until IS NULL
            WHERE \(path.condition) AND \(conditions)
            """
        var arguments = path.arguments + values
        for word in words {
            sql += """
                 AND EXISTS (SELECT 1 FROM name_words AS n
                    WHERE n.issuance = i.id AND n.word >= ? AND n.word < ?)
                """
            arguments += [.text(word), .text(word + "\u{10FFFF}")]
        }
        if let order = path.order { sql += " ORDER BY \(order)" }
        return (sql + " LIMIT ?", arguments + [.integer(Int64(limit + 1))])
    }
}

extension IssuanceRecord {
    /// The columns of ``selection``, of the table under another name.
    static func columns(of alias: String) -> String { columnNames.map { "\(alias).\($0)" }.joined(separator: ", ") }

    static var columnCount: Int { columnNames.count }

    private static let columnNames: [String] = {
        let list = selection.split(separator: "FROM").first.map(String.init) ?? ""
        return list.dropFirst("SELECT".count).split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    }()
}
