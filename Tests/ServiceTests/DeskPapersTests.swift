// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import XCTest

@testable import Service

/// Papers at the desk: shown, taken in, opened, deleted, and signed.
final class DeskPapersTests: XCTestCase {
    private var house: HouseFixture!

    /// A chessboard of 120 × 120.
    private static let png = (try? Base64.decode(board)) ?? []
    private static let board =
        "iVBORw0KGgoAAAANSUhEUgAAAHgAAAB4CAAAAAAcD2kOAAAAYklEQVR42u3YsQkAMAwDsPz/QZ7sDX3AYyiFyLNBq3F1yAmZ7hUY"
        + "DAaDwWDwIvgFknpgMBgMBoPBm2DzFgwGg8FgMNjPBQaDwWAwGOznMm/BYDAYDAaD/VxgMBgMBoPBX8AXHrj3VzYB6X8AAAAASUVO"
        + "RK5CYII="
    private static let pdf = Array(
        "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\nxref\ntrailer\nstartxref\n9\n%%EOF\n".utf8)

    override func setUpWithError() throws { house = try HouseFixture.shared.get() }

    private func browser(
        _ role: OfficerRecord.Role, office: String = "council", language: String = "en"
    ) throws -> DeskBrowser {
        DeskBrowser(house, try house.officer(role, office: office), language: language)
    }

    /// Files a doctor's application; gives the tracking code.
    private func file(_ clerk: DeskBrowser) throws -> String {
        let key = try PrivateKey.generate(.p256)
        let request = try CertificationRequest.make(
            subject: try Name([(OID.countryName, "IR"), (OID.commonName, "Sara Ahmadi")]), key: key)
        let answer = try house.ask(
            clerk.officer, "POST", "/v1/applications",
            HouseFixture.application(request, nationalID: house.freshNationalID()))
        return try XCTUnwrap(answer.value["id"]?.text)
    }

    private func page(_ id: String) -> String { "/desk/applications/\(id)" }

    private func add(_ bytes: [UInt8]?, as kind: EvidenceKind, to id: String, _ clerk: DeskBrowser) {
        clerk.get(page(id))
        clerk.upload(page(id) + "/evidence", ["kind": kind.rawValue], file: bytes)
    }

    private func papers(_ id: String) throws -> [EvidenceRecord] {
        try house.service.records.evidence(ofApplication: id).filter { $0.deleted == nil }
    }

    /// What the page of an act shows to be signed, and the file of it.
    private func statements(_ path: String, _ browser: DeskBrowser) throws -> (shown: [UInt8], saved: [UInt8]) {
        browser.get(path + "/statement")
        let saved = browser.body
        browser.get(path)
        let start = try XCTUnwrap(browser.page.range(of: "data-sign=\""))
        let text = browser.page[start.upperBound...].components(separatedBy: "\"")[0]
        return (try Base64.decode(text), saved)
    }

    private func expected(_ act: OfficerAction.Act, _ id: String, _ officer: HouseFixture.Person) throws -> [UInt8] {
        let registration = house.service.registration
        return OfficerAction(
            act, of: try registration.application(id), by: try registration.officer(named: officer.id),
            evidence: try registration.evidenceDigests(of: id)
        ).bytesToBeSigned
    }

    private func signed(_ statement: [UInt8], by officer: HouseFixture.Person) throws -> [String: String] {
        ["signature": Base64.encode(try officer.key.sign(statement, by: .ecdsa(.sha256)))]
    }

    func testWithoutPapersWhatIsShownIsSignedAndTaken() throws {
        let clerk = try browser(.enterer)
        let id = try file(clerk)
        let path = page(id) + "/acts/enter"
        let (shown, saved) = try statements(path, clerk)
        XCTAssertEqual(shown, saved)
        XCTAssertEqual(shown, try expected(.enter, id, clerk.officer))
        XCTAssertFalse(String(decoding: shown, as: UTF8.self).contains("evidence-sha256"))
        XCTAssertFalse(clerk.page.contains("/evidence/"))
        clerk.post(path, try signed(shown, by: clerk.officer))
        XCTAssertEqual(clerk.status, 200, clerk.page)
        XCTAssertNotNil(try house.service.records.events(ofApplication: id).last { $0.to == .entered }?.signature)
    }

