// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import HTTPServer
import PKIX
import Records
import Service
import Transparency

/// Why a mirrored log cannot be vouched for: it does not hold, or nothing is known of it.
enum MirrorFailure: Error {
    case log(TransparencyError)
    case unavailable(String)
}

/// A log as it is served to everybody, looked at from outside: nothing is asked of the house but static tiles.
///
/// Every part is fetched once: the tiles above the leaves are kept, those of the leaves are gone through.
final class LogMirror: TileSource {
    let url: String
    let key: NoteKey
    private let client: HTTPClient
    private var kept: [Tile: [UInt8]] = [:]

    init(_ url: String, key: NoteKey) throws {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.key = key
        client = try HTTPClient()
    }

    func hashes(of tile: Tile) throws(MirrorFailure) -> [UInt8] {
        if let hashes = kept[tile] { return hashes }
        let hashes = try fetch(tile.path)
        guard hashes.count == tile.width * 32 else { throw .log(.tile(path: tile.path)) }
        // Of the leaves' tiles only the last is asked for twice; the others would fill the memory.
        if tile.level > 0 || tile.width < Tile.fullWidth { kept[tile] = hashes }
        return hashes
    }

    /// Fetches the head, and checks that the tiles amount to it, each to its place in the one above, the lines to the
    /// leaves, and that it begins with every head that was seen before.
    ///
    /// - Parameters:
    ///   - seen: heads of before.
    ///   - console: where the outcome is said.
    /// - Returns: `rejected` when something does not fit, `unavailable` when the log cannot be fetched.
    func check(_ seen: [Checkpoint], _ console: Console) -> ExitCode {
        do throws(MirrorFailure) {
            let note = try fetch("checkpoint")
            let head = try judged { () throws(TransparencyError) in try Checkpoint.read(note, signedBy: key) }
            try checkTree(head, seen)
            try checkTiles(head)
            console.say(
                "log.mirror", ["origin": head.origin, "size": "\(head.size)", "count": "\(seen.count)"])
            return .done
        } catch {
            switch error {
            case .log(let error): return LogCommand.rejected(error, console)
            case .unavailable(let detail):
                console.complain(
                    Catalogue.sentence("log.unreachable", ["url": url, "detail": detail], in: console.language))
                return .unavailable
            }
        }
    }

    /// The tiles amount to the head, and what they amounted to before is its beginning.
    private func checkTree(_ head: Checkpoint, _ seen: [Checkpoint]) throws(MirrorFailure) {
        var tree = MerkleTree(size: head.size, tiles: self)
        guard try told({ () throws(MerkleTree<LogMirror>.Failure) in try tree.root() }) == head.rootHash else {
            throw .log(.inconsistent(from: head.size, to: head.size))
        }
        for old in seen {
            let proof = try told { () throws(MerkleTree<LogMirror>.Failure) in
                try tree.consistencyProof(from: min(old.size, head.size))
            }
            guard MerkleProof.extends(old.size, old.rootHash, to: head.size, head.rootHash, proof: proof) else {
                throw .log(.inconsistent(from: old.size, to: head.size))
            }
        }
    }

    /// Every full tile folds to its place in the tile above, and every line hashes to its leaf.
    ///
    /// The root of a large log is made of the upper tiles alone: without this, whoever serves the lower ones could
    /// serve any.
    private func checkTiles(_ head: Checkpoint) throws(MirrorFailure) {
        var level = 0
        while Tile(level: level, index: 0, treeSize: head.size) != nil {
            var index = 0
            while let tile = Tile(level: level, index: index, treeSize: head.size) {
                let hashes = try hashes(of: tile)
                if level == 0 { try checkEntries(of: tile, hashes, head) }
                if tile.width == Tile.fullWidth {
                    try checkPlace(of: tile, MerkleHash.fold(hashes[...]), head)
                }
                index += 1
            }
            level += 1
        }
    }

    private func checkPlace(of tile: Tile, _ fold: [UInt8], _ head: Checkpoint) throws(MirrorFailure) {
        let place = tile.index % Tile.fullWidth
        guard let above = Tile(level: tile.level + 1, index: tile.index / Tile.fullWidth, treeSize: head.size) else {
            throw .log(.tile(path: tile.path))
        }
        let hashes = try hashes(of: above)
        guard hashes.count >= (place + 1) * 32, hashes[place * 32..<(place + 1) * 32].elementsEqual(fold) else {
            throw .log(.tile(path: tile.path))
        }
    }

    private func checkEntries(of tile: Tile, _ leaves: [UInt8], _ head: Checkpoint) throws(MirrorFailure) {
        var bundle = try fetch(tile.entriesPath)[...]
        var place = 0
        while let high = bundle.popFirst(), let low = bundle.popFirst() {
            let length = Int(high) << 8 | Int(low)
            guard bundle.count >= length, leaves.count >= (place + 1) * 32,
                MerkleHash.leaf(Array(bundle.prefix(length))) == Array(leaves[place * 32..<(place + 1) * 32])
            else { throw .log(.notIncluded(index: tile.index * Tile.fullWidth + place, size: head.size)) }
            bundle = bundle.dropFirst(length)
            place += 1
        }
        guard place == tile.width else { throw .log(.tile(path: tile.entriesPath)) }
    }

    private func told<Value>(
        _ work: () throws(MerkleTree<LogMirror>.Failure) -> Value
    ) throws(MirrorFailure) -> Value {
        do throws(MerkleTree<LogMirror>.Failure) {
            return try work()
        } catch {
            switch error {
            case .source(let error): throw error
            case .tile(let tile): throw .log(.tile(path: tile.path))
            }
        }
    }

    private func judged<Value>(_ work: () throws(TransparencyError) -> Value) throws(MirrorFailure) -> Value {
        do throws(TransparencyError) { return try work() } catch { throw .log(error) }
    }

    /// What is not there says something about the log; a house that does not answer says nothing.
    private func fetch(_ path: String) throws(MirrorFailure) -> [UInt8] {
        let answer: Response
        do throws(HTTPClientError) {
            answer = try client.get("\(url)/\(path)")
        } catch {
            throw .unavailable(CaseWords.of(error))
        }
        switch answer.status {
        case 200: return answer.body
        // No head was signed yet.
        case 404 where path == "checkpoint": throw .unavailable("HTTP 404")
        case 404, 410: throw .log(.tile(path: path))
        default: throw .unavailable("HTTP \(answer.status)")
        }
    }
}
