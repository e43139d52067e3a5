// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import PKIX
import Records
import XCTest

@testable import Service

/// Offices, officers and deputies at the desk, and what officers sign.
final class DeskStaffTests: XCTestCase {
    private func house() throws -> HouseFixture { try HouseFixture.shared.get() }

    private static let tomorrow = TehranMoment.day(of: Instant.now().advanced(bySeconds: 86_400))

    func testAnAdministratorSetsAnOfficeUpAndALicenceOfMoreThanThreeYearsIsRefusedInWords() throws {
        let house = try house()
        let desk = DeskBrowser(house, try house.officer(.administrator))
        desk.get("/desk/offices/new")
        let id = "yazd-\(UUID().uuidString.prefix(8).lowercased())"
        var fields = [
            "id": id, "kind": "counter", "persianName": "پیشخوان یزد", "englishName": "Yazd counter",
            "profile": "doctor-signing", "profession": "physician", "licensedUntil": "۱۴۲۰/۰۱/۰۱", "place": "یزد",
            "hours": "sat-wed ۰۸:۰۰-۱۴:۰۰", "dailyQuota": "۵۰",
        ]
        desk.post("/desk/offices", fields, follow: false)
        XCTAssertEqual(desk.status, 422)
        XCTAssertTrue(desk.page.contains("role=\"alert\""))
        XCTAssertTrue(desk.page.contains("value=\"پیشخوان یزد\""), "what was typed stays")
        fields["licensedUntil"] = Self.tomorrow
        desk.post("/desk/offices", fields)
        XCTAssertEqual(desk.status, 200, desk.page)
        XCTAssertTrue(desk.page.contains("sat-wed 08:00-14:00"))
        let office = try house.service.records.office(id)
        XCTAssertEqual(office.details.dailyQuota, 50)
        XCTAssertEqual(office.details.professions, ["physician"])
        XCTAssertTrue(desk.page.contains(Catalogue.sentence("desk.offices.lapsing", in: .persian)))

        desk.get("/desk/offices/\(id)/details")
        desk.post(
            "/desk/offices/\(id)/details", ["profile": "pharmacist-signing", "dailyQuota": "many"], follow: false)
        XCTAssertEqual(desk.status, 422)
        desk.post("/desk/offices/\(id)/details", ["profile": "pharmacist-signing", "place": "میبد"])
        XCTAssertEqual(try house.service.records.office(id).profiles, ["pharmacist-signing"])
        XCTAssertEqual(try house.service.records.office(id).details.hours, "", "always open")
        desk.get("/desk/offices/\(id)/licence")
        desk.post("/desk/offices/\(id)/licence", ["licensedUntil": "1395/01/01"], follow: false)
        XCTAssertEqual(desk.status, 422, "over already")

        for role in [OfficerRecord.Role.supervisor, .auditor, .enterer] {
            let other = DeskBrowser(house, try house.officer(role))
            for path in ["/desk/offices/new", "/desk/offices/\(id)/details", "/desk/offices/\(id)/licence"] {
                other.get(path)
                XCTAssertEqual(other.status, 403, "\(role) \(path)")
            }
        }
    }

    func testAnOfficerIsTakenInWithTheirOwnKeyAndNobodyHoldsTwoRoles() throws {
        let house = try house()
        let desk = DeskBrowser(house, try house.officer(.administrator))
        desk.get("/desk/offices/council/officers/new")
        let (key, request) = try HouseFixture.requestText()
        let id = "officer-\(UUID().uuidString.prefix(8).lowercased())"
        let nationalID = house.freshNationalID()
        var fields = [
            "id": id, "role": "enterer", "givenName": "نرگس", "surname": "نمونه", "latinName": "Narges Nemouneh",
            "nationalID": nationalID, "authority": "health", "request": "nothing",
        ]
        desk.post("/desk/offices/council/officers", fields, follow: false)
        XCTAssertEqual(desk.status, 422)
        XCTAssertThrowsError(try house.service.records.officer(id), "nobody is on record before the key is proved")
        fields["request"] = request
        desk.post("/desk/offices/council/officers", fields)
        XCTAssertEqual(desk.status, 200, desk.page)
        desk.get("/desk/officers/\(id)/certificate")
        let certificate = try XCTUnwrap(try? Certificate(derOrPEM: desk.body))
        let newcomer = HouseFixture.Person(id: id, key: key, certificate: certificate)
        let own = DeskBrowser(house, newcomer)
        own.get("/desk")
        XCTAssertEqual(own.status, 200)

        fields["id"] = id + "-2"
        fields["role"] = "auditor"
        desk.get("/desk/offices/council/officers/new")
        desk.post("/desk/offices/council/officers", fields, follow: false)
        XCTAssertEqual(desk.status, 422)
        XCTAssertTrue(desk.page.contains(Catalogue.sentence("role.auditor", in: .persian)), "says which roles clash")
    }

