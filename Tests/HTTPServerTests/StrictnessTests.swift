// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import XCTest

/// What lenient servers let through, and what we make of it: each line was answered 200 by a server in wide use,
/// or kept it busy.
final class StrictnessTests: ServerTestCase {
    /// Sends a request and expects one answer with this status, and the connection closed after it.
    private func check(
        _ request: String, _ status: Int, on server: HTTPServer, line: UInt = #line
    ) {
        let answer = exchange(server, request)
        XCTAssertEqual(
            answer.split(separator: " ").dropFirst().first, "\(status)", request.debugDescription, line: line)
        XCTAssertEqual(
            answer.components(separatedBy: "HTTP/1.1 ").count, 2, "more than one answer: \(answer)", line: line)
        XCTAssert(answer.contains("\r\nConnection: close\r\n"), request.debugDescription, line: line)
    }

    /// Sends a body with these fields to a path that takes one.
    private func post(_ fields: String, _ body: String) -> String {
        "POST /p HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\(body)"
    }

    func testAWellFormedRequestPasses() throws {
        // The negative control of all the others.
        let server = try serve()
        check("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 200, on: server)
        check(post("Connection: close\r\nContent-Length: 3\r\n", "abc"), 200, on: server)
        check(post("Connection: close\r\nTransfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n\r\n"), 200, on: server)
    }

    func testTwoMeasuresOfOneBodyAreRefused() throws {
        let server = try serve()
        check(post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400, on: server)
        check(post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400, on: server)
        check(post("Content-Length: 3, 3\r\n", "abc"), 400, on: server)
        check(post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, on: server)
        check(post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400, on: server)
    }

    func testALengthThatIsNoPlainNumberIsRefused() throws {
        let server = try serve()
        for length in ["+3", "-3", "0x3", "3 ", " 3 x", "", "３", "3.0", "1234567890123456789", "99999999999999999999"] {
            let expected = length == "3 " ? 200 : 400
            check(post("Connection: close\r\nContent-Length: \(length)\r\n", "abc"), expected, on: server)
        }
    }

    func testATransferCodingThatIsNotChunkedIsNotImplemented() throws {
        let server = try serve()
        for coding in ["xchunked", "gzip, chunked", "chunked, chunked", "identity", "chunked;q=1", ""] {
            check(post("Transfer-Encoding: \(coding)\r\n", "0\r\n\r\n"), 501, on: server)
        }
        check(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, on: server)
        check("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, on: server)
    }

    func testChunksAreReadStrictly() throws {
        let server = try serve()
        for chunks in [
            "+3\r\nabc\r\n0\r\n\r\n", "3\nabc\n0\n\n", "3\r\nabc\n0\r\n\r\n", "3;a=b\r\nabc\r\n0\r\n\r\n",
            "3 \r\nabc\r\n0\r\n\r\n", "\r\nabc\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\r\nabc\r\n0\r\nA: b\r\n\r\n",
            "000000003\r\nabc\r\n0\r\n\r\n", "0x3\r\nabc\r\n0\r\n\r\n", "g\r\n", "3\rXabc",
        ] {
            check(post("Transfer-Encoding: chunked\r\n", chunks), 400, on: server)
        }
    }

    func testAFieldThatAnotherServerReadsOtherwiseIsRefused() throws {
        let server = try serve()
        for field in [
            "A : b\r\n", "A\t: b\r\n", ": b\r\n", "A b: c\r\n", "A\r\n", "A: b\r\n c\r\n", "A: b\r\n\tc\r\n",
            "A: b\nB: c\r\n", "A: b\0c\r\n", "A: b\rc\r\n", "A: b\u{1}\r\n", "A: b\u{7F}\r\n", "A(: b\r\n", "é: b\r\n",
            "\rA: b\r\n", "\r\r\n",
        ] {
            check("GET / HTTP/1.1\r\nHost: x\r\n\(field)\r\n", 400, on: server)
        }
        check("GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400, on: server)
        check("GET / HTTP/1.1\nHost: x\n\n", 400, on: server)
    }

    func testExactlyOneGoodHostIsAskedFor() throws {
        let server = try serve()
        for hosts in [
            "", "Host: x\r\nHost: x\r\n", "Host: x\r\nHost: y\r\n", "Host:\r\n", "Host: a b\r\n", "Host: a/b\r\n",
            "Host: a@b\r\n", "Host: :80\r\n", "Host: x:port\r\n", "Host: x:123456\r\n", "Host: [::1\r\n",
            "Host: []\r\n",
            "Host: [g::1]\r\n", "Host: [::1]x\r\n",
        ] {
            check("GET / HTTP/1.1\r\n\(hosts)\r\n", 400, on: server)
        }
        for host in [
            "x", "x:80", "x:", "[::1]", "[::1]:8080", "192.0.2.1:1",
            "مهر".addingPercentEncoding(withAllowedCharacters: [])!,
        ] {
            check("GET / HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n", 200, on: server)
        }
    }

    func testTheRequestLineIsReadStrictly() throws {
        let server = try serve()
        for line in [
            "GET /", "GET", "GET  / HTTP/1.1", "GET /  HTTP/1.1", " GET / HTTP/1.1", "GET / HTTP/1.1 ",
            "GET / http/1.1",
            "GET / HTTP/1", "GET / HTTP/11", "GET / HTTP/1.1x", "G(T / HTTP/1.1", "GET\t/ HTTP/1.1", "GET x HTTP/1.1",
            "GET * HTTP/1.1", "GET /\u{1} HTTP/1.1", "GET /é HTTP/1.1", "GET /# HTTP/1.1", "GET /% HTTP/1.1",
            "GET /%4 HTTP/1.1", "GET /%4g HTTP/1.1", "GET /\\ HTTP/1.1", "GET /?a#b HTTP/1.1", "GET /?% HTTP/1.1",
            "GET ftp://x/ HTTP/1.1", "GET http:/// HTTP/1.1", "GET http://a@b/ HTTP/1.1", "GET http:// HTTP/1.1",
        ] {
            check("\(line)\r\nHost: x\r\n\r\n", 400, on: server)
        }
        check("CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n", 501, on: server)
        check("ABCDEFGHIJKLMNOPQRSTUVWXYZ / HTTP/1.1\r\nHost: x\r\n\r\n", 501, on: server)
    }

    func testOtherVersionsAreNotSupported() throws {
        let server = try serve()
        for version in ["HTTP/1.9", "HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/3.0"] {
            check("GET / \(version)\r\nHost: x\r\n\r\n", 505, on: server)
        }
        check("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, on: server)
    }

    func testWhatIsTooMuchIsRefusedByItsOwnStatus() throws {
        let server = try serve { $0.limits.headBytes = 16_384 }
        let field = "A: " + String(repeating: "a", count: 20_480) + "\r\n"
        check("GET / HTTP/1.1\r\nHost: x\r\n\(field)\r\n", 431, on: server)
        let fields = String(repeating: "A: b\r\n", count: 100)
        check("GET / HTTP/1.1\r\nHost: x\r\n\(fields)\r\n", 431, on: server)
        let path = "/" + String(repeating: "a", count: 9_216)
        check("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n", 414, on: server)
        check("GET /" + String(repeating: "a", count: 100_000), 414, on: server)
        check(post("Content-Length: 65537\r\n", ""), 413, on: server)
        check("POST / HTTP/1.1\r\nHost: x\r\n\r\n", 411, on: server)
        check(post("Expect: tea\r\nContent-Length: 3\r\n", "abc"), 417, on: server)
    }

    func testNothingAfterARefusalIsTakenForARequest() throws {
        // What follows a request with two lengths is the smuggler's own.
        let server = try serve()
        check(
            post("Content-Length: 0\r\nContent-Length: 40\r\n", "GET /stolen HTTP/1.1\r\nHost: x\r\n\r\n"), 400,
            on: server)
    }

    func testRefusalsAreShapedByTheHook() throws {
        let server = try serve {
            $0.refusalResponse = {
                Response(
                    status: $0.status, contentType: "application/problem+json", body: Array("{\"seen\":\"\($0)\"}".utf8)
                )
            }
        }
        let answer = exchange(server, "GET / HTTP/1.9\r\nHost: x\r\n\r\n")
        XCTAssert(answer.hasPrefix("HTTP/1.1 505 HTTP Version Not Supported\r\n"))
        XCTAssert(answer.contains("\r\nContent-Type: application/problem+json\r\n"))
        XCTAssert(answer.contains("HTTP/1.9"))
    }
}
