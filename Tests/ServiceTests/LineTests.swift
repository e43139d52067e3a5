// SPDX-License-Identifier: Apache-2.0
import XCTest

@testable import Service

/// Lines out of pieces.
final class LineTests: XCTestCase {
    private func lines(_ text: String, limit: Int = 20, piece: Int) -> [String] {
        var splitter = LineSplitter(limit: limit)
        var found: [String] = []
        func add(_ line: BatchLine) {
            found.append(
                "\(line.number):\(line.tooLong.map { "!\($0)" } ?? String(decoding: line.bytes, as: UTF8.self))")
        }
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            splitter.take(Array(bytes[start..<min(start + piece, bytes.count)]))
            while let line = splitter.next() { add(line) }
        }
        if splitter.holdsPart, let line = splitter.finish() { add(line) }
        return found
    }

    func testWhatComesOutDoesNotDependOnThePieces() {
        let long = String(repeating: "x", count: 21)
        let text = "one\ntwo\r\n\n  \t\r\n{}\n\(long)\n\(long.dropLast())\n\(long)\(long)\(long)\nlast"
        let expected = ["1:one", "2:two", "5:{}", "6:!21", "7:\(long.dropLast())", "8:!63", "9:last"]
        for piece in 1...text.utf8.count { XCTAssertEqual(lines(text, piece: piece), expected, "\(piece)") }
    }

    func testNoBytesAndOnlyLineEndsAreNoLines() {
        XCTAssertEqual(lines("", piece: 1), [])
        XCTAssertEqual(lines("\n\r\n\n", piece: 2), [])
    }

    func testALineThatNeverEndsIsNotKept() {
        var splitter = LineSplitter(limit: 1_000)
        for _ in 0..<10_000 {
            splitter.take([UInt8](repeating: 0x78, count: 1_000))
            XCTAssertNil(splitter.next())
        }
        XCTAssertEqual(splitter.finish()?.tooLong, 10_000_000)
    }
}
