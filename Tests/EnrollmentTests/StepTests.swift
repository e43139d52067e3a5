// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import Identity
import PKIX
import Records
import TestSupport
import XCTest

/// Who may do what to an application, and when.
final class StepTests: XCTestCase {
    func testOneEntersAnotherApprovesAndEachStepIsOnRecord() throws {
        let house = try EnrollmentHouse()
        let application = try house.approved(try Applicant())
        XCTAssertEqual(application.state, .approved)
        XCTAssertEqual(application.record.enteredBy, "maryam")
        XCTAssertEqual(application.record.approvedBy, "reza")
        let events = try house.records.events(ofApplication: application.id)
        XCTAssertEqual(events.map(\.to), [.drafted, .submitted, .entered, .approved])
        XCTAssertEqual(events.map(\.actor), ["applicant", "applicant", "maryam", "reza"])
    }

    func testRolesDoNotDoEachOthersWork() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        for (officer, role) in [
            ("reza", OfficerRecord.Role.approver), ("zahra", .supervisor), ("ali", .auditor),
            ("soraya", .administrator),
        ] {
            assertRefused(.role(officer: officer, seen: role, allowed: [.enterer])) {
                try house.desk.enter(id, by: house.officer(officer))
            }
        }
        try house.desk.enter(id, by: house.officer("maryam"))
        for (officer, role) in [("nasrin", OfficerRecord.Role.enterer), ("ali", .auditor), ("soraya", .administrator)] {
            assertRefused(.role(officer: officer, seen: role, allowed: [.approver, .supervisor])) {
                try house.desk.approve(id, by: house.officer(officer))
            }
            if officer != "nasrin" {
                assertRefused(.role(officer: officer, seen: role, allowed: [.enterer, .approver, .supervisor])) {
                    try house.desk.reject(id, because: "no", by: house.officer(officer))
                }
            }
        }
        XCTAssertEqual(try house.desk.application(id).state, .entered)
    }

    func testWhoEnteredDoesNotApproveNotEvenUnderAnotherName() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        try house.desk.enter(id, by: house.officer("maryam"))
        // The records would not let the same person be two officers of one office through the desk; another office's
        // supervisor is another matter.
        try house.desk.addOffice(house.office("council-2"), by: EnrollmentHouse.console)
        try house.desk.addOfficer(
            house.officer("maryam-2", "council-2", .supervisor, "9990001006"), by: EnrollmentHouse.console)
        assertRefused(.sameOfficer(officer: "maryam-2")) { try house.desk.approve(id, by: house.officer("maryam-2")) }
        try house.desk.approve(id, by: house.officer("reza"))
    }

    func testAnOfficerDoesNotHandleTheirOwnApplication() throws {
        let house = try EnrollmentHouse()
        let own = try house.apply(try Applicant("9990001006")).id
        let maryam = try house.officer("maryam")
        assertRefused(.ownApplication(officer: "maryam")) { try house.desk.enter(own, by: maryam) }
        assertRefused(.ownApplication(officer: "maryam")) { try house.desk.reject(own, because: "x", by: maryam) }
        try house.desk.enter(own, by: house.officer("nasrin"))  // Another does.
        let rezas = try house.apply(try Applicant("9990001022", licence: "777")).id
        try house.desk.enter(rezas, by: maryam)
        assertRefused(.ownApplication(officer: "reza")) { try house.desk.approve(rezas, by: house.officer("reza")) }
        try house.desk.approve(rezas, by: house.officer("zahra"))
    }

    func testAnApplicationWithAnOfficersKeyIsNotTaken() throws {
        let house = try EnrollmentHouse()
        var applicant = try Applicant()
        applicant.key = try house.certify("maryam", number: "9990001006").key
        assertRefused(.keyOfSomeoneElse) { try house.apply(applicant) }
    }

    func testAnOfficerWhomNobodyKnowsActsOnNothing() throws {
        let house = try EnrollmentHouse()
        try house.records.register(
            OfficerRecord(id: "ghost", office: "council", displayName: "x", role: .enterer, created: house.clock.now),
            by: "test")
        let id = try house.apply(try Applicant()).id
        assertRefused(.officerUnidentified(id: "ghost")) { try house.desk.enter(id, by: house.officer("ghost")) }
    }

    func testAnotherOfficesOfficerIsRefusedButASupervisorOfTheSameScopeIsNot() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        assertRefused(.officerOfOtherOffice(officer: "omid", seen: "chamber", allowed: "council")) {
            try house.desk.enter(id, by: house.officer("omid"))
        }
        try house.desk.enter(id, by: house.officer("maryam"))
        assertRefused(.officerOfOtherOffice(officer: "parisa", seen: "chamber", allowed: "council")) {
            try house.desk.approve(id, by: house.officer("parisa"))
        }
        try house.desk.addOfficer(
            house.officer("kian", "chamber", .supervisor, "9990001081"), by: EnrollmentHouse.console)
        assertRefused(.officeScope(office: "chamber", profile: "doctor-signing", allowed: ["trader-signing"])) {
            try house.desk.approve(id, by: house.officer("kian"))
        }
        try house.desk.addOffice(house.office("head-office"), by: EnrollmentHouse.console)
        try house.desk.addOfficer(
            house.officer("laleh", "head-office", .supervisor, "9990001091"), by: EnrollmentHouse.console)
        XCTAssertEqual(try house.desk.approve(id, by: house.officer("laleh")).state, .approved)
    }

    func testASuspendedOfficerIsNotLetInAndOneAlreadyInDoesNothingMore() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        let inside = try house.officer("maryam")
        try house.desk.suspend(officer: "maryam", by: EnrollmentHouse.console)
        assertRefused(.officerSuspended(id: "maryam")) { try house.officer("maryam") }
        assertRefused(.officerSuspended(id: "maryam")) { try house.desk.enter(id, by: inside) }
        try house.desk.resume(officer: "maryam", by: EnrollmentHouse.console)
        try house.desk.enter(id, by: inside)
    }

    func testASuspendedOfficeStopsAloneAndWithAllItsOfficers() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        let inside = try house.officer("maryam")
        try house.desk.suspend(office: "council", by: EnrollmentHouse.console)
        assertRefused(.officeSuspended(id: "council")) { try house.officer("maryam") }
        assertRefused(.officeSuspended(id: "council")) { try house.desk.enter(id, by: inside) }
        assertRefused(.officeSuspended(id: "council")) { try house.apply(try Applicant("9990000026")) }
        let trader = try Applicant(profile: "trader-signing")
        XCTAssertNoThrow(try house.apply(trader, office: "chamber"))
        try house.desk.resume(office: "council", by: EnrollmentHouse.console)
        try house.desk.enter(id, by: inside)
    }

    func testALapsedLicenceBlocksEveryNewAction() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        let end = try house.records.office("council").licensedUntil
        house.clock.now = end.advanced(bySeconds: 1)
        let maryam = try house.officer("maryam")  // May still look.
        assertRefused(.officeUnlicensed(id: "council", since: end)) { try house.desk.enter(id, by: maryam) }
        assertRefused(.officeUnlicensed(id: "council", since: end)) { try house.apply(try Applicant("9990000026")) }
        house.clock.now = end
        try house.desk.enter(id, by: maryam)  // The last second counts.
    }

    func testAnOfficeEnrolsOnlyForItsProfiles() throws {
        let house = try EnrollmentHouse()
        assertRefused(.officeScope(office: "chamber", profile: "doctor-signing", allowed: ["trader-signing"])) {
            try house.apply(try Applicant(), office: "chamber")
        }
        assertRefused(.unknownOffice(id: "nowhere")) { try house.apply(try Applicant(), office: "nowhere") }
    }

    func testOfTwoOfficersWhoReachForOneApplicationOneGetsIt() throws {
        let house = try EnrollmentHouse()
        for round in 0..<5 {
            let id = try house.apply(try Applicant(licence: "\(100 + round)")).id
            let officers = [try house.officer("maryam"), try house.officer("nasrin")]
            let results = atOnce(2) { try house.desk.enter(id, by: officers[$0]) }
            let winners = results.filter { (try? $0.get()) != nil }
            XCTAssertEqual(winners.count, 1)
            for case .failure(let error) in results {
                XCTAssertEqual(
                    error as? EnrollmentError, .applicationMoved(id: id, seen: .entered, allowed: [.submitted]))
            }
            XCTAssertEqual(try house.records.events(ofApplication: id).filter { $0.to == .entered }.count, 1)
        }
    }

    func testAnApplicationGoesBackIsCorrectedAndStartsOver() throws {
        let house = try EnrollmentHouse()
        var doctor = try Applicant()
        doctor.values[.surname] = "احمدي"
        let id = try house.apply(doctor).id
        try house.desk.enter(id, by: house.officer("maryam"))
        let returned = try house.desk.sendBack(
            id, because: "نام خانوادگی با شناسنامه نمی‌خواند", by: house.officer("reza"))
        XCTAssertEqual(returned.state, .returned)
        XCTAssertEqual(returned.record.cause, "نام خانوادگی با شناسنامه نمی‌خواند")
        doctor.values[.surname] = "محمدی"
        let corrected = try house.desk.correct(id, with: doctor.form)
        XCTAssertEqual(corrected.state, .submitted)
        XCTAssertNil(corrected.record.enteredBy)
        XCTAssertEqual(corrected.content.subject[OID.surname], "محمدی")
        XCTAssertEqual(corrected.record.request, returned.record.request)
        assertRefused(.applicationMoved(id: id, seen: .submitted, allowed: [.returned])) {
            try house.desk.correct(id, with: doctor.form)
        }
        try house.desk.enter(id, by: house.officer("nasrin"))
        try house.desk.approve(id, by: house.officer("reza"))
    }

    func testACorrectionIsCheckedLikeAnApplication() throws {
        let house = try EnrollmentHouse()
        let doctor = try Applicant()
        let id = try house.apply(doctor).id
        try house.desk.sendBack(id, because: "key", by: house.officer("maryam"))
        let weak = try Applicant(key: .rsa(bits: 1024))
        assertRefused(.key(.rsaSize(bits: 1024, allowed: 2048...4096))) {
            try house.desk.correct(id, with: doctor.form, csr: weak.csr())
        }
        let other = try Applicant("9990000026", licence: "777")
        _ = try house.apply(other)
        assertRefused(.keyOfSomeoneElse) { try house.desk.correct(id, with: doctor.form, csr: other.csr()) }
        XCTAssertEqual(try house.desk.application(id).state, .returned)
    }

    func testSendingBackAndRejectingNeedACause() throws {
        let house = try EnrollmentHouse()
        let id = try house.apply(try Applicant()).id
        let maryam = try house.officer("maryam")
        assertRefused(.cause(length: 0, allowed: 1...1_000)) { try house.desk.sendBack(id, because: " \n", by: maryam) }
        assertRefused(.cause(length: 1_001, allowed: 1...1_000)) {
            try house.desk.reject(id, because: String(repeating: "x", count: 1_001), by: maryam)
        }
        XCTAssertEqual(try house.desk.reject(id, because: "papers are forged", by: maryam).state, .rejected)
        assertRefused(.applicationMoved(id: id, seen: .rejected, allowed: [.submitted])) {
            try house.desk.enter(id, by: maryam)
        }
        assertRefused(.unknownApplication(id: "NOSUCH")) { try house.desk.enter("NOSUCH", by: maryam) }
    }

    func testAnApplicantWithdrawsUntilTheCertificateIsBeingMade() throws {
        let house = try EnrollmentHouse()
        let application = try house.approved(try Applicant())
        XCTAssertEqual(try house.desk.withdraw(application.id).state, .withdrawn)
        let other = try house.approved(try Applicant("9990000026", licence: "777"))
        try house.issue(other.id)
        XCTAssertThrowsError(try house.desk.withdraw(other.id)) {
            guard case .applicationMoved(_, .issued, _)? = $0 as? EnrollmentError else { return XCTFail("\($0)") }
        }
    }

    func testWhatStandsStillExpires() throws {
        let house = try EnrollmentHouse()
        let old = try house.apply(try Applicant()).id
        house.pass(20 * 86_400)
        let young = try house.apply(try Applicant("9990000026", licence: "777")).id
        house.pass(10 * 86_400)
        XCTAssertEqual(try house.desk.expireOverdue(), [])
        house.pass(1)
        XCTAssertEqual(try house.desk.expireOverdue(), [old])
        XCTAssertEqual(try house.desk.application(old).state, .expired)
        XCTAssertEqual(try house.desk.application(young).state, .submitted)
    }

    func testTheQueueShowsWhatAnOfficerMayActOn() throws {
        let house = try EnrollmentHouse()
        let one = try house.apply(try Applicant()).id
        house.pass()
        let two = try house.apply(try Applicant("9990000026", licence: "777")).id
        let trader = try house.apply(try Applicant("9991234561", profile: "trader-signing"), office: "chamber").id
        try house.desk.enter(one, by: house.officer("maryam"))
        func queue(_ id: String) throws -> [String] { try house.desk.queue(for: house.officer(id)).map(\.id) }
        XCTAssertEqual(try queue("maryam"), [two])
        XCTAssertEqual(try queue("reza"), [one])
        XCTAssertEqual(try queue("zahra"), [one])
        XCTAssertEqual(try queue("omid"), [trader])
        XCTAssertEqual(try queue("parisa"), [])
        XCTAssertEqual(try queue("ali"), [])
        XCTAssertEqual(try house.desk.application(trader, seenBy: house.officer("ali")).id, trader)
        assertRefused(.officerOfOtherOffice(officer: "reza", seen: "council", allowed: "chamber")) {
            try house.desk.application(trader, seenBy: house.officer("reza"))
        }
    }
}

/// Runs a step on several threads at the same time.
func atOnce<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) -> [Result<Value, any Error>] {
    let results = Results<Value>()
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        Thread.detachNewThread {
            results.add(Result { try body(index) })
            group.leave()
        }
    }
    group.wait()
    return results.all
}

private final class Results<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var results: [Result<Value, any Error>] = []
    func add(_ result: Result<Value, any Error>) { lock.withLock { results.append(result) } }
    var all: [Result<Value, any Error>] { lock.withLock { results } }
}
