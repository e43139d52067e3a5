// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import JSON
import MohrSigning
import PKIX
import XCTest

@testable import Service

/// `POST /v1/verifications` with JSON Web Signatures: the same report as for CMS.
final class JSONSignatureRouteTests: XCTestCase {
    func testAJAdESSignatureFirstSeenGoodStaysAcceptedAfterTheRevocation() throws {
        let house = try HouseFixture.shared.get()
        let approver = try house.officer(.approver)
        let doctor = try house.enrolDoctor(try house.officer(.enterer), approver)
        let token = try FileToken(
            key: doctor.key, certificate: doctor.certificate, path: [try XCTUnwrap(house.service.authorities["health"])]
        )
        func sign(_ content: String) throws -> [UInt8] {
            try JSONSigner().sign(
                .enclosed(Array(content.utf8)), with: token, terms: SignatureTerms(signingTime: .now()))
        }
        func verdict(_ body: [UInt8]) throws -> JSONValue {
            let response = house.askPublicly("POST", "/v1/verifications", type: "application/jose", body)
            return try JSONReader.read(response.body)
        }
        let (seen, unseen) = (try sign("{}"), try sign("{\"id\":2}"))
        let before = try verdict(seen)
        XCTAssertEqual(before["decision"]?.text, "accept", "\(before)")
        Thread.sleep(forTimeInterval: 1.1)
        let revoked = try house.ask(
            approver, "POST", "/v1/certificates/\(doctor.certificate.serialNumber.hex)/revocation",
            ["reason": "keyCompromise", "cause": "card lost"])
        XCTAssertEqual(revoked.status, 200, "\(revoked.value)")
        let after = try verdict(seen)
        XCTAssertEqual(after["decision"]?.text, "accept", "\(after)")
        XCTAssertEqual(after["referenceTime"]?["source"]?.text, "receipt")
        XCTAssertEqual(try verdict(unseen)["subIndication"]?.text, "REVOKED_NO_POE")
    }

    func testJAdESIsJudgedAsItIsAndInsideAnObject() throws {
        let house = try HouseFixture.shared.get()
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        let token = try FileToken(
            key: doctor.key, certificate: doctor.certificate, path: [try XCTUnwrap(house.service.authorities["health"])]
        )
        let content = Array("{\"resourceType\":\"Bundle\"}".utf8)
        func sign(_ payload: JSONSigner.Payload, _ form: JWS.Serialization) throws -> [UInt8] {
            try JSONSigner().sign(payload, with: token, terms: SignatureTerms(signingTime: .now()), serialization: form)
        }
        func ask(_ type: String, _ body: [UInt8]) throws -> JSONValue {
            let response = house.askPublicly("POST", "/v1/verifications?purpose=prescription", type: type, body)
            XCTAssertEqual(response.status, 200)
            return try JSONReader.read(response.body)
        }
        let compact = try sign(.enclosed(content), .compact)
        let flattened = try sign(.enclosed(content), .flattened)
        for (type, body) in [("application/jose", compact), ("application/jose+json", flattened)] {
            let report = try ask(type, body)
            XCTAssertEqual(report["decision"]?.text, "accept", "\(report)")
            let signature = try XCTUnwrap(report["signatures"]?.elements?.first)
            XCTAssertEqual(signature["level"]?.text, "B")
            XCTAssertEqual(signature["counterSignatures"], [])
            XCTAssertEqual(signature["signer"]?["name"]?["la"]?.text, "Sara Ahmadi")
            XCTAssertEqual(report["contentSHA256"]?.text, Hex.encode(DigestAlgorithm.sha256.digest(content)))
        }
        let detached = try sign(.detached(content), .compact)
        func wrapped(_ content: [UInt8]) -> [UInt8] {
            JSONWriter.bytes([
                "signature": .string(Base64.encode(detached)), "content": .string(Base64.encode(content)),
            ])
        }
        XCTAssertEqual(try ask("application/json", wrapped(content))["decision"]?.text, "accept")
        XCTAssertEqual(
            try ask("application/json", wrapped(content + [0]))["subIndication"]?.text, "SIG_CRYPTO_FAILURE")
        XCTAssertEqual(try ask("application/jose", detached)["subIndication"]?.text, "SIGNED_DATA_NOT_FOUND")
        let none = Array("\(Base64.encode(Array("{\"alg\":\"none\"}".utf8), .url)).e30.".utf8)
        let refused = try ask("application/jose", none)
        XCTAssertEqual(refused["subIndication"]?.text, "FORMAT_FAILURE")
        let cause = refused["signatures"]?.elements?.first?["causes"]?.elements?.first
        XCTAssertEqual(cause?["code"]?.text, "UNSECURED")
        XCTAssertFalse(cause?["fa"]?.text?.isEmpty ?? true)
    }
}
