// SPDX-License-Identifier: Apache-2.0
import DER
import Database
import XCTest

@testable import Records

/// What licensing bodies said: when it held, and when the house learned of it.
final class ProfessionTests: XCTestCase {
    private let entitled = LicencePeriod(
        standing: "entitled", scope: nil, acts: 0, place: nil, from: later(-1_000_000), until: nil, reason: nil)

    private func suspended(_ from: Int64, until: Int64? = nil) -> [LicencePeriod] {
        [
            LicencePeriod(
                standing: "entitled", scope: nil, acts: 0, place: nil, from: later(-1_000_000), until: later(from),
                reason: nil),
            LicencePeriod(
                standing: "suspended", scope: "e", acts: 1, place: nil, from: later(from), until: until.map(later),
                reason: "interim"),
        ]
    }

    private func feed(
        _ sequence: Int64, full: Bool = true, _ licences: [LicenceStatement], body: String = "council"
    ) -> ProfessionFeedDraft {
        ProfessionFeedDraft(
            body: body, sequence: sequence, isFull: full, sha256: [UInt8](repeating: UInt8(sequence), count: 32),
            signerSHA256: [UInt8](repeating: 9, count: 32), issuedAt: later(sequence), nextUpdate: later(86_400),
            licences: licences)
    }

    private func known(_ records: Records, _ number: String, at time: Int64? = nil) throws -> [LicencePeriod]? {
        try records.licence(number, of: "council", knownAt: time.map(later))?.periods
    }

    func testWhatHeldAndWhatWasKnownBothStayOnRecord() throws {
        let home = try TestHome()
        var records = try home.open()
        XCTAssertEqual(try records.professionPosition(), -1)
        XCTAssertNil(try known(records, "1"))
        let first = try records.take(
            feed(1, [LicenceStatement("1", [entitled]), LicenceStatement("2", [entitled])]), after: nil, by: "test",
            at: later(10))
        XCTAssertEqual(first.changed, 2)
        // Learned at 100: suspended since 50, which nobody could know at 60.
        let second = try records.take(
            feed(2, full: false, [LicenceStatement("1", suspended(50))]), after: 1, by: "test", at: later(100))
        XCTAssertEqual(second.changed, 1)
        _ = try records.take(
            feed(3, full: false, [LicenceStatement("1", suspended(50, until: 120))]), after: 2, by: "test",
            at: later(200))
        records.close()
        // After a restart too.
        records = try home.open()
        XCTAssertNil(try known(records, "1", at: 9))
        XCTAssertEqual(try known(records, "1", at: 10), [entitled])
        XCTAssertEqual(try known(records, "1", at: 99), [entitled])
        XCTAssertEqual(try known(records, "1", at: 100), suspended(50))
        XCTAssertEqual(try known(records, "1", at: 199), suspended(50))
        XCTAssertEqual(try known(records, "1", at: 200), suspended(50, until: 120))
        XCTAssertEqual(try known(records, "1"), suspended(50, until: 120))
        XCTAssertEqual(try known(records, "2"), [entitled])
        XCTAssertEqual(try known(records, "3"), [])
        XCTAssertEqual(try records.newestFeed(of: "council", knownAt: later(150))?.sequence, 2)
    }

    func testAFullFeedForgetsWhomItDoesNotNameAndKeepsWhatDidNotChange() throws {
        let home = try TestHome()
        defer { withExtendedLifetime(home) {} }
        let records = try home.open()
        _ = try records.take(
            feed(1, ["1", "2", "3"].map { LicenceStatement($0, [entitled]) }), after: nil, by: "test", at: later(10))
        let next = try records.take(
            feed(2, [LicenceStatement("1", [entitled]), LicenceStatement("3", suspended(15))]), after: 1, by: "test",
            at: later(20))
        XCTAssertEqual(next.changed, 2)
        XCTAssertEqual(try known(records, "2"), [])
        XCTAssertEqual(try known(records, "2", at: 19), [entitled])
        var read: [String: [LicencePeriod]] = [:]
        _ = try records.forEachLicence(of: ["council", "nobody"]) { _, licence in
            if let licence { read[licence.number] = licence.periods }
        }
        XCTAssertEqual(read, ["1": [entitled], "3": suspended(15)])
        // What did not change has one row, not one a feed.
        let rows = try records.read { reading throws(RecordsError) in
            try reading.row("SELECT COUNT(*) FROM profession_periods WHERE licence = '1'") {
                row throws(RecordsError) in try row.integer(0)
            }
        }
        XCTAssertEqual(rows, 1)
    }

    func testBodiesDoNotTouchEachOther() throws {
        let home = try TestHome()
        defer { withExtendedLifetime(home) {} }
        let records = try home.open()
        _ = try records.take(feed(1, [LicenceStatement("1", [entitled])]), after: nil, by: "test", at: later(1))
        _ = try records.take(
            feed(1, [LicenceStatement("1", suspended(1))], body: "chamber"), after: nil, by: "test", at: later(2))
        _ = try records.take(feed(2, []), after: 1, by: "test", at: later(3))
        XCTAssertEqual(try known(records, "1"), [])
        XCTAssertEqual(try records.licence("1", of: "chamber")?.periods, suspended(1))
    }

