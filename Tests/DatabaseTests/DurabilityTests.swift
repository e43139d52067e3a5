// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Database

/// A folder that is gone after the test.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/mohr-database-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: String { path + "/test.sqlite" }
}

final class DurabilityTests: XCTestCase {
    func testAConnectionReadsBackWhatDurabilityRestsOn() throws {
        let folder = try Folder()
        let connection = try SQLiteConnection(path: folder.file)
        XCTAssertEqual(try connection.pragma("journal_mode"), "wal")
        XCTAssertEqual(try connection.pragma("synchronous"), "2")
        XCTAssertEqual(try connection.pragma("foreign_keys"), "1")
    }

    func testADatabaseInMemoryIsRefused() {
        XCTAssertThrowsError(try SQLiteConnection(path: ":memory:")) { error in
            XCTAssertEqual(
                error as? DatabaseError, .setting(name: "journal_mode", seen: "memory", allowed: "wal"))
        }
    }

    // Dot-file locking has no shared memory, so SQLite cannot write ahead and says `delete`.
    func testADatabaseThatStaysInDeleteModeIsRefused() throws {
        let folder = try Folder()
        var settings = SQLiteSettings()
        settings.fileSystem = "unix-dotfile"
        XCTAssertThrowsError(try SQLiteConnection(path: folder.file, settings: settings)) { error in
            XCTAssertEqual(
                error as? DatabaseError, .setting(name: "journal_mode", seen: "delete", allowed: "wal"))
        }
    }

    func testSynchronousNormalIsRefused() throws {
        let folder = try Folder()
        for (asked, seen) in [(0, "0"), (1, "1"), (3, "3")] {
            var settings = SQLiteSettings()
            settings.synchronous = asked
            XCTAssertThrowsError(try SQLiteConnection(path: folder.file, settings: settings)) { error in
                XCTAssertEqual(
                    error as? DatabaseError, .setting(name: "synchronous", seen: seen, allowed: "2"))
            }
        }
    }

    func testAnotherJournalModeIsRefused() throws {
        for mode in ["delete", "truncate", "persist", "memory", "off"] {
            let folder = try Folder()
            var settings = SQLiteSettings()
            settings.journalMode = mode
            XCTAssertThrowsError(try SQLiteConnection(path: folder.file, settings: settings)) { error in
                XCTAssertEqual(
                    error as? DatabaseError, .setting(name: "journal_mode", seen: mode, allowed: "wal"))
            }
        }
    }
}
