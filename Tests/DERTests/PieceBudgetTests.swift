// SPDX-License-Identifier: Apache-2.0
import DER
import XCTest

/// Values in very many pieces are refused after a bounded number of steps, whatever the clock says.
final class PieceBudgetTests: XCTestCase {
    private static let most = DERReader.maximumPieces

    /// `count` empty OCTET STRINGs inside `levels` indefinite lengths.
    private func nested(_ count: Int, levels: Int, tag: UInt8 = 0x24) -> [UInt8] {
        // 04 00 again and again, made fast.
        var pieces = [UInt8](repeating: 0, count: count * 2)
        for index in stride(from: 0, to: pieces.count, by: 2) { pieces[index] = 0x04 }
        return Array(repeatElement([tag, 0x80], count: levels).joined()) + pieces
            + [UInt8](repeating: 0, count: levels * 2)
    }

    private func join(_ bytes: [UInt8]) throws -> [UInt8] {
        try DERReader.single(bytes, .octetString.constructed, rules: .ber).joinedOctetString()
    }

    func testAsManyPiecesAsAreAllowedAreJoined() throws {
        XCTAssertEqual(try join(nested(Self.most, levels: 1)), [])
        // Each level of wrapping is one more value to the one outside of it.
        XCTAssertEqual(try join(nested(Self.most - 3, levels: 4)), [])
    }

    func testOneMoreIsRefusedWithItsPlace() {
        XCTAssertThrowsError(try join(nested(Self.most + 1, levels: 1))) {
            XCTAssertEqual($0 as? DERError, .tooManyPieces(offset: 2, allowed: Self.most))
        }
        XCTAssertThrowsError(try join(nested(Self.most - 2, levels: 4)))
    }

    func testPiecesOfDefiniteLengthAreCountedToo() throws {
        func definite(_ count: Int) -> [UInt8] {
            let length = count * 2
            return [0x24, 0x83, UInt8(length >> 16), UInt8(length >> 8 & 0xff), UInt8(length & 0xff)]
                + Array(nested(count, levels: 0))
        }
        XCTAssertEqual(try join(definite(Self.most)), [])
        XCTAssertThrowsError(try join(definite(Self.most + 1))) {
            XCTAssertEqual($0 as? DERError, .tooManyPieces(offset: 0, allowed: Self.most))
        }
    }

    func testAMillionPiecesInEveryLevelAreRefusedAtTheFirst() {
        // Unbounded, each of 31 levels would step over a million values again.
        var bytes = nested(1_000_000, levels: 31)
        XCTAssertThrowsError(try join(bytes)) {
            XCTAssertEqual($0 as? DERError, .tooManyPieces(offset: 2, allowed: Self.most))
        }
        bytes[0] = 0x30
        XCTAssertThrowsError(try DERReader.single(bytes, .sequence, rules: .ber)) {
            XCTAssertEqual($0 as? DERError, .tooManyPieces(offset: 2, allowed: Self.most))
        }
    }

    func testDepthAtTheLimitAndOneOver() throws {
        func deep(_ levels: Int) -> [UInt8] { nested(0, levels: levels, tag: 0x30) }
        func walk(_ bytes: [UInt8]) throws -> Int {
            var (reader, depth) = (DERReader(bytes, rules: .ber), 0)
            while !reader.isAtEnd {
                reader = try reader.read().reader()
                depth += 1
            }
            return depth
        }
        XCTAssertEqual(try walk(deep(DERReader.maximumDepth)), DERReader.maximumDepth)
        XCTAssertThrowsError(try walk(deep(DERReader.maximumDepth + 1))) {
            guard case .tooDeep? = $0 as? DERError else { return XCTFail("\($0)") }
        }
    }
}
