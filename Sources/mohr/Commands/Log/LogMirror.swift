// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import HTTPServer
import Records
import Service
import Transparency

/// A log as it is served to everybody, looked at from outside: nothing is asked of the house but static tiles.
struct LogMirror: TileSource {
    let url: String
    let key: NoteKey
    private let client: HTTPClient

    init(_ url: String, key: NoteKey) throws {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.key = key
        client = try HTTPClient()
    }

    func hashes(of tile: Tile) throws(TransparencyError) -> [UInt8] { try fetch(tile.path) }

    /// Fetches the head, and checks that the tiles amount to it, the lines to the tiles, and that it begins with every
    /// head that was seen before.
    ///
    /// - Parameters:
    ///   - seen: heads of before.
    ///   - console: where the outcome is said.
    /// - Returns: `rejected` when something does not fit.
    /// - Throws: nothing that a log can cause.
    func check(_ seen: [Checkpoint], _ console: Console) throws -> ExitCode {
        do throws(TransparencyError) {
            let head = try Checkpoint.read(try fetch("checkpoint"), signedBy: key)
            try checkTree(head, seen)
            try checkEntries(head)
            console.say(
                "log.mirror", ["origin": head.origin, "size": "\(head.size)", "count": "\(seen.count)"])
            return .done
        } catch {
            return LogCommand.rejected(error, console)
        }
    }

    /// The tiles amount to the head, and what they amounted to before is its beginning.
    private func checkTree(_ head: Checkpoint, _ seen: [Checkpoint]) throws(TransparencyError) {
        var tree = MerkleTree(size: head.size, tiles: self)
        guard try told({ () throws(MerkleTree<LogMirror>.Failure) in try tree.root() }) == head.rootHash else {
            throw .inconsistent(from: head.size, to: head.size)
        }
        for old in seen {
            let proof = try told { () throws(MerkleTree<LogMirror>.Failure) in
                try tree.consistencyProof(from: min(old.size, head.size))
            }
            guard MerkleProof.extends(old.size, old.rootHash, to: head.size, head.rootHash, proof: proof) else {
                throw .inconsistent(from: old.size, to: head.size)
            }
        }
    }

    private func told<Value>(
        _ work: () throws(MerkleTree<LogMirror>.Failure) -> Value
    ) throws(TransparencyError) -> Value {
        do throws(MerkleTree<LogMirror>.Failure) {
            return try work()
        } catch {
            switch error {
            case .source(let error): throw error
            case .tile(let tile): throw .tile(path: tile.path)
            }
        }
    }

    /// Every line hashes to its leaf.
    private func checkEntries(_ head: Checkpoint) throws(TransparencyError) {
        var index = 0
        while let tile = Tile(level: 0, index: index, treeSize: head.size) {
            let leaves = try fetch(tile.path)
            var bundle = try fetch(tile.entriesPath)[...]
            var place = 0
            while let high = bundle.popFirst(), let low = bundle.popFirst() {
                let length = Int(high) << 8 | Int(low)
                guard bundle.count >= length, leaves.count >= (place + 1) * 32,
                    MerkleHash.leaf(Array(bundle.prefix(length))) == Array(leaves[place * 32..<(place + 1) * 32])
                else { throw .notIncluded(index: index * Tile.fullWidth + place, size: head.size) }
                bundle = bundle.dropFirst(length)
                place += 1
            }
            guard place == tile.width else { throw .tile(path: tile.entriesPath) }
            index += 1
        }
    }

    private func fetch(_ path: String) throws(TransparencyError) -> [UInt8] {
        guard let answer = try? client.get("\(url)/\(path)"), answer.status == 200 else { throw .tile(path: path) }
        return answer.body
    }
}
