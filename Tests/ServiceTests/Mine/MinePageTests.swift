// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// What holders and applicants do at `/mine`, with a browser that has no script.
final class MinePageTests: XCTestCase {
    private static let house = Result { try HomeHouse() }

    private func home() throws -> HomeHouse { try Self.house.get() }

    func testAHolderIsLetInSeesTheirOwnAndSuspendsIt() throws {
        let home = try home()
        let (doctor, other) = (try home.accepted(), try home.accepted())
        let serial = try XCTUnwrap(doctor.certificate).serialNumber.hex
        _ = try home.house.sign(
            "{}", by: .init(id: "", key: doctor.key, certificate: try XCTUnwrap(doctor.certificate)))
        let signed = try home.house.sign(
            "{\"drug\":1}", by: .init(id: "", key: doctor.key, certificate: try XCTUnwrap(doctor.certificate)))
        XCTAssertEqual(try home.house.verdict(on: signed)["decision"]?.text, "accept")

        let browser = HomeBrowser(home.service)
        try home.signIn(browser, doctor)
        XCTAssertEqual(browser.status, 200, browser.page)
        XCTAssertTrue(browser.page.contains(serial))
        XCTAssertFalse(browser.page.contains(try XCTUnwrap(other.certificate).serialNumber.hex))
        XCTAssertTrue(browser.page.contains("lang=\"fa\" dir=\"rtl\""))
        let detail = browser.get("/mine/certificates/\(serial)")
        XCTAssertTrue(
            detail.contains(Hex.encode(DigestAlgorithm.sha256.digest(Array("{\"drug\":1}".utf8)))), "signed in my name")
        XCTAssertTrue(detail.contains("mohr renew"), "renewal")
        browser.get("/mine/certificates/\(try XCTUnwrap(other.certificate).serialNumber.hex)")
        XCTAssertEqual(browser.status, 404)
        browser.get("/mine/certificates/\(serial)/hold")
        XCTAssertEqual(try home.status(doctor), .good, "looking changes nothing")
        browser.post("/mine/certificates/\(serial)/hold")
        XCTAssertEqual(try home.status(doctor), .onHold)
        XCTAssertTrue(browser.page.contains("notice accept"))
        // Verdicts know it at once.
        let late = try home.house.sign(
            "{}", by: .init(id: "", key: doctor.key, certificate: try XCTUnwrap(doctor.certificate)))
        XCTAssertNotEqual(try home.house.verdict(on: late)["decision"]?.text, "accept")
        // In person: the supervisor lifts it.
        let supervisor = try home.house.officer(.supervisor)
        XCTAssertEqual(
            try home.house.ask(supervisor, "POST", "/v1/certificates/\(serial)/release", ["cause": "seen"]).status, 200)
        XCTAssertEqual(try home.status(doctor), .good)
        browser.post("/mine/sign-out")
        browser.get("/mine/certificates")
        XCTAssertEqual(browser.status, 303)
        XCTAssertEqual(browser.location, "/mine/sign-in")
    }

    func testKnownAndUnknownPeopleAreToldTheSame() throws {
        let home = try home()
        let doctor = try home.accepted()
        func told(_ number: String) -> (Int, String) {
            let browser = HomeBrowser(home.service)
            browser.get("/mine/sign-in")
            browser.post("/mine/sign-in", ["nationalID": number])
            let page = browser.page.replacing(number, with: "N").replacing(try! Regex("[0-9a-f]{64}"), with: "T")
            browser.post("/mine/sign-in/code", ["code": "000000"])
            let answer = browser.page.replacing(number, with: "N").replacing(try! Regex("[0-9a-f]{64}"), with: "T")
            return (browser.status, page + answer)
        }
        let (known, unknown) = (told(doctor.nationalID), told(home.house.freshNationalID()))
        XCTAssertEqual(known.0, 403)
        XCTAssertEqual(known.0, unknown.0)
        XCTAssertEqual(known.1, unknown.1)
    }

