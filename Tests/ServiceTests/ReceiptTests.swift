// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import MohrSigning
import MohrValidation
import PKIX
import Records
import TestSupport
import Timestamping
import XCTest

@testable import Database
@testable import Service

/// Receipts of first verifications, through the public listener's routes.
final class ReceiptTests: XCTestCase {
    private static let house = Result { try HouseFixture() }
    private static let staff = Result {
        (enterer: try house.get().officer(.enterer), approver: try house.get().officer(.approver))
    }
    private var house: HouseFixture!

    override func setUpWithError() throws { house = try Self.house.get() }

    private func doctor() throws -> HouseFixture.Person {
        let staff = try Self.staff.get()
        return try house.enrolDoctor(staff.enterer, staff.approver)
    }

    /// Revokes, in a later second than anything before.
    private func revoke(_ person: HouseFixture.Person, since invalidity: Instant? = nil) throws {
        Thread.sleep(forTimeInterval: 1.1)
        var body: [JSONValue.Member] = [.init("reason", "keyCompromise"), .init("cause", "card lost")]
        if let invalidity { body.append(.init("invalidityDate", .string(invalidity.rfc3339))) }
        let serial = person.certificate.serialNumber.hex
        let answer = try house.ask(
            try Self.staff.get().approver, "POST", "/v1/certificates/\(serial)/revocation", .object(body))
        XCTAssertEqual(answer.status, 200, "\(answer.value)")
    }

    /// The same home as another process sees it.
    private func beside(_ roles: Set<Role> = [.validationAuthority]) throws -> MohrService {
        try MohrService(
            home: house.service.home, configuration: house.service.configuration, passphrase: house.passphrase,
            roles: roles, opening: .forOneCommand)
    }

    private func ask(
        _ service: MohrService, _ signature: [UInt8], _ query: String = "purpose=prescription"
    ) throws -> JSONValue {
        let request = Request(
            method: "POST", target: "/v1/verifications?\(query)",
            headers: Headers([("Content-Type", "application/cms")]), body: signature)
        return try JSONReader.read(Router(service.publicRoutes).answer(request).result.body)
    }

    private func receipt(in answer: JSONValue) throws -> Receipt {
        XCTAssertNotEqual(answer["receipt"], .null, "\(answer)")
        return try Receipt(reading: answer)
    }

    func testTheFirstVerificationGivesAReceiptThatOpenSSLVerifies() throws {
        let document = try house.sign("{\"resourceType\":\"Bundle\",\"id\":\"first\"}", by: doctor())
        let answer = try house.verdict(on: document)
        XCTAssertEqual(answer["decision"]?.text, "accept")
        let receipt = try receipt(in: answer)
        let statement = receipt.statement
        XCTAssertEqual(
            Hex.encode(statement.signatureSHA256), answer["signatures"]?.elements?[0]["signatureSHA256"]?.text)
        XCTAssertEqual(statement.contentSHA256.map { Hex.encode($0) }, answer["contentSHA256"]?.text)
        XCTAssertEqual(statement.decision, .accept)
        XCTAssertEqual(statement.purpose, "prescription")
        XCTAssertEqual(statement.snapshot, answer["snapshot"]?.text)
        XCTAssertEqual(statement.certificateStatus.status, .good)
        XCTAssertEqual(statement.certificateStatus.source, .records)
        XCTAssertEqual(statement.log.id, try house.service.records.logID())

        let folder = try TemporaryFolder()
        try folder.write(receipt.encodedStatement, to: "receipt.json")
        try folder.write(receipt.token, to: "receipt.tsr")
        try folder.write(house.service.authorities["root"]?.pem ?? [], to: "root.pem")
        try folder.write(house.service.authorities["health"]?.pem ?? [], to: "health.pem")
        let command = [
            "ts", "-verify", "-data", "receipt.json", "-in", "receipt.tsr", "-token_in", "-CAfile", "root.pem",
            "-untrusted", "health.pem",
        ]
        let verified = try Shell.run("openssl", command, in: folder)
        XCTAssertTrue(verified.isSuccess, verified.errors)
        // Control: a statement of which one bit is other.
        try folder.write(
            receipt.encodedStatement.map { $0 == UInt8(ascii: "7") ? UInt8(ascii: "8") : $0 }, to: "receipt.json")
        XCTAssertFalse(try Shell.run("openssl", command, in: folder).isSuccess)

        // The log holds its digests, in the line that the answer names.
        let index = try XCTUnwrap(answer["receipt"]?["log"]?["index"]?.wholeNumber)
        let line = try XCTUnwrap(house.service.records.auditLines(from: Int(index), limit: 1).first)
        XCTAssertEqual(line.act, "receipt.given")
        XCTAssertTrue(line.details.contains(Hex.encode(DigestAlgorithm.sha256.digest(receipt.encodedStatement))))
        XCTAssertGreaterThanOrEqual(Int(index), statement.log.size)
    }

