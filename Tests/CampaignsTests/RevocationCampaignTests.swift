// SPDX-License-Identifier: Apache-2.0
import Campaigns
import DER
import PKIX
import TestSupport
import XCTest

@testable import Records

final class RevocationCampaignTests: XCTestCase {
    func testACampaignRevokesItsCohortAndNothingElse() throws {
        let house = try CampaignHouse()
        let bad = try (0..<20).map { try house.issue(to: $0, batch: "B-1") }
        let good = try (20..<30).map { try house.issue(to: $0, batch: "B-2") }
        let (campaign, census, _) = try house.plan(CampaignHouse.file(cohort: "chipBatches: [\"b-1\"]"))
        XCTAssertEqual(campaign.members, 20)
        XCTAssertEqual(census.offices, ["tehran": 20])
        try house.begin("recall")
        let runner = try house.runner("recall", together: 7)
        while try !runner.round().isFinished {}
        XCTAssertEqual(try bad.map { try house.status($0) }, Array(repeating: .revoked, count: 20))
        XCTAssertEqual(try good.map { try house.status($0) }, Array(repeating: .good, count: 10))
        XCTAssertEqual(try house.records.statusHistory(of: bad[3]).last?.interval.reason, .keyCompromise)
        XCTAssertEqual(try house.records.campaign("recall").state, .finished)
        XCTAssertEqual(try house.records.verifyAudit().findings, [])
    }

    func testACampaignOnNothingInParticularIsNotPlanned() throws {
        let house = try CampaignHouse()
        try house.issue(to: 1)
        XCTAssertThrowsError(try house.plan(CampaignHouse.file(cohort: ""))) {
            guard case .value("cohort", _, _)? = $0 as? CampaignError else { return XCTFail("\($0)") }
        }
        XCTAssertThrowsError(try house.plan(CampaignHouse.file(cohort: "offices: [\"yazd\"]"))) {
            XCTAssertEqual($0 as? CampaignError, .noMembers)
        }
    }

    func testTwoDifferentPeopleAreNeeded() throws {
        let house = try CampaignHouse()
        try house.issue(to: 1)
        try house.plan(CampaignHouse.file())
        let time = house.clock.now
        XCTAssertEqual(
            refusal { try house.records.begin(campaign: "recall", needing: 2, by: "x", at: time) },
            .approvalsMissing(seen: 0, needed: 2))
        let first = CampaignApproval(officer: "maryam", person: "9990000018", signature: [1], time: time)
        XCTAssertEqual(try house.records.approve(campaign: "recall", first), 1)
        XCTAssertEqual(
            refusal { _ = try house.records.approve(campaign: "recall", first) }, .approvedAlready(by: "maryam"))
        // The same person as an officer of another office.
        let again = CampaignApproval(officer: "maryam-2", person: "9990000018", signature: [1], time: time)
        XCTAssertEqual(
            refusal { _ = try house.records.approve(campaign: "recall", again) }, .approvedAlready(by: "maryam-2"))
        XCTAssertEqual(
            refusal { try house.records.begin(campaign: "recall", needing: 2, by: "x", at: time) },
            .approvalsMissing(seen: 1, needed: 2))
        let second = CampaignApproval(officer: "reza", person: "9990000026", signature: [1], time: time)
        XCTAssertEqual(try house.records.approve(campaign: "recall", second), 2)
        XCTAssertNil(refusal { try house.records.begin(campaign: "recall", needing: 2, by: "x", at: time) })
    }

    func testWhatWasApprovedIsWhatIsDone() throws {
        let house = try CampaignHouse()
        for holder in 0..<5 { try house.issue(to: holder) }
        let other = try house.issue(to: 9, profile: "midwife")
        try house.plan(CampaignHouse.file())
        for name in ["maryam", "reza"] {
            _ = try house.records.approve(
                campaign: "recall", CampaignApproval(officer: name, person: name, signature: nil, time: start))
        }
        let strange = try house.records.issuance(other).id
        try house.tamper("UPDATE campaign_members SET issuance = \(strange) WHERE ordinal = 2")
        XCTAssertEqual(
            refusal { try house.records.begin(campaign: "recall", needing: 2, by: "x", at: start) },
            .membersChanged(seen: 5, approved: 5))
    }

    func testTheDigestThatOfficersSignCoversFileAndMembers() throws {
        let house = try CampaignHouse()
        for holder in 0..<5 { try house.issue(to: holder) }
        let one = try house.plan(CampaignHouse.file("a")).campaign
        let two = try house.plan(CampaignHouse.file("b")).campaign
        XCTAssertEqual(one.membersSHA256, two.membersSHA256)
        XCTAssertNotEqual(one.planSHA256, two.planSHA256)
        try house.issue(to: 6)
        let three = try house.plan(CampaignHouse.file("c")).campaign
        XCTAssertNotEqual(one.membersSHA256, three.membersSHA256)
        XCTAssertEqual(refusal { try house.plan(CampaignHouse.file("a")) }, .exists)
        XCTAssertTrue(
            String(decoding: CampaignStatement.approval(of: one, by: "maryam"), as: UTF8.self)
                .hasPrefix("mohr campaign approval v1\ncampaign: a\nplan-sha256: "))
    }

