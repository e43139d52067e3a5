// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import XCTest

@testable import Database
@testable import Records

/// A status is answered only while its rows are what the audit log says.
final class StatusBindingTests: XCTestCase {
    /// Certificate 1 good, 2 held and released, 3 revoked with an invalidity date, 4 given up while it was signed.
    private func worked() throws -> TestHome {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.issue(1, at: later(1))
        try records.hold(try records.issue(2, at: later(2)), because: "x", by: "reza \"r\"", at: later(3))
        try records.release(reference(2), because: "x", by: "reza", at: later(4))
        try records.revoke(
            try records.issue(3, as: .pendingAcceptance, at: later(5)), reason: .keyCompromise,
            invalidityDate: later(2),
            because: "x", by: "رضا", at: later(6))
        try records.recordIntentToSign(
            reference(4), for: IssuanceRequest(withoutApplicationUnder: "doctor"), draft: paper(4), by: "ca",
            at: later(7))
        _ = try records.recover(at: later(8))
        records.close()
        return home
    }

    func testRowsThatNobodyTouchedAreAllAnswered() throws {
        let records = try worked().open()
        let index = try records.statusIndex()
        XCTAssertEqual(index.untrusted, [])
        XCTAssertEqual(try records.untrustedStatuses(), [])
        XCTAssertEqual(try records.untrustedStatuses(inPiecesOf: 1), [])
        for (number, status) in [(1, RecordedStatus.good), (2, .good), (3, .revoked), (4, .revoked)] {
            XCTAssertEqual(index.status(of: reference(number), at: later(100))?.status, status)
        }
        records.close()
    }

    /// Every way to make a certificate look better, older or other than the log says; none of them is answered.
    private static let attacks: [(sql: [String], of: Int)] = [
        (["UPDATE status_intervals SET status = 'good', reason = NULL, invalidity = NULL WHERE reason = 1"], 3),
        (["UPDATE status_intervals SET since = since + 86400 WHERE reason = 1"], 3),
        (["UPDATE status_intervals SET reason = 4 WHERE reason = 1"], 3),
        (["UPDATE status_intervals SET invalidity = invalidity + 1000 WHERE reason = 1"], 3),
        (["UPDATE status_intervals SET invalidity = NULL WHERE reason = 1"], 3),
        (["UPDATE status_intervals SET actor = 'somebody' WHERE reason = 1"], 3),
        (["UPDATE status_intervals SET until = NULL WHERE status = 'onHold'"], 2),
        (["UPDATE status_intervals SET until = until + 10 WHERE status = 'onHold'"], 2),
        (
            [
                "UPDATE status_intervals SET certificate_sha256 = zeroblob(32) WHERE issuance = (SELECT MIN(id) FROM issuances)"
            ], 1
        ),
        (["UPDATE status_intervals SET opened = opened - 1 WHERE issuance = (SELECT MIN(id) FROM issuances)"], 1),
        (
            [
                "UPDATE audit SET leaf = zeroblob(32) WHERE act = 'certificate.filed' AND sequence = (SELECT MIN(filed) FROM issuances)"
            ], 1
        ),
        // The revocation is taken away, and what was before it made the last word.
        (
            [
                "DELETE FROM status_intervals WHERE reason = 1",
                "UPDATE status_intervals SET until = NULL, changed = opened WHERE status = 'pendingAcceptance'",
            ], 3
        ),
        (["DELETE FROM status_intervals WHERE issuance = (SELECT MIN(id) FROM issuances)"], 1),
        // What was given up while it was signed may be out there.
        (["UPDATE status_intervals SET status = 'good', reason = NULL WHERE reason = 0"], 4),
        (["UPDATE status_intervals SET status = 'onHold', reason = 6 WHERE reason = 0"], 4),
        (["UPDATE status_intervals SET reason = 6 WHERE reason = 0"], 4),
        (["UPDATE status_intervals SET reason = 8 WHERE reason = 0"], 4),
        // A row of another time stands in for the one that is gone.
        (
            [
                "DELETE FROM status_intervals WHERE reason = 1",
                """
                INSERT INTO status_intervals SELECT issuance, 1, authority, serial, NULL, 'good', until, NULL, NULL, NULL,
                    actor, cause, opened, opened FROM status_intervals WHERE status = 'pendingAcceptance'
                """,
            ], 3
        ),
    ]

