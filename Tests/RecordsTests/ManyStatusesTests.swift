// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

@testable import Database
@testable import Records

final class ManyStatusesTests: XCTestCase {
    private var home: TestHome!
    private var records: Records!

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
        for number in 1...8 { try records.issue(number, as: number == 5 ? .pendingAcceptance : .good) }
        try records.hold(reference(3), because: "lost", by: "reza", at: later(10))
        try records.revoke(reference(4), reason: .superseded, because: "new key", by: "reza", at: later(10))
    }

    override func tearDown() {
        records = nil
        home = nil
    }

    private let stolen = StatusAct.revoke(reason: .keyCompromise, invalidityDate: nil)

    private func word(_ outcome: StatusOutcome) -> String {
        switch outcome.result {
        case .changed: "changed"
        case .standing: "standing"
        case .refused(.revokedAlready, let standing): "revoked \(standing?.reason.map { "\($0)" } ?? "–")"
        case .refused(.statusStep(_, let seen, _), _): "not from \(seen.rawValue)"
        case .refused(.unknownCertificate, _): "unknown"
        case .refused(.issuanceMoved(_, let seen, _), _): "is \(seen.rawValue)"
        case .refused(let error, _): "\(error)"
        }
    }

    private func words(_ act: StatusAct, _ numbers: [Int], at time: Instant = later(20)) throws -> [String] {
        try records.change(act, of: numbers.map(reference), because: "drill", by: "reza", at: time).map(word)
    }

    func testEachCertificateGetsItsOwnAnswerAndKeepsNoOtherBack() throws {
        let before = try records.auditHead().size
        XCTAssertEqual(
            try words(stolen, [1, 3, 4, 5, 99, 1]),
            ["changed", "changed", "revoked superseded", "changed", "unknown", "standing"])
        XCTAssertEqual(try records.auditHead().size, before + 3, "one line for each that changed")
        for number in [1, 3, 5] {
            let standing = try XCTUnwrap(records.statusHistory(of: reference(number)).last)
            XCTAssertEqual(standing.interval.status, .revoked)
            XCTAssertEqual(standing.interval.reason, .keyCompromise)
            XCTAssertEqual(standing.interval.since, later(20))
            XCTAssertEqual(standing.cause, "drill")
        }
        XCTAssertEqual(try records.statusHistory(of: reference(4)).last?.interval.reason, .superseded)
        XCTAssertEqual(try records.statusHistory(of: reference(2)).last?.interval.status, .good)
    }

    func testAskedAgainEverythingStandsAndNothingIsWritten() throws {
        XCTAssertEqual(try words(stolen, [1, 2]), ["changed", "changed"])
        let size = try records.auditHead().size
        XCTAssertEqual(try words(stolen, [1, 2], at: later(900)), ["standing", "standing"])
        XCTAssertEqual(
            try words(.revoke(reason: .keyCompromise, invalidityDate: start), [1]), ["revoked keyCompromise"])
        XCTAssertEqual(try words(.hold, [6, 3]), ["changed", "standing"])
        XCTAssertEqual(try words(.release, [6, 6, 7]), ["changed", "standing", "not from good"])
        XCTAssertEqual(try words(.hold, [5, 4]), ["not from pendingAcceptance", "revoked superseded"])
        XCTAssertEqual(try words(.release, [5, 4]), ["not from pendingAcceptance", "revoked superseded"])
        XCTAssertEqual(try records.auditHead().size, size + 2)
    }

    func testAnUnsignedIssuanceIsNoCertificateToChange() throws {
        try records.recordIntentToSign(
            reference(50), for: IssuanceRequest(withoutApplicationUnder: "doctor"), draft: paper(50), by: "ca",
            at: start)
        XCTAssertEqual(try words(stolen, [50, 1]), ["is signing", "changed"])
    }

    func testReasonsOfOtherActsAndOverlongChunksAreRefusedWhole() throws {
        let size = try records.auditHead().size
        for reason in [RevocationReason.certificateHold, .removeFromCRL] {
            XCTAssertThrowsError(try words(.revoke(reason: reason, invalidityDate: nil), [1]))
        }
        XCTAssertThrowsError(try words(stolen, Array(repeating: 1, count: Records.statusChunk + 1))) {
            XCTAssertEqual(
                $0 as? RecordsError, .value(field: "certificates", seen: "1001", allowed: "0 to 1000"))
        }
        XCTAssertEqual(try records.auditHead().size, size)
    }

    /// A row in the middle that cannot be written takes the whole chunk with it.
    func testAFaultInTheMiddleLeavesNothingOfTheChunk() throws {
        let size = try records.auditHead().size
        try home.tamper(
            TestDatabase.isPostgreSQL
                ? """
                ALTER TABLE status_intervals ADD CONSTRAINT fails CHECK (serial <> '\\x07' OR status <> 'revoked') NOT VALID
                """
                : """
                CREATE TRIGGER fails BEFORE INSERT ON status_intervals WHEN NEW.serial = x'07' AND NEW.status = 'revoked'
                BEGIN SELECT RAISE(ABORT, 'no'); END
                """)
        XCTAssertThrowsError(try words(stolen, [1, 2, 7, 8]))
        for number in [1, 2, 7, 8] {
            XCTAssertEqual(try records.statusHistory(of: reference(number)).last?.interval.status, .good)
        }
        XCTAssertEqual(try records.auditHead().size, size)
        try home.tamper(
            TestDatabase.isPostgreSQL ? "ALTER TABLE status_intervals DROP CONSTRAINT fails" : "DROP TRIGGER fails")
        XCTAssertEqual(try words(stolen, [1, 2, 7, 8]), Array(repeating: "changed", count: 4))
        XCTAssertEqual(try records.verifyAudit().findings, [])
    }

    func testTheApplicationOfAnUnacceptedCertificateIsClosedAsByTheSingleAct() throws {
        try records.approvedApplication("A1")
        let name = try records.issue(
            60, as: .pendingAcceptance,
            for: IssuanceRequest(application: "A1", office: "tehran", profile: "doctor"))
        XCTAssertEqual(
            try records.change(stolen, of: [name], because: "drill", by: "reza", at: later(5)).map(word), ["changed"])
        XCTAssertEqual(try records.application("A1").state, .rejected)
    }
}
