// SPDX-License-Identifier: Apache-2.0

/// Why the store did not do what it was asked.
///
/// Holds statement text and the engine's own words, never the values bound to a statement:
/// those are personal data, and errors end in logs.
public enum DatabaseError: Error, Hashable, Sendable {
    // Refusals: the caller's doing.

    /// A row breaks a rule of the schema; the engine names table and columns, no values.
    case constraint(Constraint, String)
    /// A column does not hold what was asked of it; counted from 0 in the statement's list.
    case columnType(column: Int, seen: ColumnType, allowed: ColumnType)
    /// A write was begun inside another write, which would wait for itself for ever.
    case nestedWrite
    /// As many writes wait as may; try again shortly.
    case queueFull(limit: Int)
    /// The store was closed.
    case closed

    // Faults: ours, or the machine's.

    /// The engine did not take a setting that durability or integrity rests on.
    case setting(name: String, seen: String, allowed: String)
    /// A migration that this database went through reads differently in this program; the line is
    /// the first that differs, counted from 1.
    case migrationChanged(number: Int, name: String, line: Int)
    /// The program's migrations are not numbered 1, 2, 3 …
    case migrationNumber(seen: Int, allowed: Int)
    /// This database went through migrations that this program does not know: it is newer.
    case databaseNewer(seen: Int, allowed: Int)
    /// Writes are refused since one failed, until a probe succeeds.
    indirect case refusingWrites(because: DatabaseError)
    /// The disk, or the room given to the database, is full.
    case full(String)
    /// Reading or writing failed below the engine; the code is the engine's extended one.
    case inputOutput(code: Int, String)
    /// Someone else held the database for longer than we wait.
    case busy(String)
    /// The database's server is not there, or does not answer, or takes no writes; tried again by itself.
    case unreachable(String)
    /// A file of the database was moved, deleted or replaced while it was open; what is written to it
    /// would be gone at the next start.
    case fileReplaced(name: String)
    /// The file cannot be opened, or may not be written.
    case notOpened(code: Int, String)
    /// The file is damaged or no database at all.
    case corrupt(code: Int, String)
    /// The engine ended the transaction by itself after an earlier fault; nothing of it was kept.
    case transactionEnded
    /// Anything else that the engine refused, with the statement.
    case engine(code: Int, String, statement: String)

    /// What kind of rule a row broke.
    public enum Constraint: Hashable, Sendable {
        /// A CHECK of the table.
        case check
        /// The row that it points to is not there.
        case foreignKey
        /// A column that must hold something.
        case notNull
        /// Such a row is there already.
        case unique
        /// Any other, such as a value of another type than its column's.
        case other
    }

    /// What a column of a row can hold.
    public enum ColumnType: Hashable, Sendable {
        /// Bytes.
        case blob
        /// A whole number of 64 bits.
        case integer
        /// Nothing.
        case null
        /// A floating-point number.
        case real
        /// UTF-8 text.
        case text
    }

    /// Whether a sync of the disk failed.
    ///
    /// The system then forgets which pages did not get there and tells nobody else; what a later sync says is worth
    /// nothing for them. So nothing more is written by this process.
    ///
    /// - SeeAlso: sqlite.org/rescode.html, `SQLITE_IOERR_FSYNC` (1034), `SQLITE_IOERR_DIR_FSYNC` (1290).
    public var isFailedSync: Bool {
        switch self {
        case .inputOutput(1_034, _), .inputOutput(1_290, _): true
        case .refusingWrites(let cause): cause.isFailedSync
        default: false
        }
    }

    /// Whether nothing may be written until a probe says that the store takes writes again.
    var stopsWriting: Bool {
        switch self {
        case .full, .inputOutput, .unreachable, .fileReplaced, .notOpened, .corrupt, .setting: true
        default: false
        }
    }
}

/// An error that a failure of the store can be told as.
///
/// A room's error enum conforms by having a case `database(DatabaseError)`; its own refusals and
/// the store's faults then leave one closure under one type.
public protocol StoreFailure: Error {
    /// Tells a failure of the store.
    static func database(_ error: DatabaseError) -> Self

    /// The failure of the store that this tells; nil if it tells something else.
    var storeFault: DatabaseError? { get }
}

extension StoreFailure {
    /// Does something with the engine, and tells its failure as this error.
    static func telling<Value>(_ body: () throws(DatabaseError) -> Value) throws(Self) -> Value {
        do throws(DatabaseError) {
            return try body()
        } catch {
            throw .database(error)
        }
    }
}

extension DatabaseError: StoreFailure {
    /// Tells a failure of the store, which this is.
    public static func database(_ error: DatabaseError) -> DatabaseError { error }

    /// The failure of the store, which this is.
    public var storeFault: DatabaseError? { self }
}
