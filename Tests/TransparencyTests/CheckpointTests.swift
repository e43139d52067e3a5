// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Transparency
import XCTest

/// Notes, checkpoints and proofs as other programs for such logs write and read them.
final class CheckpointTests: XCTestCase {
    private let origin = "log.example/mohr"

    /// The example key and note of golang.org/x/mod/sumdb/note's documentation, which this house did not write.
    private let strangersKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private let strangersNote = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

        """

    func testAStrangersNoteIsVerified() throws {
        let key = try NoteKey(strangersKey)
        XCTAssertEqual(key.text, strangersKey)
        let note = try SignedNote(Array(strangersNote.utf8))
        XCTAssertNoThrow(try note.check(by: [key]))
        XCTAssertEqual(String(decoding: note.encoded, as: UTF8.self), strangersNote)
        let other = try SignedNote(Array(strangersNote.replacing("answer", with: "andwer").utf8))
        XCTAssertThrowsError(try other.check(by: [key])) {
            XCTAssertEqual($0 as? TransparencyError, .signatureInvalid(name: "PeterNeumann"))
        }
    }

    private func signed(_ checkpoint: Checkpoint, by key: PrivateKey) throws -> [UInt8] {
        try SignedNote(signing: checkpoint.text, by: key, named: origin).encoded
    }

    func testACheckpointComesBackAndOnlyFromItsOwnLog() throws {
        let key = try PrivateKey.generate(.ed25519)
        let known = try NoteKey(name: origin, publicKey: key.publicKey)
        let checkpoint = Checkpoint(origin: origin, size: 20_852_163, rootHash: MerkleHash.leaf([1]))
        let note = try signed(checkpoint, by: key)
        XCTAssertEqual(try Checkpoint.read(note, signedBy: known), checkpoint)
        // Another key of the same name.
        let stranger = try NoteKey(name: origin, publicKey: PrivateKey.generate(.ed25519).publicKey)
        XCTAssertThrowsError(try Checkpoint.read(note, signedBy: stranger)) {
            XCTAssertEqual($0 as? TransparencyError, .unsigned(names: [origin]))
        }
        // Another log's head under this log's signature.
        let foreign = Checkpoint(origin: "other.example", size: 1, rootHash: MerkleHash.leaf([1]))
        XCTAssertThrowsError(try Checkpoint.read(try signed(foreign, by: key), signedBy: known)) {
            XCTAssertEqual($0 as? TransparencyError, .origin(seen: "other.example", allowed: origin))
        }
        for index in note.indices {
            var altered = note
            altered[index] ^= 1
            XCTAssertThrowsError(try Checkpoint.read(altered, signedBy: known), "byte \(index)")
        }
    }

    func testWhatIsNoNoteIsRefused() throws {
        for text in [
            "", "\n", "a\n", "a\n\n", "a\n\n\u{2014} b\n", "a\n\n- b AAAAAAAA\n", "a\n\n\u{2014} b AAAAAAAA",
            "a\n\n\u{2014} b+c AAAAAAAA\n", "a\n\n\u{2014} b AAAA\n", "a\t\n\n\u{2014} b AAAAAAAA\n",
            "\n\u{2014} b AAAAAAAA\n",
        ] {
            XCTAssertThrowsError(try SignedNote(Array(text.utf8)), text)
        }
        XCTAssertNoThrow(try SignedNote(Array("a\n\n\u{2014} b AAAAAAAA\n".utf8)))
        XCTAssertThrowsError(try SignedNote([0xFF, 0x0A]))
        for text in [
            "a\n", "a\n1\n", "a\n01\n" + root, "a\n-1\n" + root, "a\n+1\n" + root, "a\n1\nAAAA\n", "a\n1\n\n" + root,
        ] {
            XCTAssertThrowsError(try Checkpoint(text), text)
        }
        XCTAssertEqual(try Checkpoint("a\n1\n" + root + "more\n").size, 1)
        for text in [
            "a", "a+00000000+AAAA", strangersKey.replacing("c74f20a3", with: "c74f20a4"), "a b" + strangersKey,
        ] {
            XCTAssertThrowsError(try NoteKey(text), text)
        }
    }

    private var root: String { Base64.encode(MerkleHash.empty) + "\n" }

    func testAProofOfAnEntryHoldsWithoutTheLog() throws {
        let key = try PrivateKey.generate(.ed25519)
        let known = try NoteKey(name: origin, publicKey: key.publicKey)
        let entries = ["one", "two", "three"].map { Array($0.utf8) }
        let leaves = entries.map(MerkleHash.leaf)
        let pair = MerkleHash.node(leaves[0], leaves[1])
        let head = Checkpoint(origin: origin, size: 3, rootHash: MerkleHash.node(pair, leaves[2]))
        let proof = LogProof(index: 1, hashes: [leaves[0], leaves[2]], checkpoint: try signed(head, by: key))
        let read = try LogProof(proof.encoded)
        XCTAssertEqual(read, proof)
        XCTAssertEqual(try read.check(entries[1], by: known), head)
        XCTAssertThrowsError(try read.check(entries[0], by: known)) {
            XCTAssertEqual($0 as? TransparencyError, .notIncluded(index: 1, size: 3))
        }
        let text = String(decoding: proof.encoded, as: UTF8.self)
        XCTAssertTrue(text.hasPrefix("c2sp.org/tlog-proof@v1\nindex 1\n"))
        let extra = text.replacing("@v1\n", with: "@v1\nextra AAAA\n")
        let given = try LogProof(Array(extra.utf8))
        XCTAssertEqual(given.extra, [0, 0, 0])
        XCTAssertEqual(given.hashes, proof.hashes)
        XCTAssertEqual(given.encoded, Array(extra.utf8))
        XCTAssertThrowsError(try LogProof(Array(text.replacing("@v1\n", with: "@v1\nextra *\n").utf8)))
        for (seen, wrong) in [("@v1", "@v2"), ("index 1", "index 01"), ("index 1", "index -1"), ("index 1", "1")] {
            XCTAssertThrowsError(try LogProof(Array(text.replacing(seen, with: wrong).utf8)), wrong)
        }
    }
}
