// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import XCTest

/// The desk in a browser, over mutual TLS, with nothing but a keyboard: an application from the empty form to its approval
/// by another officer, in both languages.
final class DeskPageTests: XCTestCase {
    /// Somebody who applies; synthetic.
    private struct Applicant {
        let nationalID: String
        let licence: String
        let request: String
    }

    private func applicant(_ nationalID: String) throws -> Applicant {
        let folder = try StoryHouse.shared().path("applicant-\(nationalID)")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let outcome = try Shell.run(
            "openssl",
            [
                "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                "\(folder)/key.pem", "-out", "\(folder)/request.csr", "-subj", "/C=IR/CN=Sara Ahmadi",
            ])
        XCTAssertTrue(outcome.isSuccess, outcome.errors)
        return Applicant(
            nationalID: nationalID, licence: String(nationalID.suffix(6)),
            request: try String(contentsOfFile: "\(folder)/request.csr", encoding: .utf8))
    }

    private func staff() throws -> Staff { try Staff.shared() }

    /// Nothing went wrong, and nobody else was asked.
    private func assertQuiet(_ page: BrowserPage, _ address: String, line: UInt = #line) {
        XCTAssertEqual(page.complaints, [], line: line)
        for asked in page.addresses { XCTAssertTrue("\(asked)".hasPrefix(address), "\(asked)", line: line) }
    }

    private func look(_ page: BrowserPage, _ name: String, line: UInt = #line) throws {
        XCTAssertEqual(try PageAudit.faults(of: page), [], name, line: line)
        try page.picture("desk-\(name)")
    }

    func testAClerkWithOnlyAKeyboardEntersAnApplicationAndAnotherApprovesIt() throws {
        let staff = try staff()
        for (language, nationalID) in [("fa", "9996000011"), ("en", "9996000021")] {
            let applicant = try applicant(Self.lawful(nationalID))
            let code = try enter(applicant, language, staff)
            let page = try staff.approver.page()
            try page.open("\(staff.address)/desk?lang=\(language)")
            try look(page, "queue-\(language)")
            let keyboard = Keyboard(page: page)
            try keyboard.follow("a[href='/desk/applications/\(code)']")
            try look(page, "application-\(language)")
            XCTAssertEqual(try keyboard.round(), [], "application")
            try keyboard.follow("a[href='/desk/applications/\(code)/acts/approve']")
            try look(page, "approve-\(language)")
            try keyboard.follow("main form[method=post] .actions button")
            XCTAssertTrue(try page.shown("[role=status]").count > 5)
            XCTAssertEqual(try page.text("location.search"), "?done=approve")
            XCTAssertNotEqual(try staff.state(of: code), "entered")
            assertQuiet(page, staff.address)
        }
    }

    /// From the empty form to the entry.
    private func enter(_ applicant: Applicant, _ language: String, _ staff: Staff) throws -> String {
        let page = try staff.clerk.page()
        try page.open("\(staff.address)/desk?lang=\(language)")
        XCTAssertEqual(try page.text("document.documentElement.dir"), language == "fa" ? "rtl" : "ltr")
        let keyboard = Keyboard(page: page)
        try keyboard.follow("a[href='/desk/applications/new']")
        try look(page, "choose-\(language)")
        try keyboard.follow("a[href='/desk/applications/new?profile=doctor-signing']")
        try look(page, "form-\(language)")
        XCTAssertEqual(try keyboard.round(), [], "form")
        try page.value("document.activeElement.blur()")
        for (field, text) in [
            ("nationalID", applicant.nationalID), ("givenName", "سارا"), ("surname", "احمدی"),
            ("latinName", "Sara Ahmadi"), ("licenceNumber", "۱۲"), ("mobile", "09123456789"),
            ("request", applicant.request),
        ] {
            // A number that is not typed right at first; everything else as it is.
            try keyboard.type(field == "mobile" ? "0912345" : text, into: "#f-\(field)")
        }
        try keyboard.follow("button[value=preview]")
        XCTAssertTrue(try page.flag("document.activeElement.id === 'wrong'"), "what is wrong has the keyboard")
        XCTAssertTrue(try page.flag("!!document.querySelector('#f-mobile[aria-invalid=true]')"))
        try look(page, "wrong-\(language)")
        try keyboard.reach("#f-licenceNumber")
        try page.value("document.activeElement.select()")
        try page.ask("Input.insertText", ["text": applicant.licence])
        try keyboard.reach("#f-mobile")
        try page.value("document.activeElement.select()")
        try page.ask("Input.insertText", ["text": "09123456789"])
        try keyboard.follow("button[value=preview]")
        try look(page, "preview-\(language)")
        try keyboard.reach("#f-confirmed")
        try page.press(.space)
        try keyboard.follow("main form .actions button")
        let code = try page.text("document.querySelector('h1 .code, h1 bdi').innerText")
        XCTAssertEqual(try staff.state(of: code), "submitted")
        try keyboard.follow("a[href$='/acts/enter']")
        try look(page, "enter-\(language)")
        try keyboard.follow("main form[method=post] .actions button")
        XCTAssertEqual(try staff.state(of: code), "entered")
        assertQuiet(page, staff.address)
        return code
    }

