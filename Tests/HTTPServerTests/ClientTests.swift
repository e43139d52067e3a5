// SPDX-License-Identifier: Apache-2.0

import XCTest

@testable import HTTPServer

/// The client, and what it takes for an answer.
final class ClientTests: ServerTestCase {
    private func parse(_ text: String, method: String = "GET", limit: Int = 100, pieces: Int = .max) throws -> Response?
    {
        var parser = ResponseParser(method: method, bodyLimit: limit)
        let bytes = Array(text.utf8)
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + min(pieces, bytes.count))
            if let response = try parser.advance(Array(bytes[at..<end]), hasEnded: false) { return response }
            at = end
        }
        return try parser.advance([], hasEnded: true)
    }

    func testAnswersAreReadHoweverTheyAreDelimited() throws {
        for pieces in [1, 7, Int.max] {
            let head = "HTTP/1.1 200 OK\r\nA: b\r\n"
            XCTAssertEqual(try parse(head + "Content-Length: 2\r\n\r\nhi", pieces: pieces)?.body, Array("hi".utf8))
            let chunks = "Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n"
            XCTAssertEqual(try parse(head + chunks, pieces: pieces)?.body, Array("hi".utf8))
            XCTAssertEqual(try parse(head + "\r\nhi", pieces: pieces)?.body, Array("hi".utf8))
            XCTAssertEqual(try parse(head + "Content-Length: 2\r\n\r\n", method: "HEAD", pieces: pieces)?.body, [])
            let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nA: b\r\n\r\n"
            let response = try XCTUnwrap(try parse(early, pieces: pieces))
            XCTAssertEqual(response.status, 204)
            XCTAssertEqual(response.header("a"), "b")
        }
    }

    func testAnswersThatAreCutShortAreNotAnswers() throws {
        XCTAssertNil(try parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi"))
        XCTAssertNil(try parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n"))
        XCTAssertNil(try parse("HTTP/1.1 200 OK\r\n"))
    }

    func testMalformedAnswersAreNamed() throws {
        func check(_ text: String, _ error: HTTPClientError, line: UInt = #line) {
            XCTAssertThrowsError(try parse(text), line: line) {
                XCTAssertEqual($0 as? HTTPClientError, error, line: line)
            }
        }
        check("HTTP/1.1 2000 OK\r\n\r\n", .malformed(.statusLine, offset: 0))
        check("HTTP/2 200 OK\r\n\r\n", .malformed(.statusLine, offset: 0))
        check("HTTP/1.1 200 OK\n\n", .malformed(.bareLineFeed, offset: 15))
        check("HTTP/1.1 200 OK\r\nA b\r\n\r\n", .malformed(.fieldName, offset: 18))
        check(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", .malformed(.contentLength, offset: 36))
        check("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n", .tooLarge(allowed: 100))
        check("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "a", count: 101), .tooLarge(allowed: 100))
        check("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", .unsupported(seen: "gzip"))
        check("HTTP/1.1 200 OK\r\nA: " + String(repeating: "a", count: 70_000), .tooLarge(allowed: 65_536))
    }

    func testURLsAreReadStrictly() {
        let location = ClientURL("https://[::1]:8443/a/b?c=d")
        XCTAssertEqual(location?.host, "::1")
        XCTAssertEqual(location?.port, 8_443)
        XCTAssertEqual(location?.authority, "[::1]:8443")
        XCTAssertEqual(location?.target, "/a/b?c=d")
        XCTAssertEqual(ClientURL("http://x")?.target, "/")
        XCTAssertEqual(ClientURL("http://x")?.port, 80)
        XCTAssertEqual(ClientURL("https://x?a")?.target, "/?a")
        XCTAssertEqual(ClientURL("https://x?a")?.port, 443)
        XCTAssertEqual(ClientURL("http://[::1]")?.port, 80)
        for bad in [
            "", "x", "ftp://x/", "http://", "http:///a", "http://a@b/", "http://x:0/", "http://x:65536/", "http://x:a/",
            "http://x/ a", "http://x/\r\nA: b", "http://x/#a", "http://x/é", "http://[::1", "http://x/%",
        ] {
            XCTAssertNil(ClientURL(bad), bad)
        }
    }

    func testWhatTheClientIsGivenReachesTheServer() throws {
        let server = try serve(handler: { request in
            .inline(
                Response(
                    text:
                        "\(request.method) \(request.authority) \(request.headers["X-A"] ?? "-") \(request.body.count)")
            )
        })
        let base = "http://localhost:\(server.port)"
        let client = try HTTPClient()
        let sent = try client.send("PUT", base + "/a", headers: [("X-A", "مهر")], body: [1, 2, 3])
        XCTAssertEqual(String(decoding: sent.body, as: UTF8.self), "PUT localhost:\(server.port) مهر 3")
        XCTAssertEqual(try client.post(base, contentType: "a/b", body: []).status, 200)
        XCTAssertThrowsError(try client.send("GET", base, headers: [("A", "b\r\nC: d")])) {
            XCTAssertEqual($0 as? HTTPClientError, .fieldInvalid("A"))
        }
        XCTAssertThrowsError(try HTTPClient(identity: .init(certificateChainPEM: [], privateKeyPEM: []))) {
            XCTAssertEqual($0 as? HTTPClientError, .anchorsMissing)
        }
        XCTAssertThrowsError(try client.send("G T", base)) {
            XCTAssertEqual($0 as? HTTPClientError, .fieldInvalid("G T"))
        }
    }

    func testWhatDoesNotAnswerIsNamed() throws {
        let gate = Gate()
        let server = try serve(handler: { _ in
            .work {
                gate.wait()
                return Response(text: "late")
            }
        })
        XCTAssertThrowsError(try HTTPClient(timeout: .milliseconds(300)).get("http://127.0.0.1:\(server.port)/")) {
            XCTAssertEqual($0 as? HTTPClientError, .tooSlow(allowedMilliseconds: 300))
        }
        gate.open()
        let port = server.port
        server.stop(drainSeconds: 3)
        XCTAssertThrowsError(try HTTPClient().get("http://127.0.0.1:\(port)/")) {
            XCTAssertEqual($0 as? HTTPClientError, .unreachable(host: "127.0.0.1", port: port, errno: ECONNREFUSED))
        }
        XCTAssertThrowsError(try HTTPClient().get("http://no-such-host.invalid/")) {
            XCTAssertEqual($0 as? HTTPClientError, .hostUnknown("no-such-host.invalid"))
        }
    }
}
