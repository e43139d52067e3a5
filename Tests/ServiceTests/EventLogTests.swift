// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import XCTest

@testable import Service

final class EventLogTests: XCTestCase {
    private final class Sink: @unchecked Sendable {
        private let lock = NSLock()
        private var bytes: [UInt8] = []
        let gate = DispatchSemaphore(value: 0)
        let isSlow: Bool

        init(slow: Bool = false) { isSlow = slow }

        func write(_ more: [UInt8]) {
            if isSlow { gate.wait() }
            lock.withLock { bytes += more }
        }

        var lines: [String] {
            lock.withLock { String(decoding: bytes, as: UTF8.self) }.split(separator: "\n").map(String.init)
        }
    }

    func testEachEventIsALineThatReadsAndHasItsFourNames() throws {
        let sink = Sink()
        let log = EventLog(role: "ca", clock: { Instant(rfc3339: "2026-11-22T08:00:00Z")! }) { sink.write($0) }
        log.event("serve.ready", .info, [("port", .integer(80)), ("role", "forged"), ("time", "forged")])
        log.event("fault", .error, [("detail", .string("two\nlines \"and\" \u{202e}"))])
        log.close()
        XCTAssertEqual(sink.lines.count, 2)
        XCTAssertEqual(
            sink.lines.first,
            #"{"time":"2026-11-22T08:00:00Z","level":"info","event":"serve.ready","role":"ca","port":80}"#)
        let second = try JSONReader.read(Array(sink.lines[1].utf8))
        XCTAssertEqual(second["detail"]?.text, "two\nlines \"and\" \u{202e}")
        XCTAssertEqual(second["level"]?.text, "error")
    }

    func testWhoeverReadsSlowlyIsNotWaitedForAndWhatIsLostIsCounted() {
        let sink = Sink(slow: true)
        let log = EventLog(role: "va") { sink.write($0) }
        for number in 0..<30_000 { log.event("request", .info, [("number", .integer(Int64(number)))]) }
        XCTAssertGreaterThan(log.dropped, 0)
        for _ in 0..<10 { sink.gate.signal() }
        log.close()
        XCTAssertEqual(sink.lines.count + log.dropped, 30_000)
    }
}