    func testWithPapersTheSignatureCoversThemAndOneThatDoesNotIsRefused() throws {
        let (clerk, approver) = (try browser(.enterer), try browser(.approver))
        let id = try file(clerk)
        let path = page(id) + "/acts/enter"
        let before = try statements(path, clerk).shown
        add(Self.png, as: .photo, to: id, clerk)
        add(Self.pdf, as: .licence, to: id, clerk)
        let (shown, saved) = try statements(path, clerk)
        XCTAssertEqual(shown, saved)
        XCTAssertEqual(shown, try expected(.enter, id, clerk.officer))
        XCTAssertTrue(String(decoding: shown, as: UTF8.self).contains("\nevidence-sha256: "))
        for paper in try papers(id) {
            XCTAssertTrue(clerk.page.contains(Hex.encode(paper.sha256.prefix(8))), "the page names what is signed")
        }
        clerk.post(path, try signed(before, by: clerk.officer))
        XCTAssertEqual(clerk.status, 422, "a signature from before there were papers")
        XCTAssertEqual(try house.service.registration.application(id).state, .submitted)
        clerk.get(path)
        clerk.post(path, try signed(shown, by: clerk.officer))
        XCTAssertEqual(clerk.status, 200, clerk.page)
        // The second officer signs what is on file then, and with a cause as well.
        add(Self.png, as: .nationalCard, to: id, approver)
        let (second, _) = try statements(page(id) + "/acts/approve", approver)
        XCTAssertEqual(second, try expected(.approve, id, approver.officer))
        approver.get(page(id) + "/acts/sendBack")
        approver.post(page(id) + "/acts/sendBack", ["cause": "عکس تار است"], follow: false)
        let act = try XCTUnwrap(approver.location)
        let (third, file) = try statements(act, approver)
        XCTAssertEqual(third, file)
        XCTAssertTrue(String(decoding: third, as: UTF8.self).contains("\nevidence-sha256: "))
        approver.post(act, try signed(third, by: approver.officer))
        XCTAssertEqual(approver.status, 200, approver.page)
        XCTAssertEqual(try house.service.registration.application(id).state, .returned)
    }

    func testAPaperThatCameAfterThePageStopsTheAct() throws {
        let (clerk, other) = (try browser(.enterer), try browser(.enterer))
        let id = try file(clerk)
        let path = page(id) + "/acts/enter"
        let (shown, _) = try statements(path, clerk)
        add(Self.png, as: .photo, to: id, other)
        XCTAssertEqual(other.status, 200, other.page)
        clerk.post(path, try signed(shown, by: clerk.officer))
        XCTAssertNotEqual(clerk.status, 200)
        clerk.get(path)
        clerk.post(path)
        XCTAssertEqual(clerk.status, 200, "the control: the page as it is now")
    }

    func testWhatIsMissingIsSaidInWordsUntilItIsThere() throws {
        for (language, words) in [
            ("en", ["<li>national card</li>", "<li>photo</li>", "<li>licence</li>"]),
            ("fa", ["<li>کارت ملی هوشمند</li>", "<li>عکس</li>", "<li>پروانهٔ حرفه‌ای</li>"]),
        ] {
            let clerk = try browser(.enterer, language: language)
            let id = try file(clerk)
            clerk.get(page(id))
            for word in words { XCTAssertTrue(clerk.page.contains(word), word) }
            add(Self.png, as: .photo, to: id, clerk)
            XCTAssertFalse(clerk.page.contains(words[1]))
            XCTAssertTrue(clerk.page.contains(words[0]))
            add(Self.png, as: .nationalCard, to: id, clerk)
            add(Self.pdf, as: .licence, to: id, clerk)
            for word in words { XCTAssertFalse(clerk.page.contains(word), word) }
            XCTAssertTrue(
                clerk.page.contains(
                    Catalogue.sentence("desk.papers.complete", in: try XCTUnwrap(Language(rawValue: language)))))
        }
    }

    func testAFileThatIsNoPaperIsRefusedBesideItsField() throws {
        let clerk = try browser(.enterer)
        let id = try file(clerk)
        for bytes in [nil, [], Array("<html><script>alert(1)</script>".utf8), Self.png + Array("PK".utf8)] as [[UInt8]?]
        {
            add(bytes, as: .photo, to: id, clerk)
            XCTAssertEqual(clerk.status, 422, clerk.page)
            XCTAssertTrue(clerk.page.contains("id=\"f-file\""))
            XCTAssertTrue(clerk.page.contains("aria-invalid=\"true\""))
        }
        XCTAssertEqual(try papers(id), [])
        clerk.upload(page(id) + "/evidence", ["kind": "anything"], file: Self.png)
        XCTAssertEqual(clerk.status, 400)
        add(Self.png, as: .photo, to: id, clerk)
        XCTAssertEqual(clerk.status, 200, "the control")
        XCTAssertEqual(try papers(id).count, 1)
    }

