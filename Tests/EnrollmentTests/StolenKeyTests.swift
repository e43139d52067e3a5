// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

/// What a thief does with an officer's key, and what the officers' signatures prove.
///
/// - SeeAlso: the Comodo registration authority's compromise of 2011.
final class StolenKeyTests: XCTestCase {
    func testAThiefWhoEntersFiftyGhostsGetsFiveAndTheOfficerIsSuspended() throws {
        var policy = EnrollmentPolicy.standard
        policy.limits = [StepLimit(.officer, count: 5, seconds: 60)]
        let house = try EnrollmentHouse(policy: policy)
        let ghosts = try (0..<50).map { try house.apply(try Applicant("9990000018", licence: "\(1_000 + $0)")).id }
        let maryam = try house.officer("maryam")
        let results = atOnce(50) { try house.desk.enter(ghosts[$0], by: maryam) }
        XCTAssertEqual(results.filter { (try? $0.get()) != nil }.count, 5)
        for case .failure(let error) in results {
            switch error as? EnrollmentError {
            case .tooManyActions("maryam", StepLimit(.officer, count: 5, seconds: 60), _)?,
                .officerSuspended(id: "maryam")?:
                continue
            default: XCTFail("\(error)")
            }
        }
        XCTAssertEqual(try house.records.applications(in: .entered).count, 5)
        XCTAssertEqual(try house.records.applications(in: .approved).count, 0)
        XCTAssertEqual(try house.records.officer("maryam").status, .suspended)
        XCTAssertTrue(
            try house.records.auditLines(from: 0, limit: 10_000).contains {
                $0.act == AuditAct.officerStatus && $0.actor == "mohr:limit" && $0.subject == "officer:maryam"
            })
    }

    func testAnOfficerWhoTakesTheirTimeIsNotStopped() throws {
        let house = try EnrollmentHouse(policy: .standard)
        let maryam = try house.officer("maryam")
        for number in 0..<30 {
            let id = try house.apply(try Applicant("9990000018", licence: "\(1_000 + number)")).id
            try house.desk.enter(id, by: maryam)
            house.pass(12)
        }
        XCTAssertEqual(try house.records.officer("maryam").status, .active)
        XCTAssertEqual(try house.records.standingAlarms(), [])
    }

    func testABusyOfficerWhoWaitsWhenToldToIsNotSuspendedAndOneWhoGoesOnIs() throws {
        let told = Told()
        let house = try EnrollmentHouse(policy: .standard, alarmed: { told.add($0) })
        let maryam = try house.officer("maryam")
        var number = 1_000
        func enter() throws {
            number += 1
            let id = try house.apply(try Applicant("9990000018", licence: "\(number)")).id
            try house.desk.enter(id, by: maryam)
        }
        let limit = StepLimit(.officer, count: 5, seconds: 60)
        for _ in 0..<4 {
            for _ in 0..<5 { try enter() }
            for _ in 0..<2 {
                assertRefused(.tooManyActions(officer: "maryam", limit: limit, consequence: .refuse)) { try enter() }
            }
            house.pass(61)
        }
        XCTAssertEqual(try house.records.officer("maryam").status, .active)
        XCTAssertEqual(told.alarms.map(\.hasSuspended), Array(repeating: false, count: 8))
        for _ in 0..<5 { try enter() }
        for _ in 0..<2 { XCTAssertThrowsError(try enter()) }
        assertRefused(.tooManyActions(officer: "maryam", limit: limit, consequence: .suspend)) { try enter() }
        XCTAssertEqual(try house.records.officer("maryam").status, .suspended)
        XCTAssertEqual(told.alarms.last?.hasSuspended, true)
        XCTAssertEqual(try house.records.standingAlarms().map(\.officer), ["maryam"])
        XCTAssertEqual(try house.records.standingAlarms(of: "chamber"), [])
        // Whoever lets the officer work again has settled it, and the patience begins anew.
        try house.desk.resume(officer: "maryam", by: .console("test"))
        XCTAssertEqual(try house.records.standingAlarms(), [])
        house.pass(61)
        XCTAssertNoThrow(try enter())
    }

