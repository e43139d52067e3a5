// SPDX-License-Identifier: Apache-2.0

/// Checks proofs about a tree that nobody needs to hold.
///
/// - SeeAlso: RFC 9162 2.1.3.2 and 2.1.4.2 (the algorithms); RFC 6962 2.1.1 and 2.1.2 (the same proofs).
public enum MerkleProof {
    /// Whether an entry is in a tree.
    ///
    /// - Parameters:
    ///   - leaf: the entry's ``MerkleHash/leaf(_:)``.
    ///   - index: its place, from 0.
    ///   - size: of the tree.
    ///   - root: of the tree.
    ///   - proof: from the leaf's neighbour up.
    /// - Returns: whether the proof leads to exactly that root, with no hash left over.
    public static func includes(
        _ leaf: [UInt8], at index: Int, size: Int, root: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard index >= 0, index < size, proof.allSatisfy({ $0.count == 32 }) else { return false }
        var (node, last) = (index, size - 1)
        var hash = leaf
        for sibling in proof {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                hash = MerkleHash.node(sibling, hash)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether a tree begins with a smaller one.
    ///
    /// - Parameters:
    ///   - size: of the smaller tree.
    ///   - root: of the smaller tree.
    ///   - largerSize: of the larger tree.
    ///   - largerRoot: of the larger tree.
    ///   - proof: as ``MerkleTree/consistencyProof(from:)`` gives it.
    /// - Returns: whether nothing before the smaller size was changed or taken out.
    public static func extends(
        _ size: Int, _ root: [UInt8], to largerSize: Int, _ largerRoot: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard size >= 0, size <= largerSize, proof.allSatisfy({ $0.count == 32 }) else { return false }
        if size == largerSize { return proof.isEmpty && root == largerRoot }
        if size == 0 { return proof.isEmpty && root == MerkleHash.empty }
        var rest = proof[...]
        // A smaller tree that is full is itself the first hash, and is left out.
        if size.nonzeroBitCount == 1 { rest = [root] + rest }
        guard let first = rest.popFirst() else { return false }
        var (node, last) = (size - 1, largerSize - 1)
        while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
        var (old, new) = (first, first)
        for hash in rest {
            if last == 0 { return false }
            if node & 1 == 1 || node == last {
                old = MerkleHash.node(hash, old)
                new = MerkleHash.node(hash, new)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                new = MerkleHash.node(new, hash)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && old == root && new == largerRoot
    }
}
