// SPDX-License-Identifier: Apache-2.0

import XCTest

@testable import HTTPServer

/// Requests and responses as values.
final class MessageTests: XCTestCase {
    func testFieldsAreFoundWithoutRegardToCaseAndDoublesAreJoined() {
        let headers = Headers([("Accept", "a"), ("X-Y", "1"), ("accept", "b")])
        XCTAssertEqual(headers["ACCEPT"], "a, b")
        XCTAssertEqual(headers.values("accept"), ["a", "b"])
        XCTAssertEqual(headers["x-y"], "1")
        XCTAssertNil(headers["x"])
        XCTAssertEqual(headers.count, 3)
        XCTAssertEqual(headers.all.map(\.0), ["Accept", "X-Y", "accept"])
    }

    func testPathsAreCutBeforeTheyAreDecoded() {
        func segments(_ target: String) -> [String]? { Request(method: "GET", target: target).pathSegments }
        XCTAssertEqual(segments("/"), [])
        XCTAssertEqual(segments("/crls/health.crl?x=/y"), ["crls", "health.crl"])
        XCTAssertEqual(segments("/a%2Fb/%D9%85%D9%87%D8%B1"), ["a/b", "مهر"])
        XCTAssertEqual(segments("/a//b/"), ["a", "", "b", ""])
        for bad in ["/a/../b", "/%2e%2E/b", "/./b", "/%00", "/%0A", "/%ff", "/%7f", "*", ""] {
            XCTAssertNil(segments(bad), bad)
        }
    }

    func testWhatFollowsAPrefixIsDecodedWhole() {
        let encoded = Request(method: "GET", target: "/ocsp/MEI%2BQ%2F/w%3D%3D")
        XCTAssertEqual(encoded.decodedPath(after: "/ocsp/"), Array("MEI+Q//w==".utf8))
        XCTAssertEqual(
            Request(method: "GET", target: "/ocsp/a/b+c=").decodedPath(after: "/ocsp/"), Array("a/b+c=".utf8))
        XCTAssertNil(encoded.decodedPath(after: "/crls/"))
    }

    func testQueriesAreDecoded() {
        let request = Request(method: "GET", target: "/v?at=2026-11-21T22%3A00%3A00Z&q=%D9%85+x&flag&a=b=c&=z&&at=2")
        XCTAssertEqual(request.queryValue("at"), "2026-11-21T22:00:00Z")
        XCTAssertEqual(request.queryValue("q"), "م x")
        XCTAssertEqual(request.queryValue("flag"), "")
        XCTAssertEqual(request.queryValue("a"), "b=c")
        XCTAssertNil(request.queryValue("z"))
        XCTAssertEqual(request.query.map(\.0), ["at", "q", "flag", "a", "", "at"])
        XCTAssertEqual(Request(method: "GET", target: "/v").query.count, 0)
    }

    func testPercentCodingGoesBothWays() {
        XCTAssertEqual(PercentCoding.encode("a/b مهر~"), "a%2Fb%20%D9%85%D9%87%D8%B1~")
        XCTAssertEqual(PercentCoding.decode("a%2fb".utf8), Array("a/b".utf8))
        for bad in ["%", "%2", "%2g", "a%"] { XCTAssertNil(PercentCoding.decode(bad.utf8)) }
    }

    func testAClientThatHasItIsToldSo() {
        let response = Response(
            status: 200, headers: [("ETag", "\"a,b\""), ("Content-Type", "x/y"), ("Cache-Control", "max-age=1")],
            body: [1])
        func status(_ fields: [(String, String)], _ method: String = "GET") -> Int {
            response.conditional(on: Request(method: method, target: "/", headers: Headers(fields))).status
        }
        let tagged = Response(
            status: 200, headers: [("ETag", "\"v1\""), ("Last-Modified", "Sat, 21 Nov 2026 22:00:00 GMT")])
        func taggedStatus(_ fields: [(String, String)], _ method: String = "GET") -> Int {
            tagged.conditional(on: Request(method: method, target: "/", headers: Headers(fields))).status
        }
        XCTAssertEqual(taggedStatus([("If-None-Match", "\"v1\"")]), 304)
        XCTAssertEqual(taggedStatus([("If-None-Match", "W/\"v1\"")]), 304)
        XCTAssertEqual(taggedStatus([("If-None-Match", "\"v0\" , \"v1\"")]), 304)
        XCTAssertEqual(taggedStatus([("If-None-Match", "*")]), 304)
        XCTAssertEqual(taggedStatus([("If-None-Match", "\"v1\"")], "HEAD"), 304)
        XCTAssertEqual(taggedStatus([("If-None-Match", "\"v1\"")], "POST"), 200)
        XCTAssertEqual(taggedStatus([("If-None-Match", "\"v2\"")]), 200)
        XCTAssertEqual(taggedStatus([("If-None-Match", "v1")]), 200)
        XCTAssertEqual(taggedStatus([("If-Modified-Since", "Sat, 21 Nov 2026 22:00:00 GMT")]), 304)
        XCTAssertEqual(taggedStatus([("If-Modified-Since", "Sat, 21 Nov 2026 22:00:01 GMT")]), 200)
        XCTAssertEqual(
            taggedStatus([("If-None-Match", "\"v2\""), ("If-Modified-Since", "Sat, 21 Nov 2026 22:00:00 GMT")]), 200)
        XCTAssertEqual(taggedStatus([]), 200)
        XCTAssertEqual(status([("If-None-Match", "\"a,b\"")]), 200, "costs a whole answer, not a wrong one")
        let notModified = response.conditional(
            on: Request(method: "GET", target: "/", headers: Headers([("If-None-Match", "*")])))
        XCTAssertEqual(notModified.headers.map(\.0), ["ETag", "Cache-Control"])
        XCTAssertEqual(notModified.body, [])
    }