    func testEveryRuleOfTheAuditFindsWhatItIsThere() throws {
        let staff = try staff()
        for (rule, change) in PageAudit.controls {
            let page = try staff.clerk.page()
            try page.open("\(staff.address)/desk/search?lang=fa")
            XCTAssertEqual(try PageAudit.faults(of: page), [], "before \(rule)")
            try page.value("(() => { \(change); })()")
            let faults = try PageAudit.faults(of: page)
            XCTAssertTrue(faults.contains { $0.hasPrefix(rule) }, "\(rule): \(faults)")
        }
    }

    func testAKeyboardTrapIsFound() throws {
        let staff = try staff()
        let page = try staff.clerk.page()
        try page.open("\(staff.address)/desk/search?lang=en")
        XCTAssertEqual(try Keyboard(page: page).round(), [])
        try page.value(
            """
            document.querySelector('main input:not([type=hidden])').addEventListener('keydown', (e) => { if (e.key === 'Tab') e.preventDefault(); })
            """)
        XCTAssertNotEqual(try Keyboard(page: page).round(), [], "the control")
    }

    func testEveryRoomOfEveryRoleHoldsUpInBothLanguagesLightDarkNarrowAndPrinted() throws {
        let staff = try staff()
        for (role, browser, rooms) in [
            (
                "clerk", staff.clerk,
                ["/desk", "/desk/drafts", "/desk/search", "/desk/day", "/desk/deputies", "/desk/keys"]
            ),
            (
                "supervisor", staff.supervisor,
                [
                    "/desk", "/desk/offices/\(Staff.office)", "/desk/offices/\(Staff.office)/anomalies",
                    "/desk/offices/\(Staff.office)/inspections", "/desk/deputies", "/desk/day",
                ]
            ),
            (
                "administrator", staff.administrator,
                [
                    "/desk/offices", "/desk/offices/new", "/desk/offices/\(Staff.office)",
                    "/desk/offices/\(Staff.office)/details", "/desk/offices/\(Staff.office)/officers/new",
                    "/desk/officers/\(staff.clerkID)", "/desk/officers/\(staff.clerkID)/suspension",
                    "/desk/officers/\(staff.clerkID)/reversal",
                ]
            ),
        ] {
            let page = try browser.page()
            for room in rooms {
                let name = role + room.replacing("/", with: "-")
                for language in ["fa", "en"] {
                    try page.open("\(staff.address)\(room)?lang=\(language)")
                    try look(page, "\(name)-\(language)")
                    try page.ask(
                        "Emulation.setEmulatedMedia",
                        ["features": [["name": "prefers-color-scheme", "value": "dark"]]])
                    XCTAssertEqual(try PageAudit.faults(of: page), [], "dark \(name) \(language)")
                    if language == "fa" { try page.picture("desk-dark-\(name)") }
                    try page.ask("Emulation.setEmulatedMedia", ["features": []])
                }
                // WCAG 2.2 1.4.10: 320 pixels wide, and nothing to be scrolled sideways but tables.
                try page.size(width: 320, height: 800)
                XCTAssertLessThanOrEqual(try page.number("document.documentElement.scrollWidth"), 320, name)
                try page.size(width: 1200, height: 900)
                XCTAssertEqual(try Keyboard(page: page).round(), [], name)
                try page.ask("Emulation.setEmulatedMedia", ["media": "print"])
                XCTAssertFalse(
                    try page.flag("!!document.querySelector('.masthead')?.checkVisibility()"), "printed \(name)")
                try page.picture("desk-print-\(name)")
                try page.ask("Emulation.setEmulatedMedia", ["media": ""])
            }
            assertQuiet(page, staff.address)
        }
    }

