// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
import PKIX

extension Records {
    /// Finds certificates that other authorities issued, by whatever is known of them.
    ///
    /// An office, an application, an authority of this house or a batch of chips has none of them.
    ///
    /// - Parameters:
    ///   - query: what is known; ``CertificateQuery/issuedFrom`` and its like mean when they were taken in.
    ///   - now: what good and expired mean.
    ///   - limit: how many at most; 1 to 1,000.
    /// - Returns: those that fit, the last one taken in first.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func findImported(
        _ query: CertificateQuery, at now: Instant, limit: Int = 100
    ) throws(RecordsError) -> ImportedCertificates {
        guard query.mayBeImported else { return .none }
        let limit = min(max(1, limit), 1_000)
        let names = query.name.map(NameWords.alternatives)
        if let names, names.isEmpty { return .none }
        return try read { reading throws(RecordsError) in
            // As typed first; joined words only when that finds nobody.
            for words in names ?? [[]] {
                let found = try Self.imported(query, words, at: now, limit: limit, in: reading)
                guard found.isEmpty else {
                    return ImportedCertificates(
                        certificates: Array(found.prefix(limit)), areMore: found.count > limit)
                }
            }
            return .none
        }
    }

    /// An imported certificate, by its digest.
    ///
    /// - Parameter sha256: of its DER.
    /// - Returns: nil if it was never taken in.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func imported(_ sha256: [UInt8]) throws(RecordsError) -> ImportedCertificate? {
        try read { reading throws(RecordsError) in
            try reading.row(ImportedCertificate.selection + " WHERE c.sha256 = ?", [.blob(sha256)]) {
                row throws(RecordsError) in try ImportedCertificate(row)
            }
        }
    }

    private static func imported(
        _ query: CertificateQuery, _ words: [String], at now: Instant, limit: Int,
        in reading: Reading<RecordsError>
    ) throws(RecordsError) -> [ImportedCertificate] {
        let (condition, arguments) = query.importedConditions(words, at: now)
        return try reading.rows(
            ImportedCertificate.selection + " WHERE " + condition + " ORDER BY c.sequence DESC LIMIT ?",
            arguments + [.integer(Int64(limit + 1))]
        ) { row throws(RecordsError) in try ImportedCertificate(row) }
    }
}

extension CertificateQuery {
    /// Whether nothing is asked for that only the house's own certificates have.
    fileprivate var mayBeImported: Bool {
        office == nil && application == nil && authority == nil && chipBatch == nil && isAppliedFor == nil
            && state != .pendingAcceptance
    }

    fileprivate func importedConditions(
        _ words: [String], at now: Instant
    ) -> (sql: String, arguments: [DatabaseValue]) {
        var sql: [String] = []
        var arguments: [DatabaseValue] = []
        func require(_ condition: String, _ value: DatabaseValue?) {
            guard let value else { return }
            sql.append(condition)
            arguments.append(value)
        }
        require("c.sha256 = ?", certificateSHA256.map { .blob($0) })
        require("c.serial = ?", serial.map { .serial($0) })
        require("c.public_key_sha256 = ?", publicKeySHA256.map { .blob($0) })
        require("c.national_id_key = ?", nationalID.map { .text($0) })
        require("c.licence = ? AND c.licence IS NOT NULL", licence.map { .text($0) })
        require("c.profile = ?", profile.map { .text($0) })
        require("c.time >= ?", issuedFrom.map { .time($0) })
        require("c.time < ?", issuedBefore.map { .time($0) })
        require("c.not_after >= ?", endsFrom.map { .time($0) })
        require("c.not_after < ?", endsBefore.map { .time($0) })
        for word in words {
            sql.append("c.sha256 IN (SELECT certificate FROM imported_words WHERE word >= ? AND word < ?)")
            arguments += [.text(word), .text(word + "\u{10FFFF}")]
        }
        switch state {
        case .revoked: sql.append("c.status = 'revoked'")
        case .expired:
            sql.append("c.status <> 'revoked'")
            require("c.not_after < ?", .time(now))
        case .good, .onHold:
            require("c.status = ?", state.map { .text($0.rawValue) })
            require("c.not_after >= ?", .time(now))
        case .pendingAcceptance, nil: break
        }
        return (sql.isEmpty ? "1 = 1" : sql.joined(separator: " AND "), arguments)
    }
}

extension ImportedCertificate {
    // What the same person accepted from this house since, under the same profile; revoked or not, it took the place.
    private static func successor(_ column: String) -> String {
        """
        (SELECT i.\(column) FROM issuances AS i
            WHERE i.national_id_key = c.national_id_key AND i.national_id_key IS NOT NULL AND i.profile = c.profile
                AND i.state = 'issued' AND i.filed_time >= c.time
                AND EXISTS (SELECT 1 FROM status_intervals AS s WHERE s.issuance = i.id AND s.status = 'good')
            ORDER BY i.id LIMIT 1)
        """
    }

    static let selection = """
        SELECT c.sha256, c.sequence, n.name, c.serial, c.profile, c.name_key, c.national_id_key, c.licence,
            c.not_before, c.not_after, c.public_key_sha256, c.status, c.since, c.reason, c.status_time, c.time, c.der,
            \(successor("authority")), \(successor("serial"))
        FROM imported_certificates AS c JOIN import_issuers AS n ON n.sha256 = c.issuer
        """

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        var successor: CertificateReference?
        if let authority = try row.textOrNil(17) {
            successor = CertificateReference(authority: authority, serial: try row.serial(18))
        }
        self.init(
            sha256: try row.blob(0), sequence: Int(try row.integer(1)), issuer: try row.text(2),
            serial: try row.serial(3), profile: try row.text(4),
            subject: SubjectKeys(
                name: try row.textOrNil(5), nationalID: try row.text(6), licence: try row.textOrNil(7)),
            validity: Validity(notBefore: try row.time(8), notAfter: try row.time(9)),
            publicKeySHA256: try row.blob(10),
            standing: ImportedStanding(
                status: try row.value(11, of: "imported_certificates", "status"), since: try row.time(12),
                reason: try row.reasonOrNil(13), asOf: try row.time(14)),
            time: try row.time(15), successor: successor, certificate: try row.blob(16))
    }
}