    func testARowThatWasChangedIsUnknownAndTold() throws {
        for attack in Self.attacks {
            let home = try worked()
            try home.tamper("DROP INDEX status_intervals_open")
            for sql in attack.sql { try home.tamper(sql) }
            let records = try home.open()
            let index = try records.statusIndex()
            let name = reference(attack.of)
            XCTAssertEqual(index.untrusted, [name], "\(attack.sql)")
            XCTAssertNil(index.status(of: name, at: later(100)), "\(attack.sql)")
            XCTAssertNil(index.certificate(name), "\(attack.sql)")
            XCTAssertEqual(try records.untrustedStatuses(inPiecesOf: 2), [name], "\(attack.sql)")
            // Whoever draws up a list never sees it good.
            index.forEach { one in
                guard one.reference == name else { return }
                XCTAssertNotEqual(one.intervals.last?.status, .good, "\(attack.sql)")
            }
            for number in 1...3 where number != attack.of {
                XCTAssertNotNil(index.status(of: reference(number), at: later(100)), "the others are answered")
            }
            records.close()
        }
        print("  cases: status rows, \(Self.attacks.count) ways to change them")
    }

    /// A revocation is taken away, and another row is put in so that their number is right again.
    func testARowThatFillsTheNumberUpDoesNotHideTheOneThatIsGone() throws {
        let away = [
            "DROP INDEX status_intervals_open", "DELETE FROM status_intervals WHERE reason = 1",
            "UPDATE status_intervals SET until = NULL, changed = opened WHERE status = 'pendingAcceptance'",
        ]
        let columns = "status, since, until, reason, invalidity, actor, cause"
        let fillings = [
            // Of a number that nobody gave out, opened by the revocation's own line.
            """
            INSERT INTO status_intervals SELECT 0, 0, authority, x'01', certificate_sha256, \(columns),
                (SELECT MAX(sequence) FROM audit WHERE act = 'certificate.status'), changed FROM status_intervals
                WHERE issuance = (SELECT MIN(id) FROM issuances)
            """,
            // A true row once more, under a number of the journal that is free.
            """
            INSERT INTO status_intervals SELECT 0, 0, authority, serial, certificate_sha256, \(columns), opened, changed
                FROM status_intervals WHERE issuance = (SELECT MIN(id) FROM issuances) AND ordinal = 0
            """,
            // Behind the log's end.
            """
            INSERT INTO status_intervals SELECT 0, 0, authority, serial, certificate_sha256, \(columns), 1000000000000,
                changed FROM status_intervals WHERE issuance = (SELECT MIN(id) FROM issuances) AND ordinal = 0
            """,
        ]
        for filling in fillings {
            let home = try worked()
            for sql in away + [filling] { try home.tamper(sql) }
            let records = try home.open()
            let index = try records.statusIndex()
            XCTAssertTrue(index.untrusted.contains(reference(3)), filling)
            XCTAssertNil(index.status(of: reference(3), at: later(100)), filling)
            XCTAssertTrue(try XCTUnwrap(records.untrustedStatuses(inPiecesOf: 1)).contains(reference(3)), filling)
            XCTAssertNotNil(index.status(of: reference(2), at: later(100)))
            records.close()
        }
    }

