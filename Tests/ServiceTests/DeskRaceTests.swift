// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Foundation
import PKIX
import Records
import XCTest

@testable import Service

/// Two officers who reach for one application at the same moment, at the desk.
final class DeskRaceTests: XCTestCase {
    private func filed(_ house: HouseFixture, by officer: HouseFixture.Person) throws -> String {
        let (_, request) = try HouseFixture.requestText()
        let csr = try CertificationRequest(derOrPEM: Array(request.utf8))
        let answer = try house.ask(
            officer, "POST", "/v1/applications", HouseFixture.application(csr, nationalID: house.freshNationalID()))
        return try XCTUnwrap(answer.value["id"]?.text, "\(answer.value)")
    }

    /// Both press the same button at once.
    private func race(
        _ house: HouseFixture, _ officers: [HouseFixture.Person], open: String, press path: String
    ) -> [DeskBrowser] {
        let desks = officers.map { DeskBrowser(house, $0) }
        for desk in desks { desk.get(open) }
        let group = DispatchGroup()
        let start = DispatchSemaphore(value: 0)
        for desk in desks.map(Held.init) {
            DispatchQueue.global().async(group: group) {
                start.wait()
                desk.value.post(path, follow: false)
            }
        }
        for _ in desks { start.signal() }
        group.wait()
        return desks
    }

    private struct Held: @unchecked Sendable {
        let value: DeskBrowser
    }

    func testOneTakesItInHandAndTheOtherIsToldWhoHasIt() throws {
        let house = try HouseFixture.shared.get()
        let officers = [try house.officer(.enterer), try house.officer(.enterer)]
        for _ in 0..<5 {
            let id = try filed(house, by: officers[0])
            let desks = race(
                house, officers, open: "/desk/applications/\(id)", press: "/desk/applications/\(id)/claim")
            XCTAssertEqual(desks.map(\.status).sorted(), [303, 409])
            let winner = try XCTUnwrap(desks.first { $0.status == 303 })
            let loser = try XCTUnwrap(desks.first { $0.status == 409 })
            XCTAssertEqual(try house.service.records.application(id).claim?.officer, winner.officer.id)
            XCTAssertTrue(loser.page.contains(winner.officer.id), "it says who has it: \(loser.page)")
            // The one in whose hands it is not may not act on it either.
            loser.get("/desk/applications/\(id)/acts/enter")
            loser.post("/desk/applications/\(id)/acts/enter", follow: false)
            XCTAssertEqual(loser.status, 409)
        }
    }

    func testOneEntersItAndTheOtherIsToldThatItMoved() throws {
        let house = try HouseFixture.shared.get()
        let officers = [try house.officer(.enterer), try house.officer(.enterer)]
        for _ in 0..<5 {
            let id = try filed(house, by: officers[0])
            let path = "/desk/applications/\(id)/acts/enter"
            let desks = race(house, officers, open: path, press: path)
            XCTAssertEqual(desks.map(\.status).sorted(), [303, 409])
            let steps = try house.service.records.events(ofApplication: id).filter { $0.to == .entered }
            XCTAssertEqual(steps.count, 1)
            XCTAssertEqual(steps.first?.actor, desks.first { $0.status == 303 }?.officer.id)
        }
    }

    func testPapersAreNamedWhenAnApplicationGoesBack() throws {
        let house = try HouseFixture.shared.get()
        let clerk = try house.officer(.enterer)
        let id = try filed(house, by: clerk)
        let desk = DeskBrowser(house, clerk)
        let path = "/desk/applications/\(id)/acts/sendBack"
        desk.get(path)
        XCTAssertTrue(desk.page.contains("name=\"remark.evidence.photo\""), "a paper that has to be there")
        XCTAssertFalse(desk.page.contains("name=\"remark.evidence.gazette\""), "one that nobody asks for")
        desk.post(
            path, ["cause": "عکس روشن نیست", "remark.evidence.photo": "تار است", "remark.surname": "با کارت یکی نیست"],
            follow: false)
        let paper = try XCTUnwrap(desk.location, desk.page)
        desk.get(paper)
        XCTAssertTrue(desk.page.contains("تار است"))
        XCTAssertTrue(desk.page.contains(Catalogue.sentence("evidence.photo", in: .persian)))
        desk.post(paper)
        XCTAssertEqual(try house.service.records.application(id).state, .returned)
        XCTAssertEqual(
            try house.service.registration.remarks(of: id).map(\.point).sorted(), ["evidence.photo", "surname"])
    }

    func testWhoeverLeavesHasNoSessionLeft() throws {
        let house = try HouseFixture.shared.get()
        let desk = DeskBrowser(house, try house.officer(.enterer))
        desk.get("/desk")
        let before = desk.header("Set-Cookie").first { $0.hasPrefix("__Host-desk=") }
        XCTAssertNotNil(before)
        desk.get("/desk/leave")
        XCTAssertTrue(desk.page.contains("data-left"))
        let after = desk.header("Set-Cookie").filter { $0.hasPrefix("__Host-desk=") }
        XCTAssertEqual(after.count, 1)
        XCTAssertTrue(after[0].hasPrefix("__Host-desk=; ") && after[0].contains("Max-Age=0"), after[0])
    }
}
