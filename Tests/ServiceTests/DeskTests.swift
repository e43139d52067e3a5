// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import PKIX
import Records
import XCTest

@testable import Service

/// The desk in process: pages as bytes, over one founded house.
final class DeskTests: XCTestCase {
    private var house: HouseFixture!

    override func setUpWithError() throws { house = try HouseFixture.shared.get() }

    private func browser(_ role: OfficerRecord.Role, office: String = "council") throws -> DeskBrowser {
        DeskBrowser(house, try house.officer(role, office: office))
    }

    /// Files a doctor's application at the desk; gives the tracking code.
    private func file(_ clerk: DeskBrowser, nationalID: String? = nil) throws -> String {
        let (_, request) = try HouseFixture.requestText()
        clerk.get("/desk/applications/new?profile=doctor-signing")
        clerk.post(
            "/desk/drafts",
            HouseFixture.doctorFields(nationalID: nationalID ?? house.freshNationalID(), request: request))
        XCTAssertEqual(clerk.status, 200, clerk.page)
        let draft = try XCTUnwrap(clerk.location ?? lastLocation(clerk))
        let id = draft.components(separatedBy: "/")[3]
        clerk.post("/desk/drafts/\(id)/submission", ["confirmed": "yes"])
        XCTAssertEqual(clerk.status, 200, clerk.page)
        return id
    }

    private func lastLocation(_ browser: DeskBrowser) -> String? {
        browser.page.components(separatedBy: "action=\"").dropFirst().map { $0.components(separatedBy: "\"")[0] }
            .first { $0.hasSuffix("/submission") }
    }

    func testAnApplicationGoesFromTheFormToTheCertificateWithoutScripts() throws {
        let (clerk, approver) = (try browser(.enterer), try browser(.approver))
        let id = try file(clerk)
        XCTAssertTrue(clerk.page.contains(id))
        clerk.get("/desk/applications/\(id)/acts/enter")
        clerk.post("/desk/applications/\(id)/acts/enter")
        XCTAssertEqual(clerk.status, 200, clerk.page)
        approver.get("/desk?order=newest")
        XCTAssertTrue(approver.page.contains(id))
        approver.get("/desk/applications/\(id)/acts/approve")
        approver.post("/desk/applications/\(id)/acts/approve")
        XCTAssertEqual(approver.status, 200, approver.page)
        XCTAssertEqual(try house.service.registration.application(id).state, .approved)
        _ = try house.service.engine.runOnce()
        approver.get("/desk/applications/\(id)")
        XCTAssertTrue(approver.page.contains("/desk/certificates/"))
    }

    func testPressedTwiceAFormIsDoneOnceAndGivesTheSameAnswer() throws {
        let clerk = try browser(.enterer)
        let id = try file(clerk)
        clerk.get("/desk/applications/\(id)/acts/enter")
        let fields = clerk.hidden(of: "/desk/applications/\(id)/acts/enter")
        clerk.send(fields, to: "/desk/applications/\(id)/acts/enter")
        let first = (clerk.status, clerk.location)
        clerk.send(fields, to: "/desk/applications/\(id)/acts/enter")
        XCTAssertEqual(first.0, 303)
        XCTAssertEqual(clerk.status, 303, clerk.page)
        XCTAssertEqual(clerk.location, first.1)
        let entries = try house.service.records.events(ofApplication: id).filter { $0.to == .entered }
        XCTAssertEqual(entries.count, 1)
        // The control: a form of its own meets the state as it is now.
        var other = fields
        other["key"] = "another"
        clerk.send(other, to: "/desk/applications/\(id)/acts/enter")
        XCTAssertEqual(clerk.status, 409)
    }

    func testAFormOfAnotherPageIsRefused() throws {
        let clerk = try browser(.enterer)
        let id = try file(clerk)
        let path = "/desk/applications/\(id)/acts/enter"
        clerk.get(path)
        let good = clerk.hidden(of: path)
        var bad = good
        bad["token"] = String(repeating: "0", count: 64)
        clerk.send(bad, to: path)
        XCTAssertEqual(clerk.status, 403)
        bad["token"] = nil
        clerk.send(bad, to: path)
        XCTAssertEqual(clerk.status, 403)
        clerk.send(good, to: path, headers: [("Sec-Fetch-Site", "cross-site")])
        XCTAssertEqual(clerk.status, 403)
        let stranger = DeskBrowser(house, clerk.officer)
        stranger.send(good, to: path)
        XCTAssertEqual(stranger.status, 403, "a browser without the cookie")
        XCTAssertEqual(try house.service.registration.application(id).state, .submitted)
        clerk.send(good, to: path)
        XCTAssertEqual(clerk.status, 303, "the control")
    }

