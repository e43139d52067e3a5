// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

/// Taking in hand, drafts, versions, opening hours, quotas and deputies.
final class DeskTests: XCTestCase {
    func testOfTwentyWhoReachForOneApplicationOneHasIt() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        let officers = [try house.officer("maryam"), try house.officer("nasrin")]
        let results = atOnce(20) { try house.desk.claim(id, by: officers[$0 % 2]).record.claim?.officer }
        let holders = Set(results.compactMap { try? $0.get() })
        XCTAssertEqual(holders.count, 1)
        XCTAssertEqual(results.filter { (try? $0.get()) == nil }.count, 10)
        let holder = try XCTUnwrap(holders.first ?? nil)
        let other = officers.first { $0.id != holder }!
        let until = house.clock.now.advanced(bySeconds: 900)
        assertRefused(.desk(.claimed(id: id, by: holder, until: until))) { try house.desk.enter(id, by: other) }
        XCTAssertTrue(try house.desk.queue(for: other).isEmpty)
        XCTAssertEqual(try house.desk.queue(for: house.officer(holder)).map(\.id), [id])
        // The step gives it back: it is the approver's turn.
        XCTAssertNil(try house.desk.enter(id, by: house.officer(holder)).record.claim)
    }

    func testAClaimEndsByItselfByGivingBackAndByTheSupervisor() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        let (maryam, nasrin) = (try house.officer("maryam"), try house.officer("nasrin"))
        try house.desk.claim(id, by: maryam)
        assertRefused(.desk(.notClaimed(id: id, by: "maryam"))) { try house.desk.release(id, by: nasrin) }
        try house.desk.release(id, by: house.officer("zahra"))
        try house.desk.claim(id, by: nasrin)
        house.pass(901)
        try house.desk.claim(id, by: maryam)
        XCTAssertEqual(try house.desk.claimed(by: maryam).map(\.id), [id])
        XCTAssertEqual(try house.desk.claimed(by: nasrin), [])
        // An applicant takes their application back whoever has it in hand.
        XCTAssertEqual(try house.desk.withdraw(id).state, .withdrawn)
    }

    func testADraftSurvivesAndWhoSavesOverAnothersWorkIsToldWhatDiffers() throws {
        let house = try EnrollmentHouse()
        let applicant = try Applicant()
        let form = ApplicationForm(profile: "doctor-signing", [.givenName: "سارا"])
        let draft = try house.desk.begin(form)
        XCTAssertEqual(draft.version, 1)
        let maryam = try house.officer("maryam")
        let saved = try house.desk.save(
            draft.id, applicant.form, csr: applicant.csr(), expecting: 1, by: maryam)
        XCTAssertEqual(saved.version, 2)
        XCTAssertEqual(saved.office, "council")
        var other = applicant
        other.values[.surname] = "کریمی"
        assertRefused(.desk(.changed(id: draft.id, seen: 2, expected: 1, fields: ["surname"]))) {
            try house.desk.save(draft.id, other.form, expecting: 1)
        }
        XCTAssertEqual(try house.desk.draft(draft.id).form, applicant.form)
        assertRefused(.handling(.draftOffice(id: draft.id, seen: "council", allowed: "chamber"))) {
            try house.desk.draft(draft.id, seenBy: house.officer("omid"))
        }
        let application = try house.desk.submit(draft: draft.id, expecting: 2, by: maryam)
        XCTAssertEqual(application.id, draft.id)
        XCTAssertEqual(application.state, .submitted)
        assertRefused(.desk(.unknownDraft(id: draft.id))) {
            try house.desk.submit(draft: draft.id, expecting: 2, by: maryam)
        }
    }

    func testAnIncompleteDraftIsKeptAndNotHandedIn() throws {
        let house = try EnrollmentHouse()
        let applicant = try Applicant()
        let form = ApplicationForm(profile: "doctor-signing", [.givenName: "سارا"])
        let draft = try house.desk.begin(form, office: "council", csr: applicant.csr())
        assertRefused(.fieldMissing(.nationalID, profile: "doctor-signing")) {
            try house.desk.submit(draft: draft.id, expecting: 1)
        }
        XCTAssertEqual(try house.desk.draft(draft.id).version, 1)
    }

    func testAnOfficerWhoSawAnOlderVersionIsToldWhichFieldsChanged() throws {
        let house = try EnrollmentHouse()
        var applicant = try Applicant()
        let first = try house.apply(applicant)
        let (maryam, reza) = (try house.officer("maryam"), try house.officer("reza"))
        let remarks = [ApplicationRemark(point: "surname", text: "مطابق کارت ملی بنویسید")]
        assertRefused(.handling(.remarkPoint(seen: "shoes"))) {
            try house.desk.sendBack(
                first.id, because: "x", remarks: [ApplicationRemark(point: "shoes", text: "x")], by: maryam)
        }
        try house.desk.sendBack(first.id, because: "نام", remarks: remarks, by: maryam)
        XCTAssertEqual(try house.desk.remarks(of: first.id), remarks)
        applicant.values[.surname] = "احمدیان"
        let corrected = try house.desk.correct(first.id, with: applicant.form)
        let seen = first.record.version
        assertRefused(
            .desk(.changed(id: first.id, seen: corrected.record.version, expected: seen, fields: ["surname"]))
        ) { try house.desk.enter(first.id, by: maryam, expecting: seen) }
        try house.desk.enter(first.id, by: maryam, expecting: corrected.record.version)
        let changes = try house.desk.changes(of: first.id, seenBy: reza)
        XCTAssertEqual(changes.map(\.field), [.surname])
        XCTAssertEqual(changes.first?.before?.revealed, "احمدی")
        XCTAssertEqual(changes.first?.after?.revealed, "احمدیان")
    }

    func testOpeningHoursAreThoseOfTehran() throws {
        let hours = try OpeningHours(checking: "sat-wed 08:00-14:00; thu 08:00-12:00")
        XCTAssertEqual(hours.text, OpeningHours.usual)
        // 2026-11-21 was a Saturday; 04:30 UTC is 08:00 in Tehran.
        for (time, isOpen) in [
            ("2026-11-21T04:29:59Z", false), ("2026-11-21T04:30:00Z", true), ("2026-11-21T10:29:59Z", true),
            ("2026-11-21T10:30:00Z", false), ("2026-11-26T08:29:00Z", true), ("2026-11-26T08:30:00Z", false),
            ("2026-11-27T06:00:00Z", false),
        ] { XCTAssertEqual(hours.isOpen(at: try XCTUnwrap(Instant(rfc3339: time))), isOpen, time) }
        // From Thursday noon past Friday to Saturday.
        XCTAssertEqual(
            hours.nextOpening(after: try XCTUnwrap(Instant(rfc3339: "2026-11-26T09:00:00Z")))?.rfc3339,
            "2026-11-28T04:30:00Z")
        for wrong in [
            "always", "sat", "sat 8-14", "wed-sat 08:00-09:00", "sat 10:00-09:00", "sat 08:00-10:00 09:00-11:00",
        ] {
            assertRefused(.handling(.hours(seen: wrong))) { try OpeningHours(checking: wrong) }
        }
    }

    func testAClosedOfficeEntersNothing() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        let now = house.clock.now
        // Open for the hour that begins an hour from now only.
        let second = Int((now.secondsSince1970 + 12_600) % 86_400)
        let from = (second / 3_600 + 1) % 23
        let hour = { (hour: Int) in (hour < 10 ? "0" : "") + "\(hour):00" }
        try house.desk.change(
            office: "council", to: OfficeDetails(hours: "sat-fri \(hour(from))-\(hour(from + 1))"),
            by: EnrollmentHouse.console)
        XCTAssertThrowsError(try house.desk.enter(id, by: house.officer("maryam"))) {
            guard case .handling(.officeClosed("council", let opens?))? = $0 as? EnrollmentError else {
                return XCTFail("\($0)")
            }
            XCTAssertGreaterThan(opens, now)
        }
        try house.desk.change(office: "council", to: OfficeDetails(), by: EnrollmentHouse.console)
        try house.desk.enter(id, by: house.officer("maryam"))
    }

    func testAnOfficesQuotaAndScopeHold() throws {
        let house = try EnrollmentHouse()
        try house.desk.change(
            office: "council", to: OfficeDetails(professions: ["physician"], dailyQuota: 2), by: EnrollmentHouse.console
        )
        let ids = try (0..<3).map { try house.apply(try Applicant("9990000018", licence: "\(100 + $0)")).id }
        try house.desk.enter(ids[0], by: house.officer("maryam"))
        try house.desk.enter(ids[1], by: house.officer("nasrin"))
        XCTAssertThrowsError(try house.desk.enter(ids[2], by: house.officer("nasrin"))) {
            guard case .handling(.officeQuota("council", allowed: 2, let again))? = $0 as? EnrollmentError else {
                return XCTFail("\($0)")
            }
            XCTAssertEqual((again.secondsSince1970 + 12_600) % 86_400, 0)
        }
        XCTAssertEqual(try house.records.officer("nasrin").status, .active)
        assertRefused(.handling(.officeProfession(office: "council", seen: "midwife", allowed: ["physician"]))) {
            try house.apply(try Applicant("9990000026", profile: "midwife-signing", licence: "م-7"))
        }
        house.pass(86_400)
        try house.desk.enter(ids[2], by: house.officer("nasrin"))
    }

    func testADeputyStandsInForATimeWithTheirOwnKey() throws {
        let house = try EnrollmentHouse()
        let (reza, nasrin) = (try house.officer("reza"), try house.officer("nasrin"))
        let now = house.clock.now
        let week = now...now.advanced(bySeconds: 7 * 86_400)
        for (deputy, refusal) in [
            ("ali", HandlingRefusal.delegationRole(principal: .approver, deputy: .auditor)),
            ("omid", .delegationElsewhere(principal: "reza", deputy: "omid")),
        ] {
            assertRefused(.handling(refusal)) {
                try house.desk.delegate(from: reza, to: deputy, during: week, because: "leave")
            }
        }
        let delegation = try house.desk.delegate(from: reza, to: "nasrin", during: week, because: "leave")
        assertRefused(.desk(.delegated(principal: "reza", to: "nasrin", until: week.upperBound))) {
            try house.desk.delegate(from: reza, to: "maryam", during: week, because: "leave")
        }
        let mine = try house.apply(try Applicant()).id
        let others = try house.apply(try Applicant("9990000026", licence: "7")).id
        try house.desk.enter(mine, by: nasrin)
        try house.desk.enter(others, by: house.officer("maryam"))
        // What they entered themselves they do not approve, for whomever they stand in.
        assertRefused(.sameOfficer(officer: "nasrin")) { try house.desk.approve(mine, by: nasrin) }
        XCTAssertEqual(try house.desk.approve(others, by: nasrin).record.approvedBy, "nasrin")
        XCTAssertTrue(
            try house.records.auditLines(from: 0, limit: 10_000).contains {
                $0.actor == "nasrin" && $0.details.contains("\"onBehalfOf\":\"reza\"")
            })
        let third = try house.apply(try Applicant("9990000034", licence: "8")).id
        try house.desk.enter(third, by: house.officer("maryam"))
        try house.desk.end(delegation: delegation.id, by: reza)
        assertRefused(.role(officer: "nasrin", seen: .enterer, allowed: [.approver, .supervisor])) {
            try house.desk.approve(third, by: nasrin)
        }
    }
}
