// SPDX-License-Identifier: Apache-2.0
internal import CSQLite

/// The library's own connection object: opened in `init`, closed in `deinit`.
///
/// Apart from ``SQLiteConnection`` so that statements can hold it without holding each other.
@safe
final class SQLiteHandle {
    let pointer: OpaquePointer
    // Written by the library at each commit, on the thread that commits; freed after the connection.
    private let logLength: UnsafeMutablePointer<Int32>

    init(path: String, makesFile: Bool, fileSystem: String?) throws(DatabaseError) {
        Self.configure
        var opened: OpaquePointer?
        // NOMUTEX: a connection is used by one thread at a time, so its own locks would only cost.
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = unsafe sqlite3_open_v2(path, &opened, makesFile ? flags | SQLITE_OPEN_CREATE : flags, fileSystem)
        guard code == SQLITE_OK, let handle = unsafe opened else {
            // Even a failed open leaves an object that must be closed.
            unsafe sqlite3_close_v2(opened)
            throw .notOpened(code: Int(code), unsafe String(cString: sqlite3_errstr(code)))
        }
        unsafe pointer = handle
        unsafe logLength = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
        unsafe logLength.initialize(to: 0)
        unsafe mohr_sqlite3_watch_log(pointer, logLength)
    }

    deinit {
        // Nothing commits any more; close_v2 waits for the statements that are still there.
        unsafe sqlite3_wal_hook(pointer, nil, nil)
        unsafe sqlite3_close_v2(pointer)
        unsafe logLength.deallocate()
    }

    /// How many pages the write-ahead log had after the last commit of this connection.
    var pagesInLog: Int { Int(unsafe logLength.pointee) }

    // Once a process, before the library's first connection.
    private static let configure: Void = { _ = mohr_sqlite3_stop_counting_memory() }()

    /// The library's code and words as the house's error.
    ///
    /// - Parameters:
    ///   - code: an extended result code.
    ///   - sql: the statement, without its values.
    /// - Returns: the error, without values.
    func error(_ code: Int32, _ sql: String) -> DatabaseError {
        let words = unsafe String(cString: sqlite3_errmsg(pointer))
        switch code & 0xFF {  // The primary code is the low byte of the extended one.
        case SQLITE_CONSTRAINT: return .constraint(Self.constraint(code), words)
        case SQLITE_FULL: return .full(words)
        case SQLITE_IOERR: return .inputOutput(code: Int(code), words)
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(words)
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM: return .notOpened(code: Int(code), words)
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt(code: Int(code), words)
        default: return .engine(code: Int(code), words, statement: sql)
        }
    }

    private static func constraint(_ code: Int32) -> DatabaseError.Constraint {
        // sqlite3.h builds these as SQLITE_CONSTRAINT | (n << 8), which Swift does not import.
        switch code >> 8 {
        case 1: .check
        case 3: .foreignKey
        case 5: .notNull
        case 6, 8, 10: .unique  // PRIMARYKEY, UNIQUE, ROWID
        default: .other
        }
    }
}
