// SPDX-License-Identifier: Apache-2.0

/// Writes into a database past every rule of the house: keys between tables and checks are off.
///
/// For drills, which show that whoever does this is found out.
public final class SQLiteTampering {
    private let connection: SQLiteConnection

    /// Opens a file that is there.
    ///
    /// - Parameter path: of the database.
    /// - Throws: ``DatabaseError``.
    public init(path: String) throws(DatabaseError) {
        var settings = SQLiteSettings()
        settings.makesFile = false
        connection = try SQLiteConnection(path: path, settings: settings)
        for pragma in ["foreign_keys=0", "ignore_check_constraints=1"] { try connection.script("PRAGMA \(pragma)") }
    }

    /// Runs a statement.
    ///
    /// - Parameters:
    ///   - sql: one statement, with `?` for each value.
    ///   - arguments: the values, in order.
    /// - Returns: how many rows it changed.
    /// - Throws: ``DatabaseError``.
    @discardableResult
    public func run(_ sql: String, _ arguments: [DatabaseValue] = []) throws(DatabaseError) -> Int {
        try connection.run(sql, arguments)
    }

    /// Runs statements as one act.
    ///
    /// - Parameter work: the statements.
    /// - Throws: what `work` throws; then nothing was changed.
    public func together(_ work: () throws(DatabaseError) -> Void) throws(DatabaseError) {
        try connection.beginWriting()
        do throws(DatabaseError) {
            try work()
            try connection.commit()
        } catch {
            connection.rollBack()
            throw error
        }
    }

    /// The first column of an answer, as numbers.
    ///
    /// - Parameter sql: one statement.
    /// - Returns: one a row.
    /// - Throws: ``DatabaseError``.
    public func integers(_ sql: String) throws(DatabaseError) -> [Int64] {
        let cursor = try connection.cursor(sql, [])
        defer { cursor.close() }
        var found: [Int64] = []
        while try cursor.next() { found.append(cursor.integer(at: 0)) }
        return found
    }

    /// The first column of an answer, as bytes.
    ///
    /// - Parameter sql: one statement.
    /// - Returns: one a row.
    /// - Throws: ``DatabaseError``.
    public func blobs(_ sql: String) throws(DatabaseError) -> [[UInt8]] {
        let cursor = try connection.cursor(sql, [])
        defer { cursor.close() }
        var found: [[UInt8]] = []
        while try cursor.next() {
            var bytes: [UInt8] = []
            cursor.appendBlob(at: 0, to: &bytes)
            found.append(bytes)
        }
        return found
    }
}
