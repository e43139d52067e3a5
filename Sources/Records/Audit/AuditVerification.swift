// SPDX-License-Identifier: Apache-2.0

/// What came of computing the whole audit log anew.
public struct AuditVerification: Sendable, Hashable {
    /// The head that the lines as they stand amount to.
    public let head: AuditHead

    /// Every contradiction that was found, in the log's order; none in a log that nobody touched.
    public let findings: [Finding]

    /// The lines that cannot be believed, as far as the findings name them.
    ///
    /// A line that was changed together with its hash is known by the stretch of 256 that no longer adds up; behind the
    /// last full stretch, by the head.
    public var doubtfulLines: [Range<Int>] {
        findings.compactMap { finding in
            switch finding {
            case .lineAltered(let sequence): sequence..<sequence + 1
            case .nodeAltered(1, let number): (number << 8)..<((number + 1) << 8)
            case .headDiffers: ((head.size >> 8) << 8)..<max(head.size, 1)
            case .differsFromSeen(let seen, _): 0..<seen.size
            case .linesMissing, .nodeAltered, .headDamaged, .shorterThanSeen: nil
            }
        }
    }

    /// A contradiction.
    public enum Finding: Sendable, Hashable {
        /// A line does not have the hash that was computed when it was written.
        case lineAltered(sequence: Int)
        /// Lines are not where they must be, from one up to before another: they were deleted.
        case linesMissing(from: Int, before: Int)
        /// A hash above the lines, which proofs are made of, is not the one that they amount to.
        case nodeAltered(level: Int, number: Int)
        /// The head that is kept beside the lines cannot be read.
        case headDamaged
        /// The lines do not amount to the head that is kept beside them.
        case headDiffers(kept: AuditHead, computed: AuditHead)
        /// The log has fewer lines than when a head was seen elsewhere: its end was cut off.
        case shorterThanSeen(AuditHead, size: Int)
        /// The log's beginning is not the one of which a head was seen elsewhere: it was rewritten.
        case differsFromSeen(AuditHead, computed: AuditHead)
    }
}
