// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import Transparency
import XCTest

@testable import Database
@testable import Records

/// Records that were put back from a copy: locked, made stricter by what is shown, never laxer.
final class RestorationTests: XCTestCase {
    private func list(
        _ number: Int64, _ entries: [RevokedEntry], at time: Instant, head: AuditHead? = nil, scope: String = "full"
    ) -> ShownList {
        let bytes = Array("list \(number)".utf8)
        return ShownList(
            record: RevocationListRecord(
                authority: "health", scope: scope, number: number, thisUpdate: time,
                nextUpdate: time.advanced(bySeconds: 86_400), encoded: bytes,
                sha256: DigestAlgorithm.sha256.digest(bytes)), entries: entries, head: head)
    }

    private func entry(_ number: Int, _ time: Instant, _ reason: RevocationReason?) -> RevokedEntry {
        RevokedEntry(serialNumber: reference(number).serial, revocationDate: time, reason: reason)
    }

    /// A copy of a house with five certificates, the fourth on hold, and list 7 out; then what was lost.
    private func restored() throws -> (copy: TestHome, head: AuditHead) {
        let home = try TestHome()
        let records = try home.openFurnished()
        for number in 1...5 { try records.issue(number, at: later(Int64(number))) }
        try records.hold(reference(4), because: "x", by: "reza", at: later(10))
        for _ in 1...7 { _ = try records.nextListNumber(of: "health", by: "publisher", at: later(11)) }
        let old = list(7, [entry(4, later(10), .certificateHold)], at: later(11))
        try records.file(old.record, by: "publisher", at: later(11))
        try records.signCheckpoint(of: "log.example", by: try PrivateKey.generate(.ed25519))
        let copy = try TestHome()
        try FileManager.default.createDirectory(atPath: copy.path + "/records", withIntermediateDirectories: true)
        let head = try records.copy(to: copy.path + "/records/records.sqlite")
        XCTAssertEqual(head, try records.auditHead())
        records.close()
        let locked = try Records(home: copy.path, evenIfLocked: true)
        XCTAssertNil(try locked.lockedSince())
        try locked.lock(from: "test", at: later(100))
        if TestDatabase.isPostgreSQL {
            // As it is put back on a server: what was locked in the file arrives locked.
            let server = try copy.openToLook()
            XCTAssertFalse(try server.isCopy(of: "test"))
            try server.copyEverything(from: locked)
            XCTAssertTrue(try server.isCopy(of: "test"))
            server.close()
        }
        locked.close()
        return (copy, head)
    }

    func testLockedRecordsOpenOnlyToBeLookedAt() throws {
        let (copy, _) = try restored()
        XCTAssertThrowsError(try copy.open()) { XCTAssertEqual($0 as? RecordsError, .locked(since: later(100))) }
        let records = try copy.openToLook()
        XCTAssertEqual(try records.lockedSince(), later(100))
        records.close()
    }

    func testWhatIsShownHasToBeTheNewest() throws {
        let (copy, head) = try restored()
        let records = try copy.openToLook()
        let newest = list(9, [], at: later(50))
        let other = AuditHead(size: head.size, rootHash: [UInt8](repeating: 7, count: 32))
        let shorter = AuditHead(size: head.size - 1, rootHash: head.rootHash)
        let cases: [([ShownList], AuditHead?, RestorationRefusal)] = [
            ([], head, .listMissing(authority: "health")),
            (
                [list(6, [], at: later(9))], head,
                .listOlder(authority: "health", scope: "full", seen: 6, onRecord: 7)
            ),
            ([newest], nil, .checkpointMissing),
            ([newest], shorter, .checkpointOlder(seen: head.size - 1, onRecord: head.size)),
            ([newest], other, .checkpointDiffers(size: head.size)),
            ([list(9, [], at: later(50), head: other)], head, .checkpointDiffers(size: head.size)),
        ]
        for (lists, head, refusal) in cases {
            XCTAssertThrowsError(try records.unlock(shown: lists, checkpoint: head, by: "admin", at: later(200))) {
                XCTAssertEqual($0 as? RecordsError, .restoration(refusal))
            }
            XCTAssertNotNil(try records.lockedSince(), "it stays locked")
        }
        records.close()
    }