    func testWhoSeesWhatIsATable() throws {
        let pages = [
            "/desk", "/desk/search", "/desk/applications/new", "/desk/drafts", "/desk/day", "/desk/offices",
            "/desk/offices/council", "/desk/offices/council/anomalies", "/desk/offices/council/inspections",
            "/desk/offices/council/suspension", "/desk/keys", "/desk/offices/other-council",
        ]
        let expected: [OfficerRecord.Role: [Int]] = [
            .enterer: [200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 200, 403],
            .approver: [200, 200, 403, 403, 200, 403, 403, 403, 403, 403, 200, 403],
            .supervisor: [200, 200, 403, 200, 200, 303, 200, 200, 200, 403, 200, 404],
            .auditor: [303, 200, 403, 403, 403, 200, 200, 200, 200, 403, 200, 200],
            .administrator: [303, 403, 403, 403, 403, 200, 200, 403, 403, 200, 200, 200],
        ]
        for (role, statuses) in expected {
            let browser = try browser(role)
            for (page, status) in zip(pages, statuses) {
                browser.get(page)
                XCTAssertEqual(browser.status, status, "\(role) \(page)")
            }
        }
    }

    func testAnotherOfficesApplicationIsNotShownAndTheAuditorsLookIsOnRecord() throws {
        let id = try file(try browser(.enterer))
        let stranger = try browser(.approver, office: "other-council")
        stranger.get("/desk/applications/\(id)")
        XCTAssertEqual(stranger.status, 403)
        let before = try house.service.records.auditHead().size
        let auditor = try browser(.auditor)
        let start = try house.service.records.auditHead().size
        auditor.get("/desk/applications/\(id)")
        XCTAssertEqual(auditor.status, 200)
        XCTAssertFalse(auditor.page.contains("/acts/"), "an auditor is offered no act")
        let lines = try house.service.records.auditLines(from: start, limit: 10)
        XCTAssertTrue(lines.contains { $0.act == "desk.viewed" && $0.actor == auditor.officer.id })
        XCTAssertGreaterThan(start, before - 1)
    }

    func testWhatIsTypedIsKeptAndToldNextToItsField() throws {
        let clerk = try browser(.enterer)
        clerk.get("/desk/applications/new?profile=doctor-signing")
        clerk.post(
            "/desk/drafts",
            ["nationalID": "1234567890", "givenName": "<b>\"x", "surname": "احمدی", "step": "preview"])
        XCTAssertEqual(clerk.status, 200)
        XCTAssertTrue(clerk.page.contains("href=\"#f-nationalID\""))
        XCTAssertTrue(clerk.page.contains("aria-invalid=\"true\""))
        XCTAssertTrue(clerk.page.contains("value=\"1234567890\""))
        XCTAssertTrue(clerk.page.contains("value=\"&lt;b&gt;&quot;x\""))
        XCTAssertFalse(clerk.page.contains("<b>\"x"))
        XCTAssertTrue(clerk.page.contains("aria-describedby=\"f-nationalID-hint f-nationalID-wrong\""))
    }

    func testNothingIsFiledBeforeTheNamesAreConfirmed() throws {
        let clerk = try browser(.enterer)
        let (_, request) = try HouseFixture.requestText()
        clerk.get("/desk/applications/new?profile=doctor-signing")
        clerk.post("/desk/drafts", HouseFixture.doctorFields(nationalID: house.freshNationalID(), request: request))
        let path = try XCTUnwrap(lastLocation(clerk))
        clerk.post(path)
        XCTAssertEqual(clerk.status, 422)
        XCTAssertTrue(clerk.page.contains("Sara Ahmadi"))
    }

