// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import XCTest

@testable import Database

/// Real refusals of the engine and the kernel, where ``StoreWriterTests`` has made-up ones.
final class DiskFaultTests: XCTestCase {
    private let filling = DatabaseValue.blob(Array(repeating: 1, count: 20_000))

    private func fill(_ store: Store, _ id: Int64) throws(DatabaseError) {
        let filling = filling
        _ = try store.writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
            try transaction.run("INSERT INTO things (id, filling) VALUES (?, ?)", [.integer(id), filling])
        }
    }

    func testAFullDatabaseRefusesWritesAndTakesThemAgainUnattended() throws {
        let folder = try Folder()
        let room = Shared<Int?>(60)
        let store = try Store(
            sqlite: folder.file, migrations: [thingsMigration], probeInterval: 0.05,
            writing: {
                var settings = SQLiteSettings()
                settings.maximumPages = room.now
                return settings
            })
        var written: [Int64] = []
        XCTAssertThrowsError(
            try {
                for id in 1...100 {
                    try fill(store, Int64(id))
                    written.append(Int64(id))
                }
            }()
        ) { XCTAssertEqual($0 as? DatabaseError, .full("database or disk is full")) }
        XCTAssertGreaterThan(written.count, 2)
        // New writes are refused at once; what was acknowledged is still read.
        XCTAssertThrowsError(try store.insert(1_000)) {
            XCTAssertEqual($0 as? DatabaseError, .refusingWrites(because: .full("database or disk is full")))
        }
        XCTAssertEqual(try store.ids(), written)
        room.change { $0 = 100_000 }
        XCTAssertTrue(eventually { store.writer.refusal == nil })
        try store.insert(1_000)
        XCTAssertEqual(try store.ids(), written + [1_000])
    }

    func testFilesThatWereMovedDeletedOrReplacedTakeNoWrites() throws {
        for name in ["", "-wal"] {
            let folder = try Folder()
            let store = try Store(
                sqlite: folder.file, migrations: [thingsMigration], probeInterval: 0.05, writing: { SQLiteSettings() })
            try store.insert(1)
            XCTAssertEqual(try store.ids(), [1])
            let file = folder.file + name
            let refusal = DatabaseError.fileReplaced(name: "test.sqlite" + name)
            // Moved away, and back.
            try FileManager.default.moveItem(atPath: file, toPath: file + ".away")
            XCTAssertThrowsError(try store.insert(2)) { XCTAssertEqual($0 as? DatabaseError, refusal) }
            XCTAssertEqual(store.writer.refusal, refusal)
            XCTAssertFalse(FileManager.default.fileExists(atPath: folder.file) && name.isEmpty, "made anew")
            XCTAssertEqual(try store.ids(), [1], "an open reader goes on")
            try? FileManager.default.removeItem(atPath: file)
            try FileManager.default.moveItem(atPath: file + ".away", toPath: file)
            XCTAssertTrue(eventually { store.writer.refusal == nil })
            try store.insert(2)
            // Replaced by a copy, which is older from the next write on.
            try FileManager.default.copyItem(atPath: file, toPath: file + ".copy")
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.moveItem(atPath: file + ".copy", toPath: file)
            XCTAssertThrowsError(try store.insert(3)) { XCTAssertEqual($0 as? DatabaseError, refusal) }
            Thread.sleep(forTimeInterval: 0.3)
            XCTAssertEqual(store.writer.refusal, refusal, "no probe takes the copy for the file")
        }
    }

    func testAReaderThatOpensWhileTheLogIsAwayMakesNoneInItsPlace() throws {
        let folder = try Folder()
        let store = try Store(sqlite: folder.file, migrations: [thingsMigration], writing: { SQLiteSettings() })
        try store.insert(1)
        let log = folder.file + "-wal"
        try FileManager.default.moveItem(atPath: log, toPath: log + ".away")
        // Nobody has read yet, so a connection has to be opened.
        XCTAssertThrowsError(try store.ids()) {
            XCTAssertEqual($0 as? DatabaseError, .fileReplaced(name: "test.sqlite-wal"))
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: log), "an empty log was made")
        try FileManager.default.moveItem(atPath: log + ".away", toPath: log)
        XCTAssertEqual(try store.ids(), [1])
    }

    func testAReaderWhoseFilesFailedIsNotLentAgain() throws {
        let folder = try Folder()
        let opened = Shared(0)
        let pool = ReaderPool(limit: 1) { () throws(DatabaseError) -> any EngineConnection in
            opened.change { $0 += 1 }
            return try SQLiteConnection(path: folder.file)
        }
        func read(_ error: DatabaseError?) throws(DatabaseError) {
            try pool.read { (_: Reading<DatabaseError>) throws(DatabaseError) in if let error { throw error } }
        }
        try read(nil)
        // One that only said no goes on.
        XCTAssertThrowsError(try read(.constraint(.unique, "")))
        try read(nil)
        XCTAssertEqual(opened.now, 1)
        XCTAssertThrowsError(try read(.inputOutput(code: 522, "disk I/O error")))
        try read(nil)
        XCTAssertEqual(opened.now, 2)
    }

    // The kernel refuses to let a file grow: a real failed write under the engine.
    func testAWriteThatTheKernelRefusesIsATypedErrorAndLosesNothing() throws {
        let folder = try Folder()
        let store = try Store(
            sqlite: folder.file, migrations: [thingsMigration], probeInterval: 0.05, writing: { SQLiteSettings() })
        try fill(store, 1)
        let size = try FileManager.default.attributesOfItem(atPath: folder.file + "-wal")[.size] as? UInt64 ?? 0
        var before = rlimit()
        XCTAssertEqual(getrlimit(__rlimit_resource_t(1), &before), 0)  // 1: RLIMIT_FSIZE
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: rlim_t(size + 8_192), rlim_max: before.rlim_max)
        XCTAssertEqual(setrlimit(__rlimit_resource_t(1), &limit), 0)
        defer { _ = setrlimit(__rlimit_resource_t(1), &before) }
        XCTAssertThrowsError(try fill(store, 2)) { error in
            switch error as? DatabaseError {
            case .inputOutput?, .full?: break
            default: XCTFail("\(error)")
            }
        }
        XCTAssertNotNil(store.writer.refusal)
        XCTAssertEqual(try store.ids(), [1])
        XCTAssertEqual(setrlimit(__rlimit_resource_t(1), &before), 0)
        XCTAssertTrue(eventually { store.writer.refusal == nil })
        try fill(store, 3)
        XCTAssertEqual(try store.ids(), [1, 3])
    }
}