    func testMissingRevocationsAreTakenInAndNumbersAreGivenUp() throws {
        let (copy, head) = try restored()
        let records = try copy.openToLook()
        let seen = AuditHead(size: head.size + 40, rootHash: [UInt8](repeating: 9, count: 32))
        let shown = list(
            12,
            [
                entry(1, later(20), .keyCompromise), entry(2, later(30), .certificateHold),
                entry(77, later(40), .superseded), entry(78, later(41), .certificateHold),
            ], at: later(50), head: seen)
        let report = try records.unlock(shown: [shown], checkpoint: seen, by: "admin", at: later(200))
        XCTAssertEqual(report.revoked, [reference(1)])
        XCTAssertEqual(report.held, [reference(2)])
        XCTAssertEqual(report.unknown, [reference(77), reference(78)])
        XCTAssertEqual(report.stillHeld, [reference(4)], "a hold that was lifted since is not lifted by a list")
        XCTAssertEqual(report.missingLines, 40)
        XCTAssertNil(try records.lockedSince())
        records.close()

        let again = try copy.open()
        let index = try again.statusIndex()
        XCTAssertEqual(index.untrusted, [], "what was taken in has its lines")
        XCTAssertEqual(index.status(of: reference(1), at: later(300))?.status, .revoked)
        XCTAssertEqual(index.status(of: reference(1), at: later(19))?.status, .good, "since when the list says")
        XCTAssertEqual(index.status(of: reference(2), at: later(300))?.status, .onHold)
        XCTAssertEqual(index.status(of: reference(3), at: later(300))?.status, .good)
        XCTAssertEqual(index.status(of: reference(77), at: later(300))?.reason, .superseded)
        XCTAssertEqual(index.status(of: reference(78), at: later(300))?.status, .revoked, "nobody can release it")
        XCTAssertGreaterThan(try again.nextListNumber(of: "health", by: "publisher", at: later(300)), 1_000)
        XCTAssertEqual(try again.newestList(of: "health", scope: "full")?.number, 12)
        XCTAssertEqual(try again.restorationGaps(), [head.size + 1..<head.size + 41])
        XCTAssertEqual(try again.verifyAudit().findings, [])
        XCTAssertThrowsError(try again.unlock(shown: [shown], checkpoint: seen, by: "admin", at: later(400))) {
            XCTAssertEqual($0 as? RecordsError, .restoration(.notLocked))
        }
        again.close()
    }

    /// A hold that the copy knows was lifted, and what is listed began later: lists that follow keep that date.
    func testWhatIsListedSinceALaterHoldKeepsItsDate() throws {
        for (reason, status) in [(RevocationReason.certificateHold, RecordedStatus.onHold), (.keyCompromise, .revoked)]
        {
            let (copy, head) = try restored()
            let records = try copy.openToLook()
            let before = try XCTUnwrap(records.statusHistory(of: reference(4)).last?.interval)
            XCTAssertEqual(before.status, .onHold)
            let listed = before.since.advanced(bySeconds: 3)
            let shown = list(12, [entry(4, listed, reason)], at: later(50), head: head)
            _ = try records.unlock(shown: [shown], checkpoint: head, by: "admin", at: later(200))
            let history = try records.statusHistory(of: reference(4)).map(\.interval)
            XCTAssertEqual(history.suffix(3).map(\.status), [.onHold, .good, status])
            XCTAssertEqual(history.last?.since, listed)
            records.close()
        }
    }