    func testKilledAtAnyTurnItGoesOnAndRevokesEachOnce() throws {
        let house = try CampaignHouse()
        let all = try (0..<30).map { try house.issue(to: $0) }
        try house.plan(CampaignHouse.file())
        try house.begin("recall")
        var rounds = 0
        while try !house.runner("recall", together: 4).round().isFinished {
            rounds += 1
            try house.restart()
        }
        XCTAssertGreaterThan(rounds, 6)
        let lines = try house.records.auditLines(from: 0, limit: 10_000)
        for reference in all {
            let revocations = lines.filter {
                $0.subject == "certificate:\(reference)" && $0.act == AuditAct.certificateStatus
            }
            XCTAssertEqual(revocations.count, 1)
        }
        XCTAssertEqual(try house.records.verifyAudit().findings, [])
    }

    func testTwoRunnersAtOnceDoNothingTwice() throws {
        let house = try CampaignHouse()
        let all = try (0..<60).map { try house.issue(to: $0) }
        try house.plan(CampaignHouse.file())
        try house.begin("recall")
        let runners = try (0..<4).map { _ in try house.runner("recall", together: 3) }
        DispatchQueue.concurrentPerform(iterations: 4) { number in
            while let round = try? runners[number].round(), !round.isFinished {}
        }
        XCTAssertEqual(try house.records.campaign("recall").state, .finished)
        XCTAssertEqual(try house.records.tally(ofCampaign: "recall").count(.done), 60)
        for reference in all { XCTAssertEqual(try house.records.statusHistory(of: reference).count, 2) }
    }

    func testAPausedCampaignDoesNothingUntilItIsResumed() throws {
        let house = try CampaignHouse()
        let all = try (0..<10).map { try house.issue(to: $0) }
        try house.plan(CampaignHouse.file())
        try house.begin("recall")
        let runner = try house.runner("recall", together: 3)
        _ = try runner.round()
        try house.records.pause(campaign: "recall", by: "maryam", at: start)
        XCTAssertEqual(refusal { _ = try runner.round() }, .moved(seen: .paused, expected: [.running]))
        XCTAssertEqual(try all.filter { try house.status($0) == .revoked }.count, 3)
        try house.records.resume(campaign: "recall", by: "maryam", at: start)
        while try !runner.round().isFinished {}
        XCTAssertEqual(try all.filter { try house.status($0) == .revoked }.count, 10)
    }

    func testTheRateIsKeptAcrossRestarts() throws {
        let house = try CampaignHouse()
        for holder in 0..<10 { try house.issue(to: holder) }
        try house.plan(CampaignHouse.file(rest: "rate: { count: 4, per: \"hour\" }"))
        try house.begin("recall")
        XCTAssertEqual(try house.runner("recall", together: 3).round().moved, [.done: 3])
        try house.restart()
        XCTAssertEqual(try house.runner("recall", together: 3).round().moved, [.done: 1])
        XCTAssertEqual(try house.runner("recall").round().waitSeconds, 3_600)
        house.clock.advance(bySeconds: 3_599)
        XCTAssertEqual(try house.runner("recall").round().waitSeconds, 1)
        house.clock.advance(bySeconds: 1)
        XCTAssertEqual(try house.runner("recall").round().moved, [.done: 4])
        // A clock that is set back does not open the gate.
        house.clock.advance(bySeconds: -30)
        XCTAssertEqual(try house.runner("recall").round().moved, [:])
    }

    func testLanesGoInOrder() throws {
        let house = try CampaignHouse()
        let ordinary = try house.issue(to: 1)
        let midwife = try house.issue(to: 2, profile: "midwife")
        let emergency = try house.issue(to: 3)
        let lanes = """
            lanes: [ { name: "emergency", licencesFile: "night.txt" }, { name: "midwives", profiles: ["midwife"] } ]
            """
        let (_, census, document) = try house.plan(
            CampaignHouse.file(cohort: "profiles: [\"doctor\", \"midwife\"]", rest: lanes),
            lists: ["night.txt": "# on duty\n 93 \n"])
        XCTAssertEqual(document.lanes.map(\.name), ["emergency", "midwives", "others"])
        XCTAssertEqual(census.lanes, [1, 1, 1])
        XCTAssertEqual(
            try house.records.members(ofCampaign: "recall").map(\.reference), [emergency, midwife, ordinary])
    }

    func testWhatSomebodyElseDidIsSkippedAndWhatCannotBeDoneIsATicket() throws {
        let house = try CampaignHouse()
        let revoked = try house.issue(to: 1)
        let pending = try house.issue(to: 2, as: .pendingAcceptance)
        let held = try house.issue(to: 3)
        let good = try house.issue(to: 4)
        try house.plan(CampaignHouse.file(action: "kind: \"hold\""))
        try house.records.revoke(revoked, reason: .superseded, because: "x", by: "x", at: start)
        try house.records.hold(held, because: "x", by: "x", at: start)
        try house.begin("recall")
        while try !house.runner("recall").round().isFinished {}
        let members = try house.records.members(ofCampaign: "recall")
        XCTAssertEqual(members.map(\.reference), [revoked, pending, held, good])
        XCTAssertEqual(members.map(\.state), [.skipped, .ticket, .skipped, .done])
        XCTAssertEqual(members.map(\.cause), ["revokedAlready", "notAcceptedYet", "onHoldAlready", nil])
    }

    func testARehearsedTurnLeavesNoTrace() throws {
        let house = try CampaignHouse()
        let reference = try house.issue(to: 1)
        let document = try house.plan(CampaignHouse.file()).document
        let before = try house.records.auditHead()
        try house.records.rehearse(campaign: "recall", document.turn(limit: 10), at: start)
        XCTAssertEqual(try house.records.auditHead(), before)
        XCTAssertEqual(try house.status(reference), .good)
    }
}