    /// Acts find their rows by the journal: where it leads to another's, an act would be acknowledged and done to nobody.
    func testAnActIsRefusedWhereTheJournalLeadsToAnothersRows() throws {
        let home = try worked()
        try home.tamper(
            """
            UPDATE status_intervals SET issuance = -issuance WHERE issuance IN
                (SELECT issuance FROM status_intervals WHERE ordinal = 0 AND status = 'good')
            """)
        try home.tamper(
            """
            UPDATE status_intervals SET issuance = issuance + (SELECT MIN(id) + MAX(id) FROM issuances
                WHERE certificate_sha256 IN
                    (SELECT certificate_sha256 FROM status_intervals WHERE ordinal = 0 AND status = 'good'))
            WHERE issuance < 0
            """)
        let records = try home.open()
        XCTAssertThrowsError(
            try records.revoke(reference(1), reason: .keyCompromise, because: "x", by: "reza", at: later(20))
        ) { XCTAssertEqual($0 as? RecordsError, .damaged(table: "issuances", column: "serial")) }
        XCTAssertEqual(try records.untrustedStatuses(inPiecesOf: 1), [reference(1), reference(2)])
        try records.issue(5, at: later(21))
        XCTAssertNoThrow(
            try records.revoke(reference(5), reason: .keyCompromise, because: "x", by: "reza", at: later(22)),
            "control")
        records.close()
    }

    func testARowThatIsChangedUnderAServiceIsUnknownWhenItIsReadAgain() throws {
        let home = try worked()
        let records = try home.open()
        let index = try records.statusIndex()
        try home.tamper(
            "UPDATE status_intervals SET since = since - 1 WHERE issuance = (SELECT MIN(id) FROM issuances)")
        try records.hold(reference(1), because: "x", by: "reza", at: later(20))
        let next = try records.statusIndex(refreshing: index)
        XCTAssertEqual(next.untrusted, [reference(1)])
        XCTAssertNil(next.status(of: reference(1), at: later(30)))
        XCTAssertEqual(next.status(of: reference(2), at: later(30))?.status, .good)
        // And one that comes back from a revocation that was seen.
        try home.tamper("DELETE FROM status_intervals WHERE reason = 1")
        try home.tamper(
            "UPDATE status_intervals SET until = NULL, changed = 999999 WHERE status = 'pendingAcceptance'")
        try records.release(reference(1), because: "x", by: "reza", at: later(40))
        XCTAssertTrue(try records.statusIndex(refreshing: next).untrusted.contains(reference(3)))
        records.close()
    }

    func testDistrustStays() throws {
        let home = try worked()
        let records = try home.open()
        let index = try records.statusIndex().distrusting([reference(2)])
        XCTAssertNil(index.status(of: reference(2), at: later(30)))
        try records.issue(9, at: later(50))
        let next = try records.statusIndex(refreshing: index)
        XCTAssertNil(next.status(of: reference(2), at: later(60)))
        XCTAssertNotNil(next.status(of: reference(9), at: later(60)))
        records.close()
    }

    /// A line changed together with its hash: the stretch that no longer adds up names the certificates.
    func testLinesThatDoNotAddUpNameTheirCertificates() throws {
        let home = try TestHome()
        let records = try home.openFurnished()
        for number in 1...200 { try records.issue(number) }
        try home.tamper("UPDATE audit SET leaf = zeroblob(32) WHERE sequence = 20")
        let whole = try XCTUnwrap(records.verifyAudit(against: [], inPiecesOf: 64) { true })
        XCTAssertEqual(whole.findings, [.lineAltered(sequence: 20)])
        try home.tamper("UPDATE audit_nodes SET hash = zeroblob(32) WHERE level = 1 AND number = 0")
        let nodes = try XCTUnwrap(records.verifyAudit(against: [], inPiecesOf: 64) { true })
        XCTAssertTrue(nodes.findings.contains(.nodeAltered(level: 1, number: 0)))
        var doubtful: Set<CertificateReference> = []
        for lines in nodes.doubtfulLines { doubtful.formUnion(try records.certificates(ofLines: lines)) }
        XCTAssertTrue((100...130).contains(doubtful.count), "\(doubtful.count)")
        XCTAssertEqual(try records.verifyAudit().findings, nodes.findings)
        XCTAssertNil(try records.verifyAudit(against: [], inPiecesOf: 64) { false })
        records.close()
    }
}