    /// A hold that was lifted and placed again between a shard and the full list: each list's next may follow it.
    func testAShardThatIsOlderThanTheFullListIsNotContradicted() throws {
        let (early, late) = (later(20), later(30))
        for reversed in [false, true] {
            let (copy, head) = try restored()
            let records = try Records(home: copy.path, evenIfLocked: true)
            let shard = list(11, [entry(2, early, .certificateHold)], at: later(25), scope: "shard-1")
            let full = list(
                12, [entry(2, late, .certificateHold), entry(4, later(10), .certificateHold)], at: later(35), head: head
            )
            _ = try records.unlock(
                shown: reversed ? [full, shard] : [shard, full], checkpoint: head, by: "admin", at: later(200))
            let history = try records.statusHistory(of: reference(2)).map(\.interval).suffix(3)
            XCTAssertEqual(history.map(\.status), [.onHold, .good, .onHold])
            XCTAssertEqual(history.map(\.since), [early, late, late])
            records.close()
        }
    }

    /// The negative control: the same copy without the lock forgets.
    func testWithoutTheLockTheRevocationWouldBeForgotten() throws {
        let (copy, _) = try restored()
        try copy.tamper("DELETE FROM restorations")
        XCTAssertThrowsError(try copy.open(), "the home says so too")
        try FileManager.default.removeItem(atPath: copy.path + "/records/locked")
        let records = try copy.open()
        XCTAssertEqual(try records.statusIndex().status(of: reference(1), at: later(300))?.status, .good)
        XCTAssertEqual(try records.nextListNumber(of: "health", by: "publisher", at: later(300)), 8, "which was used")
        records.close()
    }

    func testALockWhoseRowWasTakenAwayIsOpenedByWhatIsShownAlone() throws {
        let (copy, head) = try restored()
        try copy.tamper("DELETE FROM restorations")
        let records = try copy.openToLook()
        XCTAssertEqual(try records.lockedSince(), later(100))
        XCTAssertThrowsError(
            try records.unlock(shown: [], checkpoint: head, by: "admin", at: later(200))
        ) { XCTAssertEqual($0 as? RecordsError, .restoration(.listMissing(authority: "health"))) }
        XCTAssertEqual(try records.lockedSince(), later(100), "a refusal opens nothing")
        let newest = list(9, [entry(1, later(20), .keyCompromise)], at: later(25), head: head)
        let report = try records.unlock(shown: [newest], checkpoint: head, by: "admin", at: later(200))
        XCTAssertEqual(report.revoked, [reference(1)])
        XCTAssertNil(try records.lockedSince())
        records.close()
        try copy.open().close()
    }

    func testAMarkThatCannotBeReadStillLocks() throws {
        let (copy, _) = try restored()
        let file = copy.path + "/records/locked"
        try Data("{}".utf8).write(to: URL(fileURLWithPath: file))
        XCTAssertThrowsError(try copy.open()) {
            XCTAssertEqual($0 as? RecordsError, .home(path: file, "locked, source, lines"))
        }
        let records = try copy.openToLook()
        try records.lock(from: "again", at: later(110))
        XCTAssertEqual(try records.lockedSince(), later(110))
        records.close()
    }

    func testListsThatMayNotBeTheNewestAreToldOfInTheReport() throws {
        let (copy, head) = try restored()
        let records = try copy.openToLook()
        let older = AuditHead(size: 1, rootHash: try records.firstRoot())
        let shown = list(9, [], at: later(25), head: older)
        let report = try records.unlock(
            shown: [shown], checkpoint: head, by: "admin", at: shown.record.nextUpdate.advanced(bySeconds: 1))
        XCTAssertEqual(report.overdue, ["health": shown.record.nextUpdate])
        XCTAssertEqual(report.linesAfterLists, head.size - 1)
        records.close()
    }
}

extension Records {
    /// The root of the log's first line alone.
    fileprivate func firstRoot() throws(RecordsError) -> [UInt8] {
        try read { reading throws(RecordsError) in
            var tree = AuditTree(size: 1, reading)
            return try tree.root()
        }
    }
}
