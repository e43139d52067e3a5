// SPDX-License-Identifier: Apache-2.0

/// How much of an archive is read.
///
/// Entries are stored, so an archive is never smaller than what comes out of it; the limits keep what is listed small.
public struct ArchiveLimits: Sendable, Hashable {
    /// Entries at the most.
    public let entries: Int

    /// Bytes of the whole archive at the most.
    public let bytes: Int

    /// Sets limits.
    ///
    /// - Parameters:
    ///   - entries: at the most.
    ///   - bytes: of the whole archive, at the most; never more than the 4 GB of the format.
    public init(entries: Int = 2_048, bytes: Int = 256 * 1_048_576) {
        self.entries = min(entries, 65_534)
        self.bytes = min(bytes, 0xffff_fffe)
    }
}
