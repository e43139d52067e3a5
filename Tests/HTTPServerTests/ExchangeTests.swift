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
        XCTAssertNotNil(response.field("Date"))
        XCTAssertNil(response.field("Connection"))
    }

    func testPostIsAnsweredByAWorker() throws {
        let client = RawClient(port: try serve().port)
        client.send("POST /work HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
        XCTAssertEqual(client.receiveResponses().first?.body, "POST /work - hello")
    }
}
