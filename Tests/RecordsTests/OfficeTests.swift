// SPDX-License-Identifier: Apache-2.0
import DER
import XCTest

@testable import Records

final class OfficeTests: XCTestCase {
    private var home: TestHome!
    private var records: Records!

    // XCTest keeps its cases to the end, and they would keep their folders.
    override func tearDown() {
        records = nil
        home = nil
    }

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
    }

    func testAnOfficeComesBackAsItWasRegistered() throws {
        let office = OfficeRecord(
            id: "shiraz", kind: "chamber", persianName: "اتاق بازرگانی شیراز", englishName: "Shiraz chamber",
            profiles: ["trader", "signatory"], licensedUntil: later(9), created: start)
        try records.register(office, by: "admin")
        XCTAssertEqual(try records.office("shiraz"), office)
        XCTAssertEqual(try records.offices().map(\.id), ["shiraz", "tehran"])
        XCTAssertThrowsError(try records.register(office, by: "admin")) {
            XCTAssertEqual($0 as? RecordsError, .officeExists(id: "shiraz"))
        }
        XCTAssertThrowsError(try records.office("nowhere")) {
            XCTAssertEqual($0 as? RecordsError, .unknownOffice(id: "nowhere"))
        }
        let lines = OfficeRecord(
            id: "x", kind: "x", persianName: "x", englishName: "x", profiles: ["a\nb"], licensedUntil: start,
            created: start)
        XCTAssertThrowsError(try records.register(lines, by: "admin")) {
            XCTAssertEqual(
                $0 as? RecordsError, .value(field: "profiles", seen: "a\nb", allowed: "a name on one line"))
        }
    }

    func testOfficesAndOfficersAreSuspendedAndResumed() throws {
        try records.suspend(office: "tehran", by: "admin", at: start)
        XCTAssertEqual(try records.office("tehran").status, .suspended)
        try records.resume(office: "tehran", by: "admin", at: start)
        XCTAssertEqual(try records.office("tehran").status, .active)
        try records.suspend(officer: "reza", by: "admin", at: start)
        XCTAssertEqual(try records.officer("reza").status, .suspended)
        try records.resume(officer: "reza", by: "admin", at: start)
        XCTAssertEqual(try records.officer("reza").status, .active)
        XCTAssertThrowsError(try records.suspend(office: "x", by: "admin", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownOffice(id: "x"))
        }
        XCTAssertThrowsError(try records.suspend(officer: "x", by: "admin", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownOfficer(id: "x"))
        }
    }

    func testAnOfficerIsFoundByTheirCertificateAndNobodyHasAnothers() throws {
        let sha256 = [UInt8](repeating: 7, count: 32)
        XCTAssertNil(try records.officer(certificateSHA256: sha256))
        try records.give(certificateSHA256: sha256, to: "maryam", by: "admin", at: start)
        XCTAssertEqual(try records.officer(certificateSHA256: sha256)?.id, "maryam")
        XCTAssertThrowsError(try records.give(certificateSHA256: sha256, to: "reza", by: "admin", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .officerExists(id: "reza"))
        }
        try records.give(certificateSHA256: Array(repeating: 8, count: 32), to: "maryam", by: "admin", at: start)
        XCTAssertNil(try records.officer(certificateSHA256: sha256), "the old one signs in no more")
        XCTAssertEqual(try records.officers(of: "tehran").map(\.id), ["maryam", "reza"])
        XCTAssertThrowsError(try records.give(certificateSHA256: sha256, to: "x", by: "admin", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownOfficer(id: "x"))
        }
        XCTAssertThrowsError(
            try records.register(
                OfficerRecord(id: "maryam", office: "tehran", displayName: "", role: .auditor, created: start),
                by: "admin")
        ) { XCTAssertEqual($0 as? RecordsError, .officerExists(id: "maryam")) }
        XCTAssertThrowsError(
            try records.register(
                OfficerRecord(id: "ali", office: "nowhere", displayName: "", role: .auditor, created: start),
                by: "admin")
        ) { XCTAssertEqual($0 as? RecordsError, .unknownOffice(id: "nowhere")) }
    }

    func testAnAuthorityIsEnteredOnceAndCertifiedOnce() throws {
        let root = AuthorityRecord(
            name: "root", parent: nil, keyReference: "root.pem", certificate: nil, created: start)
        try records.enter(root, by: "ceremony")
        XCTAssertEqual(try records.authority(named: "root"), root)
        XCTAssertThrowsError(try records.enter(root, by: "ceremony")) {
            XCTAssertEqual($0 as? RecordsError, .authorityExists(name: "root"))
        }
        try records.certify(authority: "root", with: [1, 2], by: "ceremony", at: start)
        XCTAssertEqual(try records.authority(named: "root").certificate, [1, 2])
        XCTAssertThrowsError(try records.certify(authority: "root", with: [3], by: "ceremony", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .authorityCertified(name: "root"))
        }
        XCTAssertThrowsError(try records.certify(authority: "x", with: [3], by: "ceremony", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownAuthority(name: "x"))
        }
        XCTAssertThrowsError(
            try records.enter(
                AuthorityRecord(name: "y", parent: "x", keyReference: "", certificate: nil, created: start),
                by: "ceremony")
        ) { XCTAssertEqual($0 as? RecordsError, .unknownAuthority(name: "x")) }
        XCTAssertEqual(try records.authorities().map(\.name), ["health", "root"])
        XCTAssertThrowsError(try records.authority(named: "x")) {
            XCTAssertEqual($0 as? RecordsError, .unknownAuthority(name: "x"))
        }
    }

    func testAHomeThatCannotBeMadeIsNamed() {
        XCTAssertThrowsError(try Records(home: "/proc/nowhere")) { error in
            guard case .home(path: "/proc/nowhere/records", _)? = error as? RecordsError else {
                return XCTFail("\(error)")
            }
        }
    }

    func testTheRecordsAreTheirOwnersAlone() throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: home.path + "/records")
        XCTAssertEqual(attributes[.posixPermissions] as? Int, 0o700)
    }
}
