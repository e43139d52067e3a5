// SPDX-License-Identifier: Apache-2.0
import Foundation

@testable import Database

/// One table of numbers and text.
let thingsMigration = Migration(
    number: 1, name: "things",
    sql: "CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT UNIQUE, filling BLOB) STRICT;")

extension Store {
    func insert(_ id: Int64, name: String? = nil) throws(DatabaseError) {
        _ = try writer.write { (transaction: Transaction<DatabaseError>) throws(DatabaseError) in
            try transaction.run("INSERT INTO things (id, name) VALUES (?, ?)", [.integer(id), .text(orNull: name)])
        }
    }

    func ids() throws(DatabaseError) -> [Int64] {
        try readers.read { (reading: Reading<DatabaseError>) throws(DatabaseError) in
            try reading.rows("SELECT id FROM things ORDER BY id") { row throws(DatabaseError) in try row.integer(0) }
        }
    }
}

/// An error of the test's own, as a room has one.
enum TestError: StoreFailure, Equatable {
    case refused(Int)
    case database(DatabaseError)

    var storeFault: DatabaseError? {
        guard case .database(let error) = self else { return nil }
        return error
    }
}

/// A value that several threads change.
final class Shared<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func change<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }

    var now: Value { change { $0 } }
}

/// Runs a body on several threads at once and waits for all.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        Thread.detachNewThread {
            body(index)
            group.leave()
        }
    }
    group.wait()
}

/// Waits up to ten seconds for something to become true.
func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<1_000 {
        if condition() { return true }
        Thread.sleep(forTimeInterval: 0.01)
    }
    return false
}

/// A connection that counts its commits and fails when told to.
final class ProbedConnection: EngineConnection {
    struct Script: Sendable {
        var commits = 0
        var marks = 0
        var failNextCommit: DatabaseError?
        var endTransactionAtMark: Int?
        var opens = 0
        var failOpening: DatabaseError?
    }

    private let inner: SQLiteConnection
    private let script: Shared<Script>

    init(path: String, _ script: Shared<Script>) throws(DatabaseError) {
        let refusal = script.change { script in
            script.opens += 1
            return script.failOpening
        }
        if let refusal { throw refusal }
        inner = try SQLiteConnection(path: path)
        self.script = script
    }

    var isInTransaction: Bool { inner.isInTransaction }

    func run(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> Int {
        try inner.run(sql, arguments)
    }

    func cursor(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> any EngineCursor {
        try inner.cursor(sql, arguments)
    }

    func script(_ sql: String) throws(DatabaseError) { try inner.script(sql) }

    func beginReading() throws(DatabaseError) { try inner.beginReading() }

    func beginWriting() throws(DatabaseError) { try inner.beginWriting() }

    func commit() throws(DatabaseError) {
        let failure = script.change { script in
            defer { script.failNextCommit = nil }
            if script.failNextCommit == nil { script.commits += 1 }
            return script.failNextCommit
        }
        if let failure { throw failure }
        try inner.commit()
    }

    func rollBack() { inner.rollBack() }

    func tidyUp() { inner.tidyUp() }

    func mark() throws(DatabaseError) {
        try inner.mark()
        let end = script.change { script in
            script.marks += 1
            return script.endTransactionAtMark == script.marks
        }
        // What SQLite does by itself after some faults.
        if end { inner.rollBack() }
    }

    func releaseMark() throws(DatabaseError) { try inner.releaseMark() }

    func rollBackToMark() throws(DatabaseError) { try inner.rollBackToMark() }
}
