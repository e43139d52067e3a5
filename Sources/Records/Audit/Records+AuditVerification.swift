// SPDX-License-Identifier: Apache-2.0
import Database
import Transparency

extension Records {
    /// Computes the whole log anew and says where it contradicts itself, or what was seen of it.
    ///
    /// Whoever can rewrite every line and its head leaves no contradiction inside; that is found only by
    /// heads that left the machine, in lists and checkpoints.
    ///
    /// - Parameter seen: heads that were published before, in any order.
    /// - Returns: the computed head, and every finding.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(n), some microseconds a line.
    public func verifyAudit(against seen: [AuditHead] = []) throws(RecordsError) -> AuditVerification {
        try read { reading throws(RecordsError) in
            var check = AuditCheck(seen: seen)
            try reading.forEach(
                "SELECT sequence, time, actor, act, subject, details, leaf FROM audit ORDER BY sequence"
            ) { row throws(RecordsError) in
                check.take(try AuditLine(row), leaf: try row.blob(6))
            }
            try check.compareNodes(reading)
            check.finish(kept: try AuditCheck.keptHead(reading))
            return AuditVerification(head: check.head, findings: check.findings)
        }
    }

    /// The same beside a house at work: in pieces, each a look of its own, so that nobody waits for it.
    ///
    /// The log is verified as far as it reached when this was called; it only grows.
    ///
    /// - Parameters:
    ///   - seen: heads that were published before this is called, in any order.
    ///   - count: how many lines a piece has.
    ///   - pause: called between pieces; `false` gives up.
    /// - Returns: the computed head, and every finding; `nil` when it was given up.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func verifyAudit(
        against seen: [AuditHead], inPiecesOf count: Int, pause: () -> Bool
    ) throws(RecordsError) -> AuditVerification? {
        let kept = try read { reading throws(RecordsError) in try AuditCheck.keptHead(reading) }
        var check = AuditCheck(seen: seen)
        var isMore = true
        while isMore {
            let before = check.lines
            try read { reading throws(RecordsError) in
                try reading.forEach(
                    """
                    SELECT sequence, time, actor, act, subject, details, leaf FROM audit
                    WHERE sequence >= ? AND sequence < ? ORDER BY sequence LIMIT ?
                    """,
                    [
                        .integer(Int64(check.next)), .integer(Int64(kept?.size ?? .max)),
                        .integer(Int64(max(1, count))),
                    ]
                ) { row throws(RecordsError) in
                    check.take(try AuditLine(row), leaf: try row.blob(6))
                }
                try check.compareNodes(reading)
            }
            isMore = check.lines > before
            guard !isMore || pause() else { return nil }
        }
        check.finish(kept: kept)
        return AuditVerification(head: check.head, findings: check.findings)
    }

    /// The certificates whose status was opened by lines that cannot be believed.
    ///
    /// - Parameter lines: from and up to before which sequence.
    /// - Returns: the certificates.
    /// - Throws: ``RecordsError``.
    public func certificates(ofLines lines: Range<Int>) throws(RecordsError) -> Set<CertificateReference> {
        try read { reading throws(RecordsError) in
            // By the rows: the line may say anything.
            let rows = try reading.rows(
                """
                SELECT authority, serial FROM status_intervals WHERE opened >= ? AND opened < ?
                ORDER BY issuance, ordinal
                """, [.integer(Int64(lines.lowerBound)), .integer(Int64(lines.upperBound))]
            ) { row throws(RecordsError) in
                CertificateReference(authority: try row.text(0), serial: try row.serial(1))
            }
            return Set(rows)
        }
    }
}

/// The computation, line after line.
private struct AuditCheck {
    private(set) var findings: [AuditVerification.Finding] = []
    private(set) var lines = 0
    private(set) var next = 0
    private var range = CompactRange()
    private var nodes: [CompactRange.Node] = []
    private let seen: [Int: [AuditHead]]

    init(seen: [AuditHead]) {
        self.seen = Dictionary(grouping: seen, by: \.size)
        compare()
    }

    var head: AuditHead { AuditHead(size: range.size, rootHash: range.root) }

    /// The head beside the lines; `nil` when it cannot be read.
    static func keptHead(_ reading: Reading<RecordsError>) throws(RecordsError) -> AuditHead? {
        do throws(RecordsError) {
            let kept = try AuditState(reading).range
            return AuditHead(size: kept.size, rootHash: kept.root)
        } catch {
            guard case .damaged = error else { throw error }
            return nil
        }
    }

    mutating func take(_ line: AuditLine, leaf kept: [UInt8]) {
        if line.sequence != next { findings.append(.linesMissing(from: next, before: line.sequence)) }
        let leaf = MerkleHash.leaf(line.canonicalBytes)
        if leaf != kept { findings.append(.lineAltered(sequence: line.sequence)) }
        nodes += range.append(leaf: leaf)
        next = line.sequence == Int.max ? line.sequence : line.sequence + 1
        lines += 1
        compare()
    }

    /// Holds the hashes that were just completed against those that are kept, which proofs are made of.
    mutating func compareNodes(_ reading: Reading<RecordsError>) throws(RecordsError) {
        for node in nodes {
            let kept = try reading.row(
                "SELECT hash FROM audit_nodes WHERE level = ? AND number = ?",
                [.integer(Int64(node.level)), .integer(Int64(node.number))]
            ) { row throws(RecordsError) in try row.blob(0) }
            if kept != node.hash { findings.append(.nodeAltered(level: node.level, number: node.number)) }
        }
        nodes = []
    }

    mutating func finish(kept: AuditHead?) {
        if let kept {
            if kept != head { findings.append(.headDiffers(kept: kept, computed: head)) }
        } else {
            findings.append(.headDamaged)
        }
        for head in seen.values.joined().sorted(by: { $0.size < $1.size }) where head.size > range.size {
            findings.append(.shorterThanSeen(head, size: range.size))
        }
    }

    private mutating func compare() {
        guard let heads = seen[range.size] else { return }
        let computed = head
        for head in heads where head != computed { findings.append(.differsFromSeen(head, computed: computed)) }
    }
}
