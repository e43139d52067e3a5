// SPDX-License-Identifier: Apache-2.0
import Cryptography
import HTTPServer
import PKIX
import TestSupport
import XCTest

@testable import Service

/// `POST /timestamps`, from a house founded by the repository's own ceremonies.
final class TimestampsRouteTests: XCTestCase {
    private let document = Array("document".utf8)

    private var request: [UInt8] {
        TimestampRequest(
            messageImprint: MessageImprint(
                hashAlgorithm: AlgorithmIdentifier(digest: .sha256),
                hashedMessage: DigestAlgorithm.sha256.digest(document))
        ).encoded()
    }

    func testAStampComesBackAndVerifiesUpToTheRoot() throws {
        let house = try HouseFixture.shared.get()
        let response = house.askPublicly("POST", "/timestamps", type: "application/timestamp-query", request)
        XCTAssertEqual(response.status, 200)
        XCTAssertEqual(response.header("Content-Type"), "application/timestamp-reply")
        XCTAssertEqual(response.header("Cache-Control"), "no-store")
        let folder = try TemporaryFolder()
        try folder.write(document, to: "data")
        try folder.write(response.body, to: "reply.tsr")
        try folder.write(house.service.authorities["root"]?.pem ?? [], to: "root.pem")
        try folder.write(house.service.authorities["health"]?.pem ?? [], to: "health.pem")
        let verified = try Shell.run(
            "openssl",
            ["ts", "-verify", "-data", "data", "-in", "reply.tsr", "-CAfile", "root.pem", "-untrusted", "health.pem"],
            in: folder)
        XCTAssertTrue(verified.isSuccess, verified.errors)
    }

    func testGarbageIsAnsweredInTheProtocolAndAnotherTypeIsNot() throws {
        let house = try HouseFixture.shared.get()
        let garbage = house.askPublicly("POST", "/timestamps", type: "application/timestamp-query", [1, 2, 3])
        XCTAssertEqual(garbage.status, 200)
        XCTAssertEqual(try TimestampResponse(der: garbage.body).failureReason, .badDataFormat)
        XCTAssertEqual(house.askPublicly("POST", "/timestamps", type: "application/json", request).status, 415)
        XCTAssertEqual(house.askPublicly("POST", "/timestamps", request).status, 415)
        XCTAssertEqual(house.askPublicly("GET", "/timestamps").status, 405)
    }

    func testTheUnitsCertificatePassesPkilint() throws {
        let house = try HouseFixture.shared.get()
        guard let judges = ProcessInfo.processInfo.environment["MOHR_JUDGES"],
            let lint = Shell.find(judges + "/bin/lint_pkix_cert")
        else { throw XCTSkip("pkilint: MOHR_JUDGES names no Python environment") }
        let folder = try TemporaryFolder()
        let unit = try XCTUnwrap(house.service.timestamps?.unit.certificate)
        try folder.write(unit.encoded, to: "unit.der")
        let result = try Shell.run(
            lint, ["lint", "-s", "WARNING", "-f", "CSV", "--document-format", "DER", "unit.der"], in: folder)
        XCTAssertTrue(result.text.hasPrefix("node_path"), result.errors)
        let findings = result.text.split(separator: "\n").dropFirst()
        XCTAssertTrue(findings.isEmpty, "\(findings)")
    }
}
