// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// Connections for reading, lent to one thread each.
///
/// Readers never wait for the writer nor the writer for them; a reader sees the state that was
/// durable when it began.
public final class ReaderPool: @unchecked Sendable {
    // `idle`, `lent` and `isClosed` are read and changed under `lock`; a lent connection belongs to
    // the thread it was lent to.
    private let lock = NSCondition()
    private var idle: [any EngineConnection] = []
    private var lent = 0
    private var isClosed = false
    private let limit: Int
    private let open: @Sendable () throws(DatabaseError) -> any EngineConnection

    /// Describes the pool; connections are opened when first needed.
    ///
    /// - Parameters:
    ///   - limit: how many connections there may be; further readers wait.
    ///   - open: opens one.
    init(limit: Int = 16, opening open: @escaping @Sendable () throws(DatabaseError) -> any EngineConnection) {
        self.limit = limit
        self.open = open
    }

    /// Reads; everything in the closure sees one state.
    ///
    /// - Parameter body: must not ask the pool for another reader.
    /// - Returns: what `body` returned.
    /// - Throws: what `body` threw, or the store's fault.
    public func read<Value, Failure: StoreFailure>(
        _ body: (Reading<Failure>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let connection = try Failure.telling { () throws(DatabaseError) in try borrow() }
        // After a fault of its files the connection may hold what is no longer there: the next reader opens its own.
        var isSound = true
        defer { giveBack(isSound ? connection : nil) }
        defer { connection.rollBack() }
        do throws(Failure) {
            try Failure.telling { () throws(DatabaseError) in try connection.beginReading() }
            return try body(Reading(connection: connection))
        } catch {
            isSound = error.storeFault?.stopsWriting != true
            throw error
        }
    }

    /// Lends no more connections, and closes those that are idle.
    public func close() {
        lock.lock()
        defer { lock.unlock() }
        isClosed = true
        idle = []
        lock.broadcast()
    }

    private func borrow() throws(DatabaseError) -> any EngineConnection {
        lock.lock()
        while idle.isEmpty, lent >= limit, !isClosed { lock.wait() }
        guard !isClosed else {
            lock.unlock()
            throw .closed
        }
        lent += 1
        var kept = idle.popLast()
        // One whose server went away meanwhile is no use; the server may be back.
        while let old = kept, !old.isUsable { kept = idle.popLast() }
        lock.unlock()
        if let kept { return kept }
        do throws(DatabaseError) {
            return try open()
        } catch {
            giveBack(nil)
            throw error
        }
    }

    private func giveBack(_ connection: (any EngineConnection)?) {
        lock.lock()
        defer { lock.unlock() }
        lent -= 1
        if let connection, connection.isUsable, !isClosed { idle.append(connection) }
        lock.signal()
    }
}
