// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// A Merkle tree reduced to what is needed to grow it: the hashes of its full subtrees.
///
/// A tree of n leaves has one full subtree for each 1 in n's binary form, largest first. Adding a
/// leaf merges those at the end; the root is their fold from the end.
///
/// - SeeAlso: RFC 6962 2.1 (Merkle Hash Trees).
struct CompactRange: Hashable {
    /// How many leaves the tree has.
    private(set) var size: Int

    /// The subtrees' hashes, largest first, one after another; 32 bytes each.
    private(set) var bytes: [UInt8]

    /// The tree without leaves.
    init() {
        size = 0
        bytes = []
    }

    /// Reads the form that ``bytes`` has.
    ///
    /// - Parameters:
    ///   - size: how many leaves.
    ///   - bytes: the hashes one after another; nil results unless they are as many as `size` has ones.
    init?(size: Int, bytes: [UInt8]) {
        guard size >= 0, bytes.count == size.nonzeroBitCount * 32 else { return nil }
        self.size = size
        self.bytes = bytes
    }

    /// Adds a leaf at the end.
    mutating func append(leaf: [UInt8]) {
        var hash = leaf
        var complete = size
        while complete & 1 == 1 {
            hash = Self.node(bytes.suffix(32), hash)
            bytes.removeLast(32)
            complete >>= 1
        }
        bytes += hash
        size += 1
    }

    /// The hash of the whole tree.
    var root: [UInt8] {
        guard !bytes.isEmpty else { return DigestAlgorithm.sha256.digest([UInt8]()) }
        var left = bytes.dropLast(32)
        var root = Array(bytes.suffix(32))
        while !left.isEmpty {
            root = Self.node(left.suffix(32), root)
            left = left.dropLast(32)
        }
        return root
    }

    /// The hash of a leaf.
    ///
    /// 0x00 stands before leaves and 0x01 before nodes, so that neither can be passed off as the
    /// other (RFC 6962 2.1).
    static func leaf(_ line: [UInt8]) -> [UInt8] {
        DigestAlgorithm.sha256.digest([0x00] + line)
    }

    private static func node(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> [UInt8] {
        DigestAlgorithm.sha256.digest([0x01] + left + right)
    }
}