    func testOfTwoAtOnceOneIsTaken() throws {
        let home = try TestHome()
        defer { withExtendedLifetime(home) {} }
        let records = try home.open()
        _ = try records.take(feed(1, [LicenceStatement("1", [entitled])]), after: nil, by: "test", at: later(1))
        let next = feed(2, full: false, [LicenceStatement("1", suspended(1))])
        let results = onThreads(4) { _ in try records.take(next, after: 1, by: "test", at: later(2)).changed }
        XCTAssertEqual(results.filter { (try? $0.get()) == 1 }.count, 1)
        for case .failure(let error) in results {
            XCTAssertEqual(error as? RecordsError, .professionFeedMoved(body: "council", newest: 2))
        }
        XCTAssertThrowsError(try records.take(feed(2, []), after: nil, by: "test", at: later(3)))
    }

    func testWhatCannotBeTakenWholeIsNotTakenAtAll() throws {
        let home = try TestHome()
        let records = try home.open()
        _ = try records.take(feed(1, [LicenceStatement("1", [entitled])]), after: nil, by: "test", at: later(1))
        let lines = try records.auditHead().size
        // The last of three is one that no row can hold.
        let broken = LicencePeriod(
            standing: "suspended", scope: "z", acts: 1, place: nil, from: later(1), until: nil, reason: "x")
        let bad = feed(
            2,
            [LicenceStatement("1", suspended(1)), LicenceStatement("2", [entitled]), LicenceStatement("3", [broken])])
        XCTAssertThrowsError(try records.take(bad, after: 1, by: "test", at: later(2)))
        XCTAssertEqual(try known(records, "1"), [entitled])
        XCTAssertEqual(try known(records, "2"), [])
        XCTAssertEqual(try records.newestFeed(of: "council")?.sequence, 1)
        XCTAssertEqual(try records.auditHead().size, lines)
        XCTAssertEqual(try records.verifyAudit().findings, [])
        // Control: without the bad row it is taken.
        _ = try records.take(feed(2, [LicenceStatement("1", suspended(1))]), after: 1, by: "test", at: later(2))
    }

    func testEveryFeedIsALineOfTheLog() throws {
        let home = try TestHome()
        defer { withExtendedLifetime(home) {} }
        let records = try home.open()
        _ = try records.take(feed(1, [LicenceStatement("1", [entitled])]), after: nil, by: "desk", at: later(1))
        try records.noteRefusedFeed([UInt8](repeating: 7, count: 32), because: "gap", by: "folder", at: later(2))
        let lines = try records.auditLines(from: 0, limit: 10)
        XCTAssertEqual(lines.map(\.act), ["profession.feedTaken", "profession.feedKept", "profession.feedRefused"])
        XCTAssertEqual(lines.map(\.actor), ["desk", "desk", "folder"])
        XCTAssertTrue(lines[2].details.contains("gap"))
        XCTAssertEqual(try records.verifyAudit().findings, [])
    }

    /// Somebody lifts a suspension in the database, or makes an old feed new; nobody is entitled by what is left.
    func testRowsThatAFeedDidNotBringEntitleNobody() throws {
        let attacks = [
            "UPDATE profession_periods SET standing = 'entitled', scope = NULL WHERE standing = 'suspended'",
            "DELETE FROM profession_periods WHERE standing = 'suspended'",
            "UPDATE profession_periods SET begins = begins + 1 WHERE standing = 'suspended'",
            "UPDATE profession_periods SET forgotten = NULL WHERE forgotten IS NOT NULL",
            "UPDATE profession_periods SET forgotten = learned WHERE standing = 'suspended'",
            "UPDATE profession_periods SET licence = '3' WHERE licence = '2'",
            "UPDATE profession_feeds SET next_update = next_update + 1000000 WHERE sequence = 2",
            "DELETE FROM profession_feeds WHERE sequence = 2",
            """
            INSERT INTO profession_periods SELECT body, '7', learned, ordinal, forgotten, standing, scope, acts, place,
                begins, ends, reason FROM profession_periods WHERE licence = '2'
            """,
        ]
        for attack in [nil] + attacks.map(Optional.some) {
            let home = try TestHome()
            let records = try home.open()
            _ = try records.take(
                feed(1, [LicenceStatement("1", [entitled]), LicenceStatement("2", [entitled])]), after: nil,
                by: "test", at: later(10))
            _ = try records.take(
                feed(2, full: false, [LicenceStatement("1", suspended(50))]), after: 1, by: "test", at: later(100))
            if let attack { try home.tamper(attack) }
            var ends: [Instant] = []
            _ = try records.forEachLicence(of: ["council"]) { feed, licence in
                if licence == nil { ends.append(feed.nextUpdate) }
            }
            let isBelieved = try XCTUnwrap(ends.first) > later(86_000)
            XCTAssertEqual(isBelieved, attack == nil, attack ?? "control")
            let breaches = try records.invariantBreaches().map(\.description)
            XCTAssertEqual(
                breaches.contains("I6 professions:council otherRowsThanTaken"), attack != nil, attack ?? "control")
            records.close()
        }
    }
}
