// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Timestamping
import XCTest

@testable import Service

/// What each route takes of a body, and what a question may be long: DESIGN §9.
///
/// That a body over the limit is answered 413, however it is framed, is the server's own test (`HeadLimitTests`).
final class RouteLimitTests: XCTestCase {
    private var house: HouseFixture { get throws { try HouseFixture.shared.get() } }

    func testBytesOfEachRoute() throws {
        let everyone = Router(try house.service.publicRoutes)
        let offices = Router(try house.service.officeRoutes {})
        XCTAssertEqual(everyone.bodyLimit(method: "POST", path: "/ocsp"), 16_384)
        XCTAssertEqual(everyone.bodyLimit(method: "POST", path: "/timestamps"), TimestampAuthority.maximumRequestBytes)
        XCTAssertEqual(everyone.bodyLimit(method: "POST", path: "/v1/renewals"), 65_536)
        for path in ["/v1/applications", "/v1/offices"] {
            XCTAssertEqual(offices.bodyLimit(method: "POST", path: path), 65_536, path)
        }
        for path in ["/healthz", "/metrics", "/crls/health.crl", "/ocsp/AAAA", "/v1/status/00", "/no-such-path"] {
            XCTAssertEqual(everyone.bodyLimit(method: "GET", path: path), 0, path)
        }
        XCTAssertEqual(everyone.bodyLimit(method: "POST", path: "/no-such-path"), 0)
    }

    func testLengthOfAQuestionInAnAddress() throws {
        let issuer = try XCTUnwrap(try house.service.authorities["health"])
        let certID = try CertID(serialNumber: SerialNumber(unsigned: [1, 2, 3]), issuer: issuer)
        let question = OCSPRequest.make(Array(repeating: certID, count: 20), nonce: [UInt8](repeating: 1, count: 32))
        let text = Base64.encode(question).replacing("/", with: "%2F").replacing("+", with: "%2B")
        /// The same question in an address of so many bytes: letters may be written in three, and mean the same.
        func path(_ bytes: Int) -> String {
            var left = (bytes - "/ocsp/".utf8.count - text.utf8.count) / 2
            var (path, escaped) = ("/ocsp/", 0)
            for character in text {
                escaped = character == "%" ? 3 : max(escaped - 1, 0)
                if left > 0, escaped == 0, let code = character.asciiValue {
                    path += "%" + String(code, radix: 16)
                    left -= 1
                } else {
                    path.append(character)
                }
            }
            return path
        }
        func answer(_ bytes: Int) throws -> OCSPResponseStatus {
            let path = path(bytes)
            XCTAssertEqual(path.utf8.count, bytes)
            return try OCSPResponse(der: house.askPublicly("GET", path).body).status
        }
        XCTAssertEqual(try answer(4_096), .successful)
        XCTAssertEqual(try answer(4_098), .malformedRequest)
    }

    func testBytesOfADocument() throws {
        let most = try house.service.configuration.limits.signedDocumentBytes
        XCTAssertEqual(most, 16_777_216)
        func status(_ count: Int) throws -> Int {
            try house.askPublicly(
                "POST", "/v1/verifications", type: "application/cms", [UInt8](repeating: 0x30, count: count)
            ).status
        }
        XCTAssertEqual(try status(most), 200, "a verdict, though not a good one")
        XCTAssertEqual(try status(most + 1), 413)
    }
}
