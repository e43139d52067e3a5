// SPDX-License-Identifier: Apache-2.0
import DER
import Records
import XCTest

@testable import Service

/// `GET /v1/certificates`: everything that is known finds, and nobody finds more than they may see.
final class CertificateSearchTests: XCTestCase {
    private var house: HouseFixture!

    override func setUpWithError() throws { house = try HouseFixture.shared.get() }

    private func serials(_ officer: HouseFixture.Person, _ query: String) throws -> [String] {
        let answer = try house.ask(officer, "GET", "/v1/certificates?\(query)")
        XCTAssertEqual(answer.status, 200, "\(answer.value)")
        return answer.value["certificates"]?.elements?.compactMap { $0["serial"]?.text } ?? []
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    func testADoctorIsFoundByWhateverIsKnown() throws {
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let doctor = try house.enrolDoctor(enterer, approver)
        let serial = doctor.certificate.serialNumber.hex
        let key = try XCTUnwrap(
            try house.service.records.certificates(matching: .serial(doctor.certificate.serialNumber)).first?
                .publicKeySHA256)
        for query in [
            "name=" + encoded("احمدی"), "name=" + encoded("سارا احمدي"), "name=ahmadi", "serial=\(serial)",
            "key=\(key.map { String(format: "%02x", $0) }.joined())", "application=\(doctor.id)", "office=council",
            "name=sara&state=good&office=council", "name=sara&from=2020-01-01T00:00:00Z&profile=doctor-signing",
        ] { XCTAssertTrue(try serials(enterer, query).contains(serial), query) }
        for query in ["name=sara&state=revoked", "name=sara&before=2020-01-01T00:00:00Z", "name=nobody"] {
            XCTAssertFalse(try serials(enterer, query).contains(serial), query)
        }
        let found = try house.ask(enterer, "GET", "/v1/certificates?serial=\(serial)").value
        let one = found["certificates"]?.elements?.first
        XCTAssertEqual(one?["is"]?.text, "good")
        XCTAssertEqual(one?["name"]?["fa"]?.text, "سارا احمدی")
        XCTAssertEqual(one?["name"]?["la"]?.text, "Sara Ahmadi")
    }

    func testOfficersFindOnlyWhatTheyMaySee() throws {
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        let serial = doctor.certificate.serialNumber.hex
        let foreign = try house.officer(.enterer, office: "other-council")
        XCTAssertEqual(try serials(foreign, "serial=\(serial)"), [])
        XCTAssertEqual(try serials(foreign, "serial=\(serial)&office=council"), [])
        XCTAssertEqual(
            try serials(try house.officer(.supervisor, office: "other-council"), "serial=\(serial)"), [serial])
        XCTAssertEqual(try serials(try house.officer(.auditor), "serial=\(serial)"), [serial])
        let administrator = try house.officer(.administrator)
        XCTAssertEqual(try serials(administrator, "serial=\(serial)"), [])
        // The control: an administrator does see officers' own.
        let own = foreign.certificate.serialNumber.hex
        XCTAssertEqual(try serials(administrator, "serial=\(own)"), [own])
    }

    func testWhatCannotBeLookedForIsRefusedByName() throws {
        let auditor = try house.officer(.auditor)
        for (query, status) in [
            ("", 400), ("colour=red", 400), ("serial=xyz", 400), ("state=lost", 400), ("from=yesterday", 400),
            ("key=00", 400), ("name=a&limit=0", 400), ("name=a&name=b", 400), ("state=good", 422),
        ] {
            XCTAssertEqual(try house.ask(auditor, "GET", "/v1/certificates?\(query)").status, status, query)
        }
    }

    func testASearchIsALineOfTheLogWithoutTheName() throws {
        let auditor = try house.officer(.auditor)
        _ = try serials(auditor, "name=" + encoded("سارا احمدی"))
        let records = house.service.records
        let size = try records.auditHead().size
        let line = try XCTUnwrap(
            try records.auditLines(from: max(0, size - 50), limit: 50).last { $0.act == "certificates.searched" })
        XCTAssertEqual(line.actor, auditor.id)
        XCTAssertFalse(line.details.contains("سارا"))
    }
}
