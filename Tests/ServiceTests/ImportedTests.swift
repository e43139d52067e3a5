// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// What a certificate of another issuer means here: known, not spoken for, and replaced when its holder is certified.
final class ImportedTests: XCTestCase {
    private var house: HouseFixture!
    private var elsewhere: ElsewhereAuthority!

    override func setUpWithError() throws {
        house = try HouseFixture.shared.get()
        elsewhere = try ElsewhereAuthority()
    }

    /// Takes a doctor's certificate in, as the importer does.
    private func imported(_ number: String, licence: String, key: PrivateKey? = nil, in house: HouseFixture) throws
        -> TestIdentity
    {
        let holder = ElsewhereAuthority.Holder(number, licence: licence)
        let identity = try elsewhere.issue(to: holder, key: key)
        let issuers = try ImportIssuers([elsewhere.identity.certificate], lists: [try elsewhere.list()])
        let registration = house.service.registration
        let checked = try registration.check(
            imported: identity.certificate,
            ImportRow(
                profile: "doctor-signing",
                [
                    .nationalID: number, .licenceNumber: licence, .givenName: holder.given, .surname: holder.surname,
                ]), from: issuers)
        let records = house.service.records
        try records.beginImport(
            of: [UInt8](repeating: 1, count: 32), rows: 1, issuers: issuers.certificates, by: "tests", at: .now())
        let outcomes = try records.takeImports(
            [checked.draft], registers: registration.profilesByRegister, by: "tests", at: .now())
        XCTAssertEqual(outcomes, [.taken])
        return identity
    }