    func testASupervisorStopsAnOfficerOfTheirOwnOfficeAndOnlyAnAdministratorLetsThemGoOn() throws {
        let house = try house()
        let clerk = try house.officer(.enterer)
        let supervisor = DeskBrowser(house, try house.officer(.supervisor))
        supervisor.get("/desk/officers/\(clerk.id)")
        XCTAssertTrue(supervisor.page.contains("/desk/officers/\(clerk.id)/suspension"))
        supervisor.get("/desk/officers/\(clerk.id)/suspension")
        supervisor.post("/desk/officers/\(clerk.id)/suspension")
        XCTAssertEqual(try house.service.records.officer(clerk.id).status, .suspended)
        supervisor.get("/desk/officers/\(clerk.id)/resumption")
        XCTAssertEqual(supervisor.status, 403)

        let stranger = DeskBrowser(house, try house.officer(.supervisor, office: "other-council"))
        let other = try house.officer(.approver)
        stranger.get("/desk/officers/\(other.id)/suspension")
        XCTAssertEqual(stranger.status, 404, "another office's officer is told like none")
        XCTAssertEqual(
            try house.ask(stranger.officer, "POST", "/v1/officers/\(other.id)/suspension").status, 403)
        let auditor = try house.officer(.auditor)
        XCTAssertEqual(
            try house.ask(supervisor.officer, "POST", "/v1/officers/\(auditor.id)/suspension").status, 403,
            "an auditor is nobody's")

        let administrator = DeskBrowser(house, try house.officer(.administrator))
        administrator.get("/desk/officers/\(clerk.id)/resumption")
        administrator.post("/desk/officers/\(clerk.id)/resumption")
        XCTAssertEqual(try house.service.records.officer(clerk.id).status, .active)
    }

    func testADeputyNamedAndSignedForAtTheDeskApprovesWithTheirOwnKeyAndNotWhatTheyEntered() throws {
        let house = try house()
        let (enterer, deputy) = (try house.officer(.enterer), try house.officer(.enterer))
        let principal = try house.officer(.approver)
        let desk = DeskBrowser(house, principal)
        desk.get("/desk/deputies")
        let fields = [
            "deputy": deputy.id, "fromDate": TehranMoment.day(of: .now()),
            "fromTime": TehranMoment.time(of: .now()), "untilDate": Self.tomorrow, "untilTime": "۱۲:۰۰",
            "cause": "مرخصی",
        ]
        desk.post("/desk/deputies", fields.merging(["untilTime": "25:00"]) { $1 }, follow: false)
        XCTAssertEqual(desk.status, 422)
        desk.get("/desk/deputies")
        desk.post("/desk/deputies", fields, follow: false)
        let paper = try XCTUnwrap(desk.location, desk.page)
        desk.get(paper + "/statement")
        let statement = desk.body
        XCTAssertTrue(desk.page.hasPrefix("mohr delegation v1\nprincipal: \(principal.id)\ndeputy: \(deputy.id)\n"))
        let (byAnother, own) = (
            try deputy.key.sign(statement, by: .ecdsa(.sha256)), try principal.key.sign(statement, by: .ecdsa(.sha256))
        )
        desk.get(paper)
        desk.post(paper, ["signature": Base64.encode(byAnother)], follow: false)
        XCTAssertEqual(desk.status, 422, "not the principal's signature")
        desk.get(paper)
        desk.post(paper, ["signature": Base64.encode(own)])
        XCTAssertTrue(desk.page.contains(Catalogue.sentence("desk.deputies.state.holds", in: .persian)), desk.page)

        func entered(by officer: HouseFixture.Person) throws -> String {
            let (_, request) = try HouseFixture.requestText()
            let csr = try CertificationRequest(derOrPEM: Array(request.utf8))
            let filed = try house.ask(
                officer, "POST", "/v1/applications",
                HouseFixture.application(csr, nationalID: house.freshNationalID()))
            let id = try XCTUnwrap(filed.value["id"]?.text)
            XCTAssertEqual(try house.ask(officer, "POST", "/v1/applications/\(id)/entry").status, 200)
            return id
        }
        let (another, theirs) = (try entered(by: enterer), try entered(by: deputy))
        XCTAssertEqual(try house.ask(deputy, "POST", "/v1/applications/\(another)/approval").status, 200)
        XCTAssertEqual(try house.ask(deputy, "POST", "/v1/applications/\(theirs)/approval").status, 403)
        let line = try XCTUnwrap(
            try house.service.records.auditLines(from: 0, limit: 100_000).last {
                $0.subject == "application:\(another)" && $0.actor == deputy.id
            })
        XCTAssertTrue(line.details.contains(principal.id), "the log says for whom")

        desk.get("/desk/deputies")
        let end = try XCTUnwrap(desk.page.firstMatch(of: /\/desk\/deputies\/[0-9]+\/end/)).output
        desk.post(String(end))
        XCTAssertEqual(
            try house.ask(deputy, "POST", "/v1/applications/\(try entered(by: enterer))/approval").status, 403)
    }

    func testAnAdministratorRejectsWhatAStolenKeyLeft() throws {
        let house = try house()
        let thief = try house.officer(.enterer)
        let (_, request) = try HouseFixture.requestText()
        let csr = try CertificationRequest(derOrPEM: Array(request.utf8))
        let filed = try house.ask(
            thief, "POST", "/v1/applications", HouseFixture.application(csr, nationalID: house.freshNationalID()))
        let id = try XCTUnwrap(filed.value["id"]?.text)
        let desk = DeskBrowser(house, try house.officer(.administrator))
        let path = "/desk/officers/\(thief.id)/reversal"
        desk.get(path)
        XCTAssertTrue(desk.page.contains(id))
        desk.post(path, ["cause": ""], follow: false)
        XCTAssertEqual(desk.status, 422)
        desk.post(path, ["cause": "کلید کارشناس ربوده شد"])
        XCTAssertEqual(try house.service.records.application(id).state, .rejected)
        let supervisor = DeskBrowser(house, try house.officer(.supervisor))
        supervisor.get(path)
        XCTAssertEqual(supervisor.status, 403)
    }
}
