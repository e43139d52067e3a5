// SPDX-License-Identifier: Apache-2.0

/// The audit log at one size, in 32 bytes: nobody can change a line before it without changing these.
///
/// - SeeAlso: RFC 6962 2.1; C2SP tlog-checkpoint, which signs these two values.
public struct AuditHead: Sendable, Hashable {
    /// How many lines the log has.
    public let size: Int

    /// The Merkle tree's hash over those lines; 32 bytes.
    public let rootHash: [UInt8]

    /// Describes a head that was seen, to hold the log against.
    public init(size: Int, rootHash: [UInt8]) {
        self.size = size
        self.rootHash = rootHash
    }
}
