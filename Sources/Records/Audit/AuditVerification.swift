// SPDX-License-Identifier: Apache-2.0

/// What came of computing the whole audit log anew.
public struct AuditVerification: Sendable, Hashable {
    /// The head that the lines as they stand amount to.
    public let head: AuditHead

    /// Every contradiction that was found, in the log's order; none in a log that nobody touched.
    public let findings: [Finding]

    /// A contradiction.
    public enum Finding: Sendable, Hashable {
        /// A line does not have the hash that was computed when it was written.
        case lineAltered(sequence: Int)
        /// Lines are not where they must be, from one up to before another: they were deleted.
        case linesMissing(from: Int, before: Int)
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
