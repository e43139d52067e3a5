// SPDX-License-Identifier: Apache-2.0
import Cryptography
import JSON
import PKIX
import XCTest

@testable import Service

/// A lost key: held at the first officer's word, revoked at the second's, and a new certificate for the same person.
final class ReplacementTests: XCTestCase {
    private var house: HouseFixture!
    private var enterer: HouseFixture.Person!
    private var approver: HouseFixture.Person!

    override func setUpWithError() throws {
        house = try HouseFixture.shared.get()
        enterer = try house.officer(.enterer)
        approver = try house.officer(.approver)
    }

    private func body(for doctor: HouseFixture.Person, key: PrivateKey) throws -> JSONValue {
        let number = doctor.certificate.subject.value(of: OID.serialNumber)?.split(separator: "-").last.map(String.init)
        let csr = try CertificationRequest.make(subject: Name([(OID.commonName, "x")]), key: key).encoded
        return [
            "nationalID": .string(try XCTUnwrap(number)), "profile": "doctor-signing", "reason": "keyCompromise",
            "request": .string(Base64.encode(csr)),
        ]
    }

    func testTheOldCertificateIsHeldAtOnceAndRevokedWhenASecondOfficerApproves() throws {
        let doctor = try house.enrolDoctor(enterer, approver)
        let started = try house.ask(
            enterer, "POST", "/v1/replacements", try body(for: doctor, key: PrivateKey.generate(.p256)))
        XCTAssertEqual(started.status, 201, "\(started.value)")
        XCTAssertEqual(
            started.value["replaces"]?.elements?.first?.text, doctor.certificate.serialNumber.hex)
        guard case .revoked(_, .certificateHold)? = try house.ocspStatus(of: doctor.certificate) else {
            return XCTFail("not on hold")
        }
        let id = started.value["application"]?.text ?? ""
        // One officer is not enough for the rest.
        XCTAssertEqual(try house.ask(enterer, "POST", "/v1/applications/\(id)/entry").status, 200)
        XCTAssertEqual(try house.ask(enterer, "POST", "/v1/applications/\(id)/approval").status, 403)
        guard case .revoked(_, .certificateHold)? = try house.ocspStatus(of: doctor.certificate) else {
            return XCTFail("revoked by one")
        }
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/applications/\(id)/approval").status, 200)
        guard case .revoked(_, .keyCompromise)? = try house.ocspStatus(of: doctor.certificate) else {
            return XCTFail("not revoked")
        }
        _ = try house.service.engine.runOnce()
        let collected = try house.ask(enterer, "GET", "/v1/applications/\(id)/certificate").value
        let certificate = try Certificate(der: try Base64.decode(collected["certificate"]?.text ?? ""))
        XCTAssertTrue(certificate.subject.matches(doctor.certificate.subject), "the records' own form")
    }

    func testWhatComesToNothingLeavesAHoldThatCanBeLifted() throws {
        let doctor = try house.enrolDoctor(enterer, approver)
        let started = try house.ask(
            enterer, "POST", "/v1/replacements", try body(for: doctor, key: PrivateKey.generate(.p256)))
        let id = started.value["application"]?.text ?? ""
        XCTAssertEqual(
            try house.ask(enterer, "POST", "/v1/applications/\(id)/rejection", ["cause": "found again"]).status, 200)
        try house.service.settleSuccessions()
        let serial = doctor.certificate.serialNumber.hex
        XCTAssertEqual(
            try house.ask(approver, "POST", "/v1/certificates/\(serial)/release", ["cause": "found"]).status, 200)
        try house.service.settleSuccessions()
        XCTAssertEqual(try house.ocspStatus(of: doctor.certificate), .good)
    }

    func testWhatCannotBeReplacedIsRefused() throws {
        let doctor = try house.enrolDoctor(enterer, approver)
        let good = try body(for: doctor, key: PrivateKey.generate(.p256))
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/replacements", good).status, 403, "approvers do not start")
        XCTAssertEqual(
            try house.ask(enterer, "POST", "/v1/replacements", try body(for: doctor, key: doctor.key)).status, 409)
        for (name, value, status) in [
            ("nationalID", "9990000018", 404), ("reason", "lost", 400), ("profile", "nothing", 422),
        ] {
            let members = (good.members ?? []).map { $0.name == name ? .init(name, .string(value)) : $0 }
            XCTAssertEqual(
                try house.ask(enterer, "POST", "/v1/replacements", .object(members)).status, status, name)
        }
        try house.service.refreshStatus()
        XCTAssertEqual(try house.ocspStatus(of: doctor.certificate), .good, "nothing was held for a refusal")
    }
}
