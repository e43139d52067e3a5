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
            do throws(RecordsError) {
                let kept = try AuditState(reading).range
                check.finish(kept: AuditHead(size: kept.size, rootHash: kept.root))
            } catch {
                guard case .damaged = error else { throw error }
                check.finish(kept: nil)
            }
            return AuditVerification(head: check.head, findings: check.findings)
        }
    }
}

/// The computation, line after line.
private struct AuditCheck {
    private(set) var findings: [AuditVerification.Finding] = []
    private var range = CompactRange()
    private var next = 0
    private let seen: [Int: [AuditHead]]

    init(seen: [AuditHead]) {
        self.seen = Dictionary(grouping: seen, by: \.size)
        compare()
    }

    var head: AuditHead { AuditHead(size: range.size, rootHash: range.root) }

    mutating func take(_ line: AuditLine, leaf kept: [UInt8]) {
        if line.sequence != next { findings.append(.linesMissing(from: next, before: line.sequence)) }
        let leaf = MerkleHash.leaf(line.canonicalBytes)
        if leaf != kept { findings.append(.lineAltered(sequence: line.sequence)) }
        range.append(leaf: leaf)
        next = line.sequence == Int.max ? line.sequence : line.sequence + 1
        compare()
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
