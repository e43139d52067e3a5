// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPServer
import XCTest

/// Slow clients, too many clients, too much work.
final class PressureTests: ServerTestCase {
    private func elapsed(_ body: () throws -> Void) rethrows -> TimeInterval {
        let began = Date()
        try body()
        return Date().timeIntervalSince(began)
    }

    private func serveImpatiently() throws -> HTTPServer {
        try serve {
            $0.deadlines.head = .milliseconds(400)
            $0.deadlines.body = .milliseconds(400)
            $0.deadlines.idle = .milliseconds(400)
            $0.deadlines.response = .milliseconds(400)
            $0.deadlines.minimumBytesPerSecond = 2_000
        }
    }

    /// Sends `text` a byte every 20 ms until the server ends it.
    ///
    /// - Returns: how many bytes it took, and how long.
    private func trickle(_ text: String, to client: RawClient) -> (bytes: Int, seconds: TimeInterval) {
        var sent = 0
        let seconds = elapsed {
            var poller = pollfd(fd: client.descriptor, events: Int16(POLLIN), revents: 0)
            for byte in text.utf8 {
                if poll(&poller, 1, 20) > 0 || !client.send([byte]) { break }
                sent += 1
            }
        }
        return (sent, seconds)
    }

    func testAHeadThatTricklesIsCutOffAtItsDeadline() throws {
        let client = RawClient(port: try serveImpatiently().port)
        // Sent whole it would take 75 seconds.
        let head =
            "GET / HTTP/1.1\r\nHost: x\r\n"
            + String(repeating: "Field: \(String(repeating: "b", count: 50))\r\n", count: 60)
        let taken = trickle(head, to: client)
        XCTAssertGreaterThan(taken.seconds, 0.3)
        XCTAssertLessThan(taken.bytes, head.utf8.count)
        XCTAssert(client.receiveAll().hasPrefix("HTTP/1.1 408 "))
    }

    func testABodyThatTricklesIsCutOffAtItsDeadline() throws {
        let client = RawClient(port: try serveImpatiently().port)
        client.send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 1900\r\n\r\n")
        let taken = trickle(String(repeating: "a", count: 1_900), to: client)
        XCTAssertGreaterThan(taken.seconds, 0.3)
        XCTAssertLessThan(taken.bytes, 1_900)
        XCTAssert(client.receiveAll().hasPrefix("HTTP/1.1 408 "))
    }

    func testALargeBodyIsGivenMoreTime() throws {
        // The control: 32 KB at 2 KB/s is sixteen seconds more, so the same trickle is not cut off by 0.4 s.
        let client = RawClient(port: try serveImpatiently().port)
        client.send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 33000\r\n\r\n")
        XCTAssertGreaterThan(trickle(String(repeating: "a", count: 60), to: client).seconds, 1.1)
        client.send([UInt8](repeating: 0, count: 32_940))
        XCTAssertEqual(client.receiveResponses().first?.status, 200)
    }

    func testASilentClientIsClosedWithoutAnAnswer() throws {
        let server = try serveImpatiently()
        let client = RawClient(port: server.port)
        XCTAssertGreaterThan(elapsed { XCTAssertEqual(client.receiveAll(), "") }, 0.3)
        XCTAssertFalse(client.hasWaitedInVain)
        let idle = RawClient(port: server.port)
        idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        XCTAssertEqual(idle.receiveResponses().first?.status, 200)
        XCTAssertGreaterThan(elapsed { XCTAssertEqual(idle.receiveAll(), "") }, 0.3)
        XCTAssertFalse(idle.hasWaitedInVain)
    }

    func testAClientThatDoesNotReadIsClosed() throws {
        let body = [UInt8](repeating: 1, count: 8_000_000)
        let server = try serve {
            $0.deadlines.response = .milliseconds(400)
            $0.deadlines.minimumBytesPerSecond = 100_000_000
        } handler: { _ in
            .inline(Response(contentType: "a/b", body: body))
        }
        let client = RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        usleep(1_500_000)
        XCTAssertLessThan(client.receiveAll().utf8.count, body.count)
    }

    func testWorkThatTakesLongerThanADeadlineIsStillAnswered() throws {
        let server = try serve {
            $0.deadlines.head = .milliseconds(100)
        } handler: { _ in
            .work {
                usleep(500_000)
                return Response(text: "late")
            }
        }
        let client = RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        XCTAssertEqual(client.receiveResponses().first?.body, "late")
    }

