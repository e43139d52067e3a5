// SPDX-License-Identifier: Apache-2.0
import Transparency

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

    /// A hash of a tile above the leaves.
    struct Node: Hashable {
        let level: Int
        let number: Int
        let hash: [UInt8]
    }

    /// Adds a leaf at the end.
    ///
    /// - Returns: the tiles' hashes that it completes: one with every 256th leaf, another with every 65,536th …
    @discardableResult
    mutating func append(leaf: [UInt8]) -> [Node] {
        var hash = leaf
        var complete = size
        var height = 0
        var nodes: [Node] = []
        size += 1
        while complete & 1 == 1 {
            hash = MerkleHash.node(bytes.suffix(32), hash)
            bytes.removeLast(32)
            complete >>= 1
            height += 1
            if height % 8 == 0 { nodes.append(Node(level: height / 8, number: (size >> height) - 1, hash: hash)) }
        }
        bytes += hash
        return nodes
    }

    /// The hash of the whole tree.
    var root: [UInt8] {
        guard !bytes.isEmpty else { return MerkleHash.empty }
        var left = bytes.dropLast(32)
        var root = Array(bytes.suffix(32))
        while !left.isEmpty {
            root = MerkleHash.node(left.suffix(32), root)
            left = left.dropLast(32)
        }
        return root
    }
}
