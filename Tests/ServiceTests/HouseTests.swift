// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import PKIX
import Records
import XCTest

@testable import Service

/// The main job in process: the routes of both listeners over one founded house.
final class HouseTests: XCTestCase {
    private var house: HouseFixture!

    override func setUpWithError() throws { house = try HouseFixture.shared.get() }

    func testARevokedDoctorsSignatureIsNoLongerAcceptedWithinASecond() throws {
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let doctor = try house.enrolDoctor(enterer, approver)
        let signed = try house.sign("{\"resourceType\":\"Bundle\"}", by: doctor)
        XCTAssertEqual(try house.verdict(on: signed)["decision"]?.text, "accept")
        guard case .good = try house.ocspStatus(of: doctor.certificate) else { return XCTFail("not good before") }

        let start = Date()
        let serial = doctor.certificate.serialNumber.hex
        let revoked = try house.ask(
            approver, "POST", "/v1/certificates/\(serial)/revocation",
            ["reason": "keyCompromise", "cause": "card lost"])
        XCTAssertEqual(revoked.status, 200, "\(revoked.value)")
        guard case .revoked = try house.ocspStatus(of: doctor.certificate) else { return XCTFail("OCSP: not revoked") }
        let late = try house.sign("{}", by: doctor)
        let report = try house.verdict(on: late)
        XCTAssertEqual(report["subIndication"]?.text, "REVOKED_NO_POE")
        XCTAssertNotEqual(report["decision"]?.text, "accept")
        XCTAssertLessThan(Date().timeIntervalSince(start), 1)

        let again = try house.ask(
            approver, "POST", "/v1/certificates/\(serial)/revocation", ["reason": "superseded", "cause": "other"])
        XCTAssertEqual(again.status, 409)
        XCTAssertEqual(again.value["type"]?.text, "urn:mohr:problem:revocation:revokedOtherwise")
    }

    func testTheSameKeyAndBodyGetTheSameAnswerAndAnotherBodyIsRefused() throws {
        let enterer = try house.officer(.enterer)
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(subject: try Name([(OID.commonName, "Sara Ahmadi")]), key: key)
        let body = HouseFixture.application(request, nationalID: house.freshNationalID())
        let first = try house.ask(enterer, "POST", "/v1/applications", body, key: "once")
        XCTAssertEqual(first.status, 201, "\(first.value)")
        let second = try house.ask(enterer, "POST", "/v1/applications", body, key: "once")
        XCTAssertEqual(second.status, 201)
        XCTAssertEqual(second.value, first.value)
        let other = HouseFixture.application(request, nationalID: house.freshNationalID())
        let third = try house.ask(enterer, "POST", "/v1/applications", other, key: "once")
        XCTAssertEqual(third.status, 409)
        XCTAssertEqual(third.value["type"]?.text, "urn:mohr:problem:records:keyUsedForOtherRequest")
        // Under a key of its own it is a new request, and so meets the rule about keys.
        let fourth = try house.ask(enterer, "POST", "/v1/applications", body, key: "twice")
        XCTAssertEqual(fourth.value["type"]?.text, "urn:mohr:problem:enrollment:keyInOpenApplication")
    }

    func testAChangeWithoutAnIdempotencyKeyIsRefused() throws {
        let enterer = try house.officer(.enterer)
        let answer = try house.ask(enterer, "POST", "/v1/applications", .object([]), key: "")
        XCTAssertEqual(answer.status / 100, 4)
    }

    func testASuspendedOfficerIsNotLetIn() throws {
        let enterer = try house.officer(.enterer)
        XCTAssertEqual(try house.ask(enterer, "GET", "/v1/applications").status, 200)
        try house.service.registration.suspend(officer: enterer.id, by: .console("tests"))
        let answer = try house.ask(enterer, "GET", "/v1/applications")
        XCTAssertEqual(answer.status, 403)
        XCTAssertEqual(answer.value["type"]?.text, "urn:mohr:problem:enrollment:officerSuspended")
    }

    func testAnOfficerWithARevokedCertificateIsNotLetIn() throws {
        let (enterer, administrator) = (try house.officer(.enterer), try house.officer(.administrator))
        XCTAssertEqual(try house.ask(enterer, "GET", "/v1/applications").status, 200)
        let revoked = try house.ask(
            administrator, "POST", "/v1/certificates/\(enterer.certificate.serialNumber.hex)/revocation",
            ["reason": "keyCompromise", "cause": "card lost"])
        XCTAssertEqual(revoked.status, 200, "\(revoked.value)")
        let answer = try house.ask(enterer, "GET", "/v1/applications")
        XCTAssertEqual(answer.status, 403)
        XCTAssertEqual(answer.value["type"]?.text, "urn:mohr:problem:service:certificateRefused-REVOKED")
    }

