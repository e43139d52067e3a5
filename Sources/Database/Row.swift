// SPDX-License-Identifier: Apache-2.0

/// One row of an answer, while the statement stands on it.
///
/// Columns are counted from 0 in the order of the statement's list. It cannot be kept: take out
/// what is needed and return that.
public struct Row<Failure: StoreFailure>: ~Copyable {
    private let cursor: any EngineCursor

    init(_ cursor: any EngineCursor) { self.cursor = cursor }

    /// The whole number in a column.
    ///
    /// - Parameter column: from 0.
    /// - Returns: the number.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func integer(_ column: Int) throws(Failure) -> Int64 {
        try expect(.integer, at: column)
        return cursor.integer(at: column)
    }

    /// The whole number in a column, or nil.
    ///
    /// - Parameter column: from 0.
    /// - Returns: the number, or nil.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func integerOrNil(_ column: Int) throws(Failure) -> Int64? {
        isNull(column) ? nil : try integer(column)
    }

    /// The floating-point number in a column.
    ///
    /// - Parameter column: from 0.
    /// - Returns: the number.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func real(_ column: Int) throws(Failure) -> Double {
        try expect(.real, at: column)
        return cursor.real(at: column)
    }

    /// The text in a column.
    ///
    /// - Parameter column: from 0.
    /// - Returns: the text.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func text(_ column: Int) throws(Failure) -> String {
        try expect(.text, at: column)
        return cursor.text(at: column)
    }

    /// The text in a column, or nil.
    ///
    /// - Parameter column: from 0.
    /// - Returns: the text, or nil.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func textOrNil(_ column: Int) throws(Failure) -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// The bytes in a column.
    ///
    /// - Parameter column: from 0.
    /// - Returns: the bytes.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func blob(_ column: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        try appendBlob(column, to: &bytes)
        return bytes
    }

    /// The bytes in a column, or nil.
    ///
    /// - Parameter column: from 0.
    /// - Returns: the bytes, or nil.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func blobOrNil(_ column: Int) throws(Failure) -> [UInt8]? {
        isNull(column) ? nil : try blob(column)
    }

    /// Adds the bytes in a column to the end of an array, without an array between.
    ///
    /// - Parameters:
    ///   - column: from 0.
    ///   - bytes: grows by the column's length.
    /// - Throws: ``DatabaseError/columnType(column:seen:allowed:)`` if it holds anything else.
    public func appendBlob(_ column: Int, to bytes: inout [UInt8]) throws(Failure) {
        try expect(.blob, at: column)
        cursor.appendBlob(at: column, to: &bytes)
    }

    /// Whether a column holds nothing.
    public func isNull(_ column: Int) -> Bool { cursor.type(at: column) == .null }

    private func expect(_ allowed: DatabaseError.ColumnType, at column: Int) throws(Failure) {
        let seen = cursor.type(at: column)
        guard seen == allowed else {
            throw .database(.columnType(column: column, seen: seen, allowed: allowed))
        }
    }
}