    func testAPaperIsServedInASandboxAndWhoOpenedItIsOnRecord() throws {
        let (clerk, auditor) = (try browser(.enterer), try browser(.auditor))
        let id = try file(clerk)
        add(Self.png, as: .photo, to: id, clerk)
        add(Self.pdf, as: .licence, to: id, clerk)
        let photo = try XCTUnwrap(try papers(id).first { $0.kind == "photo" })
        let licence = try XCTUnwrap(try papers(id).first { $0.kind == "licence" })
        let path = page(id) + "/evidence/\(photo.id)"
        let start = try house.service.records.auditHead().size
        func opened() throws -> [AuditLine] {
            try house.service.records.auditLines(from: start, limit: 50).filter { $0.act == "evidence.read" }
        }
        auditor.get(path)
        XCTAssertTrue(auditor.page.contains("<img src=\"\(path)/file\" alt=\"photo\">"), auditor.page)
        XCTAssertFalse(auditor.page.contains("/deletion"), "an auditor deletes nothing")
        XCTAssertEqual(try opened(), [], "the page alone opens nothing")
        auditor.get(path + "/file")
        XCTAssertEqual(auditor.body, Self.png)
        XCTAssertEqual(auditor.header("Content-Type"), ["image/png"])
        XCTAssertEqual(auditor.header("X-Content-Type-Options"), ["nosniff"])
        XCTAssertEqual(auditor.header("Content-Security-Policy"), ["default-src 'none'; sandbox"])
        XCTAssertEqual(auditor.header("Cross-Origin-Resource-Policy"), ["same-origin"])
        XCTAssertEqual(auditor.header("Cache-Control"), ["no-store"])
        XCTAssertEqual(auditor.header("Content-Disposition"), ["inline; filename=\"\(photo.id).png\""])
        let lines = try opened()
        XCTAssertEqual(lines.map(\.actor), [auditor.officer.id])
        XCTAssertEqual(lines.map(\.subject), ["application:\(id)"])
        auditor.get(page(id) + "/evidence/\(licence.id)")
        XCTAssertFalse(auditor.page.contains("<img src=\"\(page(id))"))
        auditor.get(page(id) + "/evidence/\(licence.id)/file")
        XCTAssertEqual(auditor.header("Content-Disposition"), ["attachment; filename=\"\(licence.id).pdf\""])
        // Another office's officer, and a paper under another application's address.
        let stranger = try browser(.approver, office: "other-council")
        let other = try file(clerk)
        for (browser, address, status) in [
            (stranger, path, 403), (stranger, path + "/file", 403), (clerk, page(other) + "/evidence/\(photo.id)", 404),
            (clerk, page(other) + "/evidence/\(photo.id)/file", 404),
        ] {
            browser.get(address)
            XCTAssertEqual(browser.status, status, address)
            XCTAssertNotEqual(browser.body, Self.png)
        }
        XCTAssertEqual(try opened().count, 2)
    }

    func testAPaperIsDeletedWithACauseAndNotOnceItWasDecidedUpon() throws {
        let (clerk, approver) = (try browser(.enterer), try browser(.approver))
        let id = try file(clerk)
        add(Self.png, as: .photo, to: id, clerk)
        add(Self.pdf, as: .licence, to: id, clerk)
        let (photo, licence) = (
            try papers(id).first { $0.kind == "photo" }, try papers(id).first { $0.kind == "licence" }
        )
        let path = page(id) + "/evidence/\(try XCTUnwrap(photo).id)"
        clerk.get(path)
        clerk.post(path + "/deletion")
        XCTAssertEqual(clerk.status, 422)
        XCTAssertEqual(try papers(id).count, 2)
        clerk.post(path + "/deletion", ["cause": "عکس کس دیگری است"])
        XCTAssertEqual(clerk.status, 200, clerk.page)
        XCTAssertEqual(try papers(id).map(\.kind), ["licence"])
        clerk.get(path)
        XCTAssertEqual(clerk.status, 404)
        let kept = page(id) + "/evidence/\(try XCTUnwrap(licence).id)"
        clerk.get(kept)
        let form = clerk.hidden(of: kept + "/deletion")
        for (browser, act) in [(clerk, "enter"), (approver, "approve")] {
            browser.get(page(id) + "/acts/\(act)")
            browser.post(page(id) + "/acts/\(act)")
            XCTAssertEqual(browser.status, 200, browser.page)
        }
        clerk.get(kept)
        XCTAssertFalse(clerk.page.contains("/deletion"))
        clerk.send(form.merging(["cause": "x"]) { $1 }, to: kept + "/deletion")
        XCTAssertEqual(clerk.status, 409)
        XCTAssertEqual(try papers(id).count, 1)
        _ = try house.service.engine.runOnce()
    }

    func testWhatOfficersLeftBehindGoesAfterAMonth() throws {
        let now = house.service.clock()
        let officer = try house.officer(.enterer).id
        for (name, days) in [("old", 31), ("young", 29)] as [(String, Int64)] {
            try house.service.records.keep(
                DeskPaper(
                    officer: officer, kind: .search, id: name, content: SubjectFields(["text": "احمدی"]),
                    changed: now.advanced(bySeconds: -days * 86_400)))
        }
        try house.service.closeOverdue()
        XCTAssertEqual(try house.service.records.deskPapers(.search, of: officer).map(\.id), ["young"])
    }
}
