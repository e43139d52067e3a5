// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import Records
import XCTest

@testable import Service

/// Where officers sign, administrators sign what they do about offices and officers: at the desk and over the API.
final class SignedAdministrationTests: XCTestCase {
    private static let house = Result {
        try HouseFixture(changes: [("signatures: \"optional\",", "signatures: \"required\",")])
    }

    private func sign(_ text: String, _ key: PrivateKey) throws -> JSONValue {
        .string(Base64.encode(try key.sign(Array(text.utf8), by: .ecdsa(.sha256))))
    }

    /// As a client writes it that has read the description alone.
    private func statement(
        _ action: String, _ subject: String, details: String? = nil, by officer: String, at time: Instant
    ) -> String {
        let digest = details.map { "details-sha256: \(Hex.encode(DigestAlgorithm.sha256.digest(Array($0.utf8))))\n" }
        return
            "mohr administration v1\naction: \(action)\n\(subject)\n\(digest ?? "")by: \(officer)\ntime: \(time.rfc3339)\n"
    }

    func testAnOfficeIsSuspendedByASignatureThatIsGoodOnce() throws {
        let house = try Self.house.get()
        let (administrator, other) = (try house.officer(.administrator), try house.officer(.administrator))
        let path = "/v1/offices/other-council"
        let now = Instant.now()
        let text = statement("suspend", "office: other-council", by: administrator.id, at: now)
        func suspend(_ signature: JSONValue?, at time: Instant = now) throws -> (status: Int, value: JSONValue) {
            var members: [JSONValue.Member] = []
            if let signature { members = [.init("signature", signature), .init("signedAt", .string(time.rfc3339))] }
            return try house.ask(administrator, "POST", path + "/suspension", .object(members))
        }
        let bare = try suspend(nil)
        XCTAssertEqual(bare.status, 422)
        XCTAssertEqual(bare.value["type"]?.text, "urn:mohr:problem:enrollment:officerSignatureMissing")
        XCTAssertEqual(try suspend(sign(text, other.key)).status, 403, "another's key")
        XCTAssertEqual(try suspend(sign(text.replacing("suspend", with: "resume"), administrator.key)).status, 403)
        XCTAssertEqual(try suspend(sign(text.replacing("other-", with: ""), administrator.key)).status, 403)
        let old = now.advanced(bySeconds: -7_200)
        let stale = statement("suspend", "office: other-council", by: administrator.id, at: old)
        XCTAssertEqual(try suspend(sign(stale, administrator.key), at: old).status, 422, "signed too long ago")
        XCTAssertEqual(try house.service.records.office("other-council").status, .active)

        let good = try sign(text, administrator.key)
        XCTAssertEqual(try suspend(good).value["state"], "suspended")
        let again = statement("resume", "office: other-council", by: administrator.id, at: now)
        let resumed = try house.ask(
            administrator, "POST", path + "/resumption",
            ["signature": sign(again, administrator.key), "signedAt": .string(now.rfc3339)])
        XCTAssertEqual(resumed.value["state"], "active")
        // Whoever kept the request cannot suspend the office once more with it.
        XCTAssertEqual(try suspend(good).status, 422)
        XCTAssertEqual(try house.service.records.office("other-council").status, .active)
        let lines = try house.service.records.auditLines(from: 0, limit: 100_000).filter {
            $0.act == AuditAct.officerSigned && $0.subject == "office:other-council"
        }
        XCTAssertEqual(lines.count, 2)
        XCTAssertTrue(lines.allSatisfy { $0.details.contains("mohr administration v1") })
    }

    func testTheSignatureCoversWhatIsChanged() throws {
        let house = try Self.house.get()
        let administrator = try house.officer(.administrator)
        let now = Instant.now()
        let text = statement(
            "change", "office: council", details: "dailyQuota: 40\nplace: میبد\n", by: administrator.id, at: now)
        func change(_ quota: Int64) throws -> Int {
            try house.ask(
                administrator, "POST", "/v1/offices/council/details",
                [
                    "place": "میبد", "dailyQuota": .integer(quota), "signature": sign(text, administrator.key),
                    "signedAt": .string(now.rfc3339),
                ]
            ).status
        }
        XCTAssertEqual(try change(4_000), 403)
        XCTAssertEqual(try change(40), 200)
        XCTAssertEqual(try house.service.records.office("council").details.dailyQuota, 40)
    }

