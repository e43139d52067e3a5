// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPServer
import XCTest

/// All connections are taken, from many addresses, by clients that ask nothing: honest ones are served all the same.
final class SheddingTests: ServerTestCase {
    private let question = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    private let shed = Collector<Int>()

    private func crowded(_ connections: Int, grace: Duration? = .milliseconds(100)) throws -> HTTPServer {
        let shed = shed
        return try serve(
            {
                $0.limits.connections = connections
                $0.limits.grace = grace
                $0.shed = { shed.add($0) }
            },
            handler: { request in
                request.path == "/large"
                    ? .inline(Response(contentType: "a/b", body: [UInt8](repeating: 1, count: 8_000_000)))
                    : ServerTestCase.echo(request)
            })
    }

    /// Clients from as many addresses of 127/8, each sending the same.
    private func hold(_ server: HTTPServer, _ count: Int, sending text: String) -> [RawClient] {
        (0..<count).map { number in
            let client = RawClient(port: server.port, from: "127.1.\(number / 250).\(number % 250 + 1)")
            client.send(text)
            return client
        }
    }

    /// How many of so many newcomers are served, one after the other.
    private func served(_ server: HTTPServer, _ count: Int) -> Int {
        (0..<count).filter { _ in
            let client = RawClient(port: server.port)
            client.send(question)
            return client.receiveResponses().first?.status == 200
        }.count
    }

    private func wait(_ seconds: Double) { Thread.sleep(forTimeInterval: seconds) }

    func testThoseThatNeverFinishAHeadMakeRoom() throws {
        let server = try crowded(200)
        let held = hold(server, 250, sending: "GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
        wait(0.3)
        XCTAssertEqual(served(server, 40), 40)
        XCTAssertGreaterThan(shed.all.reduce(0, +), 0)
        withExtendedLifetime(held) {}
    }

    func testWithoutTheLimitTheyKeepEverybodyOut() throws {
        // The negative control.
        let server = try crowded(200, grace: nil)
        let held = hold(server, 250, sending: "GET / HTTP/1.1\r\nHost: x\r\nX-A: ")
        wait(0.3)
        XCTAssertEqual(served(server, 40), 0)
        XCTAssertEqual(shed.all, [])
        withExtendedLifetime(held) {}
    }

    func testSilenceSlowBodiesUnreadAnswersAndIdlenessMakeRoomToo() throws {
        for text in [
            "", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\nab",
            "GET /large HTTP/1.1\r\nHost: x\r\n\r\n",
            question,
        ] {
            let server = try crowded(40)
            let held = hold(server, 40, sending: text)
            wait(0.4)
            XCTAssertEqual(served(server, 8), 8, text)
            withExtendedLifetime(held) {}
        }
    }

    func testWhoIsBeingServedStays() throws {
        let gate = Gate()
        let server = try serve {
            $0.limits.connections = 2
            $0.limits.grace = .milliseconds(1)
        } handler: { _ in
            .work {
                gate.wait()
                return Response(text: "worked")
            }
        }
        let working = hold(server, 2, sending: question)
        gate.waitForArrivals(2)
        wait(0.1)
        XCTAssertTrue(RawClient(port: server.port, from: "127.2.0.1").receiveAll().hasPrefix("HTTP/1.1 503 "))
        gate.open()
        for client in working { XCTAssertEqual(client.receiveResponses().first?.body, "worked") }
    }

    func testWhoHasJustComeStays() throws {
        let server = try crowded(2, grace: .seconds(60))
        let fresh = hold(server, 2, sending: "GET / HTTP/1.1\r\n")
        XCTAssertTrue(RawClient(port: server.port, from: "127.2.0.1").receiveAll().hasPrefix("HTTP/1.1 503 "))
        for client in fresh {
            client.send("Host: x\r\n\r\n")
            XCTAssertEqual(client.receiveResponses().first?.status, 200)
        }
    }

    func testABodyThatComesAtAnHonestPaceOutlivesOneThatDoesNot() throws {
        let server = try serve {
            $0.limits.connections = 2
            $0.limits.grace = .milliseconds(100)
            // Whoever brings 50,000 bytes has earned most of a minute by it.
            $0.deadlines.minimumBytesPerSecond = 1_000
        }
        let honest = RawClient(port: server.port, from: "127.3.0.1")
        honest.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n")
        honest.send([UInt8](repeating: 97, count: 50_000))
        wait(0.05)
        let slow = RawClient(port: server.port, from: "127.3.0.2")
        slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\na")
        wait(0.4)
        XCTAssertEqual(served(server, 1), 1)
        XCTAssertEqual(slow.receiveAll(), "")
        honest.send([UInt8](repeating: 97, count: 10_000))
        XCTAssertEqual(honest.receiveResponses().first?.status, 200)
    }

    func testOneAddressThatHasItsShareMovesNobody() throws {
        let shed = shed
        let server = try serve {
            $0.limits.connections = 10
            $0.limits.connectionsPerAddress = 5
            $0.limits.grace = .milliseconds(50)
            $0.shed = { shed.add($0) }
        }
        let held = hold(server, 5, sending: "GET / HTTP/1.1\r\n")
        let greedy = (0..<20).map { _ in RawClient(port: server.port, from: "127.4.0.1") }
        wait(0.2)
        XCTAssertTrue(RawClient(port: server.port, from: "127.4.0.1").receiveAll().hasPrefix("HTTP/1.1 503 "))
        XCTAssertEqual(shed.all, [])
        withExtendedLifetime((held, greedy)) {}
    }
}