    func testDatesAreWrittenAsFoundationWritesThem() {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        var random = SeededGenerator(seed: 5)
        var moments: [Int64] = [0, -1, 784_111_777, 951_782_400, 1_709_164_800, 4_107_542_400, 253_402_300_799]
        // From 1900 on: earlier, Foundation counts by another calendar.
        moments += (0..<2_000).map { _ in Int64.random(in: -2_208_988_800...253_402_300_799, using: &random) }
        for moment in moments {
            let expected = format.string(from: Date(timeIntervalSince1970: TimeInterval(moment)))
            XCTAssertEqual(HTTPDate.text(secondsSince1970: moment), expected)
        }
        XCTAssertEqual(HTTPDate.text(secondsSince1970: 784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT")
        XCTAssertEqual(HTTPDate.text(secondsSince1970: .max).utf8.count, 29)
        XCTAssertEqual(HTTPDate.text(secondsSince1970: .min).utf8.count, 29)
    }

    func testFixedFieldsAreSentAfterTheResponsesOwnAndCountAsItsFields() throws {
        let fixed = try XCTUnwrap(FixedFields([("Cache-Control", "no-store"), ("X-A", "1")]))
        var response = Response(status: 200, headers: [("ETag", "\"x\"")], body: [])
        response.add(fixed)
        XCTAssertEqual(response.headers.map(\.0), ["ETag", "Cache-Control", "X-A"])
        XCTAssertEqual(response.header("x-a"), "1")
        XCTAssertTrue(response.hasAny(of: ["Y", "x-A"]))
        XCTAssertTrue(response.hasAny(of: ["etag"]))
        XCTAssertFalse(response.hasAny(of: ["X"]))
        var output: [UInt8] = []
        let framing = ResponseWriter.Framing(date: Array("D".utf8), minorVersion: 1, keepsConnection: true)
        XCTAssertTrue(ResponseWriter.appendHead(of: response, framing, to: &output))
        XCTAssertEqual(
            String(decoding: output, as: UTF8.self),
            "HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 0\r\nETag: \"x\"\r\nCache-Control: no-store\r\nX-A: 1\r\n\r\n"
        )
        // Who changes the fields sees all of them, and what they leave is what is sent.
        response.headers.removeAll { $0.0 == "Cache-Control" }
        XCTAssertEqual(response.headers.map(\.0), ["ETag", "X-A"])
    }

    func testFixedFieldsThatCouldBeginAnotherResponseAreNone() {
        for pair in [("A", "1\r\nB: 2"), ("A\r\n", "1"), ("", "1"), ("A B", "1"), ("A", "1\n")] {
            XCTAssertNil(FixedFields([("C", "d"), pair]), pair.0 + pair.1)
        }
        XCTAssertNotNil(FixedFields([("C", "d"), ("A", "1")]))
    }

    func testLengthsAreWrittenInFull() throws {
        for count in [0, 9, 10, 905, 12_345] {
            var output: [UInt8] = []
            let framing = ResponseWriter.Framing(date: [], minorVersion: 1, keepsConnection: true)
            let response = Response(status: 200, body: [UInt8](repeating: 0, count: count))
            XCTAssertTrue(ResponseWriter.appendHead(of: response, framing, to: &output))
            XCTAssertTrue(String(decoding: output, as: UTF8.self).contains("Content-Length: \(count)\r\n"))
        }
    }

    func testEveryRefusalHasAStatusAndAPlainAnswer() {
        let refusals: [(HTTPServerRefusal, Int)] = [
            (.malformed(.host, offset: 1), 400), (.headTooSlow(allowedMilliseconds: 1), 408),
            (.bodyTooSlow(allowedMilliseconds: 1), 408), (.lengthMissing(method: "POST"), 411),
            (.bodyTooLarge(seen: 2, allowed: 1), 413), (.targetTooLong(allowed: 1), 414),
            (.expectationUnknown(seen: "x"), 417), (.headTooLarge(allowed: 1), 431), (.tooManyFields(allowed: 1), 431),
            (.responseUnwritable, 500), (.methodUnknown(seen: "x"), 501), (.transferCodingUnknown(seen: "x"), 501),
            (.overloaded(retryAfterSeconds: 1), 503), (.tooManyConnections(allowed: 1), 503),
            (.versionUnsupported(seen: "x"), 505),
        ]
        for (refusal, status) in refusals {
            XCTAssertEqual(refusal.status, status)
            XCTAssertEqual(refusal.plainResponse.status, status)
            XCTAssertFalse(refusal.plainResponse.body.isEmpty)
        }
    }
}
