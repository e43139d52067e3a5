// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrValidation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// One document has one report, whether it is asked about alone, in a batch or beside what was dispensed on it.
final class SameVerdictTests: XCTestCase {
    /// The three ways, as reports without what is not the report's own.
    private struct Answers {
        let single: JSONValue
        let batch: JSONValue
        let linked: JSONValue
        let links: [String]

        var decisions: [String?] { [single, batch, linked].map { $0["decision"]?.text } }
    }

    private static func report(_ value: JSONValue) -> JSONValue {
        .object((value.members ?? []).filter { $0.name != "line" && !$0.name.hasPrefix("receipt") })
    }

    private func single(_ house: HouseFixture, _ document: [UInt8], _ purpose: String, at: Instant?) throws -> JSONValue
    {
        let query = "purpose=\(purpose)" + (at.map { "&at=\($0.rfc3339)" } ?? "")
        let response = house.askPublicly("POST", "/v1/verifications?\(query)", type: "application/cms", document)
        XCTAssertEqual(response.status, 200)
        return Self.report(try JSONReader.read(response.body, depth: 32))
    }

    private func batch(_ house: HouseFixture, _ document: [UInt8], _ purpose: String, at: Instant?) throws -> JSONValue
    {
        let judge = BatchJudge(house.service.verdicts, purpose: purpose, at: at, lineLimit: 1_048_576)
        let run = BatchRun(judge, compute: { $0() }, ready: {})
        run.take(Array(#"{"signature":"\#(Base64.encode(document))"}"#.utf8))
        run.endInput()
        return Self.report(try JSONReader.read(run.collect(), depth: 32))
    }

    /// Asks in a batch first: there nothing is kept that could help the others.
    private func ask(_ house: HouseFixture, _ document: [UInt8], at: Instant) throws -> Answers {
        let batch = try batch(house, document, "prescription", at: at)
        let text = Base64.encode(document)
        let body =
            #"{"prescription":{"signature":"\#(text)"},"dispensing":{"signature":"\#(text)"},"at":"\#(at.rfc3339)"}"#
        let linked = try JSONReader.read(
            house.askPublicly("POST", "/v1/verifications/linked", type: "application/json", Array(body.utf8)).body,
            depth: 32)
        return Answers(
            single: try single(house, document, "prescription", at: at), batch: batch,
            linked: Self.report(try XCTUnwrap(linked["prescription"])),
            links: linked["links"]?.elements?.compactMap { $0["code"]?.text } ?? [])
    }

    private func assertSame(_ answers: Answers, _ decision: String, line: UInt = #line) {
        XCTAssertEqual(answers.decisions, [decision, decision, decision], line: line)
        XCTAssertEqual(answers.batch, answers.single, line: line)
        XCTAssertEqual(answers.linked, answers.single, line: line)
        let code = ["reject": "PRESCRIPTION_REJECTED", "cannotDecide": "PRESCRIPTION_UNDECIDED"][decision]
        let said = answers.links.filter { $0.hasPrefix("PRESCRIPTION_") }
        XCTAssertEqual(said, code.map { [$0] } ?? [], line: line)
    }

    func testASuspendedDoctorIsRefusedHoweverItIsAsked() throws {
        let house = try HouseOfTheCouncil()
        let doctor = try house.enrolDoctor()
        try house.take([ProfessionalPeriod(.entitled, from: house.begin)], for: doctor)
        let document = try house.fixture.sign(#"{"resourceType":"Bundle"}"#, by: doctor)
        let before = try ask(house.fixture, document, at: .now())
        assertSame(before, "accept")
        XCTAssertEqual(
            before.batch["signatures"]?.elements?.first?["professionalStatus"]?["status"]?.text, "entitled")
        try house.take(house.suspended(since: house.begin.advanced(bySeconds: 60)), for: doctor)
        let after = try ask(house.fixture, document, at: .now())
        assertSame(after, "reject")
        let signature = try XCTUnwrap(after.batch["signatures"]?.elements?.first)
        XCTAssertEqual(signature["professionalStatus"]?["status"]?.text, "suspended")
        XCTAssertEqual(signature["certificateStatus"]?["status"]?.text, "good")
        XCTAssertTrue(signature["causes"]?.elements?.contains { $0["code"]?.text == "PROFESSION_SUSPENDED" } == true)
        // Control: a letter may still be signed.
        XCTAssertEqual(try batch(house.fixture, document, "signature", at: nil)["decision"]?.text, "accept")
    }

    func testWhatTheFileAsksIsAskedHoweverItIsAsked() throws {
        let house = try HouseFixture(changes: [
            ("professionalStatus: \"reported\"", "professionalStatus: \"required\"")
        ])
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        try house.service.refreshStatus()
        // No feed has come: the standard policy would take it, this house's does not.
        assertSame(try ask(house, try house.sign("{}", by: doctor), at: .now()), "cannotDecide")
    }

    func testWhereProofOfTimeIsAskedABatchGetsItToo() throws {
        let house = try HouseFixture.shared.get()
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        try house.service.refreshStatus()
        let (one, other) = (try house.sign(#"{"id":1}"#, by: doctor), try house.sign(#"{"id":2}"#, by: doctor))
        XCTAssertEqual(try batch(house, one, "court", at: nil)["decision"]?.text, "accept")
        XCTAssertEqual(try single(house, other, "court", at: nil)["decision"]?.text, "accept")
        func given(_ answer: JSONValue) -> String? { answer["signatures"]?.elements?.first?["signatureSHA256"]?.text }
        // Where nothing turns on it, a batch keeps nothing.
        let third = try house.sign(#"{"id":3}"#, by: doctor)
        let digest = try XCTUnwrap(given(try batch(house, third, "prescription", at: nil)))
        XCTAssertEqual(house.askPublicly("GET", "/v1/receipts/\(digest)").status, 404)
        _ = try single(house, third, "prescription", at: nil)
        XCTAssertEqual(house.askPublicly("GET", "/v1/receipts/\(digest)").status, 200)
    }

    func testWhatWasSeenBeforeARevocationStaysGoodHoweverItIsAsked() throws {
        let house = try HouseFixture.shared.get()
        let approver = try house.officer(.approver)
        let doctor = try house.enrolDoctor(try house.officer(.enterer), approver)
        try house.service.refreshStatus()
        let (seen, unseen) = (try house.sign(#"{"id":4}"#, by: doctor), try house.sign(#"{"id":5}"#, by: doctor))
        XCTAssertEqual(try single(house, seen, "prescription", at: nil)["decision"]?.text, "accept")
        Thread.sleep(forTimeInterval: 1.1)
        let serial = doctor.certificate.serialNumber.hex
        let revoked = try house.ask(
            approver, "POST", "/v1/certificates/\(serial)/revocation",
            ["reason": "keyCompromise", "cause": "card lost"])
        XCTAssertEqual(revoked.status, 200, "\(revoked.value)")
        assertSame(try ask(house, seen, at: .now()), "accept")
        let late = try ask(house, unseen, at: .now())
        XCTAssertNotEqual(late.decisions[0], "accept")
        XCTAssertEqual(late.batch, late.single)
        XCTAssertEqual(late.linked, late.single)
    }
}