    private func form(_ number: String, key: PrivateKey) throws -> JSONValue {
        let request = try CertificationRequest.make(
            subject: Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        return HouseFixture.application(request, nationalID: number)
    }

    func testThisHouseDoesNotSpeakOfItsStatus() throws {
        let number = house.freshNationalID()
        let identity = try imported(number, licence: String(number.suffix(6)), in: house)
        try house.service.publishLists()
        let status = house.askPublicly("GET", "/v1/status/\(Hex.encode(identity.certificate.sha256))")
        XCTAssertEqual(try JSONReader.read(status.body)["certificateStatus"]?["status"], "unknown")
        XCTAssertNil(house.service.snapshots.status.index.certificate(sha256: identity.certificate.sha256))
    }

    func testADeskFindsItByANumberAndASupervisorByAnything() throws {
        let number = house.freshNationalID()
        let identity = try imported(number, licence: String(number.suffix(6)), in: house)
        let enterer = try house.officer(.enterer)
        func found(_ who: HouseFixture.Person, _ query: String) throws -> Int {
            try house.ask(who, "GET", "/v1/certificates?\(query)").value["imported"]?.elements?.count ?? -1
        }
        XCTAssertEqual(try found(enterer, "nationalID=\(number)"), 1)
        XCTAssertEqual(try found(enterer, "name=ahmadi"), 0, "a desk does not list other people")
        XCTAssertGreaterThan(try found(try house.officer(.supervisor), "name=ahmadi&limit=1000"), 0)
        XCTAssertEqual(try found(try house.officer(.administrator), "nationalID=\(number)"), 0)
        let sha256 = Hex.encode(identity.certificate.sha256)
        let shown = try house.ask(enterer, "GET", "/v1/imports/\(sha256)")
        XCTAssertEqual(shown.status, 200, "\(shown.value)")
        XCTAssertEqual(shown.value["form"]?["givenName"], "سارا")
        XCTAssertEqual(shown.value["form"]?["nationalID"]?.text, number)
        XCTAssertEqual(
            try house.ask(enterer, "GET", "/v1/imports/\(String(repeating: "0", count: 64))").status, 404)
        let page = DeskBrowser(house, enterer, language: "en")
        page.get("/desk/search")
        page.post("/desk/search", ["text": number])
        XCTAssertTrue(page.page.contains("Certificates of other issuers"), page.page)
        XCTAssertTrue(page.page.contains("Elsewhere CA"))
    }

    func testItsHolderIsCertifiedHereAndItIsReplaced() throws {
        let number = house.freshNationalID()
        let identity = try imported(number, licence: String(number.suffix(6)), in: house)
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let key = try PrivateKey.generate(.p256)
        let filed = try house.ask(enterer, "POST", "/v1/applications", try form(number, key: key))
        XCTAssertEqual(filed.value["warnings"]?.elements?.contains("importedInForce:1"), true, "\(filed.value)")
        let id = filed.value["id"]?.text ?? ""
        XCTAssertEqual(try house.ask(enterer, "POST", "/v1/applications/\(id)/withdrawal").status, 200)
        let fresh = try PrivateKey.generate(.p256)
        let doctor = try house.enrol(fresh, try form(number, key: fresh), enterer, approver)
        let now = try XCTUnwrap(try house.service.records.imported(identity.certificate.sha256))
        XCTAssertEqual(now.successor?.serial, doctor.certificate.serialNumber)
        XCTAssertFalse(now.isInForce(at: .now()))
    }

    func testAKeyOrLicenceOfAnImportedCertificateIsNobodyElses() throws {
        let number = house.freshNationalID()
        let key = try PrivateKey.generate(.p256)
        _ = try imported(number, licence: String(number.suffix(6)), key: key, in: house)
        let enterer = try house.officer(.enterer)
        let other = house.freshNationalID()
        let stolen = try house.ask(enterer, "POST", "/v1/applications", try form(other, key: key))
        XCTAssertEqual(stolen.status, 409, "\(stolen.value)")
        XCTAssertEqual(stolen.value["type"], "urn:mohr:problem:enrollment:keyOfSomeoneElse")
        var form = try XCTUnwrap(try self.form(other, key: PrivateKey.generate(.p256)).members)
        let index = try XCTUnwrap(form.firstIndex { $0.name == "form" })
        form[index] = .init(
            "form",
            [
                "nationalID": .string(other), "givenName": "سارا", "surname": "احمدی", "latinName": "Sara Ahmadi",
                "licenceNumber": .string(String(number.suffix(6))),
            ])
        let licence = try house.ask(enterer, "POST", "/v1/applications", .object(form))
        XCTAssertEqual(licence.value["type"], "urn:mohr:problem:enrollment:licenceOfSomeoneElse", "\(licence.value)")
    }

    func testWhereOneIsEnoughNothingIsApprovedBesideIt() throws {
        let house = try HouseFixture(changes: [("counted: \"reported\"", "counted: \"refused\"")])
        let number = house.freshNationalID()
        let identity = try imported(number, licence: String(number.suffix(6)), in: house)
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let filed = try house.ask(
            enterer, "POST", "/v1/applications", try form(number, key: try PrivateKey.generate(.p256)))
        let id = filed.value["id"]?.text ?? ""
        XCTAssertEqual(try house.ask(enterer, "POST", "/v1/applications/\(id)/entry").status, 200)
        let refused = try house.ask(approver, "POST", "/v1/applications/\(id)/approval")
        XCTAssertEqual(refused.status, 409)
        XCTAssertEqual(refused.value["type"], "urn:mohr:problem:enrollment:importedInForce", "\(refused.value)")
        // Its issuer revokes it, and says so in a newer list.
        let issuers = try ImportIssuers(
            [elsewhere.identity.certificate], lists: [try elsewhere.list([(identity, .superseded)], age: 1)])
        let checked = try house.service.registration.check(
            imported: identity.certificate,
            ImportRow(
                profile: "doctor-signing",
                [.nationalID: number, .licenceNumber: String(number.suffix(6)), .latinName: "Sara Ahmadi"]),
            from: issuers)
        XCTAssertEqual(
            try house.service.records.takeImports([checked.draft], registers: [:], by: "tests", at: .now()), [.updated])
        XCTAssertEqual(try house.ask(approver, "POST", "/v1/applications/\(id)/approval").status, 200)
    }
}
