// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import XCTest

/// Whatever comes over the wire, the server goes on.
final class RobustnessTests: ServerTestCase {
    func testTwoThousandMutatedRequestsNeverKillIt() throws {
        let server = try serve {
            $0.loops = 2
            $0.deadlines.head = .seconds(5)
        }
        var random = SeededGenerator(seed: 3)
        var statuses: [Substring: Int] = [:]
        for _ in 0..<2_000 {
            let client = RawClient(port: server.port)
            client.send(RequestSamples.mutated(&random))
            client.endSending()
            let answer = client.receiveAll()
            if answer.isEmpty { statuses["none", default: 0] += 1 }
            XCTAssert(answer.isEmpty || answer.hasPrefix("HTTP/1.1 "), answer)
            if answer.hasPrefix("HTTP/1.1 ") { statuses[answer.dropFirst(9).prefix(3), default: 0] += 1 }
        }
        // Chance tried both sides of the fence.
        XCTAssertGreaterThan(statuses["200", default: 0], 100, "\(statuses)")
        XCTAssertGreaterThan(statuses["400", default: 0], 100, "\(statuses)")
        XCTAssertNil(statuses["500"])
        XCTAssert(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").hasPrefix("HTTP/1.1 200 "))
    }
}
