// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
public import Database
import Transparency

/// What somebody with the database file can do to the records, for drills that show that it is found.
public enum RecordsTampering: String, Sendable, CaseIterable {
    /// One bit of something that the log vouches for.
    case flip
    /// A row goes.
    case delete
    /// Two rows change places.
    case swap
    /// A row comes.
    case insert
    /// The log's end goes, with all that was done there, and its head is made to fit.
    case cut
    /// A line is changed, and every hash above it computed anew.
    case rebuild
    /// The same, with the key that signs heads, and without the lists that are on record.
    case rebuildWithKey
    /// An older copy takes the records' place.
    case rollBack

    /// Whether only heads that somebody outside kept can show it.
    public var isFoundOnlyOutside: Bool { self == .rebuildWithKey || self == .rollBack }

    /// Columns of which every bit is vouched for, by the log, a signature or a hash.
    private static let vouched: [(table: String, column: String, key: String)] = [
        ("audit", "act", "sequence"), ("audit", "actor", "sequence"), ("audit", "subject", "sequence"),
        ("audit", "details", "sequence"), ("audit", "leaf", "sequence"), ("audit_nodes", "hash", "number"),
        ("audit_head", "hashes", "id"), ("audit_checkpoint", "note", "id"), ("audit_checkpoint", "root", "id"),
        ("status_intervals", "status", "opened"), ("status_intervals", "actor", "opened"),
        ("status_intervals", "serial", "opened"), ("certificates", "der", "issuance"), ("drafts", "tbs", "issuance"),
        ("issuances", "certificate_sha256", "id"), ("revocation_lists", "der", "sequence"),
        ("revocation_lists", "sha256", "sequence"),
    ]

    /// Does it.
    ///
    /// - Parameters:
    ///   - path: of the database file, which nobody has open.
    ///   - key: that signs the log's heads.
    ///   - origin: the log's name.
    ///   - random: decides where.
    /// - Returns: what was done, in words for whoever looks into a miss.
    /// - Throws: ``DatabaseError``.
    public func perform(
        on path: String, key: any SigningKey, origin: String, random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        let file = try SQLiteTampering(path: path)
        return switch self {
        case .flip: try Self.flip(file, &random)
        case .delete: try Self.delete(file, &random)
        case .swap: try Self.swap(file, &random)
        case .insert: try Self.insert(file, &random)
        case .cut: try Self.cut(file, &random)
        case .rebuild: try Self.rebuild(file, nil, &random)
        case .rebuildWithKey: try Self.rebuild(file, (key, origin), &random)
        case .rollBack: ""
        }
    }

    private static func flip(
        _ file: SQLiteTampering, _ random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        while let place = vouched.randomElement(using: &random) {
            let isSet = "\(place.column) IS NOT NULL AND length(\(place.column)) > 0"
            let rows = try file.integers("SELECT \(place.key) FROM \(place.table) WHERE \(isSet) ORDER BY 1")
            guard let row = rows.randomElement(using: &random) else { continue }
            let at = "\(place.table) WHERE \(place.key) = \(row)"
            guard var bytes = try file.blobs("SELECT CAST(\(place.column) AS BLOB) FROM \(at)").first,
                let offset = bytes.indices.randomElement(using: &random)
            else { continue }
            let bit = UInt8.random(in: 0..<7, using: &random)
            bytes[offset] ^= 1 << bit
            let isText = try file.integers("SELECT typeof(\(place.column)) = 'text' FROM \(at)").first == 1
            try file.run(
                "UPDATE \(place.table) SET \(place.column) = \(isText ? "CAST(? AS TEXT)" : "?") WHERE \(place.key) = ?",
                [.blob(bytes), .integer(row)])
            return "flip \(place.table).\(place.column) \(row) byte \(offset) bit \(bit)"
        }
        return "flip: nothing"
    }

    private static func delete(
        _ file: SQLiteTampering, _ random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        let places = [
            ("audit", "sequence"), ("status_intervals", "opened"), ("certificates", "issuance"),
            ("drafts", "issuance"),
        ]
        while let (table, key) = places.randomElement(using: &random) {
            let rows = try file.integers("SELECT \(key) FROM \(table) ORDER BY 1")
            guard let row = rows.randomElement(using: &random) else { continue }
            try file.run("DELETE FROM \(table) WHERE \(key) = ?", [.integer(row)])
            return "delete \(table) \(row)"
        }
        return "delete: nothing"
    }

    private static func swap(
        _ file: SQLiteTampering, _ random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        // A line beside its neighbour, which is never the same but for its place; or two certificates' last words.
        let rows = try file.integers("SELECT sequence FROM audit ORDER BY sequence")
        guard rows.count > 2, Bool.random(using: &random) else { return try swapStatuses(file, &random) }
        let first = rows[Int.random(in: 0..<rows.count - 1, using: &random)]
        try file.together { () throws(DatabaseError) in
            try file.run("UPDATE audit SET sequence = -1 WHERE sequence = ?", [.integer(first)])
            try file.run("UPDATE audit SET sequence = ? WHERE sequence = ?", [.integer(first), .integer(first + 1)])
            try file.run("UPDATE audit SET sequence = ? WHERE sequence = -1", [.integer(first + 1)])
        }
        return "swap audit \(first)"
    }

