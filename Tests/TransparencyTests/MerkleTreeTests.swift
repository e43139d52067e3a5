// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Transparency
import XCTest

/// A tree from tiles against RFC 6962's own definitions, which are slow and cannot be wrong.
final class MerkleTreeTests: XCTestCase {
    private struct Leaves: TileSource {
        let leaves: [[UInt8]]

        func hashes(of tile: Tile) throws(TransparencyError) -> [UInt8] {
            let span = 1 << (8 * tile.level)
            let first = tile.index * 256
            return (first..<first + tile.width).flatMap { number in
                Definition.root(leaves[number * span..<(number + 1) * span])
            }
        }
    }

    /// RFC 6962 2.1, word for word, over leaf hashes.
    private enum Definition {
        static func split(_ count: Int) -> Int {
            var power = 1
            while power * 2 < count { power *= 2 }
            return power
        }

        static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
            if leaves.isEmpty { return DigestAlgorithm.sha256.digest([UInt8]()) }
            if leaves.count == 1 { return leaves[leaves.startIndex] }
            let middle = leaves.startIndex + split(leaves.count)
            return DigestAlgorithm.sha256.digest([1] + root(leaves[..<middle]) + root(leaves[middle...]))
        }

        static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
            if leaves.count <= 1 { return [] }
            let half = split(leaves.count)
            let middle = leaves.startIndex + half
            return index < half
                ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
                : path(index - half, leaves[middle...]) + [root(leaves[..<middle])]
        }

        static func subproof(_ size: Int, _ leaves: ArraySlice<[UInt8]>, _ isWhole: Bool) -> [[UInt8]] {
            if size == leaves.count { return isWhole ? [] : [root(leaves)] }
            let half = split(leaves.count)
            let middle = leaves.startIndex + half
            return size <= half
                ? subproof(size, leaves[..<middle], isWhole) + [root(leaves[middle...])]
                : subproof(size - half, leaves[middle...], false) + [root(leaves[..<middle])]
        }
    }

    private func leaves(_ count: Int) -> [[UInt8]] { (0..<count).map { MerkleHash.leaf(Array("entry \($0)".utf8)) } }

    func testRootsAndProofsAreTheDefinitionsAtEverySize() throws {
        for size in 0...70 {
            let leaves = leaves(size)
            var tree = MerkleTree(size: size, tiles: Leaves(leaves: leaves))
            let root = try tree.root()
            XCTAssertEqual(root, Definition.root(leaves[...]))
            for index in 0..<size {
                let proof = try tree.inclusionProof(of: index)
                XCTAssertEqual(proof, Definition.path(index, leaves[...]))
                XCTAssertTrue(MerkleProof.includes(leaves[index], at: index, size: size, root: root, proof: proof))
            }
            for smaller in 1..<max(1, size) {
                let proof = try tree.consistencyProof(from: smaller)
                XCTAssertEqual(proof, Definition.subproof(smaller, leaves[...], true))
                let old = Definition.root(leaves[..<smaller])
                XCTAssertTrue(MerkleProof.extends(smaller, old, to: size, root, proof: proof))
            }
        }
    }

    func testTreesOfSeveralLevelsOfTiles() throws {
        for size in [255, 256, 257, 511, 1_000, 65_536, 65_537, 70_000] {
            let leaves = leaves(size)
            var tree = MerkleTree(size: size, tiles: Leaves(leaves: leaves))
            let root = try tree.root()
            XCTAssertEqual(root, Definition.root(leaves[...]), "\(size)")
            for index in [0, 1, 254, 255, size / 2, size - 1] where index < size {
                let proof = try tree.inclusionProof(of: index)
                XCTAssertTrue(MerkleProof.includes(leaves[index], at: index, size: size, root: root, proof: proof))
            }
            for smaller in [1, 2, 128, 255, size / 2 + 1, size - 1] where smaller < size {
                let proof = try tree.consistencyProof(from: smaller)
                let old = Definition.root(leaves[..<smaller])
                XCTAssertTrue(MerkleProof.extends(smaller, old, to: size, root, proof: proof), "\(smaller) → \(size)")
            }
        }
    }

    func testNothingElseIsProved() throws {
        let (leaves, size) = (leaves(21), 21)
        var tree = MerkleTree(size: size, tiles: Leaves(leaves: leaves))
        let root = try tree.root()
        let proof = try tree.inclusionProof(of: 5)
        func holds(_ index: Int, _ size: Int, _ proof: [[UInt8]]) -> Bool {
            MerkleProof.includes(leaves[5], at: index, size: size, root: root, proof: proof)
        }
        XCTAssertTrue(holds(5, size, proof))
        // The place of the entry is proved too.
        for index in -1...25 where index != 5 { XCTAssertFalse(holds(index, size, proof), "\(index)") }
        XCTAssertFalse(holds(5, size, Array(proof.dropLast())))
        XCTAssertFalse(holds(5, size, proof + [proof[0]]))
        XCTAssertFalse(holds(5, size, Array(proof.reversed())))
        XCTAssertFalse(holds(5, size, proof.map { Array($0.dropLast()) }))
        XCTAssertFalse(holds(5, 5, proof))
        for (place, _) in proof.enumerated() {
            var other = proof
            other[place][0] ^= 1
            XCTAssertFalse(holds(5, size, other))
        }
    }

    func testARewrittenLogDoesNotExtendWhatItWas() throws {
        for smaller in 1..<40 {
            var changed = leaves(40)
            let old = Definition.root(changed[..<smaller])
            changed[smaller - 1] = MerkleHash.leaf([0])
            var tree = MerkleTree(size: 40, tiles: Leaves(leaves: changed))
            let (proof, root) = (try tree.consistencyProof(from: smaller), try tree.root())
            XCTAssertFalse(MerkleProof.extends(smaller, old, to: 40, root, proof: proof), "\(smaller)")
        }
        let root = Definition.root(leaves(4)[...])
        XCTAssertFalse(MerkleProof.extends(5, root, to: 4, root, proof: []))
        XCTAssertFalse(MerkleProof.extends(-1, root, to: 4, root, proof: []))
        XCTAssertFalse(MerkleProof.extends(0, root, to: 4, root, proof: []))
        XCTAssertTrue(MerkleProof.extends(0, MerkleHash.empty, to: 4, root, proof: []))
        XCTAssertFalse(MerkleProof.extends(4, root, to: 4, MerkleHash.empty, proof: []))
    }

    func testATileThatIsNotThereIsNamed() throws {
        struct Nothing: TileSource {
            func hashes(of tile: Tile) throws(TransparencyError) -> [UInt8] { [] }
        }
        var tree = MerkleTree(size: 300, tiles: Nothing())
        XCTAssertThrowsError(try tree.root())
    }
}
