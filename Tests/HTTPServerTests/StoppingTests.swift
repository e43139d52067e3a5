// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPServer
import XCTest

/// Starting and stopping.
final class StoppingTests: ServerTestCase {
    func testARequestInFlightIsFinishedAndTheConnectionClosed() throws {
        let gate = Gate()
        // One loop: with two, the other might let a client in that came between the two hearing of the stop.
        let server = try serve(handler: { _ in
            .work {
                gate.wait()
                return Response(text: "done")
            }
        })
        let busy = RawClient(port: server.port)
        busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        gate.waitForArrivals(1)
        let idle = RawClient(port: server.port)
        let port = server.port
        let stopped = expectation(description: "stopped")
        let outcome = Collector<Bool>()
        Thread.detachNewThread {
            outcome.add(server.stop(drainSeconds: 10))
            stopped.fulfill()
        }
        XCTAssertEqual(idle.receiveAll(), "", "an idle connection is closed at once")
        XCTAssertThrowsError(try HTTPClient().get("http://127.0.0.1:\(port)/"), "nobody new is let in")
        gate.open()
        let answer = busy.receiveAll()
        XCTAssert(answer.contains("\r\nConnection: close\r\n"))
        XCTAssert(answer.hasSuffix("done"))
        wait(for: [stopped], timeout: 60)
        XCTAssertEqual(outcome.all, [true])
    }

    func testARequestThatTheServerHadNotSeenYetIsAnswered() throws {
        let gate = Gate()
        let server = try serve(handler: { request in
            if request.path == "/slow" { gate.wait() }
            return .inline(Response(text: "seen"))
        })
        let late = RawClient(port: server.port)
        late.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        XCTAssertEqual(late.receiveResponses().first?.body, "seen")
        // While the loop is held up, the stop comes first and the request second.
        let slow = RawClient(port: server.port)
        slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        gate.waitForArrivals(1)
        let stopped = expectation(description: "stopped")
        Thread.detachNewThread {
            server.stop(drainSeconds: 10)
            stopped.fulfill()
        }
        usleep(150_000)
        late.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        gate.open()
        XCTAssert(late.receiveAll().hasSuffix("seen"))
        wait(for: [stopped], timeout: 60)
    }

    func testARequestHalfSentIsFinishedToo() throws {
        let server = try serve()
        let client = RawClient(port: server.port)
        client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab")
        usleep(100_000)
        let stopped = expectation(description: "stopped")
        Thread.detachNewThread {
            server.stop(drainSeconds: 10)
            stopped.fulfill()
        }
        usleep(100_000)
        client.send("cd")
        XCTAssert(client.receiveAll().hasSuffix("abcd"))
        wait(for: [stopped], timeout: 60)
    }

    func testWorkThatDoesNotEndIsNotWaitedForBeyondTheDrain() throws {
        let gate = Gate()
        let server = try serve(handler: { _ in
            .work {
                gate.wait(); return Response(text: "never")
            }
        })
        let client = RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        gate.waitForArrivals(1)
        XCTAssertFalse(server.stop(drainSeconds: 1))
        XCTAssertEqual(client.receiveAll(), "")
        gate.open()
    }

    func testStoppingAndStartingLeavesNothingBehind() throws {
        func open() -> Int { (0..<1_024).filter { fcntl($0, F_GETFD) >= 0 }.count }
        func threads() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count }
        func round() throws {
            let server = try serve { $0.loops = 2 }
            let client = RawClient(port: server.port)
            client.send("GET /work HTTP/1.1\r\nHost: x\r\n\r\n")
            XCTAssertEqual(client.receiveResponses().first?.status, 200)
            XCTAssert(server.stop(drainSeconds: 1))
            XCTAssert(server.stop(drainSeconds: 1), "a second time does nothing")
            XCTAssertEqual(server.port, 0)
        }
        try round()
        let before = (open(), try threads())
        for _ in 0..<20 { try round() }
        // A thread that has been joined may be listed a moment longer.
        for _ in 0..<100 where try threads() > before.1 { usleep(20_000) }
        XCTAssertLessThanOrEqual(open(), before.0)
        XCTAssertLessThanOrEqual(try threads(), before.1)
    }

    func testAServerThatIsForgottenStops() throws {
        var configuration = ServerConfiguration()
        configuration.loops = 2
        var server: HTTPServer? = HTTPServer(configuration, handler: ServerTestCase.echo)
        try server?.start()
        let port = server?.port ?? 0
        server = nil
        XCTAssertThrowsError(try HTTPClient().get("http://127.0.0.1:\(port)/"))
    }

    func testAPortInUseIsRefusedByNameAlsoWithSeveralLoops() throws {
        for loops in [1, 3] {
            let first = try serve { $0.loops = loops }
            for otherLoops in [1, 3] {
                XCTAssertThrowsError(
                    try serve {
                        $0.port = first.port
                        $0.loops = otherLoops
                    }
                ) {
                    XCTAssertEqual(
                        $0 as? HTTPServerError, .addressInUse(address: "127.0.0.1", port: first.port),
                        "\(loops) then \(otherLoops)")
                }
            }
            let port = first.port
            first.stop(drainSeconds: 0)
            XCTAssertEqual(
                try serve {
                    $0.port = port; $0.loops = loops
                }.port, port, "free again")
        }
    }

    func testAConfigurationOutOfRangeDoesNotStart() throws {
        func check(_ error: HTTPServerError, _ change: @escaping (inout ServerConfiguration) -> Void) {
            XCTAssertThrowsError(try serve(change)) { XCTAssertEqual($0 as? HTTPServerError, error) }
        }
        check(.addressInvalid("localhost")) { $0.address = "localhost" }
        check(.portInvalid(65_536)) { $0.port = 65_536 }
        check(.portInvalid(-1)) { $0.port = -1 }
        check(.outOfRange(field: "loops", seen: 0, allowed: 1...256)) { $0.loops = 0 }
        check(.outOfRange(field: "workers", seen: -1, allowed: 1...1_024)) { $0.workers = -1 }
        check(.system(call: "bind", errno: EADDRNOTAVAIL)) { $0.address = "192.0.2.1" }
    }

    func testAServerStartsOnce() throws {
        let server = try serve()
        XCTAssertThrowsError(try server.start()) { XCTAssertEqual($0 as? HTTPServerError, .alreadyStarted) }
    }
}