    func testASearchFindsByEverythingAPersonKnowsAndNoAddressHoldsIt() throws {
        let clerk = try browser(.enterer)
        let nationalID = house.freshNationalID()
        let id = try file(clerk, nationalID: nationalID)
        for text in [
            nationalID, PersianDigits.of(nationalID), String(nationalID.suffix(6)), id, "احمدى", "09123456789",
        ] {
            clerk.get("/desk/search")
            clerk.post("/desk/search", ["text": text], follow: false)
            XCTAssertEqual(clerk.status, 303)
            let address = try XCTUnwrap(clerk.location)
            XCTAssertFalse(address.contains(nationalID))
            clerk.get(address)
            XCTAssertTrue(clerk.page.contains("/desk/applications/\(id)\""), "\(text)")
        }
        let stranger = try browser(.enterer, office: "other-council")
        stranger.get("/desk/search")
        stranger.post("/desk/search", ["text": nationalID])
        XCTAssertFalse(stranger.page.contains("/desk/applications/\(id)\""))
    }

    func testACertificateIsRevokedInThreeStepsAndNotByAnEnterer() throws {
        let (enterer, approver) = (try house.officer(.enterer), try house.officer(.approver))
        let doctor = try house.enrolDoctor(enterer, approver)
        let path = "/desk/certificates/\(doctor.certificate.serialNumber.hex)"
        let clerk = DeskBrowser(house, enterer)
        XCTAssertFalse(clerk.get(path).contains("/revoke\""))
        clerk.get(path + "/revoke")
        XCTAssertEqual(clerk.status, 403)
        let desk = DeskBrowser(house, approver)
        desk.get(path + "/revoke")
        desk.post(path + "/revoke", ["reason": "licenceWithdrawn", "cause": "x"])
        XCTAssertEqual(desk.status, 422, "a reason that is the supervisor's")
        desk.post(path + "/revoke", ["reason": "cardLost", "cause": "برگهٔ مفقودی"])
        XCTAssertEqual(desk.status, 200)
        guard case .good = try house.ocspStatus(of: doctor.certificate) else { return XCTFail("done at one press") }
        let confirmation = try XCTUnwrap(
            desk.page.components(separatedBy: "action=\"").first { $0.hasPrefix("/desk/certificate-acts/") })
        desk.post(confirmation.components(separatedBy: "\"")[0])
        XCTAssertEqual(desk.status, 200, desk.page)
        guard case .revoked = try house.ocspStatus(of: doctor.certificate) else { return XCTFail("not revoked") }
    }

    func testAnActIsSignedByADeskKeyThatASupervisorConfirmed() throws {
        let (clerk, supervisor) = (try browser(.enterer), try browser(.supervisor))
        let key = try PrivateKey.generate(.p256)
        let officer = try house.service.registration.officer(named: clerk.officer.id)
        let statement = RegistrationAuthority.deskKeyStatement(of: key.publicKey, by: officer)
        let proof = try key.sign(statement, by: .ecdsa(.sha256))
        clerk.get("/desk/keys")
        clerk.post(
            "/desk/keys",
            ["key-spki": Base64.encode(key.publicKey.subjectPublicKeyInfo), "proof": Base64.encode(proof)])
        XCTAssertEqual(clerk.status, 200, clerk.page)
        let id = try file(clerk)
        let path = "/desk/applications/\(id)/acts/enter"
        clerk.get(path + "/statement")
        let signature = Base64.encode(try key.sign(Array(clerk.page.utf8), by: .ecdsa(.sha256)))
        clerk.get(path)
        clerk.post(path, ["signature": signature])
        XCTAssertEqual(clerk.status, 422, "nobody has confirmed the key")
        let digest = Hex.encode(DigestAlgorithm.sha256.digest(key.publicKey.subjectPublicKeyInfo))
        clerk.get("/desk/keys")
        let own = clerk.hidden(of: "/desk/keys/\(digest)/withdrawal")
        clerk.send(own, to: "/desk/keys/\(digest)/confirmation")
        XCTAssertNotEqual(clerk.status, 303, "nobody confirms their own")
        supervisor.get("/desk/keys")
        supervisor.post("/desk/keys/\(digest)/confirmation")
        XCTAssertEqual(supervisor.status, 200, supervisor.page)
        clerk.get(path)
        clerk.post(path, ["signature": signature])
        XCTAssertEqual(clerk.status, 200, clerk.page)
        let event = try house.service.records.events(ofApplication: id).last { $0.to == .entered }
        XCTAssertNotNil(event?.signature)
    }
}

enum PersianDigits {
    static func of(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x6F0 - 0x30) }))
    }
}
