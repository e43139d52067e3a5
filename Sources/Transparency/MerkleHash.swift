// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// The hashes that a log's tree is made of: SHA-256, 32 bytes.
///
/// 0x00 stands before leaves and 0x01 before nodes, so that neither can be passed off as the other.
///
/// - SeeAlso: RFC 6962 2.1 (Merkle Hash Trees).
public enum MerkleHash {
    /// Of the tree without leaves.
    public static var empty: [UInt8] { DigestAlgorithm.sha256.digest([UInt8]()) }

    /// Of an entry.
    public static func leaf(_ entry: [UInt8]) -> [UInt8] { DigestAlgorithm.sha256.digest([0x00] + entry) }

    /// Of two subtrees beside each other.
    public static func node(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = [0x01]
        bytes.reserveCapacity(65)
        bytes += left
        bytes += right
        return DigestAlgorithm.sha256.digest(bytes)
    }

    /// Of a complete subtree.
    ///
    /// - Parameter hashes: of its lower subtrees, one after another, 32 bytes each; as many as a power of two.
    /// - Returns: their fold; the empty tree's hash for none.
    public static func fold(_ hashes: ArraySlice<UInt8>) -> [UInt8] {
        guard !hashes.isEmpty else { return empty }
        var row = Array(hashes)
        while row.count > 32 {
            var above: [UInt8] = []
            above.reserveCapacity(row.count / 2)
            for start in stride(from: 0, to: row.count - 63, by: 64) {
                above += node(row[start..<start + 32], row[start + 32..<start + 64])
            }
            row = above
        }
        return row
    }
}
