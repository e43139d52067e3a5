// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Foundation
import PKIX
import Records
import XCTest

@testable import Service

/// Where officers sign, nothing is done without a signature: neither at the desk nor over the API.
final class SignedActTests: XCTestCase {
    private static let house = Result {
        try HouseFixture(changes: [("signatures: \"optional\",", "signatures: \"required\",")])
    }

    /// A doctor whose enrolment every officer signed.
    private func doctor(
        _ house: HouseFixture, _ enterer: HouseFixture.Person, _ approver: HouseFixture.Person
    ) throws -> HouseFixture.Person {
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        let application = HouseFixture.application(request, nationalID: house.freshNationalID())
        XCTAssertEqual(try house.ask(enterer, "POST", "/v1/applications", application).status, 422)
        let form = (application["form"]?.members ?? []).map { "\($0.name): \($0.value.text ?? "")\n" }.sorted().joined()
        let filing = """
            mohr filing v1
            action: file
            application: -
            profile: doctor-signing
            form-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array(form.utf8))))
            request-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(request.encoded)))
            officer: \(enterer.id)

            """
        func file(_ text: String) throws -> (status: Int, value: JSONValue) {
            let signature = Base64.encode(try enterer.key.sign(Array(text.utf8), by: .ecdsa(.sha256)))
            let members = (application.members ?? []) + [.init("signature", .string(signature))]
            return try house.ask(enterer, "POST", "/v1/applications", .object(members))
        }
        XCTAssertEqual(try file(filing.replacing("doctor-", with: "dentist-")).status, 403, "another form")
        let filed = try file(filing)
        let id = try XCTUnwrap(filed.value["id"]?.text, "\(filed.value)")
        for (officer, act, path) in [(enterer, "enter", "entry"), (approver, "approve", "approval")] {
            XCTAssertEqual(try house.ask(officer, "POST", "/v1/applications/\(id)/\(path)").status, 422)
            let desk = DeskBrowser(house, officer)
            desk.get("/desk/applications/\(id)/acts/\(act)/statement")
            let signature = try officer.key.sign(desk.body, by: .ecdsa(.sha256))
            let answer = try house.ask(
                officer, "POST", "/v1/applications/\(id)/\(path)", ["signature": .string(Base64.encode(signature))])
            XCTAssertEqual(answer.status, 200, "\(answer.value)")
        }
        _ = try house.service.engine.runOnce()
        let collected = try house.ask(enterer, "GET", "/v1/applications/\(id)/certificate").value
        let certificate = try Certificate(der: try Base64.decode(collected["certificate"]?.text ?? ""))
        let proof = try key.sign(
            try Base64.decode(collected["acceptanceStatement"]?.text ?? ""), by: key.preferredSignatureAlgorithm)
        XCTAssertEqual(
            try house.ask(
                enterer, "POST", "/v1/applications/\(id)/acceptance", ["signature": .string(Base64.encode(proof))]
            ).status, 200)
        return HouseFixture.Person(id: id, key: key, certificate: certificate)
    }

    func testHoldReleaseAndRevocationAreSignedAtTheDesk() throws {
        let house = try Self.house.get()
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let serial = try doctor(house, enterer, approver).certificate.serialNumber.hex
        let desk = DeskBrowser(house, approver)
        var used: [UInt8] = []
        for (act, fields) in [
            ("hold", ["cause": "کارت گم شد"]), ("release", ["cause": "پیدا شد"]), ("hold", ["cause": "کارت گم شد"]),
            ("revoke", ["cause": "پیدا نشد", "reason": "keyCompromise"]),
        ] {
            desk.get("/desk/certificates/\(serial)/\(act)")
            desk.post("/desk/certificates/\(serial)/\(act)", fields, follow: false)
            let paper = try XCTUnwrap(desk.location, desk.page)
            desk.get(paper)
            XCTAssertTrue(desk.page.contains("data-sign="), "the page has what the browser signs")
            desk.post(paper, follow: false)
            XCTAssertEqual(desk.status, 422, "\(act) without a signature")
            if !used.isEmpty {
                desk.get(paper)
                desk.post(paper, ["signature": Base64.encode(used)], follow: false)
                XCTAssertEqual(desk.status, 422, "\(act) with the signature of another act")
            }
            desk.get(paper + "/statement")
            used = try approver.key.sign(desk.body, by: .ecdsa(.sha256))
            desk.get(paper)
            desk.post(paper, ["signature": Base64.encode(used)])
            XCTAssertEqual(desk.status, 200, "\(act): \(desk.page)")
        }
        let history = try house.ask(approver, "GET", "/v1/certificates/\(serial)").value["history"]?.elements ?? []
        XCTAssertEqual(
            history.compactMap { $0["status"]?.text },
            ["pendingAcceptance", "good", "onHold", "good", "onHold", "revoked"])
        let signed = try house.service.records.auditLines(from: 0, limit: 100_000).filter {
            $0.act == AuditAct.officerSigned && $0.subject.hasSuffix(serial)
        }
        XCTAssertEqual(signed.count, 4, "each signature is in the log, with what was signed")
    }

    func testTheAPIWantsTheSameSignatures() throws {
        let house = try Self.house.get()
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let serial = try doctor(house, enterer, approver).certificate.serialNumber.hex
        let path = "/v1/certificates/\(serial)/hold"
        let missing = try house.ask(approver, "POST", path, ["cause": "card lost"])
        XCTAssertEqual(missing.status, 422)
        XCTAssertEqual(missing.value["type"]?.text, "urn:mohr:problem:enrollment:officerSignatureMissing")
        let shown = try house.ask(approver, "GET", "/v1/certificates/\(serial)").value
        let since = try XCTUnwrap(shown["history"]?.elements?.last?["from"]?.text)
        let cause = Hex.encode(DigestAlgorithm.sha256.digest(Array("card lost".utf8)))
        let statement = """
            mohr certificate action v1
            action: hold
            certificate: health/\(serial)
            since: \(since)
            officer: \(approver.id)
            cause-sha256: \(cause)

            """
        func hold(_ key: PrivateKey, _ text: String) throws -> Int {
            let signature = try key.sign(Array(text.utf8), by: .ecdsa(.sha256))
            return try house.ask(
                approver, "POST", path, ["cause": "card lost", "signature": .string(Base64.encode(signature))]
            ).status
        }
        XCTAssertEqual(try hold(enterer.key, statement), 403, "another officer's key")
        XCTAssertEqual(try hold(approver.key, statement.replacing("hold", with: "revoke")), 403, "another act")
        XCTAssertEqual(try hold(approver.key, statement), 200)

        let plan = try house.ask(
            approver, "POST", "/v1/certificates/revocations",
            ["selection": ["serials": [.string(serial)]], "reason": "keyCompromise", "cause": "gone", "dryRun": false])
        XCTAssertEqual(plan.status, 422, "of many as of one")
        XCTAssertEqual(plan.value["type"]?.text, "urn:mohr:problem:enrollment:officerSignatureMissing")
    }
}
