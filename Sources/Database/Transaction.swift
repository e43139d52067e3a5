// SPDX-License-Identifier: Apache-2.0

/// Leave to write: what is done in the closure it is handed to is kept whole or not at all.
public struct Transaction<Failure: StoreFailure> {
    /// Leave to read what is there, this transaction's own changes included.
    public let reading: Reading<Failure>

    init(_ connection: any EngineConnection) { reading = Reading(connection: connection) }

    /// Runs one statement that returns no rows.
    ///
    /// - Parameters:
    ///   - sql: one statement, with `?` for each value.
    ///   - arguments: the values, in order.
    /// - Returns: how many rows it inserted, changed or deleted.
    /// - Throws: the store's fault or refusal.
    @discardableResult
    public func run(_ sql: String, _ arguments: [DatabaseValue] = []) throws(Failure) -> Int {
        try Failure.telling { () throws(DatabaseError) in
            // Outside a transaction the engine would keep this statement by itself, at once.
            guard reading.connection.isInTransaction else { throw .transactionEnded }
            return try reading.connection.run(sql, arguments)
        }
    }

    /// Lets the numbers that are drawn for a column begin after those that are in it; needed after rows were brought
    /// with numbers of their own.
    ///
    /// - Parameters:
    ///   - column: an `INTEGER PRIMARY KEY`.
    ///   - table: whose.
    /// - Throws: the store's fault.
    public func drawNumbersAfterThose(in column: String, of table: String) throws(Failure) {
        try Failure.telling { () throws(DatabaseError) in
            try reading.connection.drawNumbersAfterThose(in: column, of: table)
        }
    }

    /// The first row of an answer; see ``Reading/row(_:_:_:)``.
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
        try reading.row(sql, arguments, take)
    }

    /// All rows of an answer; see ``Reading/rows(_:_:_:)``.
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
        try reading.rows(sql, arguments, take)
    }
}
