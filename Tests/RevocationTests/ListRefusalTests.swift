// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

final class ListRefusalTests: XCTestCase {
    private func entry(
        _ serial: SerialNumber, _ reason: RevocationReason?, at time: Instant = TestPKI.now
    ) -> RevokedEntry {
        RevokedEntry(serialNumber: serial, revocationDate: time, reason: reason)
    }

    /// Lets the pause after a refusal pass; the clock stays behind.
    private func patiently(_ house: House, _ publisher: RevocationPublisher) throws {
        house.clock.advance(bySeconds: 11)
        try publisher.publishIfDue()
    }

    func testAListThatDropsARevokedCertificateIsNotPublished() throws {
        let house = try House()
        let forgotten = SerialNumber(unsigned: [0x4d, 0, 1, 2, 3])
        let others = try (0..<2).map { _ in try house.issue() }
        try house.file(number: 1, [entry(forgotten, .keyCompromise)])
        let before = try house.list().encoded
        try house.clerk.revoke(others[0].reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        // The number that was filed was not drawn.
        _ = try house.records.nextListNumber(of: "health", by: "test", at: house.clock.now)

        XCTAssertRefused(.entryDropped(authority: "health", scope: "full", first: forgotten, count: 1)) {
            try house.next()
        }

        XCTAssertEqual(try house.list().encoded, before)
        XCTAssertNil(house.lists.list(at: "health.crl"))
        // What has nothing to do with it is out.
        XCTAssertEqual(
            try house.list("shard-\(others[0].shard)").entries.map(\.serialNumber), [others[0].serial])
        XCTAssertNotNil(house.lists.list(at: "health/\(others[0].shard).crl"))
    }

    func testOnlyAHoldThatTheRecordsLiftedMayVanish() throws {
        let house = try House()
        let (lifted, neverIssued) = (try house.issue(), SerialNumber(unsigned: [0x4d, 9, 9, 9]))
        try house.clerk.hold(lifted.reference, because: "lost", by: "doctor", at: house.clock.now)
        let publisher = try house.publisher()
        try house.next(publisher)
        XCTAssertEqual(try house.list().entries.map(\.serialNumber), [lifted.serial])

        // Control: the hold was lifted, so it goes.
        try house.clerk.release(lifted.reference, because: "found", by: "maryam", at: house.clock.now)
        try house.next(publisher)
        XCTAssertTrue(try house.list().entries.isEmpty)

        // A hold that the records know nothing of does not.
        try house.file(number: 3, [entry(neverIssued, .certificateHold)])
        _ = try house.records.nextListNumber(of: "health", by: "test", at: house.clock.now)
        XCTAssertRefused(.entryDropped(authority: "health", scope: "full", first: neverIssued, count: 1)) {
            try house.next(publisher)
        }
    }

    func testARevocationMayNotTurnIntoSomethingElse() throws {
        let house = try House()
        let doctor = try house.issue()
        let since = house.clock.now
        try house.clerk.hold(doctor.reference, because: "lost", by: "doctor", at: since)
        _ = try house.records.nextListNumber(of: "health", by: "test", at: since)
        for (before, isAllowed) in [
            (entry(doctor.serial, .certificateHold, at: since.advanced(bySeconds: -5)), true),
            (entry(doctor.serial, .keyCompromise, at: since), false),
        ] {
            let number = try house.records.nextListNumber(of: "health", by: "test", at: since)
            try house.file(number: number, [before])
            if isAllowed {
                XCTAssertNoThrow(try house.next())
            } else {
                XCTAssertRefused(.entryChanged(authority: "health", scope: "full", first: doctor.serial, count: 1)) {
                    try house.next()
                }
            }
        }
    }

    func testANumberThatGoesBackwardsIsRefused() throws {
        let house = try House()
        try house.file(number: 100)
        XCTAssertRefused(.listNumberBehind(authority: "health", scope: "full", seen: 1, newest: 100)) {
            try house.next()
        }
        XCTAssertEqual(try house.records.newestList(of: "health", scope: "full")?.number, 100)
    }

    func testAListThatWasHeldAgainstAnotherThanTheNewestIsNotFiled() throws {
        let house = try House()
        try house.next()
        let first = try XCTUnwrap(house.lists.list(at: "health.crl")).record
        func later(_ number: Int64) -> RevocationListRecord {
            RevocationListRecord(
                authority: "health", scope: "full", number: number, thisUpdate: first.thisUpdate,
                nextUpdate: first.nextUpdate, encoded: first.encoded, sha256: first.sha256)
        }
        func file(_ number: Int64, following previous: Int64?) throws {
            try house.records.file(later(number), following: previous, by: "test", at: house.clock.now)
        }
        try file(5, following: first.number)
        for previous in [nil, first.number, 6] {
            XCTAssertThrowsError(try file(7, following: previous)) { error in
                XCTAssertEqual(
                    error as? RecordsError,
                    .listNumberBehind(authority: "health", scope: "full", seen: previous ?? 0, newest: 5))
            }
        }
        XCTAssertNoThrow(try file(7, following: 5))
        XCTAssertThrowsError(try file(7, following: 7), "nor one whose own number is not above it")
    }

    func testATimeThatGoesBackwardsIsRefused() throws {
        let house = try House()
        let publisher = try house.publisher()
        try house.next(publisher)
        let newest = house.clock.now
        house.clock.advance(bySeconds: -30)
        XCTAssertRefused(
            .listTimeBehind(
                authority: "health", scope: "shard-3", seen: newest.advanced(bySeconds: -30), newest: newest)
        ) { try house.next(publisher) }
        XCTAssertThrowsError(try self.patiently(house, publisher))
        // Further back the records refuse the clock itself.
        house.clock.advance(bySeconds: -86_400)
        XCTAssertThrowsError(try house.next(publisher))
        XCTAssertEqual(try house.list().thisUpdate, newest)
        XCTAssertEqual(house.lists.list(at: "health.crl")?.thisUpdate, newest)

        house.clock.now = newest.advanced(bySeconds: 1)
        XCTAssertNoThrow(try house.next(publisher))
    }

    func testASignatureThatIsNotTheAuthoritysLeavesNoTrace() throws {
        let house = try House()
        let liar = ChangedKey(house.health.key) { signature in
            var signature = signature
            signature[signature.count - 1] ^= 1
            return signature
        }
        XCTAssertRefused(.listUnverified(authority: "health", scope: "shard-3")) {
            try house.publisher(key: liar).publish()
        }
        XCTAssertEqual(try house.records.newestLists(), [])
        XCTAssertEqual(house.lists.all, [])
    }

    func testAKeyThatFailsLeavesTheListsThatWereThere() throws {
        let house = try House()
        try house.next()
        let before = house.lists.all
        let broken = ChangedKey(house.health.key) { _ in nil }
        house.clock.advance(bySeconds: 60)
        XCTAssertThrowsError(try house.publisher(key: broken).publish()) { error in
            guard case RevocationError.key? = error as? RevocationError else { return XCTFail("\(error)") }
        }
        XCTAssertEqual(house.lists.all, before)
        // What failed is due at once.
        let publisher = try house.publisher()
        XCTAssertEqual(try publisher.publishIfDue().count, House.shards + 1)
    }

    func testPapersThatDoNotFitAreRefusedAtTheStart() throws {
        let house = try House()
        XCTAssertRefused(.keyMismatch(authority: "health")) { try house.publisher(key: house.root.key) }
        let mute = try house.root.authority("Mute") { $0.set(.keyUsage(.keyCertSign)) }
        XCTAssertRefused(.authorityMayNotSignLists(authority: "health")) {
            try house.publisher(key: mute.key, certificate: mute.certificate)
        }
        let unnamed = try house.root.authority("Unnamed") { $0.hasKeyIdentifiers = false }
        XCTAssertRefused(.authorityKeyUnnamed(authority: "health")) {
            try house.publisher(key: unnamed.key, certificate: unnamed.certificate)
        }
        XCTAssertNoThrow(try house.publisher())
    }

    func testTheNumberOfShardsStaysWhatItWas() throws {
        let house = try House()
        try house.publisher(shards: 4).publish()
        for (shards, isAllowed) in [(4, true), (3, false), (8, false), (0, false)] {
            if isAllowed {
                XCTAssertNoThrow(try house.publisher(shards: shards))
            } else {
                XCTAssertRefused(.shardCountChanged(authority: "health", seen: shards, published: 4)) {
                    try house.publisher(shards: shards)
                }
            }
        }
    }

    func testPlansOutsideWhatIsAllowedAreRefused() {
        XCTAssertRefused(.plan(field: "shards", seen: -1, allowed: 0...65_536)) {
            try ListPlan(publicURL: "http://a", shards: -1, lifetimeSeconds: 100)
        }
        XCTAssertRefused(.plan(field: "lifetimeSeconds", seen: 1, allowed: ListPlan.lifetimes)) {
            try ListPlan(publicURL: "http://a", shards: 1, lifetimeSeconds: 1)
        }
        XCTAssertRefused(.plan(field: "periodSeconds", seen: 51, allowed: 1...25)) {
            try ListPlan(publicURL: "http://a", shards: 1, lifetimeSeconds: 100, periodSeconds: 51)
        }
        XCTAssertRefused(.plan(field: "refreshSeconds", seen: 0, allowed: 1...50)) {
            try AnswerPlan(lifetimeSeconds: 100, refreshSeconds: 0)
        }
        XCTAssertRefused(.plan(field: "lifetimeSeconds", seen: .max, allowed: AnswerPlan.lifetimes)) {
            try AnswerPlan(lifetimeSeconds: .max)
        }
        XCTAssertEqual(try ListPlan(publicURL: "http://a/", shards: 1, lifetimeSeconds: 3).periodSeconds, 1)
        XCTAssertEqual(try ListPlan(publicURL: "http://a//", shards: 1, lifetimeSeconds: 100).publicURL, "http://a")
    }
}
