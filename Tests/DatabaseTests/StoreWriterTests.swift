// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Database

final class StoreWriterTests: XCTestCase {
    private var folder: Folder!
    private var script: Shared<ProbedConnection.Script>!

    // XCTest keeps its cases to the end, and they would keep their folders.
    override func tearDown() { folder = nil }

    override func setUpWithError() throws {
        folder = try Folder()
        script = Shared(ProbedConnection.Script())
        try Migrator([thingsMigration]).migrate(try SQLiteConnection(path: folder.file))
    }

    private func makeWriter(queueLimit: Int = 4_096) throws -> StoreWriter {
        let path = folder.file
        let script = script!
        return try StoreWriter(queueLimit: queueLimit, probeInterval: 0.05) {
            () throws(DatabaseError) -> any EngineConnection in try ProbedConnection(path: path, script)
        }
    }

    private func ids() throws -> [Int64] {
        let path = folder.file
        return try ReaderPool { () throws(DatabaseError) -> any EngineConnection in
            try SQLiteConnection(path: path)
        }
        .read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            try reading.rows("SELECT id FROM things ORDER BY id") { row throws(DatabaseError) in try row.integer(0) }
        }
    }

    /// Holds the writer's thread with one job while others queue, so that they make one group.
    private func asOneGroup(_ writer: StoreWriter, _ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let holding = DispatchSemaphore(value: 0)
        let go = DispatchSemaphore(value: 0)
        let holder = Thread {
            try? writer.write { (_: Transaction<DatabaseError>) throws(DatabaseError) in
                holding.signal()
                go.wait()
            }
        }
        holder.start()
        holding.wait()
        let queued = Shared(0)
        let done = DispatchGroup()
        for index in 0..<count {
            done.enter()
            Thread.detachNewThread {
                queued.change { $0 += 1 }
                body(index)
                done.leave()
            }
        }
        XCTAssertTrue(eventually { queued.now == count })
        // From counting itself to being in the queue takes a thread some microseconds more.
        Thread.sleep(forTimeInterval: 0.1)
        go.signal()
        done.wait()
    }

    private static func insert(_ id: Int, _ writer: StoreWriter) throws(TestError) {
        _ = try writer.write { (transaction: Transaction<TestError>) throws(TestError) in
            try transaction.run("INSERT INTO things (id) VALUES (?)", [.integer(Int64(id))])
        }
    }

    func testWhatWaitsIsOneCommit() throws {
        let writer = try makeWriter()
        let before = script.now.commits
        asOneGroup(writer, 100) { index in try? Self.insert(index, writer) }
        XCTAssertEqual(try ids().count, 100)
        // The holder's own, and the group's.
        XCTAssertEqual(script.now.commits - before, 2)
    }

    func testAGroupHasAtMost256Jobs() throws {
        let writer = try makeWriter()
        let before = script.now.commits
        asOneGroup(writer, 300) { index in try? Self.insert(index, writer) }
        XCTAssertEqual(try ids().count, 300)
        XCTAssertEqual(script.now.commits - before, 3)
    }

    func testAJobThatThrowsUndoesOnlyItself() throws {
        let writer = try makeWriter()
        let outcomes = Shared<[Int: TestError]>([:])
        asOneGroup(writer, 20) { index in
            do throws(TestError) {
                try writer.write { (transaction: Transaction<TestError>) throws(TestError) in
                    try transaction.run("INSERT INTO things (id) VALUES (?)", [.integer(Int64(index))])
                    if index % 2 == 1 { throw .refused(index) }
                }
            } catch {
                outcomes.change { $0[index] = error }
            }
        }
        XCTAssertEqual(try ids(), (0..<20).filter { $0 % 2 == 0 }.map(Int64.init))
        XCTAssertEqual(
            outcomes.now, Dictionary(uniqueKeysWithValues: (0..<20).filter { $0 % 2 == 1 }.map { ($0, .refused($0)) }))
    }

    func testABrokenConstraintFailsOneJobOfAGroup() throws {
        let writer = try makeWriter()
        try Self.insert(7, writer)
        let failures = Shared<[TestError]>([])
        asOneGroup(writer, 10) { index in
            do throws(TestError) { try Self.insert(index, writer) } catch { failures.change { $0.append(error) } }
        }
        XCTAssertEqual(try ids(), (0..<10).map(Int64.init))
        XCTAssertEqual(
            failures.now, [.database(.constraint(.unique, "UNIQUE constraint failed: things.id"))])
    }

    func testAFailedCommitFailsEveryJobAndKeepsNothing() throws {
        let writer = try makeWriter()
        let failures = Shared<[TestError]>([])
        let fault = DatabaseError.busy("test")
        let script = script!
        asOneGroup(writer, 10) { index in
            do throws(TestError) {
                try writer.write { (transaction: Transaction<TestError>) throws(TestError) in
                    script.change { $0.failNextCommit = fault }
                    try transaction.run("INSERT INTO things (id) VALUES (?)", [.integer(Int64(index))])
                    if index == 3 { throw .refused(3) }
                }
            } catch {
                failures.change { $0.append(error) }
            }
        }
        XCTAssertEqual(failures.now, Array(repeating: .database(fault), count: 10))
        XCTAssertEqual(try ids(), [])
        // Busy is nobody's disk: the next write is taken.
        try Self.insert(1, writer)
        XCTAssertEqual(try ids(), [1])
    }

    func testATransactionThatTheEngineEndedFailsTheWholeGroup() throws {
        let writer = try makeWriter()
        let failures = Shared<[TestError]>([])
        script.change { $0.endTransactionAtMark = 6 }  // The holder's mark is the first.
        asOneGroup(writer, 10) { index in
            do throws(TestError) { try Self.insert(index, writer) } catch { failures.change { $0.append(error) } }
        }
        XCTAssertEqual(failures.now, Array(repeating: .database(.transactionEnded), count: 10))
        XCTAssertEqual(try ids(), [])
        try Self.insert(100, writer)
    }

    func testAFaultRefusesWritesUntilAProbeSucceeds() throws {
        let writer = try makeWriter()
        let fault = DatabaseError.full("test")
        let script = script!
        script.change { $0.failOpening = fault }
        XCTAssertThrowsError(
            try writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
                script.change { $0.failNextCommit = fault }
                try transaction.run("INSERT INTO things (id) VALUES (1)")
            }
        ) { XCTAssertEqual($0 as? DatabaseError, fault) }
        XCTAssertThrowsError(try Self.insert(2, writer)) {
            XCTAssertEqual($0 as? TestError, .database(.refusingWrites(because: fault)))
        }
        XCTAssertEqual(writer.refusal, fault)
        // Probes go on failing.
        let opens = script.now.opens
        XCTAssertTrue(eventually { script.now.opens > opens + 2 })
        XCTAssertEqual(writer.refusal, fault)
        // And then the disk has room again.
        script.change { $0.failOpening = nil }
        XCTAssertTrue(eventually { writer.refusal == nil })
        try Self.insert(3, writer)
        XCTAssertEqual(try ids(), [3])
    }

    func testAWriteInsideAWriteIsRefused() throws {
        let writer = try makeWriter()
        XCTAssertThrowsError(
            try writer.write { (_: Transaction<TestError>) throws(TestError) in try Self.insert(1, writer) }
        ) { XCTAssertEqual($0 as? TestError, .database(.nestedWrite)) }
    }

    func testAFullQueueRefuses() throws {
        let writer = try makeWriter(queueLimit: 5)
        let refused = Shared<[TestError]>([])
        asOneGroup(writer, 12) { index in
            do throws(TestError) { try Self.insert(index, writer) } catch { refused.change { $0.append(error) } }
        }
        XCTAssertEqual(refused.now, Array(repeating: .database(.queueFull(limit: 5)), count: 7))
        XCTAssertEqual(try ids().count, 5)
    }

    func testClosingFinishesWhatWaitsAndRefusesTheRest() throws {
        let writer = try makeWriter()
        asOneGroup(writer, 50) { index in
            try? Self.insert(index, writer)
        }
        writer.close()
        XCTAssertEqual(try ids().count, 50)
        XCTAssertThrowsError(try Self.insert(99, writer)) { XCTAssertEqual($0 as? TestError, .database(.closed)) }
    }

    func testAFailedSyncIsSaidAfterClosingToo() throws {
        // Otherwise the process would end as if all were well, and nobody would start it again.
        for (fault, after) in [
            (DatabaseError.inputOutput(code: 1_034, "fsync"), DatabaseError.inputOutput(code: 1_034, "fsync")),
            (.full("test"), .closed),
        ] {
            let writer = try makeWriter()
            let script = script!
            script.change { $0.failOpening = fault }
            defer { script.change { $0.failOpening = nil } }
            XCTAssertThrowsError(
                try writer.write { (_: Transaction<DatabaseError>) throws(DatabaseError) in
                    script.change { $0.failNextCommit = fault }
                })
            XCTAssertEqual(writer.refusal, fault)
            writer.close()
            XCTAssertEqual(writer.refusal, after)
        }
    }

    func testAWriterWhoseFileCannotBeOpenedIsNotMade() {
        script.change { $0.failOpening = .notOpened(code: 14, "test") }
        XCTAssertThrowsError(try makeWriter()) {
            XCTAssertEqual($0 as? DatabaseError, .notOpened(code: 14, "test"))
        }
    }
}
