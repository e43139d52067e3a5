// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import XCTest

@testable import Database

final class StoreTests: XCTestCase {
    func testWhatWasWrittenIsThereAfterReopening() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        try store.insert(1)
        store.close()
        XCTAssertEqual(try Store(sqlite: folder.file, migrations: [thingsMigration]).ids(), [1])
    }

    func testTheFilesAreTheirOwnersAlone() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        try store.insert(1)
        for name in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.file + name)
            XCTAssertEqual(attributes[.posixPermissions] as? Int, 0o600, "of the file\(name)")
        }
    }

    func testValuesComeBackAsTheyWent() throws {
        let folder = try Folder()
        let store = try Store(
            sqlite: folder.file,
            migrations: [
                Migration(number: 1, name: "values", sql: "CREATE TABLE v (i INTEGER, r REAL, t TEXT, b BLOB) STRICT")
            ])
        let texts = ["", "مهر", "a\0b", String(repeating: "x", count: 100_000)]
        let blobs: [[UInt8]] = [[], [0], Array(0...255), Array(repeating: 7, count: 1_000_000)]
        for (text, blob) in zip(texts, blobs) {
            try store.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                try transaction.run("DELETE FROM v")
                try transaction.run(
                    "INSERT INTO v (i, r, t, b) VALUES (?, ?, ?, ?)",
                    [.integer(Int64.min), .real(0.1), .text(text), .blob(blob)])
            }
            try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
                _ = try reading.row("SELECT i, r, t, b, NULL FROM v") { row throws(DatabaseError) in
                    XCTAssertEqual(try row.integer(0), Int64.min)
                    XCTAssertEqual(try row.real(1), 0.1)
                    XCTAssertEqual(Array(try row.text(2).utf8), Array(text.utf8))
                    XCTAssertEqual(try row.blob(3), blob)
                    XCTAssertNil(try row.blobOrNil(4))
                    XCTAssertNil(try row.textOrNil(4))
                    XCTAssertNil(try row.integerOrNil(4))
                }
            }
        }
    }

    func testAColumnOfAnotherTypeIsAnErrorAndNotAGuess() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        try store.insert(1, name: "12")
        XCTAssertThrowsError(
            try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
                try reading.row("SELECT name FROM things") { row throws(DatabaseError) in try row.integer(0) }
            }
        ) { XCTAssertEqual($0 as? DatabaseError, .columnType(column: 0, seen: .text, allowed: .integer)) }
        XCTAssertThrowsError(
            try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
                try reading.row("SELECT name FROM things") { row throws(DatabaseError) in try row.text(9) }
            }
        ) { XCTAssertEqual($0 as? DatabaseError, .columnType(column: 9, seen: .null, allowed: .text)) }
    }

    func testErrorsNameTheStatementAndNoValues() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        try store.insert(1, name: "9990000018")
        XCTAssertThrowsError(try store.insert(2, name: "9990000018")) { error in
            XCTAssertEqual(
                error as? DatabaseError, .constraint(.unique, "UNIQUE constraint failed: things.name"))
            XCTAssertFalse("\(error)".contains("9990000018"))
        }
        XCTAssertThrowsError(
            try store.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                try transaction.run("INSERT INTO things (id, name) VALUES (?, ?)", ["9990000018"])
            }
        ) { error in
            guard case .engine? = error as? DatabaseError else { return XCTFail("\(error)") }
            XCTAssertFalse("\(error)".contains("9990000018"))
        }
    }

    func testAReaderSeesOneStateWhileOthersWrite() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        try store.insert(1)
        let counts = try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            func count() throws(DatabaseError) -> Int64 {
                try reading.row("SELECT COUNT(*) FROM things") { row throws(DatabaseError) in try row.integer(0) } ?? -1
            }
            let first = try count()
            try store.insert(2)
            return [first, try count()]
        }
        XCTAssertEqual(counts, [1, 1])
        XCTAssertEqual(try store.ids(), [1, 2])
    }

    func testAReadersConnectionCannotWrite() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        XCTAssertThrowsError(
            try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
                try reading.row("INSERT INTO things (id) VALUES (1) RETURNING id") {
                    row throws(DatabaseError) in try row.integer(0)
                }
            }
        ) { error in
            guard case .notOpened? = error as? DatabaseError else { return XCTFail("\(error)") }
        }
        XCTAssertEqual(try store.ids(), [])
    }

    func testTheSameStatementCanBeReadInsideItself() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        for id in 1...3 { try store.insert(Int64(id)) }
        let sql = "SELECT id FROM things ORDER BY id"
        let pairs = try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            try reading.rows(sql) { outer throws(DatabaseError) in
                let first = try outer.integer(0)
                return try reading.rows(sql) { inner throws(DatabaseError) in [first, try inner.integer(0)] }
            }
        }
        XCTAssertEqual(
            pairs.joined().map { $0 },
            [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2], [2, 3], [3, 1], [3, 2], [3, 3]])
    }

    func testManyThreadsReadAndWriteAtOnce() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration])
        let failures = Shared<[String]>([])
        onThreads(24) { thread in
            do {
                for round in 0..<20 {
                    let id = Int64(thread * 1_000 + round)
                    try store.insert(id)
                    // What was acknowledged is seen by every reader from then on.
                    let seen = try store.readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
                        try reading.row("SELECT 1 FROM things WHERE id = ?", [.integer(id)]) {
                            row throws(DatabaseError) in try row.integer(0)
                        }
                    }
                    if seen != 1 { failures.change { $0.append("\(id) is not there") } }
                }
            } catch {
                failures.change { $0.append("\(error)") }
            }
        }
        XCTAssertEqual(failures.now, [])
        XCTAssertEqual(try store.ids().count, 480)
    }

    func testAFileThatIsNoDatabaseIsRefused() throws {
        let folder = try Folder()
        try Data(String(repeating: "not a database ", count: 1_000).utf8).write(to: URL(fileURLWithPath: folder.file))
        XCTAssertThrowsError(try Store(sqlite: folder.file, migrations: [thingsMigration])) { error in
            XCTAssertEqual(error as? DatabaseError, .corrupt(code: 26, "file is not a database"))
        }
    }

    func testAFolderThatIsNotThereIsRefused() throws {
        XCTAssertThrowsError(try Store(sqlite: "/nowhere/at/all.sqlite", migrations: [thingsMigration])) { error in
            guard case .notOpened? = error as? DatabaseError else { return XCTFail("\(error)") }
        }
    }
}
