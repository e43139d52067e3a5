// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records
import XCTest

@testable import Service

/// What an office does with what a holder did from home.
final class HolderHoldDeskTests: XCTestCase {
    /// Does an act on a certificate at the desk: the cause, then the confirmation.
    private func act(_ act: String, on path: String, _ desk: DeskBrowser) throws {
        desk.get("\(path)/\(act)")
        XCTAssertEqual(desk.status, 200, desk.page)
        desk.post("\(path)/\(act)", ["cause": "دارنده در دفتر حاضر شد"])
        let confirmation = try XCTUnwrap(
            desk.page.components(separatedBy: "action=\"").first { $0.hasPrefix("/desk/certificate-acts/") })
        desk.post(confirmation.components(separatedBy: "\"")[0])
        XCTAssertEqual(desk.status, 200, desk.page)
    }

    private func record(_ doctor: HomeHouse.Doctor, _ home: HomeHouse) throws -> IssuanceRecord {
        try XCTUnwrap(home.service.records.certificates(matching: .application(doctor.application)).first)
    }

    func testAHoldFromHomeIsConfirmedAndReleasedAtTheDesk() throws {
        let home = try HomeHouse()
        let doctor = try home.accepted()
        let reference = try record(doctor, home).reference
        let path = "/desk/certificates/\(reference.serial.hex)"
        let desk = DeskBrowser(home.house, home.approver)
        desk.get(path)
        XCTAssertFalse(desk.page.contains("notice amber"), "negative control: nobody suspended it")
        let (link, browser) = (try home.link(to: doctor.mobile), HomeBrowser(home.service))
        browser.get(link)
        browser.post(link)
        XCTAssertEqual(try home.status(doctor), .onHold)
        desk.get(path)
        XCTAssertTrue(desk.page.contains(Catalogue.sentence("desk.certificate.confirmHold", in: .persian)))
        try act("hold", on: path, desk)
        XCTAssertEqual(try home.service.records.holderHold(of: reference)?.state, .confirmed)
        desk.get(path)
        XCTAssertFalse(desk.page.contains("\(path)/hold\""), "confirmed once")
        try act("release", on: path, desk)
        XCTAssertNil(try home.service.records.holderHold(of: reference))
        XCTAssertEqual(try home.status(doctor), .good)
    }

    func testAnAcceptanceThatItsHolderStoppedIsOpenedAgainAtTheDesk() throws {
        let home = try HomeHouse()
        let doctor = try home.issued()
        let (link, browser) = (try home.link(to: doctor.mobile), HomeBrowser(home.service))
        browser.get(link)
        browser.post(link)
        let registration = home.service.registration
        let statement = try registration.acceptanceStatement(for: doctor.application)
        let signed = try statement.signed(with: doctor.key)
        let code = try home.code(.activation, to: doctor.mobile)
        XCTAssertThrowsError(try registration.accept(doctor.application, signed, code: code), "stopped")
        let path = "/desk/certificates/\(try record(doctor, home).reference.serial.hex)"
        let desk = DeskBrowser(home.house, home.approver)
        desk.get(path)
        XCTAssertTrue(desk.page.contains(Catalogue.sentence("desk.certificate.liftStop", in: .persian)))
        try act("release", on: path, desk)
        XCTAssertEqual(try home.status(doctor), .pendingAcceptance)
        try registration.accept(doctor.application, signed, code: code)
        XCTAssertEqual(try home.status(doctor), .good)
    }
}
