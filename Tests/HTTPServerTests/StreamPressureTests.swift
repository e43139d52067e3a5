// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import XCTest

@testable import HTTPServer

/// Streamed exchanges with clients that are slow, greedy or gone, and with servers that stop.
final class StreamPressureTests: StreamTestCase {
    private let head = "POST /stream HTTP/1.1\r\nHost: x\r\n"

    /// What a handler saw, for the test to read.
    final class Note: @unchecked Sendable {
        private let lock = NSLock()
        private var written = 0
        private var reason: StreamInterruption?
        func add(_ count: Int) { lock.withLock { written += count } }
        func end(_ why: StreamInterruption) { lock.withLock { reason = why } }
        var count: Int { lock.withLock { written } }
        var ended: StreamInterruption? { lock.withLock { reason } }
        func wait(seconds: Double = 60) -> StreamInterruption? {
            let end = Date(timeIntervalSinceNow: seconds)
            while ended == nil, Date() < end { usleep(10_000) }
            return ended
        }
    }

    /// Writes for as long as it is let.
    private func serveFlood(
        _ note: Note, _ change: (inout ServerConfiguration) -> Void = { _ in }
    ) throws -> HTTPServer {
        try serveStreams(change) { request in
            guard request.path == "/stream" else { return Self.echo(request) }
            return .stream { exchange in
                do throws(StreamInterruption) {
                    try exchange.begin(Response(status: 200))
                    while true {
                        try exchange.write([UInt8](repeating: 120, count: 10_000))
                        note.add(10_000)
                    }
                } catch {
                    note.end(error)
                }
            }
        }
    }

    /// What is counted, once it has stood still for a while.
    private func atRest(_ count: () -> Int) -> Int {
        var last = -1
        while case let now = count(), now == 0 || now != last {
            last = now
            usleep(400_000)
        }
        return last
    }

