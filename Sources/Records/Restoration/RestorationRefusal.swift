// SPDX-License-Identifier: Apache-2.0

/// Why records that were put back from a copy may not be worked with.
public enum RestorationRefusal: Sendable, Hashable {
    /// They are not locked: there is nothing to open.
    case notLocked
    /// An authority's newest full list was not shown.
    case listMissing(authority: String)
    /// A list was shown that is older than one on record.
    case listOlder(authority: String, scope: String, seen: Int64, onRecord: Int64)
    /// The newest checkpoint was not shown.
    case checkpointMissing
    /// A checkpoint was shown that is older than the records.
    case checkpointOlder(seen: Int, onRecord: Int)
    /// The copy's log is not the one whose head was shown.
    case checkpointDiffers(size: Int)
}