    func testFormsFromElsewhereWithoutTokenOrCookieChangeNothing() throws {
        let home = try home()
        let doctor = try home.accepted()
        let browser = HomeBrowser(home.service)
        try home.signIn(browser, doctor)
        let serial = try XCTUnwrap(doctor.certificate).serialNumber.hex
        let path = "/mine/certificates/\(serial)/hold"
        browser.get(path)
        browser.post(path, [:], origin: "http://elsewhere.test")
        XCTAssertEqual(browser.status, 403)
        browser.get(path)
        browser.post(path, ["token": String(repeating: "0", count: 64)])
        XCTAssertEqual(browser.status, 403)
        XCTAssertEqual(try home.status(doctor), .good)
        let cookie = try XCTUnwrap(HomeBrowser(home.service).probe("/mine").first { $0.0 == "Set-Cookie" }).1
        XCTAssertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie)
    }

    func testASessionFromBeforeIsNotTheOneAfter() throws {
        let home = try home()
        let doctor = try home.accepted()
        let browser = HomeBrowser(home.service)
        browser.get("/mine/sign-in")
        let planted = try XCTUnwrap(browser.cookies["mine"])
        try home.signIn(browser, doctor)
        XCTAssertNotEqual(browser.cookies["mine"], planted)
        XCTAssertNil(try home.service.registration.session(planted))
    }

    func testTheLinkShowsAButtonAndOnlyTheButtonSuspends() throws {
        let home = try home()
        let (doctor, other) = (try home.accepted(), try home.accepted())
        let link = try home.link(to: doctor.mobile)
        // A scanner: looks, with and without following.
        for _ in 0..<3 {
            let scanner = HomeBrowser(home.service, from: "198.51.100.9")
            scanner.get(link)
            XCTAssertEqual(scanner.status, 200)
            XCTAssertFalse(scanner.page.contains("احمدی"), "no name for whoever has the link")
            XCTAssertFalse(scanner.page.contains(doctor.nationalID))
            XCTAssertTrue(scanner.headers.contains { $0 == ("Referrer-Policy", "no-referrer") })
        }
        XCTAssertEqual(try home.status(doctor), .good)
        let browser = HomeBrowser(home.service)
        browser.get(link)
        browser.post(link)
        XCTAssertEqual(browser.status, 200, browser.page)
        XCTAssertEqual(try home.status(doctor), .onHold)
        XCTAssertEqual(try home.status(other), .good, "another certificate's link")
        browser.get(link)
        XCTAssertEqual(browser.status, 404, "used")
        browser.get("/mine/h/AAAAAAAAAAAAAAAAAAAAAA")
        XCTAssertEqual(browser.status, 404)
    }

    func testAFormFilledInAtHomeIsFoundAndTakenOverAtTheDesk() throws {
        let home = try home()
        let browser = HomeBrowser(home.service)
        browser.get("/mine/apply?profile=doctor-signing")
        browser.post("/mine/apply", ["nationalID": "123", "givenName": "سارا"])
        XCTAssertEqual(browser.status, 422)
        XCTAssertTrue(browser.page.contains("href=\"#f-nationalID\""))
        let number = home.house.freshNationalID()
        browser.post(
            "/mine/apply",
            [
                "nationalID": number, "givenName": "سارا", "surname": "احمدی", "latinName": "Sara Ahmadi",
                "licenceNumber": "998877", "mobile": "09121112233",
            ])
        XCTAssertEqual(browser.status, 200, browser.page)
        let draft = try XCTUnwrap(
            browser.page.firstMatch(of: try Regex("class=\"code\">([0-9A-HJKMNP-TV-Z]{16})<"))?[1].substring)
        let code = String(draft)
        // Changed by its maker, and seen later with tracking code, number and a code from the telephone.
        browser.get("/mine/draft/form")
        browser.post(
            "/mine/draft",
            [
                "nationalID": number, "givenName": "سارا", "surname": "احمدی‌نژاد", "latinName": "Sara Ahmadi",
                "licenceNumber": "998877", "mobile": "09121112233",
            ])
        XCTAssertTrue(browser.page.contains("احمدی‌نژاد"), browser.page)
        let later = HomeBrowser(home.service, from: "192.0.2.7")
        later.get("/mine/draft")
        XCTAssertEqual(later.location, "/mine/track")
        later.get("/mine/track")
        later.post("/mine/track", ["code": code.lowercased(), "nationalID": number])
        later.post("/mine/track/code", ["code": try home.code(.tracking, to: "+989121112233")])
        later.get("/mine/application")
        XCTAssertEqual(later.location, "/mine/draft")
        XCTAssertTrue(later.get("/mine/draft").contains(code))
        // The officer finds it by its code and saves it for the office.
        let desk = DeskBrowser(home.house, home.enterer)
        desk.get("/desk/search")
        desk.post("/desk/search", ["text": code])
        XCTAssertTrue(desk.page.contains("/desk/drafts/\(code)"), desk.page)
        desk.get("/desk/drafts/\(code)")
        let (_, request) = try HouseFixture.requestText()
        var fields = HouseFixture.doctorFields(nationalID: number, request: request)
        fields["step"] = "save"
        desk.post("/desk/drafts/\(code)", fields)
        XCTAssertEqual(try home.service.registration.draft(code).office, "council")
        let lines = try home.service.records.auditLines(from: 0, limit: 100_000)
        XCTAssertTrue(lines.contains { $0.act == AuditAct.draftTaken && $0.subject == "application:\(code)" })
        XCTAssertFalse(lines.contains { "\($0)".contains(number) })
    }

    func testPagesAreWholeInBothLanguages() throws {
        let home = try home()
        for language in ["fa", "en"] {
            let doctor = try home.accepted()
            let browser = HomeBrowser(home.service, language: language)
            try home.signIn(browser, doctor)
            let serial = try XCTUnwrap(doctor.certificate).serialNumber.hex
            for path in [
                "/mine", "/mine/sign-in", "/mine/track", "/mine/apply", "/mine/apply?profile=doctor-signing",
                "/mine/certificates", "/mine/certificates/\(serial)", "/mine/certificates/\(serial)/hold",
            ] {
                let page = browser.get(path)
                XCTAssertEqual(browser.status, 200, path)
                XCTAssertTrue(page.contains("lang=\"\(language)\""), path)
                for key in ["mine.", "desk.", "field.", "status.", "page."] {
                    XCTAssertFalse(page.contains(">\(key)"), "\(path): a key without its sentence")
                }
                XCTAssertEqual(page.components(separatedBy: "<h1").count, 2, "\(path): one heading")
            }
        }
    }
}

extension HomeBrowser {
    /// The headers of a page.
    func probe(_ path: String) -> [(String, String)] {
        get(path)
        return headers
    }
}
