// SPDX-License-Identifier: Apache-2.0

import XCTest

@testable import HTTPServer

/// Whose word is taken on where a client is.
final class TrustedProxiesTests: ServerTestCase {
    private func proxies(_ field: TrustedProxies.Field, _ ranges: String...) -> TrustedProxies {
        TrustedProxies(ranges: ranges.map { AddressRange($0)! }, field: field)
    }

    func testRangesHoldWhatTheySay() {
        let range = AddressRange("10.1.0.0/15")!
        XCTAssert(range.contains(IPAddress("10.0.0.1")!))
        XCTAssert(range.contains(IPAddress("10.1.255.255")!))
        XCTAssert(range.contains(IPAddress("::ffff:10.1.2.3")!), "IPv4 in IPv6 clothes")
        XCTAssertFalse(range.contains(IPAddress("10.2.0.0")!))
        XCTAssertFalse(range.contains(IPAddress("2001:db8::1")!))
        XCTAssert(AddressRange("::1")!.contains(IPAddress("::1")!))
        XCTAssertFalse(AddressRange("::1")!.contains(IPAddress("::2")!))
        XCTAssert(AddressRange("0.0.0.0/0")!.contains(IPAddress("203.0.113.9")!))
        for bad in ["", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "::/129", "10.0.0.0/+8", "/8"] {
            XCTAssertNil(AddressRange(bad), bad)
        }
    }

    func testTheLastAddressThatIsNoProxysIsTheClients() {
        let proxies = proxies(.xForwardedFor, "10.0.0.0/8")
        func client(_ values: String...) -> String? {
            proxies.client(namedBy: Headers(values.map { ("X-Forwarded-For", $0) }))?.text
        }
        XCTAssertEqual(client("203.0.113.9"), "203.0.113.9")
        XCTAssertEqual(
            client("1.2.3.4, 203.0.113.9, 10.0.0.7"), "203.0.113.9", "what the client itself wrote comes before")
        XCTAssertEqual(client("1.2.3.4", "203.0.113.9"), "203.0.113.9")
        XCTAssertEqual(client("203.0.113.9:4711"), "203.0.113.9")
        XCTAssertEqual(client("[2001:db8::1]:4711"), "2001:db8::1")
        XCTAssertNil(client("10.0.0.7"))
        XCTAssertNil(client("203.0.113.9, unknown"))
        XCTAssertNil(client())
    }

    func testForwardedIsReadAsRFC7239HasIt() {
        let proxies = proxies(.forwarded, "10.0.0.0/8")
        func client(_ value: String) -> String? { proxies.client(namedBy: Headers([("Forwarded", value)]))?.text }
        XCTAssertEqual(client("for=203.0.113.9;proto=https;by=10.0.0.1"), "203.0.113.9")
        XCTAssertEqual(client("for=1.2.3.4, For=\"[2001:db8::1]:4711\";proto=http"), "2001:db8::1")
        XCTAssertEqual(client("for=\"203.0.113.9:80\", for=10.0.0.2"), "203.0.113.9")
        XCTAssertNil(client("for=unknown"))
        XCTAssertNil(client("for=203.0.113.9, proto=https"))
    }

    func testOnlyATrustedProxyIsBelieved() throws {
        let handler: @Sendable (Request) -> Handling = { .inline(Response(text: $0.peer.address)) }
        let forged =
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9\r\nForwarded: for=198.51.100.1\r\n\r\n"
        XCTAssert(exchange(try serve(handler: handler), forged).hasSuffix("\r\n127.0.0.1"))
        let elsewhere = try serve {
            $0.trustedProxies = proxies(.xForwardedFor, "10.0.0.0/8")
        } handler: {
            handler($0)
        }
        XCTAssert(exchange(elsewhere, forged).hasSuffix("\r\n127.0.0.1"))
        let here = try serve {
            $0.trustedProxies = proxies(.xForwardedFor, "127.0.0.1")
        } handler: {
            handler($0)
        }
        XCTAssert(exchange(here, forged).hasSuffix("\r\n203.0.113.9"))
        let other = try serve {
            $0.trustedProxies = proxies(.forwarded, "127.0.0.1")
        } handler: {
            handler($0)
        }
        XCTAssert(exchange(other, forged).hasSuffix("\r\n198.51.100.1"), "one field is believed, not both")
    }
}
