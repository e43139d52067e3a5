// SPDX-License-Identifier: Apache-2.0
internal import CSQLite

/// A compiled statement of one connection.
///
/// Compiled once and kept (`SQLITE_PREPARE_PERSISTENT`): compiling costs more than running.
@safe
final class SQLiteStatement: EngineCursor {
    // Owned: taken in `init`, freed in `deinit`. The connection outlives it: each statement holds it.
    private let statement: OpaquePointer
    private let connection: SQLiteHandle
    private let sql: String

    /// Whether someone is reading its rows; a second reader needs a statement of its own.
    private(set) var isInUse = false

    init(_ sql: String, on connection: SQLiteHandle) throws(DatabaseError) {
        var compiled: OpaquePointer?
        var sqlCopy = sql
        let code = sqlCopy.withUTF8 { text in
            // Never nil for a string; the length leaves out the need for a zero at the end.
            unsafe text.withMemoryRebound(to: CChar.self) { characters in
                unsafe sqlite3_prepare_v3(
                    connection.pointer, characters.baseAddress, Int32(clamping: characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil)
            }
        }
        guard code == SQLITE_OK, let compiled = unsafe compiled else {
            throw connection.error(code, sql)
        }
        unsafe statement = compiled
        self.connection = connection
        self.sql = sql
    }

    deinit { unsafe sqlite3_finalize(statement) }

    /// Binds the values and makes the statement ready for its first row.
    func start(_ arguments: [DatabaseValue]) throws(DatabaseError) {
        let wanted = Int(unsafe sqlite3_bind_parameter_count(statement))
        guard wanted == arguments.count else {
            throw .engine(code: Int(SQLITE_RANGE), "\(arguments.count) values for \(wanted) places", statement: sql)
        }
        isInUse = true
        for (index, argument) in arguments.enumerated() {
            let code = bind(argument, at: Int32(clamping: index + 1))
            guard code == SQLITE_OK else {
                close()
                throw connection.error(code, sql)
            }
        }
    }

    func next() throws(DatabaseError) -> Bool {
        let code = unsafe sqlite3_step(statement)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw connection.error(code, sql)
        }
    }

    func close() {
        unsafe sqlite3_reset(statement)
        // Lets go of the values: they may be large, and they may be personal.
        unsafe sqlite3_clear_bindings(statement)
        isInUse = false
    }

    private func bind(_ value: DatabaseValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return unsafe sqlite3_bind_null(statement, index)
        case .integer(let number): return unsafe sqlite3_bind_int64(statement, index, number)
        case .real(let number): return unsafe sqlite3_bind_double(statement, index, number)
        case .blob(let bytes):
            // An empty array may have no address, and a blob without address would be bound as NULL.
            guard !bytes.isEmpty else { return unsafe sqlite3_bind_zeroblob(statement, index, 0) }
            return unsafe bytes.withUnsafeBytes { buffer in
                unsafe mohr_sqlite3_bind_blob_copied(
                    statement, index, buffer.baseAddress, Int32(clamping: buffer.count))
            }
        case .text(var text):
            return text.withUTF8 { buffer in
                unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                    guard let start = characters.baseAddress else {
                        return unsafe mohr_sqlite3_bind_text_copied(statement, index, "", 0)
                    }
                    return unsafe mohr_sqlite3_bind_text_copied(
                        statement, index, start, Int32(clamping: characters.count))
                }
            }
        }
    }
}

// The columns of the current row. SQLite answers for a column that is not there as for NULL.
extension SQLiteStatement {
    func type(at column: Int) -> DatabaseError.ColumnType {
        switch unsafe sqlite3_column_type(statement, Int32(clamping: column)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    func integer(at column: Int) -> Int64 {
        unsafe sqlite3_column_int64(statement, Int32(clamping: column))
    }

    func real(at column: Int) -> Double {
        unsafe sqlite3_column_double(statement, Int32(clamping: column))
    }

    func text(at column: Int) -> String {
        let index = Int32(clamping: column)
        guard let start = unsafe sqlite3_column_text(statement, index) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(statement, index))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func appendBlob(at column: Int, to bytes: inout [UInt8]) {
        let index = Int32(clamping: column)
        // The address before the length: asked the other way round, SQLite may move the bytes.
        guard let start = unsafe sqlite3_column_blob(statement, index) else { return }
        let count = Int(unsafe sqlite3_column_bytes(statement, index))
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
    }
}
