// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import PKIX
import Records
import TestSupport
import XCTest

/// How offices and officers are set up, and by whom.
final class OfficeTests: XCTestCase {
    private let console = EnrollmentHouse.console

    func testALicenceRunsThreeYearsAtMost() throws {
        let house = try EnrollmentHouse()
        let now = house.clock.now
        let longest = now.advanced(bySeconds: 1_096 * 86_400)
        try house.desk.addOffice(house.office("a", days: 1_096), by: console)
        for days in [1_097, 0, -1] as [Int64] {
            let until = now.advanced(bySeconds: days * 86_400)
            assertRefused(.officeLicence(until: until, from: now, longest: longest)) {
                try house.desk.addOffice(house.office("b", days: days), by: console)
            }
        }
    }

    func testALapsedLicenceIsRenewed() throws {
        let house = try EnrollmentHouse()
        house.pass(1_001 * 86_400)
        XCTAssertThrowsError(try house.apply(try Applicant()))
        let now = house.clock.now
        let longest = now.advanced(bySeconds: 1_096 * 86_400)
        assertRefused(.officeLicence(until: longest.advanced(bySeconds: 1), from: now, longest: longest)) {
            try house.desk.license(office: "council", until: longest.advanced(bySeconds: 1), by: console)
        }
        try house.desk.license(office: "council", until: longest, by: console)
        XCTAssertNoThrow(try house.apply(try Applicant()))
    }

    func testAnOfficeHasANameAScopeAndAnIdentifierOfItsOwn() throws {
        let house = try EnrollmentHouse()
        assertRefused(.officeExists(id: "council")) { try house.desk.addOffice(house.office("council"), by: console) }
        for id in ["", "Council", "7th", "a b", "دفتر", String(repeating: "a", count: 65)] {
            XCTAssertThrowsError(try house.desk.addOffice(house.office(id), by: console), id) {
                guard case .value("id", _, _)? = $0 as? EnrollmentError else { return XCTFail("\($0)") }
            }
        }
        XCTAssertThrowsError(try house.desk.addOffice(house.office("b", profiles: []), by: console)) {
            guard case .value("profiles", _, _)? = $0 as? EnrollmentError else { return XCTFail("\($0)") }
        }
        XCTAssertThrowsError(try house.desk.addOffice(house.office("b", profiles: ["root"]), by: console)) {
            guard case .profile("root", _)? = $0 as? EnrollmentError else { return XCTFail("\($0)") }
        }
        let hidden = OfficeRegistration(
            id: "b", kind: .notary, persianName: "دفتر \u{202E}۷", englishName: "x", profiles: ["doctor-signing"],
            licensedUntil: house.clock.now.advanced(bySeconds: 60))
        assertRefused(.identity(.organization, .bidiControl(.persianName, seen: "\u{202E}", at: 5))) {
            try house.desk.addOffice(hidden, by: console)
        }
    }

    func testNobodyIsTwoOfAdministratorOfficerAndAuditor() throws {
        let house = try EnrollmentHouse()
        let held: [(String, OfficerRecord.Role)] = [
            ("9990001006", .enterer), ("9990001049", .auditor), ("9990001057", .administrator),
        ]
        for (number, held) in held {
            for role in OfficerRecord.Role.allCases where role.separation != held.separation {
                // At another office, too.
                assertRefused(.rolesNotDisjoint(seen: role, held: held)) {
                    try house.desk.addOfficer(house.officer("again", "chamber", role, number), by: console)
                }
            }
        }
        assertRefused(.officerExists(id: "maryam")) {
            try house.desk.addOfficer(house.officer("again", "council", .approver, "9990001006"), by: console)
        }
        assertRefused(.officerExists(id: "maryam")) {
            try house.desk.addOfficer(house.officer("maryam", "council", .approver, "9990001103"), by: console)
        }
        XCTAssertNoThrow(
            try house.desk.addOfficer(house.officer("again", "chamber", .approver, "9990001006"), by: console))
    }

    func testOnlyAdministratorsSetThingsUp() throws {
        let house = try EnrollmentHouse()
        for id in ["maryam", "reza", "zahra", "ali"] {
            let officer = try house.officer(id)
            let refusal = EnrollmentError.role(officer: id, seen: officer.role, allowed: [.administrator])
            assertRefused(refusal) { try house.desk.addOffice(house.office("b"), by: .officer(officer)) }
            assertRefused(refusal) { try house.desk.suspend(officer: "soraya", by: .officer(officer)) }
            assertRefused(refusal) { try house.desk.resume(office: "council", by: .officer(officer)) }
            assertRefused(refusal) {
                try house.desk.addOfficer(
                    house.officer("mine", "council", .approver, "9990001103"), by: .officer(officer))
            }
        }
        let soraya = try house.officer("soraya")
        try house.desk.addOffice(house.office("b"), by: .officer(soraya))
        try house.desk.suspend(officer: "soraya", by: console)
        assertRefused(.officerSuspended(id: "soraya")) {
            try house.desk.addOffice(house.office("c"), by: .officer(soraya))
        }
        XCTAssertEqual(
            try house.records.auditLines(from: 0, limit: 1_000).first { $0.subject == "office:b" }?.actor, "soraya")
    }

    func testAnOfficerComesInWithTheirCertificateAndNobodyElsesDoes() throws {
        let house = try EnrollmentHouse()
        let maryam = try house.certify("maryam", number: "9990001006")
        XCTAssertEqual(try house.desk.officer(forCertificate: maryam.certificate.sha256).id, "maryam")
        let stranger = [UInt8](repeating: 7, count: 32)
        assertRefused(.certificateOfNoOfficer(sha256: stranger)) { try house.desk.officer(forCertificate: stranger) }
        try house.desk.suspend(officer: "maryam", by: console)
        assertRefused(.officerSuspended(id: "maryam")) {
            try house.desk.officer(forCertificate: maryam.certificate.sha256)
        }
        try house.desk.resume(officer: "maryam", by: console)
        try house.desk.suspend(office: "council", by: console)
        assertRefused(.officeSuspended(id: "council")) {
            try house.desk.officer(forCertificate: maryam.certificate.sha256)
        }
    }

    func testACertificateOfAnotherPersonIsNotGivenToAnOfficer() throws {
        let house = try EnrollmentHouse()
        assertRefused(.certificateOfSomeoneElse(officer: "reza")) {
            try house.certify("reza", number: "9990001006")
        }
        let maryam = try house.certify("maryam", number: "9990001006")
        XCTAssertThrowsError(try house.desk.give(maryam.certificate, to: "nasrin", by: console))
        let renewed = try house.certify("maryam", number: "9990001006")
        XCTAssertEqual(try house.desk.officer(forCertificate: renewed.certificate.sha256).id, "maryam")
        assertRefused(.certificateOfNoOfficer(sha256: maryam.certificate.sha256)) {
            try house.desk.officer(forCertificate: maryam.certificate.sha256)
        }
    }
}
