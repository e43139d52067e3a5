// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Database

final class MigrationTests: XCTestCase {
    private let second = Migration(
        number: 2, name: "more",
        sql: "ALTER TABLE things ADD COLUMN colour TEXT;\nCREATE INDEX colours ON things (colour);")

    private func migrate(_ folder: Folder, _ migrations: [Migration]) throws {
        try Migrator(migrations).migrate(try SQLiteConnection(path: folder.file))
    }

    func testEachMigrationIsAppliedOnceAndInOrder() throws {
        let folder = try Folder()
        try migrate(folder, [thingsMigration])
        try migrate(folder, [thingsMigration, second])
        try migrate(folder, [thingsMigration, second])
        let connection = try SQLiteConnection(path: folder.file)
        XCTAssertEqual(try connection.run("INSERT INTO things (id, colour) VALUES (1, 'red')"), 1)
    }

    func testAnAppliedMigrationWhoseTextChangedIsRefused() throws {
        let folder = try Folder()
        try migrate(folder, [thingsMigration, second])
        let edited = Migration(number: 2, name: "more", sql: second.sql + " ")
        XCTAssertThrowsError(try migrate(folder, [thingsMigration, edited])) {
            XCTAssertEqual($0 as? DatabaseError, .migrationChanged(number: 2, name: "more", line: 2))
        }
        let longer = Migration(number: 2, name: "more", sql: second.sql + "\n")
        XCTAssertThrowsError(try migrate(folder, [thingsMigration, longer])) {
            XCTAssertEqual($0 as? DatabaseError, .migrationChanged(number: 2, name: "more", line: 3))
        }
    }

    func testADatabaseNewerThanTheProgramIsRefused() throws {
        let folder = try Folder()
        try migrate(folder, [thingsMigration, second])
        XCTAssertThrowsError(try migrate(folder, [thingsMigration])) {
            XCTAssertEqual($0 as? DatabaseError, .databaseNewer(seen: 2, allowed: 1))
        }
    }

    func testMigrationsThatAreNotNumberedInOrderAreRefused() {
        XCTAssertThrowsError(try Migrator([second])) {
            XCTAssertEqual($0 as? DatabaseError, .migrationNumber(seen: 2, allowed: 1))
        }
    }

    func testAMigrationThatFailsLeavesTheDatabaseAsItWas() throws {
        let folder = try Folder()
        try migrate(folder, [thingsMigration])
        let broken = Migration(number: 2, name: "broken", sql: "CREATE TABLE more (id INTEGER) STRICT; NONSENSE;")
        XCTAssertThrowsError(try migrate(folder, [thingsMigration, broken]))
        try migrate(folder, [thingsMigration, second])
        let connection = try SQLiteConnection(path: folder.file)
        XCTAssertThrowsError(try connection.run("INSERT INTO more (id) VALUES (1)"))
    }

    func testTwoStoresThatStartTogetherMigrateOnce() throws {
        let folder = try Folder()
        let failures = Shared<[String]>([])
        onThreads(8) { _ in
            do {
                let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
                store.close()
            } catch {
                failures.change { $0.append("\(error)") }
            }
        }
        XCTAssertEqual(failures.now, [])
    }
}
