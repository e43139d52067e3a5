// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Database

extension PostgreSQLServer {
    /// A database for one test: a schema that no other has.
    func settings() -> PostgreSQLSettings {
        let schema = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        return PostgreSQLSettings(host: host, port: port, database: user, user: user, schema: schema)
    }
}

/// What every engine does for the house, done by PostgreSQL; StoreTests and StoreWriterTests are SQLite's.
final class PostgreSQLTests: XCTestCase {
    private func store(
        _ settings: PostgreSQLSettings? = nil, _ migrations: [Migration] = [thingsMigration]
    ) throws -> Store {
        try Store(postgreSQL: settings ?? PostgreSQLServer.shared().settings(), migrations: migrations)
    }

    func testWhatWasWrittenIsThereAfterReopening() throws {
        let settings = try PostgreSQLServer.shared().settings()
        let store = try store(settings)
        try store.insert(1)
        XCTAssertEqual(try store.ids(), [1])
        store.close()
        XCTAssertEqual(try self.store(settings).ids(), [1])
        XCTAssertThrowsError(try store.insert(2)) { XCTAssertEqual($0 as? DatabaseError, .closed) }
    }

    func testValuesComeBackAsTheyWent() throws {
        let table = Migration(
            number: 1, name: "values", sql: "CREATE TABLE v (i INTEGER, r REAL, t TEXT, b BLOB) STRICT")
        let store = try store(nil, [table])
        let texts = ["", "مهر", "a'b\"c\\d?", String(repeating: "x", count: 100_000)]
        let blobs: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 7, count: 1_000_000)]
        for (text, blob) in zip(texts, blobs) {
            try store.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                try transaction.run("DELETE FROM v")
                try transaction.run(
                    "INSERT INTO v (i, r, t, b) VALUES (?, ?, ?, ?)",
                    [.integer(Int64.min), .real(0.1), .text(text), .blob(blob)])
            }
            try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
                _ = try reading.row("SELECT i, r, t, b, NULL FROM v WHERE t = ?", [.text(text)]) {
                    row throws(DatabaseError) in
                    XCTAssertEqual(try row.integer(0), Int64.min)
                    XCTAssertEqual(try row.real(1), 0.1)
                    XCTAssertEqual(Array(try row.text(2).utf8), Array(text.utf8))
                    XCTAssertEqual(try row.blob(3), blob)
                    XCTAssertNil(try row.blobOrNil(4))
                }
            }
        }
        // The one text that a server cannot keep is refused, not cut.
        XCTAssertThrowsError(
            try store.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                try transaction.run("INSERT INTO v (t) VALUES (?)", [.text("a\0b")])
            })
    }

    func testNumbersAreNumbersHoweverTheServerCountsThem() throws {
        let store = try store()
        for id: Int64 in [4_000_000_000, 5, -12_345_678_901] { try store.insert(id, name: "\(id)") }
        try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            let sql = """
                SELECT SUM(id), SUM(-id), COUNT(*), MAX(id) > 5, length(MAX(name)), SUM(id - id), SUM(id) + 10000 FROM things
                """
            _ = try reading.row(sql) { row throws(DatabaseError) in
                let seen = try (0..<7).map { column throws(DatabaseError) in try row.integer(column) }
                XCTAssertEqual(seen, [-8_345_678_896, 8_345_678_896, 3, 1, 1, 0, -8_345_668_896])
            }
        }
    }

    func testWhatBreaksARuleIsToldByTableAndRuleWithoutTheValue() throws {
        let people = Migration(
            number: 1, name: "people",
            sql: """
                CREATE TABLE offices (id TEXT PRIMARY KEY) STRICT;
                CREATE TABLE people (id TEXT PRIMARY KEY, office TEXT NOT NULL REFERENCES offices (id),
                    age INTEGER CHECK (age > 0)) STRICT, WITHOUT ROWID;
                INSERT INTO offices (id) VALUES ('tehran');
                INSERT INTO people (id, office, age) VALUES ('9990000018', 'tehran', 3);
                """)
        let store = try store(nil, [people])
        let cases: [([DatabaseValue], DatabaseError.Constraint)] = [
            (["9990000018", "tehran", 1], .unique), (["9990000026", "9990000034", 1], .foreignKey),
            (["9990000026", .null, 1], .notNull), (["9990000026", "tehran", -9_990_000_018], .check),
            (["9990000026", "tehran", "9990000018"], .other),
        ]
        for (values, rule) in cases {
            XCTAssertThrowsError(
                try store.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                    try transaction.run("INSERT INTO people (id, office, age) VALUES (?, ?, ?)", values)
                }
            ) { error in
                guard case .constraint(rule, let place) = error as? DatabaseError else { return XCTFail("\(error)") }
                XCTAssertFalse("\(error)".contains("999"), "\(error)")
                XCTAssertTrue(rule == .other || place.hasPrefix("people"), place)
            }
        }
    }

    func testAJobThatThrowsUndoesOnlyItselfWhateverItDidBefore() throws {
        let store = try store()
        let outcomes = Shared([Int: Bool]())
        onThreads(40) { index in
            let isDone: Bool
            do {
                try store.writer.write { (transaction: Transaction<TestError>) throws(TestError) in
                    try transaction.run("INSERT INTO things (id) VALUES (?)", [.integer(Int64(index))])
                    if index % 4 == 1 { throw TestError.refused(index) }
                    // The server itself refuses: from there on it takes nothing until the mark is gone back to.
                    if index % 4 == 2 {
                        try transaction.run("INSERT INTO things (id) VALUES (?)", [.integer(Int64(index))])
                    }
                    if index % 4 == 3 { try transaction.run("INSERT INTO nowhere (id) VALUES (1)") }
                }
                isDone = true
            } catch { isDone = false }
            outcomes.change { $0[index] = isDone }
        }
        let kept = outcomes.now.filter(\.value).map(\.key).sorted()
        XCTAssertEqual(kept, Array(stride(from: 0, to: 40, by: 4)))
        XCTAssertEqual(try store.ids(), kept.map(Int64.init))
    }

    func testALongAnswerComesInPiecesAndOthersAreAskedMeanwhile() throws {
        let store = try store()
        try store.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
            for id in 0..<5_001 { try transaction.run("INSERT INTO things (id) VALUES (?)", [.integer(Int64(id))]) }
        }
        let seen = try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            var seen = 0
            try reading.forEach("SELECT id FROM things WHERE id >= ? ORDER BY id", [.integer(1)]) {
                row throws(DatabaseError) in
                seen += 1
                XCTAssertEqual(try row.integer(0), Int64(seen))
                if seen % 1_000 == 0 {
                    let found = try reading.row("SELECT 1 FROM things WHERE id = ?", [.integer(Int64(seen))]) { _ in
                        true
                    }
                    XCTAssertEqual(found, true)
                }
            }
            return seen
        }
        XCTAssertEqual(seen, 5_000)
    }

    func testAReaderSeesOneStateAndTheNextOneTheNewest() throws {
        let store = try store()
        try store.insert(1)
        try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            let count = { () throws(DatabaseError) in
                try reading.row("SELECT COUNT(*) FROM things") { row throws(DatabaseError) in try row.integer(0) }
            }
            XCTAssertEqual(try count(), 1)
            try store.insert(2)
            XCTAssertEqual(try count(), 1)
        }
        XCTAssertEqual(try store.ids(), [1, 2])
    }

    func testOfManyThatOpenAtOnceTheSchemaIsMadeOnce() throws {
        let settings = try PostgreSQLServer.shared().settings()
        let failures = Shared([String]())
        onThreads(6) { index in
            do {
                let store = try Store(postgreSQL: settings, migrations: [thingsMigration])
                try store.insert(Int64(index))
                store.close()
            } catch { failures.change { $0.append("\(error)") } }
        }
        XCTAssertEqual(failures.now, [])
        XCTAssertEqual(try store(settings).ids(), [0, 1, 2, 3, 4, 5])
        // A step that reads otherwise, and a database that is newer, as with any engine.
        let other = Migration(number: 1, name: "things", sql: thingsMigration.sql + " ")
        XCTAssertThrowsError(try store(settings, [other])) {
            XCTAssertEqual($0 as? DatabaseError, .migrationChanged(number: 1, name: "things", line: 1))
        }
        XCTAssertThrowsError(try store(settings, [])) {
            XCTAssertEqual($0 as? DatabaseError, .databaseNewer(seen: 1, allowed: 0))
        }
    }

    /// Two processes: what one read stays true until it has written.
    func testWritersOfSeveralProcessesFollowEachOther() throws {
        let settings = try PostgreSQLServer.shared().settings()
        let stores = try [store(settings), store(settings), store(settings)]
        let failures = Shared(0)
        onThreads(12) { index in
            for _ in 0..<10 {
                do {
                    try stores[index % 3].writer.write {
                        (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                        let next = try transaction.row("SELECT coalesce(MAX(id), -1) + 1 FROM things") {
                            row throws(DatabaseError) in try row.integer(0)
                        }
                        try transaction.run("INSERT INTO things (id) VALUES (?)", [.integer(next ?? 0)])
                    }
                } catch { failures.change { $0 += 1 } }
            }
        }
        XCTAssertEqual(failures.now, 0)
        XCTAssertEqual(try stores[0].ids(), Array(0..<120))
    }

    /// One that stands still in the middle of a write is cut off; the others go on, and it cannot end what it began.
    func testAWriterThatStandsStillIsCutOff() throws {
        var settings = try PostgreSQLServer.shared().settings()
        settings.stalledMilliseconds = 300
        let (stalled, other) = try (store(settings), store(settings))
        let isIn = DispatchSemaphore(value: 0)
        let failed = Shared<DatabaseError?>(nil)
        let ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            do throws(DatabaseError) {
                try stalled.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                    try transaction.run("INSERT INTO things (id) VALUES (1)")
                    isIn.signal()
                    Thread.sleep(forTimeInterval: 1.5)
                }
            } catch { failed.change { $0 = error } }
            ended.signal()
        }
        isIn.wait()
        try other.insert(2)
        ended.wait()
        guard case .unreachable = failed.now else { return XCTFail("\(String(describing: failed.now))") }
        XCTAssertEqual(try other.ids(), [2])
        XCTAssertTrue(eventually { (try? stalled.insert(3)) != nil })
    }
}
