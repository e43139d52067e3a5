// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import HTTPServer
import TestSupport
import Transparency
import XCTest

/// A log fetched whole from whoever serves it, who may serve anything.
final class LogMirrorTests: XCTestCase {
    /// A log of so many lines as static files, of which some are exchanged.
    private final class Mirror {
        let server: HTTPServer
        let key: NoteKey
        var url: String { "http://127.0.0.1:\(server.port)" }

        init(lines: Int, changing: (inout [String: [UInt8]]) throws -> Void = { _ in }, failing: String? = nil) throws {
            let secret = try PrivateKey.generate(.ed25519)
            key = try NoteKey(name: "log.example", publicKey: secret.publicKey)
            let entries = (0..<lines).map { Array("{\"line\":\($0)}".utf8) }
            var files = Self.files(entries)
            var root = MerkleTree(size: lines, tiles: Static(files: files))
            let head = Checkpoint(origin: "log.example", size: lines, rootHash: try root.root())
            files["checkpoint"] = try SignedNote(signing: head.text, by: secret, named: "log.example").encoded
            try changing(&files)
            let served = files
            server = HTTPServer(ServerConfiguration(address: "127.0.0.1", port: 0)) { request in
                let path = String(request.path.dropFirst())
                if path == failing { return .inline(Response(status: 503)) }
                guard let bytes = served[path] else { return .inline(Response(status: 404)) }
                return .inline(Response(contentType: "application/octet-stream", body: bytes))
            }
            try server.start()
        }

        deinit { _ = server.stop(drainSeconds: 0) }

        static func files(_ entries: [[UInt8]]) -> [String: [UInt8]] {
            var files: [String: [UInt8]] = [:]
            var row = entries.map { MerkleHash.leaf($0) }
            var level = 0
            while !row.isEmpty {
                var index = 0
                while let tile = Tile(level: level, index: index, treeSize: entries.count) {
                    files[tile.path] = row[index * 256..<index * 256 + tile.width].flatMap { $0 }
                    if level == 0 {
                        files[tile.entriesPath] = entries[index * 256..<index * 256 + tile.width].flatMap {
                            [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0
                        }
                    }
                    index += 1
                }
                row = stride(from: 0, through: row.count - 256, by: 256).map { start in
                    MerkleHash.fold(row[start..<start + 256].flatMap { $0 }[...])
                }
                level += 1
            }
            return files
        }

        private struct Static: TileSource {
            let files: [String: [UInt8]]
            func hashes(of tile: Tile) throws(TransparencyError) -> [UInt8] { files[tile.path] ?? [] }
        }
    }

    private func check(_ mirror: Mirror) throws -> (status: Int32, text: String) {
        let folder = try temporaryFolder()
        let key = folder.path("log.vkey")
        try Data(mirror.key.text.utf8).write(to: URL(fileURLWithPath: key))
        let outcome = try Program.run(["log", "check", "--url", mirror.url, "--key", key])
        return (outcome.status, outcome.text)
    }

    func testALogOfMoreThanOneTileHolds() throws {
        let (status, text) = try check(try Mirror(lines: 600))
        XCTAssertEqual(status, 0, text)
    }

    /// Lines and leaves changed together, below a tile that the root is made of without looking at them.
    func testAFullTileThatDoesNotFitTheOneAboveIsFound() throws {
        let mirror = try Mirror(lines: 257) { files in
            let forged = (0..<256).map { Array("{\"line\":\($0 == 7 ? 8 : $0)}".utf8) }
            files["tile/0/000"] = forged.flatMap { MerkleHash.leaf($0) }
            files["tile/entries/000"] = forged.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
        }
        let (status, text) = try check(mirror)
        XCTAssertEqual(status, 1, text)
        XCTAssertTrue(text.contains("tile/0/000"), text)
    }

    func testALineThatIsNotItsLeafIsFound() throws {
        let mirror = try Mirror(lines: 300) { files in files["tile/entries/000"]?[5] ^= 1 }
        XCTAssertEqual(try check(mirror).status, 1)
    }

    func testATileThatIsGoneIsFound() throws {
        let mirror = try Mirror(lines: 300) { files in files["tile/0/000"] = nil }
        XCTAssertEqual(try check(mirror).status, 1)
    }

    /// Who cannot be asked has not been found wrong.
    func testALogThatDoesNotAnswerIsUnavailable() throws {
        let mirror = try Mirror(lines: 300, failing: "tile/entries/000")
        XCTAssertEqual(try check(mirror).status, 69)
        let folder = try temporaryFolder()
        let key = folder.path("log.vkey")
        try Data(mirror.key.text.utf8).write(to: URL(fileURLWithPath: key))
        XCTAssertEqual(try Program.run(["log", "check", "--url", "http://127.0.0.1:1", "--key", key]).status, 69)
    }
}
