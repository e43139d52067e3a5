// SPDX-License-Identifier: Apache-2.0

import Glibc
import XCTest

@testable import HTTPServer

/// What the parser says depends on the bytes, not on the pieces they come in.
final class ParserPropertyTests: XCTestCase {
    /// What became of some bytes: the requests in them, and how they end.
    private struct Outcome: Equatable {
        var requests: [String] = []
        var end: HTTPServerRefusal?
        var unused = 0
    }

    private func parse(_ bytes: [UInt8], pieces: [Int]) -> Outcome {
        var limits = Limits()
        limits.headBytes = 512
        limits.targetBytes = 64
        limits.fields = 8
        var parser = RequestParser(limits: limits) { _, path in path == "/large" ? 4_096 : 64 }
        var outcome = Outcome()
        var buffer: [UInt8] = []
        var start = 0
        var given = 0
        for piece in pieces + [bytes.count] where given < bytes.count {
            let end = min(bytes.count, given + piece)
            buffer += bytes[given..<end]
            given = end
            do throws(HTTPServerRefusal) {
                reading: while true {
                    switch try parser.advance(buffer, from: &start) {
                    case .needMore: break reading
                    case .streamed: XCTFail("nothing streams here")
                    case .sendContinue: continue reading
                    case .request(let head, let body):
                        outcome.requests.append("\(head.method) \(head.path) \(head.headers.all) \(body)")
                    }
                }
            } catch {
                outcome.end = error
                return outcome
            }
            buffer.removeSubrange(..<start)
            start = 0
        }
        outcome.unused = parser.bodyCount ?? buffer.count
        return outcome
    }

    private func checkEveryWayOfCutting(_ bytes: [UInt8], _ random: inout SeededGenerator) {
        let atOnce = parse(bytes, pieces: [])
        let byteByByte = parse(bytes, pieces: Array(repeating: 1, count: bytes.count))
        XCTAssertEqual(atOnce, byteByByte, String(decoding: bytes, as: UTF8.self).debugDescription)
        let pieces = (0..<bytes.count).map { _ in Int.random(in: 1...40, using: &random) }
        XCTAssertEqual(atOnce, parse(bytes, pieces: pieces), String(decoding: bytes, as: UTF8.self).debugDescription)
    }

    func testGoodRequestsAreTheSameByteByByte() {
        var random = SeededGenerator(seed: 1)
        for request in RequestSamples.good {
            let outcome = parse(Array(request.utf8), pieces: [])
            XCTAssertNil(outcome.end, request)
            XCTAssertEqual(outcome.requests.count, RequestSamples.count(in: request), request)
            checkEveryWayOfCutting(Array(request.utf8), &random)
        }
    }

    func testMutatedRequestsAreTheSameByteByByte() {
        var random = SeededGenerator(seed: 2)
        var refused = 0
        for _ in 0..<3_000 {
            let bytes = RequestSamples.mutated(&random)
            if parse(bytes, pieces: []).end != nil { refused += 1 }
            checkEveryWayOfCutting(bytes, &random)
        }
        // Else the mutations would not have tried anything.
        XCTAssertGreaterThan(refused, 1_000)
        XCTAssertLessThan(refused, 3_000)
    }

    func testEveryPrefixOfAGoodRequestAsksForMore() {
        for request in RequestSamples.good where RequestSamples.count(in: request) == 1 {
            let bytes = Array(request.utf8)
            for length in 1..<bytes.count {
                let outcome = parse(Array(bytes[..<length]), pieces: [])
                XCTAssertNil(outcome.end)
                XCTAssertEqual(outcome.requests, [])
            }
        }
    }

    func testEverySingleBitFlipIsAnOutcome() {
        for request in RequestSamples.good {
            let bytes = Array(request.utf8)
            for bit in 0..<(bytes.count * 8) {
                var flipped = bytes
                flipped[bit / 8] ^= 1 << UInt8(bit % 8)
                let outcome = parse(flipped, pieces: [])
                XCTAssertLessThanOrEqual(outcome.requests.count, 3)
            }
        }
    }

    func testALargeBodyIsCollectedInLinearTime() {
        // 16 MB in pieces of 1 KB: copied whole for each piece this would be 128 GB of copying.
        let size = 16_777_216
        var parser = RequestParser(limits: Limits()) { _, _ in size }
        var start = 0
        let head = Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n".utf8)
        _ = try? parser.advance(head, from: &start)
        let piece = [UInt8](repeating: 7, count: 1_024)
        let began = clock()
        var collected = 0
        for _ in 0..<(size / piece.count) {
            start = 0
            if case .request(_, let body)? = try? parser.advance(piece, from: &start) { collected = body.count }
        }
        XCTAssertEqual(collected, size)
        XCTAssertLessThan(Double(clock() - began) / Double(CLOCKS_PER_SEC), 6)
    }
}