    func testTheFirstReceiptStaysAndCanBeAskedFor() throws {
        let document = try house.sign("{\"id\":\"again\"}", by: doctor())
        let first = try house.verdict(on: document)
        let again = try house.verdict(on: document, purpose: "signature")
        XCTAssertEqual(first["receipt"], again["receipt"])
        XCTAssertEqual(try ask(try beside(), document)["receipt"], first["receipt"])
        let digest = try XCTUnwrap(first["signatures"]?.elements?[0]["signatureSHA256"]?.text)
        let asked = house.askPublicly("GET", "/v1/receipts/\(digest)")
        XCTAssertEqual(asked.status, 200)
        XCTAssertEqual(try JSONReader.read(asked.body), first["receipt"])
        let unknown = house.askPublicly("GET", "/v1/receipts/\(String(repeating: "0", count: 64))")
        XCTAssertEqual(unknown.status, 404)
        XCTAssertEqual(house.askPublicly("GET", "/v1/receipts/12").status, 400)
    }

    func testASignatureFirstSeenGoodStaysAcceptedAfterTheRevocation() throws {
        let doctor = try doctor()
        let seen = try house.sign("{\"id\":\"seen\"}", by: doctor)
        let unseen = try house.sign("{\"id\":\"unseen\"}", by: doctor)
        let before = try house.verdict(on: seen)
        XCTAssertEqual(before["decision"]?.text, "accept")
        try revoke(doctor)
        let after = try house.verdict(on: seen)
        XCTAssertEqual(after["decision"]?.text, "accept", "\(after)")
        XCTAssertEqual(after["referenceTime"]?["source"]?.text, "receipt")
        XCTAssertEqual(after["referenceTime"]?["value"], before["receipt"]?["firstSeen"])
        XCTAssertEqual(after["receipt"], before["receipt"])
        // Control: the same signer's document that nobody had seen is not.
        let late = try house.verdict(on: unseen)
        XCTAssertEqual(late["subIndication"]?.text, "REVOKED_NO_POE")
        XCTAssertNotEqual(late["decision"]?.text, "accept")
        // It has a receipt now, of that verdict, which does not rescue it.
        XCTAssertEqual(try receipt(in: late).statement.subIndication, .revokedNoPOE)
        Thread.sleep(forTimeInterval: 1.1)
        XCTAssertEqual(try house.verdict(on: unseen)["subIndication"]?.text, "REVOKED_NO_POE")
    }

    func testARevocationThatReachesBackBeforeTheReceiptCounts() throws {
        let doctor = try doctor()
        let document = try house.sign("{\"id\":\"backdated\"}", by: doctor)
        let before = try receipt(in: try house.verdict(on: document))
        try revoke(doctor, since: before.firstSeen.advanced(bySeconds: -1))
        let after = try house.verdict(on: document)
        XCTAssertEqual(after["subIndication"]?.text, "REVOKED_NO_POE", "\(after)")
        XCTAssertNotEqual(after["decision"]?.text, "accept")
    }
}