    func testACopyOfADraftOutlivesALineThatDropsAndNothingIsLeftOnceItIsFiled() throws {
        let staff = try staff()
        let applicant = try applicant(Self.lawful("9996000031"))
        let page = try staff.clerk.page()
        let form = "\(staff.address)/desk/applications/new?profile=doctor-signing&lang=fa"
        try page.open(form)
        let keyboard = Keyboard(page: page)
        try keyboard.type("سارا", into: "#f-givenName")
        XCTAssertEqual(try page.number("localStorage.length"), 0, "nothing is kept unless the clerk says so")
        try page.value("document.activeElement.blur()")
        try keyboard.reach("[data-copy-switch]")
        try page.press(.space)
        try keyboard.type("احمدی", into: "#f-surname")
        try keyboard.type("Sara Ahmadi", into: "#f-latinName")
        try keyboard.type(applicant.nationalID, into: "#f-nationalID")
        XCTAssertEqual(try page.number("localStorage.length"), 1)
        // The line drops, and the browser is started again on the page.
        try page.ask(
            "Network.emulateNetworkConditions",
            ["offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1])
        try page.value("document.querySelector('#f-mobile').value = '09123456789'")
        try page.value("document.querySelector('#f-mobile').dispatchEvent(new Event('input', {bubbles: true}))")
        try page.ask(
            "Network.emulateNetworkConditions",
            ["offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1])
        try page.open(form)
        XCTAssertEqual(try page.text("document.querySelector('#f-surname').value"), "")
        try keyboard.reach("[data-copy-take]")
        try page.press(.enter)
        XCTAssertEqual(try page.text("document.querySelector('#f-surname').value"), "احمدی")
        XCTAssertEqual(try page.text("document.querySelector('#f-mobile').value"), "09123456789")
        try keyboard.type(applicant.licence, into: "#f-licenceNumber")
        try keyboard.type(applicant.request, into: "#f-request")
        try keyboard.follow("button[value=preview]")
        try keyboard.reach("#f-confirmed")
        try page.press(.space)
        try keyboard.follow("main form .actions button")
        XCTAssertEqual(try page.number("localStorage.length"), 0, "filed: nothing of it is left")

        try page.open(form)
        try keyboard.reach("[data-copy-switch]")
        try page.press(.space)
        try keyboard.type("نام دیگر", into: "#f-surname")
        XCTAssertEqual(try page.number("localStorage.length"), 1)
        try keyboard.follow("a[href='/desk/leave']")
        XCTAssertEqual(try page.number("localStorage.length"), 0, "left: nothing of it is left")
    }

    /// A national ID of nine digits and its check digit.
    private static func lawful(_ text: String) -> String {
        let digits = String(text.prefix(9))
        let sum = digits.utf8.enumerated().reduce(0) { $0 + Int($1.element - 0x30) * (10 - $1.offset) }
        let rest = sum % 11
        return digits + String(rest < 2 ? rest : 11 - rest)
    }
}

/// The officers of the story's house, each with a browser of their own.
private final class Staff: @unchecked Sendable {
    static let office = "medical-council-tehran"

    static func shared() throws -> Staff { try one.get() }

    private static let one = Result { try Staff() }

    let clerk: Browser
    let approver: Browser
    let supervisor: Browser
    let administrator: Browser
    let clerkID = "browser-enterer"
    let address: String
    private let house: StoryHouse

    private init() throws {
        _ = try Browser.shared()
        house = try StoryHouse.shared()
        address = house.officeAddress
        clerk = try OfficerBrowser.open(try house.officer("enterer", nationalID: "9990001006"))
        approver = try OfficerBrowser.open(try house.officer("approver", nationalID: "9990001014"))
        supervisor = try OfficerBrowser.open(try house.officer("supervisor", nationalID: "9990001022"))
        administrator = try OfficerBrowser.open(try house.officer("administrator", nationalID: "9990001030"))
    }

    /// Where an application is, as the supervisor's page says it.
    func state(of code: String) throws -> String {
        let page = try supervisor.page()
        try page.open("\(address)/desk/applications/\(code)?lang=en")
        return try page.shown("main .badge")
    }
}