    func testWithoutACertificateNobodyIsLetIn() throws {
        XCTAssertEqual(try house.ask(nil, "GET", "/v1/applications").status, 401)
    }

    func testADoctorsCertificateIsNoOfficers() throws {
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        XCTAssertEqual(try house.ask(doctor, "GET", "/v1/applications").status, 403)
    }

    func testAnotherOfficesCertificatesAreNeitherSeenNorChanged() throws {
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        let path = "/v1/certificates/\(doctor.certificate.serialNumber.hex)"
        let stranger = try house.officer(.approver, office: "other-council")
        XCTAssertEqual(try house.ask(stranger, "GET", path).status, 404)
        XCTAssertEqual(
            try house.ask(stranger, "POST", path + "/revocation", ["reason": "keyCompromise", "cause": "x"]).status, 404
        )
        XCTAssertEqual(
            try house.ask(try house.officer(.enterer), "POST", path + "/hold", ["cause": "x"]).status, 403)
        XCTAssertEqual(try house.ask(try house.officer(.approver), "GET", path).status, 200)
        XCTAssertEqual(try house.verdict(on: try house.sign("x", by: doctor))["decision"]?.text, "accept")
    }

    func testAHeldCertificateIsNotAcceptedUntilItIsReleased() throws {
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let doctor = try house.enrolDoctor(enterer, approver)
        let path = "/v1/certificates/\(doctor.certificate.serialNumber.hex)"
        let signed = try house.sign("x", by: doctor)
        XCTAssertEqual(try house.ask(approver, "POST", path + "/hold", ["cause": "asked for"]).status, 200)
        XCTAssertNotEqual(try house.verdict(on: signed)["decision"]?.text, "accept")
        XCTAssertEqual(try house.ask(approver, "POST", path + "/release", ["cause": "asked for"]).status, 200)
        XCTAssertEqual(try house.verdict(on: signed)["decision"]?.text, "accept")
    }

