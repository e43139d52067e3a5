// SPDX-License-Identifier: Apache-2.0

/// The audit log of the house that gives a receipt, as it stood just before: each receipt is a witness of the log.
///
/// The receipt's own line comes after it, and holds the receipt's digest: the log can neither lose what a receipt has
/// seen nor take the receipt back.
///
/// - SeeAlso: RFC 6962 2.1 (Merkle Tree Hash).
public struct ReceiptLog: Sendable, Hashable {
    /// The hash of the log's first line, which no two logs share; 32 bytes.
    public let id: [UInt8]
    /// How many lines it had.
    public let size: Int
    /// The Merkle tree's hash over those lines; 32 bytes.
    public let root: [UInt8]

    /// Names a log at one size.
    public init(id: [UInt8], size: Int, root: [UInt8]) {
        self.id = id
        self.size = size
        self.root = root
    }
}
