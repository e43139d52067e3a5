// SPDX-License-Identifier: Apache-2.0
internal import CSQLite

/// A connection to a SQLite file that keeps what it acknowledges.
///
/// Opening sets write-ahead logging, `synchronous=FULL` and foreign keys, reads each back, and
/// refuses the file if the engine did not take it. Not thread-safe: one connection, one thread at
/// a time.
///
/// - SeeAlso: sqlite.org/pragma.html, `journal_mode`, `synchronous`.
public final class SQLiteConnection {
    private let handle: SQLiteHandle
    private let files: SQLiteFiles?
    private var statements: [String: SQLiteStatement] = [:]

    /// Opens a file, or makes it.
    ///
    /// - Parameter path: of the database file; its folder must exist.
    /// - Throws: ``DatabaseError/setting(name:seen:allowed:)`` if durability cannot be had, as for
    ///   a database in memory; other cases if the file cannot be opened.
    public convenience init(path: String) throws(DatabaseError) {
        try self.init(path: path, settings: SQLiteSettings())
    }

    init(path: String, settings: SQLiteSettings, files: SQLiteFiles? = nil) throws(DatabaseError) {
        self.files = files
        handle = try SQLiteHandle(path: path, makesFile: settings.makesFile, fileSystem: settings.fileSystem)
        unsafe sqlite3_busy_timeout(handle.pointer, Int32(clamping: settings.busyMilliseconds))
        try set("journal_mode", to: settings.journalMode, expecting: "wal")
        try set("synchronous", to: "\(settings.synchronous)", expecting: "2")
        try set("foreign_keys", to: "1", expecting: "1")
        // Functions and virtual tables named in a tampered schema do not run.
        try set("trusted_schema", to: "0", expecting: "0")
        try set("cell_size_check", to: "1", expecting: "1")
        // Sorting spills to memory, not to files that a full disk would break.
        try set("temp_store", to: "2", expecting: "2")
        try set("cache_size", to: "\(settings.cachedPages)", expecting: "\(settings.cachedPages)")
        if let maximum = settings.maximumPages { try script("PRAGMA max_page_count=\(maximum)") }
        if settings.readsOnly { try set("query_only", to: "1", expecting: "1") }
    }

    /// Sets one setting and refuses to go on unless it reads back as it must.
    private func set(_ name: String, to asked: String, expecting allowed: String) throws(DatabaseError) {
        try script("PRAGMA \(name)=\(asked)")
        let seen = try pragma(name)
        guard seen == allowed else { throw .setting(name: name, seen: seen, allowed: allowed) }
    }

    /// What a setting is now, as text.
    func pragma(_ name: String) throws(DatabaseError) -> String {
        let statement = try SQLiteStatement("PRAGMA \(name)", on: handle)
        try statement.start([])
        defer { statement.close() }
        return try statement.next() ? statement.text(at: 0) : ""
    }

    /// The statement's compiled form, kept from last time unless someone is still reading from it.
    private func statement(_ sql: String) throws(DatabaseError) -> SQLiteStatement {
        if let kept = statements[sql], !kept.isInUse { return kept }
        let compiled = try SQLiteStatement(sql, on: handle)
        if statements[sql] == nil { statements[sql] = compiled }
        return compiled
    }
}

extension SQLiteConnection: EngineConnection {
    // Autocommit is off exactly while a transaction is open.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle.pointer) == 0 }

    @discardableResult
    func run(_ sql: String, _ arguments: [DatabaseValue] = []) throws(DatabaseError) -> Int {
        let statement = try statement(sql)
        try statement.start(arguments)
        defer { statement.close() }
        while try statement.next() {}
        return Int(unsafe sqlite3_changes64(handle.pointer))
    }

    func cursor(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> any EngineCursor {
        let statement = try statement(sql)
        try statement.start(arguments)
        return statement
    }

    func script(_ sql: String) throws(DatabaseError) {
        let code = unsafe sqlite3_exec(handle.pointer, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw handle.error(code, sql) }
    }

    func beginReading() throws(DatabaseError) { try run("BEGIN DEFERRED") }

    func beginWriting() throws(DatabaseError) {
        // IMMEDIATE takes the write lock now: a lock upgraded later may fail halfway.
        try run("BEGIN IMMEDIATE")
        do throws(DatabaseError) {
            try files?.checkAll()
        } catch {
            rollBack()
            throw error
        }
    }

    func commit() throws(DatabaseError) { try run("COMMIT") }

    func rollBack() {
        guard isInTransaction else { return }
        // Fails only if the engine ended the transaction itself, which is what is wanted.
        _ = try? run("ROLLBACK")
    }

    /// Puts what the write-ahead log holds into the database, as far as nobody reads it.
    ///
    /// A log that a killed process left may have pages that no sync took to the disk, and after a sync that failed none
    /// ever will: what is appended behind them would be gone with them. In the database they are written and synced anew.
    func settleLog() throws(DatabaseError) {
        let code = unsafe sqlite3_wal_checkpoint_v2(handle.pointer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        // On a full disk the log has it all still, and there is reading to be done.
        guard code & 0xFF == SQLITE_IOERR else { return }
        throw handle.error(code, "checkpoint")
    }

    func tidyUp() {
        guard handle.pagesInLog >= Self.pagesBeforeWritingBack else { return }
        // Passive: waits for no reader. If it fails nothing is lost, since the log has it all, and the
        // next commits try again; a disk that fails shows in them.
        unsafe sqlite3_wal_checkpoint_v2(handle.pointer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }

    // 32 MiB in pages of 4 KiB: pages that many commits changed are written back once, and a start
    // after a crash reads the log in some tenths of a second.
    private static let pagesBeforeWritingBack = 8_192

    func mark() throws(DatabaseError) { try run("SAVEPOINT mark") }

    func releaseMark() throws(DatabaseError) { try run("RELEASE mark") }

    func rollBackToMark() throws(DatabaseError) {
        try run("ROLLBACK TO mark")
        try run("RELEASE mark")
    }
}
