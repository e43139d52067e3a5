// SPDX-License-Identifier: Apache-2.0

/// A profile, or a table of them, that is not what it was when it was last taken down.
public struct ProfileChange: Sendable, Hashable {
    /// The profile's name.
    public let name: String
    /// SHA-256 of what it was; nil for a new one.
    public let old: [UInt8]?
    /// SHA-256 of what it is; nil for one that is gone.
    public let new: [UInt8]?
}
