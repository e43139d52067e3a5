// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Database
@testable import Records

/// A house that outgrew its machine: everything on record goes to a server, line for line.
final class CopyingTests: XCTestCase {
    func testEverythingArrivesAndTheLogGoesOn() throws {
        let folder = try TemporaryFolder()
        let old = try Records(home: folder.path("old"))
        defer { old.close() }
        let furnished = try Self.furnish(old)
        let new = try Records(
            home: folder.path("new"), database: .postgreSQL(try TestDatabase.settings(ofHome: folder.path("new"))))
        defer { new.close() }
        let rows = try new.copyEverything(from: old)
        XCTAssertGreaterThan(rows, 30)
        XCTAssertEqual(try new.auditHead(), try old.auditHead())
        XCTAssertEqual(try new.verifyAudit(against: [try old.auditHead()]).findings, [])
        for reference in furnished {
            XCTAssertEqual(try new.issuance(reference), try old.issuance(reference))
            XCTAssertEqual(try new.certificate(reference), try old.certificate(reference))
            XCTAssertEqual(try new.statusHistory(of: reference), try old.statusHistory(of: reference))
        }
        XCTAssertEqual(try new.application("A1"), try old.application("A1"))
        XCTAssertEqual(try new.databaseState().schemaVersion, try old.databaseState().schemaVersion)
        // Both go on the same from here.
        for records in [old, new] {
            try records.issue(9, at: later(50))
            try records.revoke(reference(1), reason: .superseded, because: "", by: "x", at: later(60))
        }
        XCTAssertEqual(try new.auditHead(), try old.auditHead())
        XCTAssertEqual(try new.invariantBreaches(), try old.invariantBreaches())
    }

    /// From the server into a file, while others write: the copy is what one moment was.
    func testAServersRecordsAreCopiedIntoAFileWhileTheyAreWritten() throws {
        let folder = try TemporaryFolder()
        let place = RecordsDatabase.postgreSQL(try TestDatabase.settings(ofHome: folder.path("server")))
        let records = try Records(home: folder.path("server"), database: place)
        defer { records.close() }
        let furnished = try Self.furnish(records)
        let isOver = DispatchSemaphore(value: 0)
        let ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            // Serial numbers as they are drawn: their first bit is no sign.
            var number = 0x1000
            while isOver.wait(timeout: .now()) == .timedOut {
                _ = try? records.issue(number)
                number += 1
            }
            ended.signal()
        }
        try FileManager.default.createDirectory(
            atPath: folder.path("copy/records"), withIntermediateDirectories: true)
        let file = folder.path("copy/records/records.sqlite")
        var heads: [AuditHead] = []
        for _ in 0..<5 {
            try? FileManager.default.removeItem(atPath: file)
            let head = try records.copy(to: file)
            heads.append(head)
            XCTAssertEqual(
                try FileManager.default.contentsOfDirectory(atPath: folder.path("copy/records")), ["records.sqlite"])
            let copy = try Records(home: folder.path("copy"))
            defer { copy.close() }
            XCTAssertEqual(try copy.auditHead(), head)
            XCTAssertEqual(try copy.verifyAudit(against: [head]).findings, [])
            XCTAssertEqual(try copy.integrityFindings(), [])
            XCTAssertEqual(try copy.statusIndex().untrusted, [])
            let breaches = try copy.invariantBreaches().filter { $0.invariant != .certificateStands }
            XCTAssertEqual(breaches, [])
            for reference in furnished {
                XCTAssertEqual(try copy.statusHistory(of: reference), try records.statusHistory(of: reference))
            }
        }
        isOver.signal()
        ended.wait()
        XCTAssertGreaterThan(Set(heads.map(\.size)).count, 1, "it was written meanwhile")
        XCTAssertEqual(try records.verifyAudit(against: heads).findings, [])
        XCTAssertThrowsError(try records.copy(to: file), "never over another")
    }

    func testRecordsThatAreInUseTakeNothing() throws {
        let folder = try TemporaryFolder()
        let old = try Records(home: folder.path("old"))
        defer { old.close() }
        _ = try Self.furnish(old)
        let new = try Records(
            home: folder.path("new"), database: .postgreSQL(try TestDatabase.settings(ofHome: folder.path("new"))))
        defer { new.close() }
        try new.note("office.login", of: "office:x", by: "x", at: start)
        XCTAssertThrowsError(try new.copyEverything(from: old)) {
            XCTAssertEqual($0 as? RecordsError, .value(field: "records", seen: "in use", allowed: "new"))
        }
        XCTAssertEqual(try new.auditHead().size, 1)
    }

    private static func furnish(_ records: Records) throws -> [CertificateReference] {
        try records.furnish()
        try records.approvedApplication("A1")
        let first = try records.issue(1)
        let second = try records.issue(
            2, as: .pendingAcceptance, draft: paper(2, name: "سارا احمدی", nationalID: "9990000018", licence: "12"),
            for: IssuanceRequest(application: "A1", office: "tehran", profile: "doctor"))
        try records.hold(first, because: "lost", by: "x", at: later(5))
        return [first, second]
    }
}