    func testConnectionsAreCappedInAll() throws {
        let server = try serve {
            $0.limits.connections = 5
            $0.limits.grace = nil
        }
        let held = (0..<5).map { _ in RawClient(port: server.port) }
        for client in held {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            XCTAssertEqual(client.receiveResponses().first?.status, 200)
        }
        let answer = RawClient(port: server.port).receiveAll()
        XCTAssert(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        XCTAssert(answer.contains("\r\nRetry-After: 1\r\n"))
        held[0].endSending()
        XCTAssertEqual(held[0].receiveAll(), "")
        XCTAssert(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
    }

    func testConnectionsAreCappedForEachAddress() throws {
        let server = try serve { $0.limits.connectionsPerAddress = 2 }
        let held = (0..<2).map { _ in RawClient(port: server.port) }
        for client in held {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            XCTAssertEqual(client.receiveResponses().first?.status, 200)
        }
        withExtendedLifetime(held) {
            XCTAssert(RawClient(port: server.port).receiveAll().hasPrefix("HTTP/1.1 503 "))
        }
    }

    func testTrustedProxiesAreNotCappedByAddress() throws {
        let server = try serve {
            $0.limits.connectionsPerAddress = 2
            $0.trustedProxies = TrustedProxies(ranges: [AddressRange("127.0.0.0/8")!], field: .xForwardedFor)
        }
        let held = (0..<6).map { _ in RawClient(port: server.port) }
        for client in held {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            XCTAssertEqual(client.receiveResponses().first?.status, 200)
        }
    }

    func testAFullQueueIsSaidSoAndTheConnectionStays() throws {
        let gate = Gate()
        let server = try serve {
            $0.workers = 1
            $0.queueLimit = 1
        } handler: { request in
            request.path == "/inline"
                ? .inline(Response(text: "ok"))
                : .work {
                    gate.wait(); return Response(text: "worked")
                }
        }
        let running = RawClient(port: server.port)
        running.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        gate.waitForArrivals(1)
        let queued = RawClient(port: server.port)
        queued.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        let refused = RawClient(port: server.port)
        var response: RawResponse?
        // The queued request may not have been seen yet when this one is.
        refused.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        response = refused.receiveResponses().first
        XCTAssertEqual(response?.status, 503)
        XCTAssertEqual(response?.field("Retry-After"), "1")
        refused.send("GET /inline HTTP/1.1\r\nHost: x\r\n\r\n")
        XCTAssertEqual(refused.receiveResponses().first?.body, "ok", "inline answers do not wait for workers")
        gate.open()
        XCTAssertEqual(running.receiveResponses().first?.body, "worked")
        XCTAssertEqual(queued.receiveResponses().first?.body, "worked")
    }

    func testBodiesTogetherAreCapped() throws {
        let server = try serve {
            $0.limits.bufferedBodyBytes = 4_000_000
            $0.bodyLimit = { _, _ in 2_500_000 }
        }
        let first = RawClient(port: server.port)
        first.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2500000\r\n\r\n")
        first.send([UInt8](repeating: 1, count: 2_400_000))
        // Each round trip lets the loop read 64 KB of the first; then all of it is held.
        let other = RawClient(port: server.port)
        for _ in 0..<60 {
            other.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            XCTAssertEqual(other.receiveResponses().first?.status, 200)
        }
        let control = RawClient(port: server.port)
        control.send("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 60000\r\n\r\n")
        control.send([UInt8](repeating: 97, count: 60_000))
        XCTAssert(control.receiveAll().hasPrefix("HTTP/1.1 200 "), "small bodies are always taken")
        let second = RawClient(port: server.port)
        second.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2500000\r\n\r\n")
        second.send([UInt8](repeating: 1, count: 2_400_000))
        let answer = second.receiveAll()
        XCTAssert(answer.hasPrefix("HTTP/1.1 503 "), answer)
        XCTAssert(answer.contains("\r\nRetry-After: "))
        // What the first held is given back, and then there is room again.
        first.send([UInt8](repeating: 1, count: 100_000))
        XCTAssertEqual(first.receiveResponses().first?.status, 200)
        let third = RawClient(port: server.port)
        third.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2500000\r\n\r\n")
        third.send([UInt8](repeating: 1, count: 2_500_000))
        XCTAssertEqual(third.receiveResponses().first?.status, 200)
    }

    func testWithoutDescriptorsTheLoopWaitsAndGoesOn() throws {
        let server = try serve()
        let clients = (0..<4).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
        var taken: [Int32] = []
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        let before = limit
        limit.rlim_cur = min(limit.rlim_cur, 512)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        defer {
            var before = before
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before)
            for descriptor in taken + clients { close(descriptor) }
        }
        while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
        XCTAssertEqual(errno, EMFILE)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = UInt16(server.port).bigEndian
        inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
        for client in clients {
            withUnsafePointer(to: &name) { pointer in
                _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }
        let processorBefore = clock()
        usleep(1_000_000)
        let used = Double(clock() - processorBefore) / Double(CLOCKS_PER_SEC)
        XCTAssertLessThan(used, 0.5, "a second without descriptors is spent asleep")
        for descriptor in taken { close(descriptor) }
        taken = []
        for client in clients {
            let request = Array("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8)
            send(client, request, request.count, Int32(MSG_NOSIGNAL))
            var buffer = [UInt8](repeating: 0, count: 4_096)
            XCTAssertGreaterThan(recv(client, &buffer, buffer.count, 0), 0)
        }
    }

    func testClientsThatVanishWhileWorkIsDoneDoNoHarm() throws {
        let server = try serve {
            $0.workers = 4
        } handler: { _ in
            .work {
                usleep(500)
                return Response(text: "too late")
            }
        }
        for _ in 0..<500 {
            let client = RawClient(port: server.port)
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            // Closed with a reset, so that the answer finds nobody.
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(client.descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        }
        XCTAssert(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").hasSuffix("too late"))
    }
}