    func testWhatAStolenKeyLeftBehindIsRejectedAndNothingElse() throws {
        let house = try EnrollmentHouse()
        let (maryam, nasrin) = (try house.officer("maryam"), try house.officer("nasrin"))
        func entered(_ licence: String, by officer: Officer) throws -> String {
            let id = try house.apply(try Applicant("9990000018", licence: licence)).id
            return try house.desk.enter(id, by: officer).id
        }
        let before = try entered("1", by: maryam)
        house.pass(60)
        let theft = house.clock.now
        let (ghost, other) = (try entered("2", by: maryam), try entered("3", by: nasrin))
        let approved = try entered("4", by: maryam)
        try house.desk.approve(approved, by: house.officer("reza"))
        // The thief has one in hand, which keeps nobody from it.
        try house.desk.claim(ghost, by: house.officer("reza"))
        let found = try house.desk.unfinished(by: "maryam", since: theft).map(\.id)
        XCTAssertEqual(found, [ghost, approved].sorted())
        let rejected = try house.desk.rejectUnfinished(
            by: "maryam", since: theft, because: "key stolen", by: .console("test"))
        XCTAssertEqual(Set(rejected), [ghost, approved])
        for id in [ghost, approved] { XCTAssertEqual(try house.records.application(id).state, .rejected) }
        for id in [before, other] { XCTAssertEqual(try house.records.application(id).state, .entered) }
        assertRefused(.role(officer: "reza", seen: .approver, allowed: [.administrator])) {
            try house.desk.rejectUnfinished(
                by: "maryam", since: theft, because: "x", by: .officer(try house.officer("reza")))
        }
    }

    func testFilingAndApprovingAreLimitedToo() throws {
        var policy = EnrollmentPolicy.standard
        policy.limits = [StepLimit(.officer, count: 1, seconds: 600)]
        policy.filingLimits = policy.limits
        policy.limitConsequence = .refuse
        let house = try EnrollmentHouse(policy: policy)
        let maryam = try house.officer("maryam")
        let filed = try house.apply(try Applicant(), filedBy: maryam)
        XCTAssertEqual(try house.records.events(ofApplication: filed.id).last?.actor, "maryam")
        let limit = StepLimit(.officer, count: 1, seconds: 600)
        assertRefused(.tooManyActions(officer: "maryam", limit: limit, consequence: .refuse)) {
            try house.apply(try Applicant("9990000026", licence: "7"), filedBy: maryam)
        }
        let other = try house.apply(try Applicant("9990000026", licence: "7"))
        try house.desk.enter(filed.id, by: maryam)
        try house.desk.enter(other.id, by: house.officer("nasrin"))
        try house.desk.approve(filed.id, by: house.officer("reza"))
        assertRefused(.tooManyActions(officer: "reza", limit: limit, consequence: .refuse)) {
            try house.desk.approve(other.id, by: house.officer("reza"))
        }
        XCTAssertEqual(try house.records.officer("reza").status, .active)
    }

    func testABusyOfficeIsRefusedWithoutSuspendingWhoCameLast() throws {
        var policy = EnrollmentPolicy.standard
        let limit = StepLimit(.office, count: 1, seconds: 600)
        policy.limits = [limit]
        let house = try EnrollmentHouse(policy: policy)
        let ids = try ["1", "2"].map { try house.apply(try Applicant("9990000018", licence: $0)).id }
        try house.desk.enter(ids[0], by: house.officer("maryam"))
        assertRefused(.tooManyActions(officer: "nasrin", limit: limit, consequence: .refuse)) {
            try house.desk.enter(ids[1], by: house.officer("nasrin"))
        }
        XCTAssertEqual(try house.records.officer("nasrin").status, .active)
    }

