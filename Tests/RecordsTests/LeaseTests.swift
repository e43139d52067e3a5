// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import TestSupport
import XCTest

@testable import Database
@testable import Records

/// Two processes on one house; a process is a `Records` and a name here, and a real one in SeveralProcessesTests.
final class LeaseTests: XCTestCase {
    private var home: TestHome!
    private var first: Records!
    private var second: Records!

    override func setUpWithError() throws {
        home = try TestHome()
        first = try home.openFurnished()
        second = try home.open()
    }

    override func tearDown() {
        first.close()
        second.close()
        home = nil
    }

    private static let here = ProcessIdentity("another-boot/1/100/1")
    private static let there = ProcessIdentity("another-boot/1/200/1")

    func testOneHasItAndTheOtherWaits() throws {
        let (one, two) = (AuthorityLease(first, as: Self.here), AuthorityLease(second, as: Self.there))
        XCTAssertEqual(try one.keep(at: start), .taken)
        XCTAssertEqual(try two.keep(at: start), .standby)
        XCTAssertEqual(try one.keep(at: start), .held)
        try first.issue(1)
        XCTAssertThrowsError(try second.issue(2)) {
            XCTAssertEqual($0 as? RecordsError, .leaseLost(name: "authority"))
        }
        try one.release()
        XCTAssertEqual(try two.keep(at: start), .taken)
        try second.issue(2)
    }

    func testWhoStoodStillDoesNothingAfterAnotherTookOver() throws {
        let one = AuthorityLease(first, as: Self.here, patience: 0.2)
        let two = AuthorityLease(second, as: Self.there, patience: 0.2)
        XCTAssertEqual(try one.keep(at: start), .taken)
        // In the middle of an issuance, with the signature made.
        let draft = paper(1)
        try first.recordIntentToSign(
            reference(1), for: IssuanceRequest(withoutApplicationUnder: "doctor"), draft: draft, by: "ca", at: start)
        XCTAssertEqual(try two.keep(at: start), .standby)
        Thread.sleep(forTimeInterval: 0.3)
        XCTAssertEqual(try two.keep(at: start), .taken)
        XCTAssertEqual(try second.recover(at: start).closed.count, 1)
        // It goes on as if nothing had been: not one of the authority's acts is taken from it.
        XCTAssertTrue(one.isHeld)
        for act: () throws -> Void in [
            { try self.first.fileCertificate(signed(draft.tbs), of: reference(1), by: "ca", at: start) },
            { try self.first.issue(3) },
            { _ = try self.first.nextListNumber(of: "health", by: "ca", at: start) },
            { _ = try self.first.recover(at: start) },
        ] {
            XCTAssertThrowsError(try act()) {
                XCTAssertEqual($0 as? RecordsError, .leaseLost(name: "authority"))
            }
        }
        XCTAssertEqual(try one.keep(at: start), .standby)
        XCTAssertFalse(one.isHeld)
        // What is not the authority's is anybody's.
        try first.note("office.login", of: "office:tehran", by: "maryam", at: start)
        XCTAssertEqual(try second.auditLines(from: 0).filter { $0.act == AuditAct.leaseTaken }.count, 1)
        XCTAssertEqual(try first.verifyAudit().findings, [])
    }

    func testAHolderThatIsOverIsFollowedAtOnce() throws {
        // A process of this machine that is not there: a number that is not given out.
        let gone = ProcessIdentity(
            ProcessIdentity.own.text.split(separator: "/").dropLast(2).joined(separator: "/") + "/4194305/1")
        XCTAssertTrue(gone.isOver)
        XCTAssertFalse(ProcessIdentity.own.isOver)
        XCTAssertFalse(Self.here.isOver, "of another machine nothing is known")
        let (one, two) = (AuthorityLease(first, as: gone), AuthorityLease(second))
        XCTAssertEqual(try one.keep(at: start), .taken)
        XCTAssertEqual(try two.keep(at: start), .taken)
        // The same process twice on one house is one process.
        XCTAssertEqual(try AuthorityLease(first).keep(at: start), .taken)
        XCTAssertEqual(try two.keep(at: start), .held)
    }

    func testOfManyThatAskAtOnceOneGetsIt() throws {
        let home = home!
        let outcomes = onThreads(6) { index in
            let records = try home.open()
            return (records, try AuthorityLease(records, as: ProcessIdentity("boot/1/\(index)/1")).keep(at: start))
        }
        // Closing gives it back; nobody does before all have asked.
        defer { for outcome in outcomes { (try? outcome.get())?.0.close() } }
        XCTAssertEqual(outcomes.compactMap { try? $0.get().1 }.filter { $0 == .taken }.count, 1)
        XCTAssertEqual(outcomes.compactMap { try? $0.get() }.count, 6)
    }

