// SPDX-License-Identifier: Apache-2.0

/// Leave to read: one unchanging state of the store, for the length of a closure.
public struct Reading<Failure: StoreFailure> {
    let connection: any EngineConnection

    /// The first row of an answer.
    ///
    /// - Parameters:
    ///   - sql: one statement, with `?` for each value.
    ///   - arguments: the values, in order.
    ///   - take: makes a value of the row.
    /// - Returns: what `take` made, or nil if the answer has no rows.
    /// - Throws: what `take` throws, or the store's fault.
    public func row<Value>(
        _ sql: String, _ arguments: [DatabaseValue] = [], _ take: (borrowing Row<Failure>) throws(Failure) -> Value
    ) throws(Failure) -> Value? {
        let cursor = try cursor(sql, arguments)
        defer { cursor.close() }
        guard try next(cursor) else { return nil }
        return try take(Row(cursor))
    }

    /// All rows of an answer, in its order.
    ///
    /// - Parameters:
    ///   - sql: one statement, with `?` for each value.
    ///   - arguments: the values, in order.
    ///   - take: makes a value of each row.
    /// - Returns: what `take` made of each.
    /// - Throws: what `take` throws, or the store's fault.
    public func rows<Value>(
        _ sql: String, _ arguments: [DatabaseValue] = [], _ take: (borrowing Row<Failure>) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        let cursor = try cursor(sql, arguments)
        defer { cursor.close() }
        var values: [Value] = []
        while try next(cursor) { values.append(try take(Row(cursor))) }
        return values
    }

    /// Goes through an answer of any length without keeping it.
    ///
    /// - Parameters:
    ///   - sql: one statement, with `?` for each value.
    ///   - arguments: the values, in order.
    ///   - body: is shown each row.
    /// - Throws: what `body` throws, or the store's fault.
    public func forEach(
        _ sql: String, _ arguments: [DatabaseValue] = [], _ body: (borrowing Row<Failure>) throws(Failure) -> Void
    ) throws(Failure) {
        let cursor = try Failure.telling { () throws(DatabaseError) in try connection.stream(sql, arguments) }
        defer { cursor.close() }
        while try next(cursor) { try body(Row(cursor)) }
    }

    private func cursor(_ sql: String, _ arguments: [DatabaseValue]) throws(Failure) -> any EngineCursor {
        try Failure.telling { () throws(DatabaseError) in try connection.cursor(sql, arguments) }
    }

    private func next(_ cursor: any EngineCursor) throws(Failure) -> Bool {
        try Failure.telling { () throws(DatabaseError) in try cursor.next() }
    }
}
