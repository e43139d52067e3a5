// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Database
@testable import Records

/// A house that moves leaves nothing behind, also when the move breaks off or somebody still works.
final class TakeOverTests: XCTestCase {
    private func homes() throws -> (folder: TemporaryFolder, old: Records, new: Records) {
        let folder = try TemporaryFolder()
        let old = try Records(home: folder.path("old"))
        try old.furnish()
        _ = try old.issue(1)
        let new = try Records(
            home: folder.path("new"), database: .postgreSQL(try TestDatabase.settings(ofHome: folder.path("new"))))
        return (folder, old, new)
    }

    func testAMoveThatBrokeOffIsGoneOnWith() throws {
        let (folder, old, new) = try homes()
        defer { old.close() }
        defer { new.close() }
        // It ended after everything had arrived, and before the file was put away.
        XCTAssertThrowsError(
            try new.takeOver(from: old) { () throws(RecordsError) in throw .home(path: folder.path("old"), "killed") })
        XCTAssertEqual(try new.auditHead(), try old.auditHead())
        // The house works at its new place already.
        _ = try new.issue(9, at: later(50))
        let size = try new.auditHead().size
        let isAway = DispatchSemaphore(value: 0)
        XCTAssertNil(try new.takeOver(from: old) { () throws(RecordsError) in _ = isAway.signal() })
        XCTAssertEqual(isAway.wait(timeout: .now()), .success)
        XCTAssertEqual(try new.auditHead().size, size)
        XCTAssertEqual(try new.verifyAudit(against: [try old.auditHead()]).findings, [])
    }

    func testWhatCameToTheOldPlaceAfterwardsIsNotPutAway() throws {
        let (folder, old, new) = try homes()
        defer { withExtendedLifetime(folder) {} }
        defer { old.close() }
        defer { new.close() }
        XCTAssertNotNil(try new.takeOver(from: old) { () throws(RecordsError) in })
        _ = try old.issue(2, at: later(10))
        XCTAssertThrowsError(
            try new.takeOver(from: old) { () throws(RecordsError) in XCTFail("it holds what the other does not") }
        ) { XCTAssertEqual($0 as? RecordsError, .value(field: "records", seen: "in use", allowed: "new")) }
        // As long, with another last line.
        _ = try new.issue(3, at: later(10))
        XCTAssertEqual(try new.auditHead().size, try old.auditHead().size)
        XCTAssertThrowsError(
            try new.takeOver(from: old) { () throws(RecordsError) in XCTFail("it is another log") })
    }

    /// A process that was forgotten works on at the old place: what it is told is done has moved along, or it is refused.
    func testNobodyIsAcknowledgedAtAPlaceThatIsBeingLeft() throws {
        let (folder, old, new) = try homes()
        defer { old.close() }
        defer { new.close() }
        let forgotten = try Records(home: folder.path("old"))
        defer { forgotten.close() }
        let ended = DispatchSemaphore(value: 0)
        let acknowledged = Acknowledged()
        Thread.detachNewThread {
            for number in 0x1000..<0x1400 {
                guard let reference = try? forgotten.issue(number) else { break }
                acknowledged.add(reference.serial.hex)
            }
            ended.signal()
        }
        while acknowledged.all.count < 3 { Thread.sleep(forTimeInterval: 0.01) }
        let file = folder.path("old/records/records.sqlite")
        _ = try new.takeOver(from: old) { () throws(RecordsError) in
            // As long as it takes for others to come in between.
            Thread.sleep(forTimeInterval: 0.3)
            rename(file, file + ".moved")
        }
        ended.wait()
        XCTAssertLessThan(acknowledged.all.count, 0x400, "it was refused in the end")
        let moved = try new.auditLines(from: 0, limit: 100_000).map(\.subject).joined(separator: "\n")
        let lost = acknowledged.all.filter { !moved.contains($0) }
        XCTAssertEqual(lost, [], "acknowledged, and left behind")
    }
}

/// What a process was told is done.
private final class Acknowledged: @unchecked Sendable {
    private let lock = NSLock()
    private var serials: [String] = []

    func add(_ serial: String) { lock.withLock { serials.append(serial) } }
    var all: [String] { lock.withLock { serials } }
}
