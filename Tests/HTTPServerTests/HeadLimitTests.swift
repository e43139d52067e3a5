// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import XCTest

/// What a request may have, counted out: served at the limit, refused by its own status one beyond it.
final class HeadLimitTests: ServerTestCase {
    private func status(_ server: HTTPServer, _ text: String) -> Int {
        let client = RawClient(port: server.port)
        client.send(text)
        return client.receiveResponses().first?.status ?? 0
    }

    func testBytesOfAHead() throws {
        let server = try serve()
        let most = Limits().headBytes
        XCTAssertEqual(most, 16_384)
        func head(_ count: Int) -> String {
            let (start, end) = ("GET / HTTP/1.1\r\nHost: x\r\nA: ", "\r\n\r\n")
            return start + String(repeating: "a", count: count - start.utf8.count - end.utf8.count) + end
        }
        XCTAssertEqual(head(most).utf8.count, most)
        XCTAssertEqual(status(server, head(most)), 200)
        XCTAssertEqual(status(server, head(most + 1)), 431)
    }

    func testFieldsOfAHead() throws {
        let server = try serve()
        let most = Limits().fields
        XCTAssertEqual(most, 64)
        func head(_ count: Int) -> String {
            "GET / HTTP/1.1\r\nHost: x\r\n" + String(repeating: "A: b\r\n", count: count - 1) + "\r\n"
        }
        XCTAssertEqual(status(server, head(most)), 200)
        XCTAssertEqual(status(server, head(most + 1)), 431)
    }

    func testBytesOfATarget() throws {
        let server = try serve()
        let most = Limits().targetBytes
        XCTAssertEqual(most, 8_192)
        func head(_ count: Int) -> String {
            "GET /" + String(repeating: "a", count: count - 1) + " HTTP/1.1\r\nHost: x\r\n\r\n"
        }
        XCTAssertEqual(status(server, head(most)), 200)
        XCTAssertEqual(status(server, head(most + 1)), 414)
    }

    func testBytesOfABodyHoweverTheyAreFramed() throws {
        let server = try serve { $0.bodyLimit = { _, _ in 1_000 } }
        func counted(_ count: Int) -> String {
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(count)\r\n\r\n" + String(repeating: "a", count: count)
        }
        func chunked(_ count: Int) -> String {
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: "1\r\na\r\n", count: count) + "0\r\n\r\n"
        }
        for body in [counted, chunked] {
            XCTAssertEqual(status(server, body(1_000)), 200)
            XCTAssertEqual(status(server, body(1_001)), 413)
        }
    }

    func testConnectionsAtTheLimitAreServed() throws {
        let server = try serve {
            $0.limits.connections = 8
            $0.limits.grace = nil
        }
        let held = (0..<8).map { _ in RawClient(port: server.port) }
        for client in held {
            client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            XCTAssertEqual(client.receiveResponses().first?.status, 200)
        }
        XCTAssertTrue(RawClient(port: server.port).receiveAll().hasPrefix("HTTP/1.1 503 "))
        withExtendedLifetime(held) {}
    }
}
