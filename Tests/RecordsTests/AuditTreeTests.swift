// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Transparency
import XCTest

@testable import Database
@testable import Records

/// The log's tree as others see it: tiles, proofs, and heads that are signed only while the log is what it was.
final class AuditTreeTests: XCTestCase {
    private let origin = "log.example/mohr"

    private func fill(_ records: Records, _ count: Int) throws {
        _ = try records.write { ledger throws(RecordsError) in
            for number in 0..<count {
                try ledger.note("test.line", of: "thing:\(number)", by: "tester", at: start)
            }
        }
    }

    func testTilesEntriesAndProofsAreOfOneTree() throws {
        let home = try TestHome()
        let records = try home.open()
        let key = try PrivateKey.generate(.ed25519)
        let known = try NoteKey(name: origin, publicKey: key.publicKey)
        try fill(records, 700)
        let head = try Checkpoint.read(try records.signCheckpoint(of: origin, by: key), signedBy: known)
        XCTAssertEqual(AuditHead(size: head.size, rootHash: head.rootHash), try records.auditHead())
        // Whoever has only the tiles and the entries finds the root that was signed.
        struct Served: TileSource {
            let records: Records
            func hashes(of tile: Tile) throws(RecordsError) -> [UInt8] { try records.auditTile(tile) ?? [] }
        }
        var tree = MerkleTree(size: head.size, tiles: Served(records: records))
        XCTAssertEqual(try tree.root(), head.rootHash)
        for index in [0, 255, 256, 511, 512, head.size - 1] {
            let entry = try XCTUnwrap(records.auditLines(from: index, limit: 1).first).canonicalBytes
            let proof = LogProof(
                index: index, hashes: try records.auditProof(of: index, in: head.size),
                checkpoint: try XCTUnwrap(records.auditCheckpoint()))
            XCTAssertNoThrow(try proof.check(entry, by: known))
            XCTAssertThrowsError(try proof.check(entry + [0], by: known))
        }
        let bundle = try XCTUnwrap(records.auditEntries(try XCTUnwrap(Tile(level: 0, index: 0))))
        let first = try XCTUnwrap(records.auditLines(from: 0, limit: 1).first).canonicalBytes
        XCTAssertEqual(
            Array(bundle.prefix(2 + first.count)), [UInt8(first.count >> 8), UInt8(first.count & 255)] + first)
        XCTAssertNil(try records.auditTile(try XCTUnwrap(Tile(level: 0, index: 2))), "not full yet")
        XCTAssertNil(try records.auditEntries(try XCTUnwrap(Tile(level: 0, index: 9, width: 1))))
        XCTAssertThrowsError(try records.auditProof(of: head.size, in: head.size))
        XCTAssertThrowsError(try records.auditProof(of: 0, in: head.size + 1))
    }

    func testEachHeadExtendsTheOnesBefore() throws {
        let home = try TestHome()
        let records = try home.open()
        let key = try PrivateKey.generate(.ed25519)
        let known = try NoteKey(name: origin, publicKey: key.publicKey)
        var heads: [Checkpoint] = []
        for count in [1, 2, 60, 200, 1, 300] {
            try fill(records, count)
            heads.append(try Checkpoint.read(try records.signCheckpoint(of: origin, by: key), signedBy: known))
        }
        let last = try XCTUnwrap(heads.last)
        for head in heads {
            let proof = try records.auditConsistency(from: head.size, to: last.size)
            XCTAssertTrue(
                MerkleProof.extends(head.size, head.rootHash, to: last.size, last.rootHash, proof: proof),
                "\(head.size)")
        }
        // Nothing new, nothing signed anew.
        XCTAssertEqual(try records.signCheckpoint(of: origin, by: key), try records.auditCheckpoint())
    }

    func testARewrittenLineStopsTheSigning() throws {
        for (sql, size) in [
            ("UPDATE audit SET leaf = zeroblob(32) WHERE sequence = 3", 40),
            ("UPDATE audit_nodes SET hash = zeroblob(32) WHERE number = 0", 300),
            ("DELETE FROM audit WHERE sequence = 5", 40),
        ] {
            let home = try TestHome()
            let records = try home.open()
            let key = try PrivateKey.generate(.ed25519)
            try fill(records, size)
            try records.signCheckpoint(of: origin, by: key)
            let note = try records.auditCheckpoint()
            try home.tamper(sql)
            try fill(records, 1)
            XCTAssertThrowsError(try records.signCheckpoint(of: origin, by: key), sql)
            XCTAssertEqual(try records.auditCheckpoint(), note, "what was signed last stays")
        }
    }

    /// The whole log rewritten, its hashes and its head made to fit: what was signed before tells, and nothing else.
    func testAForgedWholeIsFoundByWhatWasSignedBefore() throws {
        for isKept in [true, false] {
            let home = try TestHome()
            let records = try home.open()
            let key = try PrivateKey.generate(.ed25519)
            try fill(records, 40)
            try records.signCheckpoint(of: origin, by: key)
            var range = CompactRange()
            for number in 0..<40 { range.append(leaf: MerkleHash.leaf([number == 3 ? 0 : 1, UInt8(number)])) }
            for number in 0..<40 {
                try home.tamper(
                    "UPDATE audit SET leaf = ? WHERE sequence = ?",
                    [.blob(MerkleHash.leaf([number == 3 ? 0 : 1, UInt8(number)])), .integer(Int64(number))])
            }
            try home.tamper("UPDATE audit_head SET hashes = ?", [.blob(range.bytes)])
            if !isKept { try home.tamper("DELETE FROM audit_checkpoint") }
            try fill(records, 1)
            if isKept {
                XCTAssertThrowsError(try records.signCheckpoint(of: origin, by: key)) {
                    XCTAssertEqual($0 as? RecordsError, .logRewritten(size: 40))
                }
            } else {
                // Without it, nothing inside tells: that is why heads leave the machine, in lists and checkpoints.
                XCTAssertNoThrow(try records.signCheckpoint(of: origin, by: key))
            }
        }
    }

    func testLinesFromBeforeGetTheirHashesWhenTheHomeIsOpened() throws {
        let home = try TestHome()
        let records = try home.open()
        try fill(records, 66_000)
        let tile = try XCTUnwrap(Tile(level: 1, index: 0))
        let (hashes, top) = (
            try records.auditTile(tile), try records.auditTile(try XCTUnwrap(Tile(level: 2, index: 0, width: 1)))
        )
        XCTAssertNotNil(hashes)
        XCTAssertNotNil(top)
        _ = try records.write { ledger throws(RecordsError) in try ledger.transaction.run("DELETE FROM audit_nodes") }
        XCTAssertNil(try records.auditTile(tile))
        try fill(records, 300)
        records.close()
        let again = try home.open()
        XCTAssertEqual(try again.auditTile(tile), hashes)
        XCTAssertEqual(try again.auditTile(try XCTUnwrap(Tile(level: 2, index: 0, width: 1))), top)
        again.close()
    }
}
