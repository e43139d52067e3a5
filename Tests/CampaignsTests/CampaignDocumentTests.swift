// SPDX-License-Identifier: Apache-2.0
import Campaigns
import PKIX
import Records
import TestSupport
import XCTest

final class CampaignDocumentTests: XCTestCase {
    private func error(_ text: String) -> CampaignError? {
        do throws(CampaignError) {
            _ = try CampaignDocument(reading: Array(text.utf8)) { _ in Array("zz".utf8) }
            return nil
        } catch {
            return error
        }
    }

    private func path(_ text: String) -> String? {
        switch error(text) {
        case .value(let path, _, _): path
        case .document(.unknownName(let path, _, _)): path
        case .document(.missing(let path)): path
        default: nil
        }
    }

    func testAFileThatIsGoodIsTaken() {
        XCTAssertNil(error(CampaignHouse.file()))
    }

    func testWhatMayNotStandThereIsNamed() {
        let file = CampaignHouse.file()
        XCTAssertEqual(path(file.replacing("notices:", with: "notice:")), "notices")
        XCTAssertEqual(path(CampaignHouse.file(cohort: "batches: []")), "cohort.batches")
        XCTAssertEqual(path(CampaignHouse.file("Recall")), "campaign")
        XCTAssertEqual(path(CampaignHouse.file(action: "kind: \"burn\"")), "action.kind")
        XCTAssertEqual(path(CampaignHouse.file(action: "kind: \"revoke\"")), "action.reason")
        XCTAssertEqual(
            path(CampaignHouse.file(action: "kind: \"revoke\", reason: \"certificateHold\"")), "action.reason")
        XCTAssertEqual(
            path(CampaignHouse.file(action: "kind: \"hold\", reason: \"superseded\"")), "action.reason")
        XCTAssertEqual(path(CampaignHouse.file(action: "kind: \"replace\"")), "action.graceSeconds")
        XCTAssertEqual(path(CampaignHouse.file(cohort: "keyTest: \"ugly\"")), "cohort.keyTest")
        XCTAssertEqual(
            path(CampaignHouse.file(cohort: "offices: [\"a\"], actedFrom: \"2026-11-21T10:00:00Z\"")),
            "cohort.officers")
        XCTAssertEqual(path(CampaignHouse.file(rest: "rate: { count: 1, per: \"year\" }")), "rate.per")
        XCTAssertEqual(path(CampaignHouse.file(rest: "rate: { count: 0, per: \"day\" }")), "rate.count")
        XCTAssertEqual(path(CampaignHouse.file(rest: "lanes: [{ name: \"others\" }]")), "lanes[0].name")
        XCTAssertEqual(
            error(CampaignHouse.file(cohort: "serialsFile: \"x\"")), .listEntry(file: "x", line: 1, seen: "zz"))
    }

    func testAForecastSaysHowManyDays() throws {
        let house = try CampaignHouse()
        for holder in 0..<9 { try house.issue(to: holder, office: holder < 6 ? "tehran" : "yazd") }
        let file = CampaignHouse.file(
            action: "kind: \"replace\", graceSeconds: 86400",
            rest: "rate: { count: 4, per: \"day\" }, capacity: { perOfficePerDay: 2 }")
        let (_, census, document) = try house.plan(file)
        let forecast = CampaignForecast(
            document, census, .init(membersPerSecond: 1_000, answersPerSecond: 3), entries: ["health": 100], shards: 16)
        XCTAssertEqual(forecast.rateDays, 3)
        XCTAssertEqual(forecast.officeDays, 3)
        XCTAssertEqual(forecast.offices, 2)
        XCTAssertEqual(forecast.seconds, 2 * 86_400)
        XCTAssertEqual(forecast.lists.first?.entriesAfter, 109)
        XCTAssertEqual(forecast.answerSeconds, 3, accuracy: 0.001)
    }
}