    func testAnApplicationIsWithdrawnOnceByItsOwnOffice() throws {
        let enterer = try house.officer(.enterer)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.commonName, "Sara Ahmadi")]), key: try PrivateKey.generate(.p256))
        let body = HouseFixture.application(request, nationalID: house.freshNationalID())
        let id = try house.ask(enterer, "POST", "/v1/applications", body).value["id"]?.text ?? ""
        let path = "/v1/applications/\(id)/withdrawal"
        XCTAssertEqual(try house.ask(try house.officer(.enterer, office: "other-council"), "POST", path).status, 403)
        XCTAssertEqual(try house.ask(try house.officer(.auditor), "POST", path).status, 403)
        let done = try house.ask(enterer, "POST", path, ["cause": "the applicant moved away"])
        XCTAssertEqual(done.value["state"]?.text, "withdrawn")
        XCTAssertEqual(try house.ask(enterer, "POST", path).status, 409)
    }

    func testOnlyAdministratorsSetOfficesUpAndSuspendThem() throws {
        let (administrator, approver) = (try house.officer(.administrator), try house.officer(.approver))
        let body: JSONValue = [
            "id": "notary-12", "kind": "notary", "persianName": "دفتر اسناد رسمی", "englishName": "Notary 12",
            "profiles": ["doctor-signing"],
            "licensedUntil": .string(Instant.now().advanced(bySeconds: 86_400).rfc3339),
        ]
        let refused = try house.ask(approver, "POST", "/v1/offices", body)
        XCTAssertEqual(refused.status, 403)
        XCTAssertEqual(refused.value["type"]?.text, "urn:mohr:problem:enrollment:role")
        XCTAssertEqual(try house.ask(administrator, "POST", "/v1/offices", body).status, 201)
        XCTAssertEqual(try house.ask(administrator, "POST", "/v1/offices", body).status, 409)
        let suspended = try house.ask(administrator, "POST", "/v1/offices/notary-12/suspension")
        XCTAssertEqual(suspended.value["state"]?.text, "suspended")
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/offices/notary-12/resumption").status, 403)
        XCTAssertEqual(
            try house.ask(administrator, "POST", "/v1/offices/notary-12/resumption").value["state"]?.text, "active")
        XCTAssertEqual(try house.ask(administrator, "POST", "/v1/offices/nowhere/suspension").status, 404)
        XCTAssertGreaterThan(
            try house.ask(administrator, "GET", "/v1/offices").value["offices"]?.elements?.count ?? 0, 2)
        XCTAssertEqual(try house.ask(approver, "GET", "/v1/offices").value["offices"]?.elements?.count, 1)
        XCTAssertEqual(try house.ask(approver, "GET", "/v1/officers?office=other-council").status, 403)
        XCTAssertEqual(try house.ask(approver, "GET", "/v1/officers").status, 200)
    }

    func testTheRefusalsOfTheIssueReachTheClerkInBothLanguages() throws {
        let enterer = try house.officer(.enterer)
        let key = try PrivateKey.generate(.p256)
        let good = try CertificationRequest.make(subject: try Name([(OID.commonName, "Sara Ahmadi")]), key: key)
        var forged = good.encoded
        forged[forged.count - 1] ^= 1
        func cause(_ request: [UInt8], _ change: (inout [String: JSONValue]) -> Void = { _ in }) throws -> JSONValue {
            var form = Dictionary(
                uniqueKeysWithValues: HouseFixture.application(good, nationalID: house.freshNationalID())["form"]!
                    .members!
                    .map { ($0.name, $0.value) })
            change(&form)
            let body: JSONValue = [
                "profile": "doctor-signing", "request": .string(Base64.encode(request)),
                "form": .object(form.map { .init($0.key, $0.value) }),
            ]
            let answer = try house.ask(enterer, "POST", "/v1/applications", body)
            XCTAssertEqual(answer.status, 422, "\(answer.value)")
            XCTAssertFalse(answer.value["detail"]?["fa"]?.text?.isEmpty ?? true)
            return answer.value
        }
        XCTAssertEqual(try cause(forged)["type"]?.text, "urn:mohr:problem:enrollment:proofOfPossession")
        XCTAssertEqual(
            try cause(good.encoded) { $0["nationalID"] = "9990000019" }["type"]?.text,
            "urn:mohr:problem:enrollment:identity-checkDigit")
        XCTAssertEqual(
            try cause(good.encoded) { $0["surname"] = "احم\u{202e}دی" }["type"]?.text,
            "urn:mohr:problem:enrollment:identity-bidiControl")
        let weak = try CertificationRequest.make(
            subject: try Name([(OID.commonName, "x")]), key: try PrivateKey.generate(.rsa(bits: 1_024)))
        XCTAssertEqual(try cause(weak.encoded)["type"]?.text, "urn:mohr:problem:enrollment:key-rsaSize")
        let small = try CertificationRequest.make(
            subject: try Name([(OID.commonName, "x")]), key: try PrivateKey.generate(.p192))
        XCTAssertEqual(try cause(small.encoded)["type"]?.text, "urn:mohr:problem:enrollment:key-kindNotAllowed")
        // The last byte of the key is the end of its point's y.
        let point = Array(good.subjectPublicKeyInfo.suffix(32))
        let start = try XCTUnwrap(good.encoded.indices.first { good.encoded[$0...].starts(with: point) })
        var offCurve = good.encoded
        offCurve[start + 31] ^= 1
        XCTAssertEqual(try cause(offCurve)["type"]?.text, "urn:mohr:problem:enrollment:key-pointNotOnCurve")
        XCTAssertEqual(
            try cause(good.encoded) { $0["licenceNumber"] = "د-9990018" }["type"]?.text,
            "urn:mohr:problem:enrollment:identity-professionLetter")
    }

    func testTheDescriptionNamesEveryRouteAndNoOther() throws {
        // Pages are for people; the description is for programs.
        func named(_ routes: [any Route]) -> Set<String> {
            Set(routes.filter { !($0 is any PageRoute) }.map { "\($0.method) \($0.pattern)" })
        }
        func described(_ endpoints: [Endpoint]) -> Set<String> { Set(endpoints.map { "\($0.method) \($0.pattern)" }) }
        XCTAssertEqual(named(house.service.publicRoutes), described(Endpoint.everyone))
        XCTAssertEqual(named(house.service.officeRoutes {}), described(Endpoint.offices))
        let document = try JSONReader.read(house.askPublicly("GET", "/openapi.json").body, limit: 1_048_576)
        XCTAssertEqual(document["openapi"]?.text, "3.1.0")
        XCTAssertNotNil(document["paths"]?["/crls/{authority}/{shard}.crl"]?["get"])
        XCTAssertNotNil(document["paths"]?["/v1/applications"]?["post"]?["requestBody"])
    }
}
