// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import XCTest

/// Requests and answers as they should be.
final class ExchangeTests: ServerTestCase {
    func testGetIsAnsweredInline() throws {
        let client = RawClient(port: try serve().port)
        client.send("GET /a/b?c=d HTTP/1.1\r\nHost: x\r\n\r\n")
        let response = try XCTUnwrap(client.receiveResponses().first)
        XCTAssertEqual(response.status, 200)
        XCTAssertEqual(response.body, "GET /a/b c=d ")
        XCTAssertNil(response.field("Connection"))
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let date = try XCTUnwrap(format.date(from: try XCTUnwrap(response.field("Date"))))
        XCTAssertLessThan(abs(date.timeIntervalSinceNow), 60)
    }

    func testPostIsAnsweredByAWorker() throws {
        let client = RawClient(port: try serve().port)
        client.send("POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
        XCTAssertEqual(client.receiveResponses().first?.body, "POST /work - hello")
    }

    func testAConnectionServesRequestAfterRequest() throws {
        let client = RawClient(port: try serve().port)
        for number in 0..<50 {
            client.send(
                "POST /\(number % 2 == 0 ? "work" : "inline") HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n\(number + 10)"
            )
            XCTAssertEqual(client.receiveResponses().first?.body.suffix(2), "\(number + 10)")
        }
    }

    func testPipelinedRequestsAreAnsweredInOrder() throws {
        let client = RawClient(port: try serve().port)
        let requests = (0..<200).map { "GET /\($0 % 3 == 0 ? "work" : "inline")/\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }
        client.send(requests.joined())
        let bodies = client.receiveResponses(200).map(\.body)
        XCTAssertEqual(bodies, (0..<200).map { "GET /\($0 % 3 == 0 ? "work" : "inline")/\($0) - " })
    }

    func testARequestMayComeByteByByte() throws {
        let client = RawClient(port: try serve().port)
        for byte in "POST /slow HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n".utf8 {
            client.send([byte])
            usleep(200)
        }
        XCTAssertEqual(client.receiveResponses().first?.body, "POST /slow - abc")
    }

    func testConnectionCloseIsObeyedAndAnnounced() throws {
        let answer = exchange(try serve(), "GET / HTTP/1.1\r\nHost: x\r\nConnection: Keep-Alive, Close\r\n\r\n")
        XCTAssert(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        XCTAssert(answer.contains("\r\nConnection: close\r\n"))
    }

    func testHTTP10IsClosedUnlessItAsksToBeKept() throws {
        let server = try serve()
        XCTAssert(exchange(server, "GET / HTTP/1.0\r\n\r\n").contains("\r\nConnection: close\r\n"))
        let client = RawClient(port: server.port)
        for _ in 0..<3 {
            client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            XCTAssertEqual(client.receiveResponses().first?.field("Connection"), "keep-alive")
        }
    }

    func testHeadIsAnsweredWithTheLengthAndWithoutTheBody() throws {
        let client = RawClient(port: try serve().port)
        client.send("HEAD /abc HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\n")
        let response = try XCTUnwrap(client.receiveResponses(toHead: true).first)
        XCTAssertEqual(response.field("Content-Length"), "\("HEAD /abc - ".utf8.count)")
        // Had a body been sent, it would stand before the next answer.
        XCTAssertEqual(client.receiveResponses().first?.body ?? "", "GET /next - ")
    }

    func testAnswersWithoutABodyHaveNoLength() throws {
        let server = try serve(handler: { .inline(Response(status: Int($0.path.dropFirst()) ?? 0, text: "body")) })
        for status in [204, 304] {
            let answer = exchange(server, "GET /\(status) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            XCTAssert(answer.hasPrefix("HTTP/1.1 \(status) "))
            XCTAssertFalse(answer.contains("Content-Length"))
            XCTAssert(answer.hasSuffix("\r\n\r\n"))
        }
    }

    func testContinueIsSaidOnceAndOnlyToTheWelcome() throws {
        let server = try serve()
        let client = RawClient(port: server.port)
        client.send("POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n")
        XCTAssertEqual(client.receiveResponses().first?.status, 100)
        client.send("he")
        client.send("llo")
        XCTAssertEqual(client.receiveResponses().first?.body, "POST /p - hello")

        let eager = RawClient(port: server.port)
        eager.send("POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello")
        XCTAssertEqual(eager.receiveResponses().first?.status, 200)

        let tooLarge = exchange(
            server, "POST /p HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 70000\r\n\r\n")
        XCTAssert(tooLarge.hasPrefix("HTTP/1.1 413 "))
    }

    func testTheBodyLimitIsTheRoutes() throws {
        let server = try serve {
            $0.bodyLimit = { method, path in method == "PUT" && path == "/large" ? 1_000_000 : 10 }
        }
        let body = String(repeating: "a", count: 11)
        let fields = "Host: x\r\nConnection: close\r\nContent-Length: 11\r\n\r\n"
        XCTAssert(exchange(server, "PUT /large HTTP/1.1\r\n\(fields)\(body)").hasPrefix("HTTP/1.1 200 "))
        XCTAssert(exchange(server, "POST /large HTTP/1.1\r\n\(fields)\(body)").hasPrefix("HTTP/1.1 413 "))
        XCTAssert(exchange(server, "PUT /small HTTP/1.1\r\n\(fields)\(body)").hasPrefix("HTTP/1.1 413 "))
        let chunks = "Host: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\naaaaaaaa\r\n8\r\n"
        XCTAssert(exchange(server, "PUT /small HTTP/1.1\r\n\(chunks)").hasPrefix("HTTP/1.1 413 "))
    }

    func testABodyLimitWithoutReasonDoesNoHarm() throws {
        let server = try serve { $0.bodyLimit = { _, path in path == "/most" ? .max : .min } }
        let huge = "Host: x\r\nContent-Length: 999999999999999999\r\n\r\n"
        XCTAssert(exchange(server, "PUT /least HTTP/1.1\r\n\(huge)").hasPrefix("HTTP/1.1 413 "))
        let client = RawClient(port: server.port)
        client.send("PUT /most HTTP/1.1\r\n\(huge)abc")
        let chunks = "Host: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
        XCTAssert(exchange(server, "PUT /least HTTP/1.1\r\n\(chunks)").hasPrefix("HTTP/1.1 413 "))
        XCTAssert(exchange(server, "PUT /most HTTP/1.1\r\n\(chunks)").hasPrefix("HTTP/1.1 200 "))
    }

    func testTooLargeIsSaidBeforeTheBodyIsReadAndCanBeReadByItsSender() throws {
        let client = RawClient(port: try serve().port)
        client.send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
        // Sent on, not knowing of the refusal: a server that had closed would answer with a reset, and that may reach
        // the client before the refusal does.
        usleep(100_000)
        for _ in 0..<10 {
            XCTAssert(client.send([UInt8](repeating: 0, count: 1_000)))
            usleep(5_000)
        }
        client.endSending()
        XCTAssert(client.receiveAll().hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
    }

    func testALargeAnswerArrivesWhole() throws {
        let size = 20_000_000
        let bytes = [UInt8](repeating: 1, count: size / 2) + [UInt8](repeating: 2, count: size / 2)
        let server = try serve(handler: { _ in .work { Response(contentType: "a/b", body: bytes) } })
        let client = try HTTPClient(bodyLimit: size)
        XCTAssertEqual(try client.get("http://127.0.0.1:\(server.port)/").body, bytes)
    }

    func testALargeRequestArrivesWhole() throws {
        let size = 16_000_000
        let server = try serve {
            $0.bodyLimit = { _, _ in size }
        } handler: { request in
            .work { Response(text: "\(request.body.count) \(request.body.last ?? 0)") }
        }
        let body = [UInt8](repeating: 9, count: size)
        let response = try HTTPClient().post("http://127.0.0.1:\(server.port)/", contentType: "a/b", body: body)
        XCTAssertEqual(String(decoding: response.body, as: UTF8.self), "16000000 9")
    }

    func testAHalfClosedClientIsStillAnswered() throws {
        let client = RawClient(port: try serve().port)
        client.send("POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok")
        client.endSending()
        XCTAssert(client.receiveAll().hasSuffix("POST /work - ok"))
    }

    func testAnAnswerThatCouldCarryAnotherInsideIsNotSent() throws {
        let server = try serve(handler: { request in
            .inline(Response(status: 302, headers: [("Location", request.queryValue("to") ?? "")]))
        })
        let answer = exchange(server, "GET /?to=a%0D%0A%0D%0Aevil HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        XCTAssert(answer.hasPrefix("HTTP/1.1 500 "))
        XCTAssertFalse(answer.contains("evil"))
        let good = exchange(server, "GET /?to=/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        XCTAssert(good.contains("\r\nLocation: /a\r\n"))
    }

    func testFieldsThatAreTheServersAreNotTheHandlers() throws {
        let server = try serve(handler: { _ in
            .inline(
                Response(
                    status: 200,
                    headers: [
                        ("content-length", "99"), ("Transfer-Encoding", "chunked"), ("Connection", "x"), ("Date", "x"),
                        ("A", "b"),
                    ], body: Array("ok".utf8)))
        })
        let answer = exchange(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        XCTAssertFalse(answer.contains("99") || answer.contains("chunked") || answer.contains(": x"))
        XCTAssert(answer.contains("\r\nA: b\r\n"))
        XCTAssert(answer.hasSuffix("\r\n\r\nok"))
    }

    func testIPv6IsServed() throws {
        let server = try serve {
            $0.address = "::1"
        } handler: {
            .inline(Response(text: $0.peer.address))
        }
        let client = RawClient(port: server.port, address: "::1")
        client.send("GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n")
        XCTAssertEqual(client.receiveResponses().first?.body, "::1")
        let viaURL = try HTTPClient().get("http://[::1]:\(server.port)/")
        XCTAssertEqual(String(decoding: viaURL.body, as: UTF8.self), "::1")
    }

    func testBothFamiliesAreServedByOneSocketAndIPv4KeepsItsName() throws {
        let server = try serve {
            $0.address = "::"
        } handler: {
            .inline(Response(text: $0.peer.address))
        }
        let client = RawClient(port: server.port, address: "127.0.0.1")
        client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        XCTAssertEqual(client.receiveResponses().first?.body, "127.0.0.1")
    }

    func testSeveralLoopsShareOnePort() throws {
        let server = try serve { $0.loops = 4 }
        for number in 0..<40 {
            let answer = exchange(server, "GET /\(number) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            XCTAssert(answer.hasSuffix("GET /\(number) - "))
        }
    }

    func testTheAccessLogIsToldOfEveryAnswer() throws {
        let log = Collector<AccessRecord>()
        let server = try serve { $0.accessLog = { log.add($0) } }
        _ = exchange(server, "GET /a?secret=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        _ = exchange(server, "POST /work HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        _ = exchange(server, "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n")
        _ = exchange(server, "nonsense\r\n\r\n")
        XCTAssertEqual(log.all.map(\.method), ["GET", "POST", "POST", ""])
        XCTAssertEqual(log.all.map(\.path), ["/a", "/work", "/b", ""])
        XCTAssertEqual(log.all.map(\.status), [200, 200, 413, 400])
        XCTAssert(log.all.allSatisfy { (0..<10_000_000).contains($0.microseconds) })
    }
}
