// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import Database
public import Transparency

extension Records {
    /// A tile of the log's tree.
    ///
    /// - Parameter tile: which.
    /// - Returns: its hashes; `nil` while the log does not reach so far.
    /// - Throws: ``RecordsError``.
    public func auditTile(_ tile: Tile) throws(RecordsError) -> [UInt8]? {
        try read { reading throws(RecordsError) in
            let hashes = try AuditTiles(reading: reading).hashes(of: tile)
            return hashes.count == tile.width * 32 ? hashes : nil
        }
    }

    /// The lines of a tile of level 0, each with its length before it.
    ///
    /// - Parameter tile: which.
    /// - Returns: an entry bundle; `nil` while the log does not reach so far.
    /// - Throws: ``RecordsError``.
    /// - SeeAlso: C2SP tlog-tiles, "Log entries".
    public func auditEntries(_ tile: Tile) throws(RecordsError) -> [UInt8]? {
        let lines = try auditLines(from: tile.index * Tile.fullWidth, limit: tile.width)
        guard lines.count == tile.width else { return nil }
        var bundle: [UInt8] = []
        for line in lines {
            let entry = line.canonicalBytes
            guard let length = UInt16(exactly: entry.count) else { throw .damaged(table: "audit", column: "details") }
            bundle += [UInt8(length >> 8), UInt8(length & 0xFF)] + entry
        }
        return bundle
    }

    /// Shows that a line is in the log at a size.
    ///
    /// - Parameters:
    ///   - index: the line's sequence.
    ///   - size: of the log, as a checkpoint signed it.
    /// - Returns: the hashes from the line's neighbour up.
    /// - Throws: ``RecordsError``; ``RecordsError/value(field:seen:allowed:)`` for a line that is not in it.
    public func auditProof(of index: Int, in size: Int) throws(RecordsError) -> [[UInt8]] {
        try read { reading throws(RecordsError) in
            let now = try AuditState(reading).range.size
            guard (0...now).contains(size), (0..<size).contains(index) else {
                throw .value(field: "index", seen: "\(index)", allowed: "below \(min(size, now))")
            }
            var tree = AuditTree(size: size, reading)
            return try tree.inclusionProof(of: index)
        }
    }

    /// Shows that the log at a size begins with what it was at a smaller one.
    ///
    /// - Parameters:
    ///   - smaller: the smaller size; at least 1.
    ///   - size: the larger size.
    /// - Returns: the hashes.
    /// - Throws: ``RecordsError``; ``RecordsError/value(field:seen:allowed:)`` for sizes that the log never had.
    public func auditConsistency(from smaller: Int, to size: Int) throws(RecordsError) -> [[UInt8]] {
        try read { reading throws(RecordsError) in
            let now = try AuditState(reading).range.size
            guard size <= now, smaller >= 1, smaller <= size else {
                throw .value(field: "size", seen: "\(smaller) … \(size)", allowed: "1 … \(now)")
            }
            var tree = AuditTree(size: size, reading)
            return try tree.consistencyProof(from: smaller)
        }
    }

    /// Where a line about something is.
    ///
    /// - Parameters:
    ///   - act: what was done, such as `certificate.filed`.
    ///   - subject: to what, such as `certificate:health/01a2…`.
    /// - Returns: the newest such line's sequence; `nil` where there is none.
    /// - Throws: ``RecordsError``.
    /// - Complexity: reads the whole log.
    public func auditIndex(of act: String, _ subject: String) throws(RecordsError) -> Int? {
        try read { reading throws(RecordsError) in
            let row = try reading.row(
                "SELECT MAX(sequence) FROM audit WHERE act = ? AND subject = ?", [.text(act), .text(subject)]
            ) { row throws(RecordsError) -> Int64? in try row.integerOrNil(0) }
            return row.flatMap { $0 }.map { Int($0) }
        }
    }

    /// The newest checkpoint that was signed.
    ///
    /// - Returns: the note; `nil` before the first.
    /// - Throws: ``RecordsError``.
    public func auditCheckpoint() throws(RecordsError) -> [UInt8]? {
        try read { reading throws(RecordsError) in try SignedHead(reading)?.note }
    }