    /// The negative control: without leases a second process that opens the house ends what the first is doing.
    func testWithoutLeasesTheLivingAreTakenForDead() throws {
        let draft = paper(1)
        try first.recordIntentToSign(
            reference(1), for: IssuanceRequest(withoutApplicationUnder: "doctor"), draft: draft, by: "ca", at: start)
        XCTAssertEqual(try second.recover(at: start).closed.count, 1)
        XCTAssertThrowsError(try first.fileCertificate(signed(draft.tbs), of: reference(1), by: "ca", at: start))
    }

    /// Somebody put the records back under a process that still is at work on them.
    func testWhoHoldsTheLostRecordsDoesNothingOnTheCopy() throws {
        let one = AuthorityLease(first, as: Self.here)
        XCTAssertEqual(try one.keep(at: start), .taken)
        try first.issue(1)
        try second.lock(from: "backup", at: start)
        XCTAssertTrue(one.isHeld, "as far as it knows")
        XCTAssertThrowsError(try first.issue(2)) {
            XCTAssertEqual($0 as? RecordsError, .leaseLost(name: "authority"))
        }
        XCTAssertThrowsError(try first.nextListNumber(of: "health", by: "ca", at: start))
    }

    /// A command holds no lease and acts beside the process that does: what one has begun the other does not do again.
    func testACommandBesideTheHolderSignsNothingThatTheHolderSigns() throws {
        XCTAssertEqual(try AuthorityLease(first, as: Self.here).keep(at: start), .taken)
        try first.approvedApplication("A1")
        let request = IssuanceRequest(application: "A1", office: "tehran", profile: "doctor")
        let home = home!
        let outcomes = onThreads(8) { index in
            let records = try home.open()
            defer { records.close() }
            return try records.issue(100 + index, for: request)
        }
        // The holder at the same time.
        let own = Result { try first.issue(99, for: request) }
        let issued = (outcomes + [own]).compactMap { try? $0.get() }
        XCTAssertEqual(issued.count, 1, "one application, one certificate")
        let numbers =
            onThreads(8) { _ in
                let records = try home.open()
                defer { records.close() }
                return try records.nextListNumber(of: "health", by: "command", at: start)
            }.compactMap { try? $0.get() } + [try first.nextListNumber(of: "health", by: "ca", at: start)]
        XCTAssertEqual(numbers.count, 9)
        XCTAssertEqual(Set(numbers).count, 9, "no list has another's number")
        // A list that was drawn up before another went out does not go out after it.
        func list(_ number: Int64) -> RevocationListRecord {
            RevocationListRecord(
                authority: "health", scope: "full", number: number, thisUpdate: start, nextUpdate: later(86_400),
                encoded: [1], sha256: DigestAlgorithm.sha256.digest([1]))
        }
        try first.file(list(9), following: nil, by: "ca", at: start)
        XCTAssertThrowsError(try second.file(list(10), following: nil, by: "command", at: start))
        XCTAssertThrowsError(try second.file(list(8), by: "command", at: start))
        XCTAssertThrowsError(try second.file(list(9), by: "command", at: start))
        XCTAssertEqual(try first.verifyAudit().findings, [])
    }

    func testAClaimOfALivingProcessIsLeftAndOneOfADeadIsDoneAnew() throws {
        let hash = [UInt8](repeating: 1, count: 32)
        for (key, holder) in [("dead", "/4194305/1"), ("living", "/1/x")] {
            XCTAssertEqual(try first.claim(key: key, by: "maryam", request: hash, at: start), .fresh)
            var place = ProcessIdentity.own.text.split(separator: "/").dropLast(2).joined(separator: "/")
            if key == "living" { place = "another-boot/1" }
            try home.tamper("UPDATE idempotency SET holder = ? WHERE key = ?", [.text(place + holder), .text(key)])
        }
        XCTAssertEqual(try second.claim(key: "dead", by: "maryam", request: hash, at: start), .interrupted)
        XCTAssertThrowsError(try second.claim(key: "living", by: "maryam", request: hash, at: start))
        XCTAssertEqual(try second.recover(at: later(10)).claimsForgotten, 1, "this process's own")
        XCTAssertThrowsError(try second.claim(key: "living", by: "maryam", request: hash, at: later(10)))
        XCTAssertEqual(try second.claim(key: "living", by: "maryam", request: hash, at: later(400)), .interrupted)
    }
}
