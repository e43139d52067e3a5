// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import XCTest

@testable import Records

/// What enrollment leaves on record for issuance, and what keeps an officer from doing too much.
final class ApplicationContentTests: XCTestCase {
    func testContentComesBackFromTheRecordsAsItWasLeft() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let content = ApplicationContent(
            subject: [OID.commonName: "سارا احمدی", OID.serialNumber: "PNOIR-9990000018"], licenceNumber: "م-1234",
            keys: SubjectKeys(name: "سارااحمدی", nationalID: "9990000018", licence: "م-1234"),
            fields: ["mobile": "+989120000000"], warnings: ["nationalID.padded", "nationalID.unknownPrefix"])
        try records.submit(draft("A1", content), by: "applicant", at: start)

        let record = try records.application("A1")
        XCTAssertEqual(record.state, .submitted)
        XCTAssertEqual(try record.content(), content)
        XCTAssertEqual(record.contentSHA256, draft("A1", content).contentSHA256)
        XCTAssertEqual("\(content)", "‹personal›")
        XCTAssertEqual(try records.events(ofApplication: "A1").map(\.to), [.drafted, .submitted])
    }

    func testAChangedFieldChangesTheDigestThatOfficersSign() {
        let one = draft("A1", ApplicationContent(subject: [OID.commonName: "سارا"], keys: SubjectKeys()))
        let other = draft("A1", ApplicationContent(subject: [OID.commonName: "زهرا"], keys: SubjectKeys()))
        XCTAssertNotEqual(one.contentSHA256, other.contentSHA256)
    }

    func testFieldsOfAnotherFormAreToldAsDamage() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.approvedApplication("A1")
        XCTAssertThrowsError(try records.application("A1").content()) {
            XCTAssertEqual($0 as? RecordsError, .damaged(table: "applications", column: "subject"))
        }
    }

    func testTheSameKeyForSomeoneElseTakesNothingDown() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let other = ApplicationContent(subject: [:], keys: SubjectKeys(nationalID: "9990000026"))
        try records.submit(
            draft("A1", ApplicationContent(subject: [:], keys: SubjectKeys(nationalID: "9990000018"))), by: "x",
            at: start)
        let conflict: ApplicationConflict = { (try? $0.content().keys.nationalID) != "9990000026" }
        XCTAssertThrowsError(try records.submit(draft("A2", other), by: "x", at: start, refusing: conflict)) {
            XCTAssertEqual($0 as? RecordsError, .applicationInTheWay(id: "A1"))
        }
        XCTAssertThrowsError(try records.application("A2"))
        try records.submit(draft("A3", other, key: 2), by: "x", at: start, refusing: conflict)
        XCTAssertEqual(try records.applications(matching: .publicKeySHA256(key(1))).map(\.id), ["A1"])
    }

    func testOfManyThreadsNoMoreEnterThanTheLimitSays() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        for number in 0..<12 {
            try records.submit(
                draft("A\(number)", ApplicationContent(subject: [:], keys: SubjectKeys()), key: UInt8(number)),
                by: "applicant", at: start)
        }
        let limits = [StepLimit(.officer, count: 5, seconds: 60)]
        let results = onThreads(12) {
            try records.enter(application: "A\($0)", by: "maryam", at: later(1), within: limits)
        }
        XCTAssertEqual(results.filter { (try? $0.get()) != nil }.count, 5)
        XCTAssertEqual(try records.applications(in: .entered).count, 5)
        // Once the window is over the officer goes on.
        let waiting = try XCTUnwrap(try records.applications(in: .submitted).first)
        try records.enter(application: waiting.id, by: "maryam", at: later(62), within: limits)
    }

    func testAnOfficesLimitCountsAllItsOfficers() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.register(
            OfficerRecord(id: "ali", office: "tehran", displayName: "ali", role: .enterer, created: start), by: "admin")
        for number in 0..<2 {
            try records.submit(
                draft("A\(number)", ApplicationContent(subject: [:], keys: SubjectKeys()), key: UInt8(number)),
                by: "applicant", at: start)
        }
        let limit = StepLimit(.office, count: 1, seconds: 60)
        try records.enter(application: "A0", by: "maryam", at: later(1), within: [limit])
        XCTAssertThrowsError(try records.enter(application: "A1", by: "ali", at: later(2), within: [limit])) {
            XCTAssertEqual($0 as? RecordsError, .tooManySteps(to: .entered, by: "ali", limit: limit))
        }
    }

    func testWithoutStandingNothingIsEnteredOrApproved() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.submit(
            draft("A1", ApplicationContent(subject: [:], keys: SubjectKeys())), by: "applicant", at: start)
        func assertRefused(_ expected: RecordsError, at time: Instant = later(1), line: UInt = #line) {
            XCTAssertThrowsError(try records.enter(application: "A1", by: "maryam", at: time), line: line) {
                XCTAssertEqual($0 as? RecordsError, expected, line: line)
            }
        }
        try records.suspend(officer: "maryam", by: "admin", at: start)
        assertRefused(.officerSuspended(id: "maryam"))
        try records.resume(officer: "maryam", by: "admin", at: start)
        try records.suspend(office: "tehran", by: "admin", at: start)
        assertRefused(.officeSuspended(id: "tehran"))
        try records.resume(office: "tehran", by: "admin", at: start)
        assertRefused(.officeUnlicensed(id: "tehran", since: later(1_000_000)), at: later(1_000_001))
        try records.enter(application: "A1", by: "maryam", at: later(1))
        try records.suspend(officer: "reza", by: "admin", at: start)
        XCTAssertThrowsError(try records.approve(application: "A1", by: "reza", at: later(2))) {
            XCTAssertEqual($0 as? RecordsError, .officerSuspended(id: "reza"))
        }
    }

    func testAPersonsOfficersAreFoundAndShownWithoutTheirNumber() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let officer = OfficerRecord(
            id: "zahra", office: "tehran", displayName: "zahra", role: .auditor,
            person: SubjectKeys(nationalID: "9990000018"), created: start)
        try records.register(officer, by: "admin")
        XCTAssertEqual(try records.officers(nationalID: "9990000018"), [officer])
        XCTAssertEqual(try records.officers(nationalID: "9990000026"), [])
        XCTAssertFalse("\(officer)".contains("9990000018"))
    }

    func testAnApplicationIsFoundByWhateverIsKnownOfIt() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let keys = SubjectKeys(name: "سارااحمدی", nationalID: "9990000018", licence: "12345")
        for number in 0..<3 {
            try records.submit(
                draft("A\(number)", ApplicationContent(subject: [:], keys: keys), key: UInt8(number)),
                by: "applicant", at: later(Int64(number)))
        }
        let searches: [ApplicationSearch] = [.name("سارااحمدی"), .nationalID("9990000018"), .licence("12345")]
        for search in searches {
            XCTAssertEqual(try records.applications(matching: search).map(\.id), ["A0", "A1", "A2"])
            let first = try XCTUnwrap(try records.applications(matching: search, limit: 1).first)
            XCTAssertEqual(try records.applications(matching: search, after: first).map(\.id), ["A1", "A2"])
        }
        XCTAssertEqual(try records.applications(matching: .licence("54321")), [])
        // Corrected, it is found by what it says now.
        try records.sendBack(application: "A0", because: "x", by: "maryam", at: later(9))
        try records.revise(
            draft("A0", ApplicationContent(subject: [:], keys: SubjectKeys(licence: "54321"))), by: "x", at: later(9))
        XCTAssertEqual(try records.applications(matching: .licence("54321")).map(\.id), ["A0"])
        XCTAssertEqual(try records.applications(matching: .nationalID("9990000018")).map(\.id), ["A1", "A2"])
    }

    func testWhatAnOfficerDidSinceAMomentIsFound() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        for number in 0..<3 {
            try records.submit(
                draft("A\(number)", ApplicationContent(subject: [:], keys: SubjectKeys()), key: UInt8(number)),
                by: "applicant", at: start)
            try records.enter(application: "A\(number)", by: "maryam", at: later(Int64(number)))
        }
        XCTAssertEqual(
            try records.applications(movedBy: "maryam", to: .entered, since: later(1)).map(\.id), ["A2", "A1"])
        XCTAssertEqual(try records.applications(movedBy: "reza", to: .entered, since: start), [])
    }

    func testRevokingWhatNobodyAcceptedClosesItsApplication() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        for (number, status) in [RecordedStatus.pendingAcceptance, .good].enumerated() {
            try records.approvedApplication("A\(number)")
            let name = try records.issue(
                number + 1, as: status,
                for: IssuanceRequest(application: "A\(number)", office: "tehran", profile: "doctor"), at: later(1))
            try records.revoke(name, reason: .unspecified, because: "never accepted", by: "mohr", at: later(2))
        }
        XCTAssertEqual(try records.application("A0").state, .rejected)
        XCTAssertEqual(try records.application("A0").cause, "never accepted")
        XCTAssertEqual(try records.application("A1").state, .issued)
    }

    func testALicenceIsRenewedAndTheLogSaysSo() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.license(office: "tehran", until: later(5), by: "admin", at: start)
        XCTAssertEqual(try records.office("tehran").licensedUntil, later(5))
        let line = try XCTUnwrap(try records.auditLines(from: 0, limit: 100).last)
        XCTAssertEqual(line.act, AuditAct.officeLicensed)
        XCTAssertThrowsError(try records.license(office: "nowhere", until: start, by: "admin", at: start))
    }

    private func draft(_ id: String, _ content: ApplicationContent, key number: UInt8 = 1) -> ApplicationDraft {
        ApplicationDraft(
            id: id, office: "tehran", profile: "doctor", subject: content.stored, request: [0x30, 0x00],
            publicKeySHA256: key(number))
    }

    private func key(_ number: UInt8) -> [UInt8] { Array(repeating: number, count: 32) }
}