    func testAClientThatNeverReadsHoldsABoundedBufferAndIsCutOff() throws {
        let note = Note()
        let server = try serveFlood(note) {
            $0.limits.streamBufferBytes = 65_536
            $0.deadlines.stream = .seconds(5)
        }
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 0\r\n\r\n")
        // Our buffers, and what the kernel takes for both ends of a loopback connection; then the handler waits.
        XCTAssertLessThan(atRest { note.count }, 16_000_000)
        XCTAssertNil(note.ended)
        XCTAssert(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
        XCTAssertEqual(note.wait(), .clientGone)
    }

    func testASlowReaderGetsEverythingAndIsNotCutOff() throws {
        // The control: the same patience, but something moves.
        let server = try serveStreams {
            $0.limits.streamBufferBytes = 16_384
            $0.deadlines.stream = .milliseconds(1_500)
        } handler: { _ in
            .stream { exchange in
                try? exchange.begin(Response(status: 200))
                for _ in 0..<300 { try? exchange.write([UInt8](repeating: 120, count: 100_000)) }
            }
        }
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 0\r\n\r\n")
        let answer = StreamedAnswer(client)
        var (count, chunks) = (0, 0)
        while let chunk = answer.next() {
            count += chunk.utf8.count
            chunks += 1
            if chunks % 100 == 0 { usleep(150_000) }
        }
        XCTAssertEqual(count, 30_000_000)
        XCTAssert(answer.isWhole)
    }

    func testTheSocketIsNotReadWhileTheHandlerIsBehind() throws {
        let gate = Gate()
        let server = try serveStreams {
            $0.limits.streamBufferBytes = 65_536
            $0.deadlines.stream = .milliseconds(700)
        } handler: { request in
            guard request.path == "/stream" else { return Self.echo(request) }
            return .stream { exchange in
                gate.wait()
                var count = 0
                while case .bytes(let bytes)? = try? exchange.next() { count += bytes.count }
                try? exchange.begin(Response(text: "\(count)"))
            }
        }
        let client = RawClient(port: server.port)
        let total = 40_000_000
        let sent = Collector<Int>()
        Thread.detachNewThread { [head] in
            client.send(head + "Content-Length: \(total)\r\n\r\n")
            for _ in 0..<400 where client.send([UInt8](repeating: 1, count: 100_000)) { sent.add(100_000) }
        }
        gate.waitForArrivals(1)
        let taken = atRest { sent.all.reduce(0, +) }
        XCTAssertLessThan(taken, 20_000_000, "our buffer is small, and the kernel's have an end")
        usleep(800_000)
        XCTAssertEqual(sent.all.reduce(0, +), taken, "the client waits, and is not blamed for it")
        gate.open()
        XCTAssertEqual(StreamedAnswer(client).rest(), "\(total)")
    }

    func testAByteASecondDoesNotHoldAConnectionForEver() throws {
        let server = try serveStreams { $0.deadlines.stream = .milliseconds(400) }
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 3000\r\n\r\n")
        let began = Date()
        var poller = pollfd(fd: client.descriptor, events: 0x2000, revents: 0)
        var sent = 0
        while sent < 3_000, poll(&poller, 1, 20) == 0, client.send("a") { sent += 1 }
        XCTAssertGreaterThan(Date().timeIntervalSince(began), 0.3)
        XCTAssertLessThan(sent, 3_000, "a minute of bytes")
        let answer = StreamedAnswer(client)
        let text = answer.rest()
        XCTAssert(text.hasSuffix("[tooSlow(allowedMilliseconds: 400)]"), "what came is still answered: \(text)")
        XCTAssert(text.hasPrefix("aaa"))
        XCTAssert(answer.isWhole)
    }

    func testAClientThatEarnsItsTimeIsNotCutOff() throws {
        let server = try serveStreams { $0.deadlines.stream = .milliseconds(1_200) }
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 4000\r\n\r\n")
        for _ in 0..<20 {
            client.send(String(repeating: "a", count: 200))
            usleep(120_000)
        }
        XCTAssertEqual(StreamedAnswer(client).rest().utf8.count, 4_000)
    }

    func testTheWholeExchangeHasAnEnd() throws {
        let server = try serveStreams { $0.deadlines.wholeStream = .seconds(1) }
        let client = RawClient(port: server.port)
        client.send(head + "Transfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<40 {
            client.send("4\r\nabcd\r\n")
            usleep(50_000)
        }
        XCTAssert(StreamedAnswer(client).rest().hasSuffix("[tooLong(allowedSeconds: 1)]"))
    }

    func testAHandlerLearnsThatItsClientIsGone() throws {
        let note = Note()
        let server = try serveFlood(note)
        do {
            let client = RawClient(port: server.port)
            client.send(head + "Content-Length: 0\r\n\r\n")
            _ = StreamedAnswer(client).readHead()
        }
        XCTAssertEqual(note.wait(), .clientGone)
        // And while it waits for input; a client that only ends its own side is still answered.
        let half = RawClient(port: try serveStreams().port)
        half.send(head + "Content-Length: 10\r\n\r\nabc")
        half.endSending()
        XCTAssertEqual(StreamedAnswer(half).rest(), "abc[endedEarly]")
    }

    func testStreamsThatWaitKeepNobodyFromTheWorkers() throws {
        let server = try serveStreams { $0.workers = 1 }
        let held = (0..<4).map { _ in RawClient(port: server.port) }
        for client in held { client.send(head + "Content-Length: 10\r\n\r\n") }
        for client in held { XCTAssert(StreamedAnswer(client).readHead().hasPrefix("HTTP/1.1 200 ")) }
        XCTAssert(
            exchange(server, "GET /work HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
    }

    func testAStopEndsAStreamBetweenItsPieces() throws {
        let server = try serveStreams()
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 10\r\n\r\nabc")
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.next(), "abc")
        XCTAssert(server.stop(drainSeconds: 60))
        XCTAssertEqual(answer.rest(), "[stopping]")
        XCTAssert(answer.isWhole)
    }

    func testAStopFinishesAStreamThatHasCome() throws {
        let gate = Gate()
        let server = try serveStreams(handler: { request in
            .stream { exchange in
                gate.wait()
                if case .stream(let work) = StreamTestCase.echoPieces(request) { work(exchange) }
            }
        })
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 3\r\n\r\nabc")
        gate.waitForArrivals(1)
        let stopped = expectation(description: "stopped")
        Thread.detachNewThread {
            XCTAssert(server.stop(drainSeconds: 10))
            stopped.fulfill()
        }
        usleep(100_000)
        gate.open()
        XCTAssertEqual(StreamedAnswer(client).rest(), "abc")
        wait(for: [stopped], timeout: 60)
    }

    func testAStopWithoutTimeWakesEveryHandler() throws {
        let note = Note()
        let server = try serveFlood(note)
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 0\r\n\r\n")
        XCTAssert(StreamedAnswer(client).readHead().hasPrefix("HTTP/1.1 200 "))
        usleep(200_000)
        server.stop(drainSeconds: 0)
        XCTAssertEqual(note.wait(), .clientGone)
    }

    func testANudgeWakesAHandlerThatWaitsForItsClient() throws {
        let server = try serveStreams(handler: { _ in
            .stream { exchange in
                try? exchange.begin(Response(status: 200))
                exchange.compute { exchange.nudge() }
                guard case .nudged? = try? exchange.next() else { return }
                try? exchange.write(Array("woken".utf8))
            }
        })
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 10\r\n\r\n")
        XCTAssertEqual(StreamedAnswer(client).rest(), "woken")
    }

    func testTheWaitBeforeAByteIsTheClientsWhateverTheHandlerDoesWhenTheDeadlinePasses() throws {
        // A byte that arrives with the deadline must not be taken for a handler at work all along.
        let channel = StreamChannel(bound: 100) {}
        let gate = Gate()
        let taken = Collector<Int>()
        Thread.detachNewThread {
            while case .bytes(let bytes)? = try? channel.next(takingInput: true) {
                taken.add(bytes.count)
                gate.wait()
            }
        }
        usleep(300_000)
        channel.deliver([1])
        XCTAssertGreaterThan(channel.takeWait(), 100_000)
        gate.waitForArrivals(1)
        // The control: while the handler is at work, nothing is spent.
        usleep(300_000)
        XCTAssertEqual(channel.takeWait(), 0)
        gate.open()
        channel.close()
        XCTAssertEqual(taken.all, [1])
    }

    func testPatienceIsSpentByWaitingAndEarnedByBytes() {
        var patience = StreamPatience(whole: 1_000_000, bytesPerSecond: 1_000)
        XCTAssertEqual(patience.deadline, .max)
        patience.note(bytes: 0, waiting: true, now: 0)
        XCTAssertEqual(patience.deadline, 1_000_000)
        patience.note(bytes: 100, waiting: true, now: 600_000)
        XCTAssertEqual(patience.deadline, 600_000 + 500_000)
        patience.note(bytes: .max, waiting: false, now: 700_000)
        XCTAssertEqual(patience.deadline, .max)
        patience.note(bytes: 0, waiting: true, now: 5_000_000)
        XCTAssertEqual(patience.deadline, 6_000_000, "never more than all of it")
    }
}
