// SPDX-License-Identifier: Apache-2.0
import Transparency
import XCTest

/// Lengths and counts of notes and proofs: read at the limit, refused one beyond it.
final class NoteLimitTests: XCTestCase {
    private func refusal(_ read: () throws -> Void) -> String? {
        do {
            try read()
            return nil
        } catch TransparencyError.malformed(let field, _, _) {
            return field
        } catch {
            return "\(error)"
        }
    }

    func testSignaturesOfANote() {
        func note(_ count: Int) -> [UInt8] {
            Array(("text\n\n" + String(repeating: "\u{2014} somebody AAAAAAA=\n", count: count)).utf8)
        }
        XCTAssertNil(refusal { _ = try SignedNote(note(SignedNote.maximumSignatures)) })
        XCTAssertEqual(refusal { _ = try SignedNote(note(SignedNote.maximumSignatures + 1)) }, "signatures")
        XCTAssertEqual(refusal { _ = try SignedNote(note(0)) }, "signatures")
    }

    func testBytesOfANote() {
        let end = "\n\n\u{2014} somebody AAAAAAA=\n"
        func note(_ count: Int) -> [UInt8] {
            Array((String(repeating: "a", count: count - end.utf8.count) + end).utf8)
        }
        XCTAssertEqual(note(SignedNote.maximumBytes).count, SignedNote.maximumBytes)
        XCTAssertNil(refusal { _ = try SignedNote(note(SignedNote.maximumBytes)) })
        XCTAssertEqual(refusal { _ = try SignedNote(note(SignedNote.maximumBytes + 1)) }, "note")
    }

    func testHashesOfAProof() {
        func proof(_ count: Int) -> [UInt8] {
            LogProof(
                index: 1, hashes: Array(repeating: [UInt8](repeating: 7, count: 32), count: count), checkpoint: [0x61]
            ).encoded
        }
        // A tree has fewer than 2^63 leaves.
        XCTAssertNil(refusal { _ = try LogProof(proof(63)) })
        XCTAssertEqual(refusal { _ = try LogProof(proof(64)) }, "hash")
    }

    func testBytesOfAProof() {
        let most = 2 * SignedNote.maximumBytes
        func proof(_ count: Int) -> [UInt8] {
            let start = LogProof(index: 1, hashes: [[UInt8](repeating: 7, count: 32)], checkpoint: []).encoded
            return start + [UInt8](repeating: 0x61, count: count - start.count)
        }
        XCTAssertNil(refusal { _ = try LogProof(proof(most)) })
        XCTAssertEqual(refusal { _ = try LogProof(proof(most + 1)) }, "proof")
    }
}
