// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import PKIX
import XCTest

@testable import Records

/// A process that is killed between any two steps of issuance, and what the next start makes of it.
final class RecoveryTests: XCTestCase {
    private var homes: [TestHome] = []
    private let request = IssuanceRequest(application: "A1", office: "tehran", profile: "doctor")

    override func tearDown() { homes = [] }

    /// Takes the steps up to `state`, kills, starts again, recovers.
    private func killed(after state: IssuanceState) throws -> (Records, RecoveryReport) {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.approvedApplication("A1")
        let name = reference(1)
        try records.reserveSerial(name, for: request, by: "ca", at: later(1))
        if state != .reserved { try records.fileDraft(paper(1), of: name, by: "ca", at: later(2)) }
        if state == .signing || state == .issued { try records.recordIntentToSign(name, by: "ca", at: later(3)) }
        if state == .issued { try records.fileCertificate(signed(paper(1).tbs), of: name, by: "ca", at: later(4)) }
        let afterwards = try home.asAfterKill()
        homes.append(afterwards)
        let reopened = try afterwards.open()
        let report = try reopened.recover(at: later(10))
        XCTAssertEqual(try reopened.verifyAudit().findings, [])
        XCTAssertEqual(try reopened.recover(at: later(11)), RecoveryReport(closed: [], claimsForgotten: 0))
        return (reopened, report)
    }

    func testAReservedNumberIsAbandonedAndTheApplicationCanBeIssuedAnew() throws {
        for state in [IssuanceState.reserved, .drafted] {
            let (records, report) = try killed(after: state)
            XCTAssertEqual(
                report.closed,
                [.init(reference: reference(1), reached: state, mayBeSigned: false, application: "A1")])
            XCTAssertEqual(try records.issuance(reference(1)).state, .abandoned)
            XCTAssertEqual(try records.statusHistory(of: reference(1)), [])
            XCTAssertEqual(try records.revocations(of: "health"), [])
            XCTAssertEqual(try records.application("A1").state, .approved)
            XCTAssertEqual(try records.application("A1").approvedBy, "reza")
            XCTAssertThrowsError(try records.fileDraft(paper(1), of: reference(1), by: "ca", at: later(12)))
            try records.issue(2, for: request, at: later(12))
            XCTAssertEqual(try records.application("A1").state, .issued)
        }
    }

    func testANumberThatMayHaveBeenSignedIsRevokedAndNeverSignedAgain() throws {
        let (records, report) = try killed(after: .signing)
        XCTAssertEqual(
            report.closed,
            [.init(reference: reference(1), reached: .signing, mayBeSigned: true, application: "A1")])
        XCTAssertEqual(try records.issuance(reference(1)).state, .abandoned)
        let revoked = StatusInterval(status: .revoked, since: later(10), reason: .unspecified)
        XCTAssertEqual(try records.status(of: reference(1), at: later(10)), revoked)
        XCTAssertEqual(
            try records.revocations(of: "health"), [RevocationRecord(reference: reference(1), interval: revoked)])
        // By number it is revoked; by certificate, of which nothing is known, it is unknown.
        let index = try records.statusIndex()
        XCTAssertEqual(index.status(of: reference(1), at: later(20)), revoked)
        XCTAssertNil(
            index.status(certificateSHA256: DigestAlgorithm.sha256.digest(signed(paper(1).tbs)), at: later(20)))
        // The draft says what may have been signed.
        XCTAssertEqual(try records.draft(of: reference(1)), paper(1))
        XCTAssertThrowsError(
            try records.fileCertificate(signed(paper(1).tbs), of: reference(1), by: "ca", at: later(12))
        ) {
            XCTAssertEqual(
                $0 as? RecordsError, .issuanceMoved(reference(1), seen: .abandoned, expected: [.signing]))
        }
        XCTAssertThrowsError(try records.recordIntentToSign(reference(1), by: "ca", at: later(12)))
        XCTAssertThrowsError(
            try records.recordIntentToSign(reference(1), for: request, draft: paper(1), by: "ca", at: later(12))
        ) { XCTAssertEqual($0 as? RecordsError, .serialTaken(reference(1))) }
        XCTAssertThrowsError(try records.release(reference(1), because: "", by: "x", at: later(13))) {
            XCTAssertEqual($0 as? RecordsError, .revokedAlready(reference(1), since: later(10)))
        }
        try records.issue(2, for: request, at: later(12))
        XCTAssertEqual(try records.application("A1").state, .issued)
    }

    func testAnIssuedCertificateSurvives() throws {
        let (records, report) = try killed(after: .issued)
        XCTAssertEqual(report.closed, [])
        XCTAssertEqual(try records.certificate(reference(1)), signed(paper(1).tbs))
        XCTAssertEqual(try records.status(of: reference(1), at: later(10))?.status, .pendingAcceptance)
        XCTAssertEqual(try records.application("A1").state, .issued)
    }

    func testTheOneTransactionWayIsRecoveredTheSame() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.approvedApplication("A1")
        try records.recordIntentToSign(reference(1), for: request, draft: paper(1), by: "ca", at: later(1))
        let afterwards = try home.asAfterKill()
        let reopened = try afterwards.open()
        XCTAssertEqual(try reopened.unfinishedIssuances().map(\.reference), [reference(1)])
        XCTAssertEqual(
            try reopened.recover(at: later(10)).closed,
            [.init(reference: reference(1), reached: .signing, mayBeSigned: true, application: "A1")])
        XCTAssertEqual(try reopened.revocations(of: "health").map(\.reference), [reference(1)])
    }

    func testRecoveryIsWrittenInTheLog() throws {
        let (records, _) = try killed(after: .signing)
        let lines = try records.auditLines(from: 0, limit: 1_000).filter { $0.actor == "recovery" }
        XCTAssertEqual(lines.map(\.act), [AuditAct.certificateAbandoned, AuditAct.applicationMoved])
        XCTAssertEqual(lines.first?.details, #"{"at":"signing","revoked":"yes"}"#)
        XCTAssertEqual(lines.first?.subject, "certificate:health/01")
    }

    func testManyUnfinishedIssuancesAreClosedAtOnce() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        let plain = IssuanceRequest(withoutApplicationUnder: "doctor")
        let failures = onThreads(16) { thread in
            for round in 0..<10 {
                let number = thread * 100 + round + 1
                switch round % 4 {
                case 0: try records.issue(number)
                case 1: try records.reserveSerial(reference(number), for: plain, by: "ca", at: start)
                case 2:
                    try records.reserveSerial(reference(number), for: plain, by: "ca", at: start)
                    try records.fileDraft(paper(number), of: reference(number), by: "ca", at: start)
                default:
                    try records.recordIntentToSign(
                        reference(number), for: plain, draft: paper(number), by: "ca", at: start)
                }
            }
        }
        for case .failure(let error) in failures { XCTFail("\(error)") }
        let afterwards = try home.asAfterKill()
        homes.append(afterwards)
        let reopened = try afterwards.open()
        let report = try reopened.recover(at: later(100))
        XCTAssertEqual(report.closed.count, 16 * 7)
        XCTAssertEqual(report.closed.filter(\.mayBeSigned).count, 16 * 2)
        XCTAssertEqual(try reopened.revocations(of: "health").count, 16 * 2)
        XCTAssertEqual(try reopened.unfinishedIssuances(), [])
        XCTAssertEqual(try reopened.verifyAudit().findings, [])
    }
}
