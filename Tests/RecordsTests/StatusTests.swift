// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import XCTest

@testable import Records

final class StatusTests: XCTestCase {
    private var home: TestHome!
    private var records: Records!

    // XCTest keeps its cases to the end, and they would keep their folders.
    override func tearDown() {
        records = nil
        home = nil
    }

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
    }

    func testAnyMomentOfALiftedHoldHasItsAnswer() throws {
        let name = try records.issue(1, at: later(10))
        try records.hold(name, because: "card lost", by: "maryam", at: later(20))
        try records.release(name, because: "card found", by: "maryam", at: later(30))
        try records.hold(name, because: "lost again", by: "maryam", at: later(40))
        try records.revoke(
            name, reason: .keyCompromise, invalidityDate: later(35), because: "stolen", by: "reza", at: later(50))

        let expected: [(Int64, RecordedStatus?)] = [
            (9, nil), (10, .good), (19, .good), (20, .onHold), (29, .onHold), (30, .good), (39, .good),
            (40, .onHold), (49, .onHold), (50, .revoked), (1_000_000_000, .revoked),
        ]
        let index = try records.statusIndex()
        for (second, status) in expected {
            XCTAssertEqual(try records.status(of: name, at: later(second))?.status, status, "at \(second)")
            XCTAssertEqual(index.status(of: name, at: later(second))?.status, status, "at \(second)")
        }
        let history = try records.statusHistory(of: name)
        XCTAssertEqual(history.map(\.interval.until), [later(20), later(30), later(40), later(50), nil])
        XCTAssertEqual(history.map(\.actor), ["ca", "maryam", "maryam", "maryam", "reza"])
        XCTAssertEqual(history.map(\.cause), ["issued", "card lost", "card found", "lost again", "stolen"])
        XCTAssertEqual(
            history.map(\.interval.reason), [nil, .certificateHold, nil, .certificateHold, .keyCompromise])
        XCTAssertEqual(history.last?.interval.invalidityDate, later(35))
        // Each step is a line of the log.
        for record in history {
            let line = try records.auditLines(from: record.sequence, limit: 1).first
            XCTAssertEqual(line?.subject, "certificate:health/01")
        }
    }

    func testNothingFollowsARevocation() throws {
        let name = try records.issue(1)
        try records.revoke(name, reason: .superseded, because: "new card", by: "reza", at: later(5))
        let before = try records.statusHistory(of: name)
        let final = RecordsError.revokedAlready(name, since: later(5))
        XCTAssertThrowsError(try records.release(name, because: "", by: "x", at: later(6))) {
            XCTAssertEqual($0 as? RecordsError, final)
        }
        XCTAssertThrowsError(try records.hold(name, because: "", by: "x", at: later(6))) {
            XCTAssertEqual($0 as? RecordsError, final)
        }
        XCTAssertThrowsError(try records.accept(name, by: "x", at: later(6))) {
            XCTAssertEqual($0 as? RecordsError, final)
        }
        XCTAssertThrowsError(
            try records.revoke(name, reason: .keyCompromise, because: "", by: "x", at: later(6))
        ) { XCTAssertEqual($0 as? RecordsError, final) }
        XCTAssertEqual(try records.statusHistory(of: name), before)
    }

    // The schema itself refuses it, whoever writes.
    func testNoOneCanCloseARevocationOrOpenASecondInterval() throws {
        let name = try records.issue(1)
        try records.revoke(name, reason: .superseded, because: "new card", by: "reza", at: later(5))
        XCTAssertThrowsError(try home.tamper("UPDATE status_intervals SET until = since WHERE status = 'revoked'"))
        XCTAssertThrowsError(
            try home.tamper(
                """
                INSERT INTO status_intervals
                    (issuance, ordinal, authority, serial, status, since, actor, cause, opened, changed)
                SELECT issuance, 9, authority, serial, 'good', since, actor, cause, opened, changed
                FROM status_intervals WHERE status = 'revoked'
                """))
    }

    func testEachStepIsTakenFromItsOwnStatusOnly() throws {
        let pending = try records.issue(1, as: .pendingAcceptance)
        XCTAssertThrowsError(try records.hold(pending, because: "", by: "x", at: later(1))) {
            XCTAssertEqual(
                $0 as? RecordsError, .statusStep(pending, seen: .pendingAcceptance, allowed: [.good]))
        }
        try records.revoke(pending, reason: .cessationOfOperation, because: "not wanted", by: "x", at: later(1))
        let good = try records.issue(2)
        XCTAssertThrowsError(try records.release(good, because: "", by: "x", at: later(1))) {
            XCTAssertEqual($0 as? RecordsError, .statusStep(good, seen: .good, allowed: [.onHold]))
        }
        XCTAssertThrowsError(try records.accept(good, by: "x", at: later(1))) {
            XCTAssertEqual($0 as? RecordsError, .statusStep(good, seen: .good, allowed: [.pendingAcceptance]))
        }
        try records.hold(good, because: "", by: "x", at: later(1))
        XCTAssertThrowsError(try records.hold(good, because: "", by: "x", at: later(1))) {
            XCTAssertEqual($0 as? RecordsError, .statusStep(good, seen: .onHold, allowed: [.good]))
        }
        for reason in [RevocationReason.certificateHold, .removeFromCRL] {
            XCTAssertThrowsError(try records.revoke(good, reason: reason, because: "", by: "x", at: later(2))) {
                guard case .value(field: "reason", _, _)? = $0 as? RecordsError else { return XCTFail("\($0)") }
            }
        }
    }

    func testANumberWithoutCertificateHasNoStatusToChange() throws {
        XCTAssertThrowsError(try records.revoke(reference(9), reason: .superseded, because: "", by: "x", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownCertificate(reference(9)))
        }
        try records.reserveSerial(
            reference(1), for: IssuanceRequest(withoutApplicationUnder: "doctor"), by: "ca", at: start)
        XCTAssertThrowsError(try records.revoke(reference(1), reason: .superseded, because: "", by: "x", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .issuanceMoved(reference(1), seen: .reserved, expected: [.issued]))
        }
        XCTAssertThrowsError(try records.status(of: reference(9), at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownCertificate(reference(9)))
        }
    }

    func testAStepWithAnEarlierClockFollowsTheOneBeforeIt() throws {
        let name = try records.issue(1, at: later(10))
        try records.hold(name, because: "", by: "x", at: later(20))
        let revoked = try records.revoke(name, reason: .keyCompromise, because: "", by: "y", at: later(18))
        XCTAssertEqual(revoked.since, later(20))
        XCTAssertEqual(try records.status(of: name, at: later(20))?.status, .revoked)
        XCTAssertEqual(try records.status(of: name, at: later(19))?.status, .good)
    }

    func testAListHoldsWhatIsOnHoldOrRevokedNow() throws {
        for number in 1...5 { try records.issue(number) }
        try records.issue(6, as: .pendingAcceptance)
        try records.hold(reference(1), because: "", by: "x", at: later(1))
        try records.hold(reference(2), because: "", by: "x", at: later(1))
        try records.release(reference(2), because: "", by: "x", at: later(2))
        try records.revoke(reference(3), reason: .keyCompromise, because: "", by: "x", at: later(3))
        let listed = Dictionary(
            uniqueKeysWithValues: try records.revocations(of: "health").map { ($0.reference, $0.interval.status) })
        XCTAssertEqual(listed, [reference(1): .onHold, reference(3): .revoked])
        XCTAssertEqual(try records.revocations(of: "root"), [])
    }

    /// R9: sixteen threads hold, release and revoke one certificate.
    ///
    /// Linearizable: what each thread was told happened can be put in one order, which is the
    /// history on record, and every refusal is true of some moment of it. Revoked is final.
    func testManyThreadsLeaveOneHistoryAndRevokedIsFinal() throws {
        let name = try records.issue(1)
        let records = records!
        let outcomes = onThreads(16) { thread in
            var done: [String] = []
            for round in 0..<15 {
                do throws(RecordsError) {
                    let mark = "\(thread).\(round)"
                    switch (thread + round) % 3 {
                    case 0: try records.hold(name, because: mark, by: "t", at: later(Int64(round)))
                    case 1: try records.release(name, because: mark, by: "t", at: later(Int64(round)))
                    default:
                        guard round > 10 else { continue }
                        try records.revoke(
                            name, reason: .keyCompromise, because: mark, by: "t", at: later(Int64(round)))
                    }
                    done.append(mark)
                } catch {
                    switch error {
                    case .statusStep, .revokedAlready: continue
                    default: throw error
                    }
                }
            }
            return done
        }
        let acknowledged = try outcomes.flatMap { try $0.get() }
        let history = try records.statusHistory(of: name)
        // Exactly what was acknowledged is on record, each once.
        XCTAssertEqual(Set(acknowledged), Set(history.dropFirst().map(\.cause)))
        XCTAssertEqual(acknowledged.count, history.count - 1)
        // Each thread's own steps are in its own order.
        for outcome in outcomes {
            let mine = try outcome.get()
            XCTAssertEqual(history.map(\.cause).filter(Set(mine).contains), mine)
        }
        // Every step is a lawful one, intervals follow each other, only the last is open.
        for (before, after) in zip(history, history.dropFirst()) {
            XCTAssertEqual(before.interval.until, after.interval.since)
            XCTAssertLessThan(before.sequence, after.sequence)
            switch (before.interval.status, after.interval.status) {
            case (.good, .onHold), (.onHold, .good), (.good, .revoked), (.onHold, .revoked): break
            default: XCTFail("\(before.interval.status) then \(after.interval.status)")
            }
        }
        XCTAssertEqual(history.filter { $0.interval.status == .revoked }.count, 1)
        XCTAssertEqual(history.last?.interval.status, .revoked)
        XCTAssertNil(history.last?.interval.until)
        XCTAssertEqual(try records.verifyAudit().findings, [])
        let lines = try records.auditLines(from: 0, limit: 10_000).filter { $0.act == AuditAct.certificateStatus }
        XCTAssertEqual(lines.count, acknowledged.count)
    }
}
