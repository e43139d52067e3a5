// SPDX-License-Identifier: Apache-2.0
import Database
import XCTest

@testable import Records

/// Each rule finds what breaks it, and none finds anything in records that were only ever worked with.
final class InvariantTests: XCTestCase {
    /// Certificates are opaque here, so that none of them is readable; the house's own are judged end to end.
    private func breaches(_ home: TestHome) throws -> [String] {
        let records = try home.open()
        defer { records.close() }
        // The certificates here are made up: of these breaches only what the log says of them is looked for.
        return try records.invariantBreaches().map { "\($0.invariant.rawValue) \($0.fact)" }.filter {
            !$0.hasPrefix("I1 ") || $0 == "I1 certificateWithoutLine"
        }
    }

    private func worked() throws -> TestHome {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.issue(1, at: later(1))
        try records.hold(try records.issue(2, at: later(2)), because: "x", by: "reza", at: later(3))
        try records.release(reference(2), because: "x", by: "reza", at: later(4))
        try records.revoke(try records.issue(3, at: later(5)), reason: .superseded, because: "x", by: "r", at: later(6))
        try records.recordIntentToSign(
            reference(4), for: IssuanceRequest(withoutApplicationUnder: "doctor"), draft: paper(4), by: "ca",
            at: later(7))
        _ = try records.recover(at: later(8))
        records.close()
        return home
    }

    func testRecordsThatWereWorkedWithBreakNothing() throws {
        XCTAssertEqual(try breaches(try worked()), [])
    }

    func testEachRuleFindsWhatBreaksIt() throws {
        let attacks: [(sql: [String], found: String)] = [
            (
                [
                    "DROP INDEX issuances_by_serial",
                    "UPDATE issuances SET serial = (SELECT MIN(serial) FROM issuances)",
                ],
                "I2 twice"
            ),
            (
                [
                    "DROP INDEX issuances_by_certificate",
                    "UPDATE issuances SET certificate_sha256 = zeroblob(32) WHERE filed > 0",
                ],
                "I2 sameCertificateTwice"
            ),
            (["UPDATE status_intervals SET status = 'good' WHERE reason = 0"], "I3 goodNotIssued"),
            (["DELETE FROM status_intervals WHERE status = 'good'"], "I3 issuedWithoutStatus"),
            (["DELETE FROM status_intervals WHERE status = 'onHold'"], "I4 gapInIntervals"),
            (
                [
                    "DROP INDEX status_intervals_open",
                    """
                    INSERT INTO status_intervals SELECT issuance, ordinal + 1, authority, serial, NULL, 'good', since,
                        NULL, NULL, NULL, actor, cause, opened, changed FROM status_intervals WHERE reason = 4
                    """,
                ], "I4 changedAfterRevocation"
            ),
            (["UPDATE status_intervals SET opened = 0 WHERE status = 'revoked'"], "I6 statusWithoutLine"),
            (["DELETE FROM status_intervals WHERE status = 'revoked'"], "I6 lineWithoutStatus"),
            (["UPDATE issuances SET filed = 0 WHERE state = 'issued'"], "I6 filedWithoutLine"),
            (["UPDATE authorities SET certificate = x'3001FF'"], "I1 certificateWithoutLine"),
            (["UPDATE audit SET actor = 'nobody' WHERE sequence = 5"], "I6 lineAltered(sequence: 5)"),
            (
                [
                    "INSERT INTO revocation_lists VALUES ('health', 'full', 1, 20, 30, zeroblob(32), x'00', 1)",
                    "INSERT INTO revocation_lists VALUES ('health', 'full', 2, 10, 30, zeroblob(32), x'00', 2)",
                ], "I7 numberOrTimeBehind"
            ),
            (
                ["INSERT INTO revocation_lists VALUES ('health', 'full', 1, 20, 30, zeroblob(32), x'00', 1)"],
                "I7 numberNotDrawn"
            ),
            (
                [
                    "UPDATE issuances SET licence = '1', public_key_sha256 = randomblob(32)"
                ], "I10 secondGoodCertificate"
            ),
        ]
        for attack in attacks {
            let home = try worked()
            for sql in attack.sql { try home.tamper(sql) }
            let found = try breaches(home)
            XCTAssertTrue(found.contains(attack.found), "\(attack.found) among \(found)")
        }
        print("  cases: invariants, \(attacks.count) ways to break them")
    }

    func testACertificateThatNobodySignedIsFound() throws {
        let home = try worked()
        let records = try home.open()
        defer { records.close() }
        let facts = try records.invariantBreaches().filter { $0.invariant == .certificateStands }
        XCTAssertEqual(facts.map(\.fact), ["unreadable", "unreadable", "unreadable"])
    }
}
