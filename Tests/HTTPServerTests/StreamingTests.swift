// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPServer
import XCTest

/// Requests and answers in pieces.
final class StreamingTests: StreamTestCase {
    private let head = "POST /stream HTTP/1.1\r\nHost: x\r\n"

    func testPiecesAreAnsweredBeforeTheBodyHasEnded() throws {
        let client = RawClient(port: try serveStreams().port)
        client.send(head + "Content-Length: 6\r\n\r\nab")
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.next(), "ab")
        XCTAssert(answer.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        XCTAssert(answer.head.contains("\r\nTransfer-Encoding: chunked\r\n"))
        XCTAssertFalse(answer.head.lowercased().contains("content-length"))
        client.send("cdef")
        XCTAssertEqual(answer.next(), "cdef")
        XCTAssertNil(answer.next())
        XCTAssert(answer.isWhole)
    }

    func testAChunkedBodyComesOutOfItsCoding() throws {
        let client = RawClient(port: try serveStreams().port)
        client.send(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.rest(), "abcde")
        XCTAssert(answer.isWhole)
    }

    func testABodyLargerThanEveryBufferGoesThrough() throws {
        let server = try serveStreams { $0.limits.streamBufferBytes = 4_096 }
        let client = RawClient(port: server.port)
        let count = 8_000_000
        Thread.detachNewThread { [head] in
            client.send(head + "Content-Length: \(count)\r\n\r\n")
            client.send([UInt8](repeating: UInt8(ascii: "x"), count: count))
        }
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.rest().utf8.count, count)
        XCTAssert(answer.isWhole)
    }

    func testAPipelinedRequestAfterAStreamedOneIsAnsweredNext() throws {
        let client = RawClient(port: try serveStreams().port)
        let other = "GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        client.send(head + "Content-Length: 3\r\n\r\nabc" + head + "Content-Length: 1\r\n\r\nd" + other)
        let first = StreamedAnswer(client)
        XCTAssertEqual(first.rest(), "abc")
        let second = StreamedAnswer(client, left: first.left)
        XCTAssertEqual(second.rest(), "d")
        let text = String(decoding: second.left, as: UTF8.self) + client.receiveAll()
        XCTAssert(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.hasSuffix("GET /plain - "), text)
    }

    func testAClientThatWaitsIsToldToGoOn() throws {
        let client = RawClient(port: try serveStreams().port)
        client.send(head + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        XCTAssertEqual(client.receiveResponses().first?.status, 100)
        client.send("abc")
        XCTAssertEqual(StreamedAnswer(client).rest(), "abc")
    }

    func testAClientThatWaitsIsRefusedWithoutBeingToldToGoOn() throws {
        let server = try serveStreams(handler: { _ in .inline(Response(status: 415, text: "no")) })
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        let answer = client.receiveAll()
        XCTAssert(answer.hasPrefix("HTTP/1.1 415 "), answer)
        XCTAssert(answer.contains("\r\nConnection: close\r\n"), "the body was not read: no next request can be found")
    }

    func testAClientOfHTTP10IsAnsweredUntilTheConnectionEnds() throws {
        let client = RawClient(port: try serveStreams().port)
        client.send("POST /stream HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nabcde")
        let answer = client.receiveAll()
        XCTAssert(answer.hasSuffix("\r\n\r\nabcde"), answer)
        XCTAssert(answer.contains("\r\nConnection: close\r\n"))
        XCTAssertFalse(answer.contains("Transfer-Encoding"))
    }

    func testAnAnswerThatEndsBeforeTheBodyClosesTheConnection() throws {
        let server = try serveStreams(handler: { _ in
            .stream { exchange in
                try? exchange.begin(Response(status: 200))
                try? exchange.write(Array("enough".utf8))
            }
        })
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 100000\r\n\r\nab")
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.rest(), "enough")
        XCTAssert(answer.isWhole)
        XCTAssertNil(client.receive(), "closed")
    }

    func testAHandlerWithoutAnAnswerIsAFault() throws {
        let server = try serveStreams(handler: { _ in .stream { _ in } })
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 1\r\n\r\na")
        XCTAssert(StreamedAnswer(client).readHead().hasPrefix("HTTP/1.1 500 "))
    }

    func testABrokenAnswerDoesNotLookWhole() throws {
        let server = try serveStreams(handler: { _ in
            .stream { exchange in
                try? exchange.begin(Response(status: 200))
                try? exchange.write(Array("half".utf8))
                exchange.breakOff()
            }
        })
        let client = RawClient(port: server.port)
        client.send(head + "Content-Length: 1\r\n\r\na")
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.rest(), "half")
        XCTAssertFalse(answer.isWhole)
    }

    func testAStreamedAnswerToAWholeRequestAndToHEAD() throws {
        let server = try serve(handler: { request in
            .stream { exchange in
                try? exchange.adding([("X-Standing", "1")]).begin(Response(contentType: "a/b", body: request.body))
            }
        })
        let client = RawClient(port: server.port)
        client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc")
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.rest(), "abc")
        XCTAssert(answer.head.contains("\r\nX-Standing: 1"))
        client.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        XCTAssert(client.receiveAll().hasSuffix("\r\n\r\n"))
    }

    func testTheParserIsAsStrictWithAStreamedBody() throws {
        let server = try serveStreams()
        let bad = [
            "Transfer-Encoding: chunked\r\n\r\n+3\r\nabc\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n",
            "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",
            "Transfer-Encoding: chunked\r\n\r\n3\r\nabcX\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\n",
        ]
        for body in bad {
            let client = RawClient(port: server.port)
            client.send(head + body)
            XCTAssert(StreamedAnswer(client).rest().contains("refused"), body)
            XCTAssertNil(client.receive(), "no next request can be found after \(body)")
        }
        let refusedAtTheHead = [
            "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
            "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
            "Content-Length: +3\r\n\r\nabc", "\r\n", "Transfer-Encoding: xchunked\r\n\r\n",
        ]
        for body in refusedAtTheHead {
            let answer = exchange(server, head + body)
            XCTAssert(answer.hasPrefix("HTTP/1.1 4") || answer.hasPrefix("HTTP/1.1 5"), "\(body): \(answer)")
        }
    }

    func testABodyOverTheLimitIsRefused() throws {
        let server = try serveStreams { $0.bodyLimit = { _, _ in 10 } }
        XCTAssert(exchange(server, head + "Content-Length: 11\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
        let client = RawClient(port: server.port)
        client.send(head + "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n")
        let answer = StreamedAnswer(client)
        XCTAssertEqual(answer.next(), "abcdef")
        client.send("6\r\nabcdef\r\n")
        XCTAssert(answer.rest().contains("bodyTooLarge"), "the count goes on over what was given out")
    }

    func testStreamsAreCappedInAllAndForEachClient() throws {
        let server = try serveStreams {
            $0.limits.streams = 3
            $0.limits.streamsPerAddress = 2
            $0.trustedProxies = TrustedProxies(ranges: [AddressRange("127.0.0.1")!], field: .xForwardedFor)
        }
        func open(_ address: String) -> (RawClient, StreamedAnswer) {
            let client = RawClient(port: server.port)
            client.send(head + "X-Forwarded-For: \(address)\r\nContent-Length: 2\r\n\r\na")
            let answer = StreamedAnswer(client)
            _ = answer.readHead()
            return (client, answer)
        }
        let (first, firstAnswer) = open("192.0.2.1")
        let (_, secondAnswer) = open("192.0.2.1")
        XCTAssert(firstAnswer.head.hasPrefix("HTTP/1.1 200 ") && secondAnswer.head.hasPrefix("HTTP/1.1 200 "))
        let (_, third) = open("192.0.2.1")
        XCTAssert(third.head.hasPrefix("HTTP/1.1 503 ") && third.head.contains("\r\nRetry-After: "), third.head)
        let (_, other) = open("192.0.2.2")
        XCTAssert(other.head.hasPrefix("HTTP/1.1 200 "), "another client is not kept out by the first")
        let (_, last) = open("192.0.2.3")
        XCTAssert(last.head.hasPrefix("HTTP/1.1 503 "))
        first.send("b")
        _ = firstAnswer.rest()
        usleep(100_000)
        let (_, again) = open("192.0.2.3")
        XCTAssert(again.head.hasPrefix("HTTP/1.1 200 "), "there is room again")
    }
}
