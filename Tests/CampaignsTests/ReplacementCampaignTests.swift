// SPDX-License-Identifier: Apache-2.0
import Campaigns
import DER
import PKIX
import TestSupport
import XCTest

@testable import Records

final class ReplacementCampaignTests: XCTestCase {
    private static func file(_ meanwhile: String, after: String = "hold", rest: String = "") -> String {
        CampaignHouse.file(
            action: "kind: \"replace\", meanwhile: \"\(meanwhile)\", graceSeconds: 86400, afterGrace: \"\(after)\"",
            rest: rest)
    }

    func testTheOldCertificateIsRevokedWhenTheNewOneIsAccepted() throws {
        let house = try CampaignHouse()
        let old = try house.issue(to: 1)
        try house.plan(Self.file("keep"))
        try house.begin("recall")
        let runner = try house.runner("recall")
        XCTAssertEqual(try runner.round().moved[.invited], 1)
        XCTAssertEqual(try house.status(old), .good, "it goes on until then")
        let new = try house.issue(to: 1, as: .pendingAcceptance)
        _ = try runner.round()
        XCTAssertEqual(try house.status(old), .good, "issued is not accepted")
        try house.records.accept(new, by: "holder", at: start)
        XCTAssertTrue(try runner.round().isFinished)
        XCTAssertEqual(try house.status(old), .revoked)
        XCTAssertEqual(try house.records.statusHistory(of: old).last?.interval.reason, .superseded)
        XCTAssertEqual(try house.records.members(ofCampaign: "recall").first?.successor, new)
    }

    func testAnotherPersonsCertificateTakesNobodysPlace() throws {
        let house = try CampaignHouse()
        let old = try house.issue(to: 1)
        try house.plan(Self.file("keep"))
        try house.begin("recall")
        let runner = try house.runner("recall")
        _ = try runner.round()
        try house.issue(to: 2)
        try house.issue(to: 1, profile: "midwife")
        _ = try runner.round()
        XCTAssertEqual(try house.status(old), .good)
        XCTAssertEqual(try house.records.members(ofCampaign: "recall").first?.state, .invited)
    }

    func testWhoHasANewOneAlreadyIsNotInvited() throws {
        let house = try CampaignHouse()
        let old = try house.issue(to: 1, batch: "B-1")
        let new = try house.issue(to: 1, batch: "B-2")
        try house.plan(
            CampaignHouse.file(
                cohort: "chipBatches: [\"B-1\"]", action: "kind: \"replace\", graceSeconds: 86400"))
        try house.begin("recall")
        XCTAssertEqual(try house.runner("recall").round().moved[.done], 1)
        XCTAssertEqual(try house.status(old), .revoked)
        XCTAssertEqual(try house.status(new), .good)
    }

    func testWhoDoesNotComeInTimeIsATicketAndMayComeLate() throws {
        let house = try CampaignHouse()
        let old = try house.issue(to: 1)
        try house.plan(Self.file("keep"))
        try house.begin("recall")
        let runner = try house.runner("recall")
        _ = try runner.round()
        house.clock.advance(bySeconds: 86_399)
        _ = try runner.round()
        XCTAssertEqual(try house.status(old), .good)
        house.clock.advance(bySeconds: 1)
        while try !runner.round().isFinished {}
        XCTAssertEqual(try house.status(old), .onHold)
        XCTAssertEqual(try house.records.members(ofCampaign: "recall").first?.cause, "notReplacedInTime")
        try house.issue(to: 1)
        XCTAssertEqual(try runner.settle(), 1)
        XCTAssertEqual(try house.status(old), .revoked)
        XCTAssertEqual(try house.records.tally(ofCampaign: "recall").count(.ticket), 0)
    }

    /// A tenth of everything fails, the process is killed three times: still nobody ends with two valid certificates, or
    /// with none and no ticket.
    func testEveryHolderEndsWithOneValidCertificateOrATicket() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            var random = SeededRandom(seed: seed)
            let house = try CampaignHouse()
            let count = 60
            var held: [[CertificateReference]] = try (0..<count).map { [try house.issue(to: $0)] }
            try house.plan(
                Self.file("hold", rest: "rate: { count: 7, per: \"second\" },").replacing(
                    "notices: false", with: "notices: true"))
            try house.begin("recall")
            let notices = KeptNotices(failing: 3)
            var pending: [(Int, CertificateReference)] = []
            var steps = 0
            while try house.records.campaign("recall").state == .running {
                steps += 1
                XCTAssertLessThan(steps, 5_000)
                if [5, 11, 17].contains(steps) { try house.restart() }
                let runner = try house.runner("recall", notices: notices, together: 5)
                let round = try? runner.round()
                if (round?.waitSeconds ?? 0) > 0 { house.clock.advance(bySeconds: 600) }
                // Holders come: they apply, are issued, accept; each step fails one time in ten.
                for member in try house.records.members(ofCampaign: "recall", .state(.invited), limit: 4)
                where Int.random(in: 0..<10, using: &random) > 0 {
                    let holder = held.firstIndex { $0.contains(member.reference) }!
                    guard !pending.contains(where: { $0.0 == holder }), held[holder].count == 1 else { continue }
                    pending.append((holder, try house.issue(to: holder, as: .pendingAcceptance)))
                }
                pending.removeAll { holder, reference in
                    guard Int.random(in: 0..<10, using: &random) > 0 else {
                        // The card is lost on the way: revoked before it was accepted.
                        _ = try? house.records.revoke(
                            reference, reason: .cessationOfOperation, because: "lost", by: "x", at: house.clock.now)
                        held[holder].append(reference)
                        return true
                    }
                    _ = try? house.records.accept(reference, by: "holder", at: house.clock.now)
                    held[holder].append(reference)
                    return true
                }
            }
            let members = try house.records.members(ofCampaign: "recall")
            XCTAssertEqual(members.count, count)
            for (holder, references) in held.enumerated() {
                let valid = try references.filter { try house.status($0) == .good }.count
                let ticket = members.contains { references.contains($0.reference) && $0.state == .ticket }
                XCTAssertTrue(valid == 1 && !ticket || valid == 0 && ticket, "seed \(seed), holder \(holder)")
            }
            XCTAssertGreaterThan(members.filter { $0.state == .done }.count, count / 2)
            XCTAssertGreaterThan(members.filter { $0.state == .ticket }.count, 0)
            XCTAssertEqual(try house.records.verifyAudit().findings, [])
        }
    }

    func testNoticesAreHandedOverForEachMemberAndAgainAfterAFailure() throws {
        let house = try CampaignHouse()
        for holder in 0..<5 { try house.issue(to: holder) }
        try house.plan(Self.file("hold").replacing("notices: false", with: "notices: true"))
        try house.begin("recall")
        let failing = KeptNotices(failing: 1)
        XCTAssertThrowsError(try house.runner("recall", notices: failing).round())
        XCTAssertEqual(try house.records.tally(ofCampaign: "recall").noticesDue, 5)
        _ = try house.runner("recall", notices: failing).round()
        XCTAssertEqual(failing.all.map { $0.members.count }, [5])
        XCTAssertEqual(try house.records.tally(ofCampaign: "recall").noticesDue, 0)
        _ = try house.runner("recall", notices: failing).round()
        XCTAssertEqual(failing.all.count, 1)
        XCTAssertEqual(
            NoticeBatch.kind(
                of: failing.all[0].members[0],
                .replace(.init(meanwhile: .hold, graceSeconds: 1, afterGrace: .hold))), "invitedHeld")
    }
}