    /// The bytes that the page has for the browser to sign.
    private func shown(_ desk: DeskBrowser) throws -> [UInt8] {
        let start = try XCTUnwrap(desk.page.range(of: "data-sign=\""), desk.page)
        return try Base64.decode(String(desk.page[start.upperBound...].prefix { $0 != "\"" }))
    }

    private func signature(_ desk: DeskBrowser) throws -> String {
        Base64.encode(try desk.officer.key.sign(try shown(desk), by: .ecdsa(.sha256)))
    }

    func testAtTheDeskAFormIsLookedOverAndSigned() throws {
        let house = try Self.house.get()
        for language in ["fa", "en"] {
            let desk = DeskBrowser(house, try house.officer(.administrator), language: language)
            let id = "office-\(language)"
            desk.get("/desk/offices/new")
            desk.post(
                "/desk/offices",
                [
                    "id": id, "kind": "counter", "persianName": "دفتر یزد", "englishName": "Yazd",
                    "profile": "doctor-signing", "licensedUntil": "1406/06/31",
                ])
            XCTAssertEqual(desk.status, 422, "nothing is done yet")
            XCTAssertTrue(desk.page.contains("dir=\"\(language == "fa" ? "rtl" : "ltr")\""))
            XCTAssertThrowsError(try house.service.records.office(id))
            let signed = try signature(desk)
            // Who changes a hidden field has signed something else.
            let page = desk.hidden(of: "/desk/offices")
            desk.post("/desk/offices", ["signature": signed, "persianName": "دفتر اصفهان"], follow: false)
            XCTAssertEqual(desk.status, 422)
            XCTAssertThrowsError(try house.service.records.office(id))
            desk.get("/desk/offices/new")
            var fields = page
            for (name, value) in desk.hidden(of: "/desk/offices") { fields[name] = value }
            fields["signature"] = signed
            desk.send(fields, to: "/desk/offices")
            XCTAssertEqual(desk.status, 303, desk.page)
            XCTAssertEqual(try house.service.records.office(id).persianName, "دفتر یزد")
        }
    }

    func testTheSwitchesAreSignedOnTheirOwnPage() throws {
        let house = try Self.house.get()
        let (administrator, clerk) = (try house.officer(.administrator), try house.officer(.enterer))
        let desk = DeskBrowser(house, administrator)
        let path = "/desk/officers/\(clerk.id)/suspension"
        desk.get(path)
        desk.post(path, follow: false)
        XCTAssertEqual(desk.status, 422)
        XCTAssertTrue(desk.page.contains("data-sign="), "asked again, on the same page")
        desk.post(path, ["signature": try signature(desk)], follow: false)
        XCTAssertEqual(desk.status, 303, desk.page)
        XCTAssertEqual(try house.service.records.officer(clerk.id).status, .suspended)
        // A supervisor signs it as well.
        let (supervisor, other) = (try house.officer(.supervisor), try house.officer(.enterer))
        XCTAssertEqual(
            try house.ask(supervisor, "POST", "/v1/officers/\(other.id)/suspension").value["type"]?.text,
            "urn:mohr:problem:enrollment:officerSignatureMissing")
        let now = Instant.now()
        let text = statement("suspend", "officer: \(other.id)", by: supervisor.id, at: now)
        let done = try house.ask(
            supervisor, "POST", "/v1/officers/\(other.id)/suspension",
            ["signature": sign(text, supervisor.key), "signedAt": .string(now.rfc3339)])
        XCTAssertEqual(done.value["state"], "suspended", "\(done.value)")
    }

    func testAnOfficerIsTakenInByASignatureOverTheKeyThatTheyBring() throws {
        let house = try Self.house.get()
        let desk = DeskBrowser(house, try house.officer(.administrator))
        let number = house.freshNationalID()
        let (_, request) = try HouseFixture.requestText()
        let path = "/desk/offices/council/officers"
        desk.get(path + "/new")
        desk.post(
            path,
            [
                "id": "new-clerk", "role": "enterer", "givenName": "نرگس", "surname": "نمونه",
                "latinName": "Narges Nemouneh", "nationalID": number, "authority": "health", "request": request,
            ], follow: false)
        XCTAssertEqual(desk.status, 422)
        XCTAssertThrowsError(try house.service.records.officer("new-clerk"))
        // As browsers send text of several lines.
        var fields = desk.hidden(of: path)
        fields["request"] = fields["request"]?.replacing("\n", with: "\r\n")
        fields["signature"] = try signature(desk)
        desk.send(fields, to: path)
        XCTAssertEqual(desk.status, 303, desk.page)
        XCTAssertEqual(try house.service.records.officer("new-clerk").role, .enterer)
    }
}