    func testOnlyAnEntererOfTheOfficeFilesForAnApplicant() throws {
        let house = try EnrollmentHouse()
        assertRefused(.role(officer: "reza", seen: .approver, allowed: [.enterer])) {
            try house.apply(try Applicant(), filedBy: house.officer("reza"))
        }
        assertRefused(.officerOfOtherOffice(officer: "omid", seen: "chamber", allowed: "council")) {
            try house.apply(try Applicant(), filedBy: house.officer("omid"))
        }
    }

    func testAnOfficersSignatureIsCheckedAndKept() throws {
        let house = try EnrollmentHouse()
        let maryam = try house.certify("maryam", number: "9990001006")
        let officer = try house.desk.officer(forCertificate: maryam.certificate.sha256)
        let application = try house.apply(try Applicant())
        house.pass()
        let action = OfficerAction(.enter, of: application, by: officer)
        let signature = try maryam.key.sign(action.bytesToBeSigned, by: .ecdsa(.sha256))
        try house.desk.enter(application.id, by: officer, signature: signature)
        let event = try XCTUnwrap(try house.records.events(ofApplication: application.id).last)
        XCTAssertEqual(event.signature, signature)
        // Whoever has the record can check it again.
        let text = String(decoding: action.bytesToBeSigned, as: UTF8.self)
        XCTAssertTrue(text.hasPrefix("mohr officer action v1\naction: enter\napplication: \(application.id)\n"), text)
        XCTAssertTrue(text.contains(Hex.encode(application.record.contentSHA256)))
    }

    func testASignatureOverAnythingElseIsRefused() throws {
        let house = try EnrollmentHouse()
        let maryam = try house.certify("maryam", number: "9990001006")
        let officer = try house.officer("maryam")
        let application = try house.apply(try Applicant())
        let other = try house.apply(try Applicant("9990000026", licence: "7"))
        let stranger = try PrivateKey.generate(.p256)
        func signature(_ act: OfficerAction.Act, of application: Application, by key: PrivateKey) throws -> [UInt8] {
            try key.sign(
                OfficerAction(act, of: application, by: officer).bytesToBeSigned, by: .ecdsa(.sha256))
        }
        for wrong in [
            try signature(.approve, of: application, by: maryam.key),
            try signature(.enter, of: other, by: maryam.key),
            try signature(.enter, of: application, by: stranger), [],
        ] {
            assertRefused(.officerSignature(officer: "maryam")) {
                try house.desk.enter(application.id, by: officer, signature: wrong)
            }
        }
        // One that was used serves no second time: the application came back at another time.
        let used = try signature(.enter, of: application, by: maryam.key)
        try house.desk.enter(application.id, by: officer, signature: used)
        house.pass()
        try house.desk.sendBack(application.id, because: "photo", by: house.officer("reza"))
        house.pass()
        let again = try house.desk.correct(
            application.id, with: Applicant(key: .p256).form, csr: application.record.request)
        XCTAssertEqual(again.record.contentSHA256, application.record.contentSHA256)
        assertRefused(.officerSignature(officer: "maryam")) {
            try house.desk.enter(application.id, by: officer, signature: used)
        }
    }

    func testWhereSignaturesAreRequiredNothingIsDoneWithoutOne() throws {
        var policy = EnrollmentHouse.policy
        policy.officerSignatures = .required
        let house = try EnrollmentHouse(policy: policy)
        let id = try house.apply(try Applicant()).id
        assertRefused(.officerSignatureMissing(officer: "maryam")) {
            try house.desk.enter(id, by: house.officer("maryam"))
        }
        // Without a certificate on record there is nothing to check a signature by.
        assertRefused(.officerSignature(officer: "maryam")) {
            try house.desk.enter(id, by: house.officer("maryam"), signature: [1])
        }
    }
}

/// The alarms that were given.
private final class Told: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [OfficerAlarm] = []

    var alarms: [OfficerAlarm] { lock.withLock { all } }

    func add(_ alarm: OfficerAlarm) { lock.withLock { all.append(alarm) } }
}
