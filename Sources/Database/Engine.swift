// SPDX-License-Identifier: Apache-2.0

/// What a database engine does for the house: the point at which engines differ.
///
/// Statements are written once, with `?` for values and no word that only one engine knows; what
/// an engine spells otherwise it translates behind this. Not thread-safe: one connection, one
/// thread at a time.
protocol EngineConnection: AnyObject {
    /// Whether a transaction is open; an engine may have ended it by itself after a fault.
    var isInTransaction: Bool { get }

    /// Whether it can still be used; one whose server is gone cannot.
    var isUsable: Bool { get }

    /// Runs one statement that returns no rows; gives back how many rows it changed.
    func run(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> Int

    /// Starts one statement that returns rows.
    func cursor(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> any EngineCursor

    /// Starts one statement whose answer may be too long to be kept in memory.
    func stream(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> any EngineCursor

    /// Runs a script of several statements, without values.
    func script(_ sql: String) throws(DatabaseError)

    /// Runs the script of a step of the schema.
    func apply(_ migration: Migration) throws(DatabaseError)

    /// Lets the numbers that are drawn for a column begin after those that are in it.
    func drawNumbersAfterThose(in column: String, of table: String) throws(DatabaseError)

    /// Opens a transaction that only reads: all its statements see the same state.
    func beginReading() throws(DatabaseError)

    /// Opens a transaction that writes: from here on no other connection writes.
    func beginWriting() throws(DatabaseError)

    /// Ends the transaction; when this returns, what it wrote outlives a power cut.
    func commit() throws(DatabaseError)

    /// Ends the transaction, if one is open, as if it had never been.
    func rollBack()

    /// Does what is due between transactions, such as writing a log back; nobody waits for it.
    func tidyUp()

    /// Sets a mark inside the transaction to go back to.
    func mark() throws(DatabaseError)

    /// Forgets the newest mark and keeps what was done since.
    func releaseMark() throws(DatabaseError)

    /// Undoes what was done since the newest mark, and forgets the mark.
    func rollBackToMark() throws(DatabaseError)
}

extension EngineConnection {
    var isUsable: Bool { true }

    func apply(_ migration: Migration) throws(DatabaseError) { try script(migration.sql) }

    // Drawn from what is there, whatever that is.
    func drawNumbersAfterThose(in column: String, of table: String) throws(DatabaseError) {}

    func stream(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> any EngineCursor {
        try cursor(sql, arguments)
    }
}

/// Rows of a running statement, one at a time.
protocol EngineCursor: AnyObject {
    /// Goes to the next row; false after the last.
    func next() throws(DatabaseError) -> Bool

    /// Ends the statement; it can then be used again.
    func close()

    /// What the column of the current row holds.
    func type(at column: Int) -> DatabaseError.ColumnType

    /// The column as a number; 0 for anything else.
    func integer(at column: Int) -> Int64

    /// The column as a floating-point number; 0 for anything else.
    func real(at column: Int) -> Double

    /// The column as text.
    func text(at column: Int) -> String

    /// The column's bytes, added to the end of an array.
    func appendBlob(at column: Int, to bytes: inout [UInt8])
}