    /// The head that the records say was signed last; whether it was is in ``auditCheckpoint()``.
    ///
    /// - Returns: size and root hash; `nil` before the first.
    /// - Throws: ``RecordsError``.
    public func auditCheckpointHead() throws(RecordsError) -> AuditHead? {
        try read { reading throws(RecordsError) in
            try SignedHead(reading).map { AuditHead(size: $0.size, rootHash: $0.root) }
        }
    }

    /// Signs the log's head as it is now, if it grew since it was last signed.
    ///
    /// A log must never sign two heads of which one does not begin with the other. So the tree is read back at the size
    /// that was signed last and at its present size, and must have that hash, and the one that the next line is built on.
    ///
    /// - Parameters:
    ///   - origin: the log's name.
    ///   - key: an Ed25519 key.
    /// - Returns: the signed checkpoint.
    /// - Throws: ``RecordsError/logRewritten(size:)`` when lines were changed; ``RecordsError/checkpoint(_:)``.
    @discardableResult
    public func signCheckpoint(of origin: String, by key: any SigningKey) throws(RecordsError) -> [UInt8] {
        let signed = try read { reading throws(RecordsError) in
            (last: try SignedHead(reading), size: try AuditState(reading).range.size)
        }
        if let last = signed.last, last.size == signed.size, last.isOf(origin, key) { return last.note }
        return try write { ledger throws(RecordsError) in
            try ledger.requireLease()
            let range = try ledger.auditState().range
            if let last = try SignedHead(ledger.reading) {
                var tree = AuditTree(size: last.size, ledger.reading)
                guard range.size >= last.size, try tree.root() == last.root else {
                    throw .logRewritten(size: last.size)
                }
            }
            var tree = AuditTree(size: range.size, ledger.reading)
            guard try tree.root() == range.root else { throw .logRewritten(size: range.size) }
            let note: [UInt8]
            do throws(TransparencyError) {
                let head = Checkpoint(origin: origin, size: range.size, rootHash: range.root)
                note = try SignedNote(signing: head.text, by: key, named: origin).encoded
            } catch {
                throw .checkpoint(error)
            }
            try ledger.transaction.run(
                """
                INSERT INTO audit_checkpoint (id, size, root, note) VALUES (1, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note
                """,
                [.integer(Int64(range.size)), .blob(range.root), .blob(note)])
            return note
        }
    }

    /// Keeps the hashes above the lines that were written before they were kept.
    func fillInAuditNodes() throws(RecordsError) {
        let missing = try read { reading throws(RecordsError) in try Self.missingNodes(reading) }
        guard missing > 0 else { return }
        try write { ledger throws(RecordsError) in
            // Another process may have come first.
            let missing = try Self.missingNodes(ledger.reading)
            var range = CompactRange()
            var nodes: [CompactRange.Node] = []
            try ledger.reading.forEach(
                "SELECT leaf FROM audit WHERE sequence < ? ORDER BY sequence", [.integer(Int64(missing) << 8)]
            ) { row throws(RecordsError) in nodes += range.append(leaf: try row.blob(0)) }
            for node in nodes { try ledger.keep(node) }
        }
    }

    /// How many full tiles at the log's beginning have no hash yet.
    private static func missingNodes(_ reading: Reading<RecordsError>) throws(RecordsError) -> Int {
        let first = try reading.row("SELECT MIN(number) FROM audit_nodes WHERE level = 1") {
            row throws(RecordsError) -> Int64? in try row.integerOrNil(0)
        }
        if case .some(.some(let first)) = first { return Int(first) }
        return try AuditState(reading).range.size >> 8
    }
}

/// The newest head that was signed.
struct SignedHead {
    let size: Int
    let root: [UInt8]
    let note: [UInt8]

    init?(_ reading: Reading<RecordsError>) throws(RecordsError) {
        let row = try reading.row("SELECT size, root, note FROM audit_checkpoint WHERE id = 1") {
            row throws(RecordsError) in (Int(try row.integer(0)), try row.blob(1), try row.blob(2))
        }
        guard let row else { return nil }
        (size, root, note) = row
    }

    /// Whether it was signed under this name and by this key; a house that got another address or key signs anew.
    func isOf(_ origin: String, _ key: any SigningKey) -> Bool {
        guard let known = try? NoteKey(name: origin, publicKey: key.publicKey) else { return false }
        return (try? Checkpoint.read(note, signedBy: known)) != nil
    }
}