    private static func swapStatuses(
        _ file: SQLiteTampering, _ random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        let revoked = try file.integers(
            "SELECT issuance FROM status_intervals WHERE status = 'revoked' AND ordinal > 0 ORDER BY 1")
        let good = try file.integers(
            "SELECT issuance FROM status_intervals WHERE status = 'good' AND until IS NULL ORDER BY 1")
        guard let bad = revoked.randomElement(using: &random), let well = good.randomElement(using: &random) else {
            return try delete(file, &random)
        }
        try file.run(
            "UPDATE status_intervals SET status = 'good', reason = NULL WHERE issuance = ? AND status = 'revoked'",
            [.integer(bad)])
        try file.run(
            "UPDATE status_intervals SET status = 'revoked', reason = 1 WHERE issuance = ? AND until IS NULL",
            [.integer(well)])
        return "swap statuses of \(bad) and \(well)"
    }

    private static func insert(
        _ file: SQLiteTampering, _ random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        let size = try file.integers("SELECT size FROM audit_head").first ?? 0
        if Bool.random(using: &random) {
            let line = AuditLine(
                sequence: Int(size), time: .init(secondsSince1970: 1_800_000_000), actor: "somebody",
                act: "office.licensed", subject: "office:forged", details: "{}")
            try file.run(
                "INSERT INTO audit (sequence, time, actor, act, subject, details, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    .integer(size), .integer(1_800_000_000), .text(line.actor), .text(line.act), .text(line.subject),
                    .text(line.details), .blob(MerkleHash.leaf(line.canonicalBytes)),
                ])
            return "insert audit \(size)"
        }
        // A revocation is overruled by a row that says good again.
        let revoked = try file.integers("SELECT issuance FROM status_intervals WHERE status = 'revoked' ORDER BY 1")
        guard let issuance = revoked.randomElement(using: &random) else { return try delete(file, &random) }
        try file.run("DROP INDEX IF EXISTS status_intervals_open")
        try file.run(
            """
            INSERT INTO status_intervals SELECT issuance, ordinal + 1, authority, serial, NULL, 'good', since, NULL, NULL,
                NULL, actor, cause, opened, changed FROM status_intervals WHERE issuance = ? AND status = 'revoked'
            """, [.integer(issuance)])
        return "insert status of \(issuance)"
    }

    private static func cut(
        _ file: SQLiteTampering, _ random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        let size = try file.integers("SELECT size FROM audit_head").first ?? 0
        let kept = Int64.random(in: size / 2..<max(size, 2), using: &random)
        try file.together { () throws(DatabaseError) in
            for (table, column) in [
                ("status_intervals", "opened"), ("revocation_lists", "sequence"), ("audit", "sequence"),
            ] {
                try file.run("DELETE FROM \(table) WHERE \(column) >= ?", [.integer(kept)])
            }
            try file.run(
                "UPDATE status_intervals SET until = NULL, changed = opened WHERE changed >= ?", [.integer(kept)])
            try recompute(file)
        }
        return "cut to \(kept) of \(size)"
    }

    private static func rebuild(
        _ file: SQLiteTampering, _ signer: (key: any SigningKey, origin: String)?,
        _ random: inout some RandomNumberGenerator
    ) throws(DatabaseError) -> String {
        let rows = try file.integers(
            "SELECT sequence FROM audit WHERE act LIKE 'office%' OR act LIKE 'list%' ORDER BY 1")
        let row = rows.randomElement(using: &random) ?? 0
        try file.together { () throws(DatabaseError) in
            try file.run("UPDATE audit SET actor = 'somebody' WHERE sequence = ?", [.integer(row)])
            let range = try recompute(file)
            guard let signer else { return }
            let head = Checkpoint(origin: signer.origin, size: range.size, rootHash: range.root)
            guard let note = try? SignedNote(signing: head.text, by: signer.key, named: signer.origin) else { return }
            try file.run(
                "UPDATE audit_checkpoint SET size = ?, root = ?, note = ?",
                [.integer(Int64(range.size)), .blob(range.root), .blob(note.encoded)])
            // They carry heads that the authorities signed, and whoever has this key has not theirs.
            try file.run("DELETE FROM revocation_lists")
        }
        return "rebuild from \(row)"
    }

    /// Every leaf, every hash above, and the head, from the lines as they stand.
    @discardableResult
    private static func recompute(_ file: SQLiteTampering) throws(DatabaseError) -> CompactRange {
        var range = CompactRange()
        try file.run("DELETE FROM audit_nodes")
        for line in try file.lines() {
            let leaf = MerkleHash.leaf(line.canonicalBytes)
            try file.run(
                "UPDATE audit SET leaf = ? WHERE sequence = ?", [.blob(leaf), .integer(Int64(line.sequence))])
            for node in range.append(leaf: leaf) {
                try file.run(
                    "INSERT INTO audit_nodes (level, number, hash) VALUES (?, ?, ?)",
                    [.integer(Int64(node.level)), .integer(Int64(node.number)), .blob(node.hash)])
            }
        }
        try file.run(
            "UPDATE audit_head SET size = ?, hashes = ?", [.integer(Int64(range.size)), .blob(range.bytes)])
        return range
    }
}

extension SQLiteTampering {
    /// The log's lines as they stand.
    fileprivate func lines() throws(DatabaseError) -> [AuditLine] {
        let texts = try ["act", "actor", "subject", "details"].map { column throws(DatabaseError) in
            try blobs("SELECT CAST(\(column) AS BLOB) FROM audit ORDER BY sequence").map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        let times = try integers("SELECT time FROM audit ORDER BY sequence")
        let sequences = try integers("SELECT sequence FROM audit ORDER BY sequence")
        return sequences.indices.map { index in
            AuditLine(
                sequence: Int(sequences[index]), time: .init(secondsSince1970: times[index]), actor: texts[1][index],
                act: texts[0][index], subject: texts[2][index], details: texts[3][index])
        }
    }
}
