// SPDX-License-Identifier: Apache-2.0

/// A connection to a PostgreSQL database that keeps what it acknowledges.
///
/// One process writes at a time: a transaction that writes holds a lock of the whole schema from its first moment to its
/// last. So whatever a transaction reads stays true until it ends, as in SQLite, and the audit log has one end. Groups of
/// up to 256 acts share a transaction, so that the lock is not what bounds the rate. Not thread-safe: one connection,
/// one thread at a time.
final class PostgreSQLConnection {
    private let handle: PostgreSQLHandle
    private let settings: PostgreSQLSettings
    // Compiled statements by text and types, and the server's names of them.
    private var prepared: [PreparedKey: String] = [:]
    // What goes out with the next statement.
    private var pending: [PostgreSQLMessage] = []
    private var translated: [String: String] = [:]
    private var cursors = 0
    private var isOpen = false

    private struct PreparedKey: Hashable {
        let sql: String
        let types: [UInt32]
    }

    /// What a connection is opened for.
    enum Purpose {
        case writing
        case reading
    }

    init(_ settings: PostgreSQLSettings, for purpose: Purpose) throws(DatabaseError) {
        self.settings = settings
        handle = try PostgreSQLHandle(settings)
        // Nobody waits for a reader: it may think about what it has read as long as a statement may take.
        let stalled =
            purpose == .writing
            ? settings.stalledMilliseconds : max(settings.stalledMilliseconds, settings.statementMilliseconds)
        let limits = [
            ("statement_timeout", settings.statementMilliseconds), ("lock_timeout", settings.lockMilliseconds),
            ("idle_in_transaction_session_timeout", stalled),
        ].map { PostgreSQLMessage.plain("SET \($0) = \($1)") }
        _ = try handle.exchange(
            limits + (purpose == .reading ? [.plain("SET default_transaction_read_only = on")] : []))
        try PostgreSQLGuard(handle).check(for: purpose, acceptsLoss: settings.acceptsLoss)
    }

    /// Makes the schema and the functions in it, if they are not there; two that do so at once wait for each other.
    func prepareSchema() throws(DatabaseError) {
        try beginWriting()
        do throws(DatabaseError) {
            let known = try handle.exchange([.plain("SELECT 1 FROM pg_namespace WHERE nspname = '\(settings.schema)'")])
            if known.rowCount == 0 { _ = try handle.exchange([.plain("CREATE SCHEMA \(settings.schema)")]) }
            _ = try handle.exchange(PostgreSQLDialect.functions.map { .plain($0) })
            try commit()
        } catch {
            rollBack()
            throw error
        }
    }

    /// Sends what waits, and this after it.
    private func exchange(_ messages: [PostgreSQLMessage]) throws(DatabaseError) -> PostgreSQLResult {
        let all = pending + messages
        pending = []
        return try handle.exchange(all)
    }

    private func execute(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> PostgreSQLResult {
        let values = PostgreSQLValues(arguments)
        let key = PreparedKey(sql: sql, types: values.types)
        if let name = prepared[key] {
            return try exchange([.execute(name: name, values, statement: sql)])
        }
        if prepared.count >= Self.preparedLimit {
            pending.append(.plain("DEALLOCATE ALL"))
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        // By itself: it stays compiled even if running it fails.
        _ = try exchange([.prepare(name: name, translation(of: sql), types: values.types)])
        prepared[key] = name
        return try exchange([.execute(name: name, values, statement: sql)])
    }

    private func translation(of sql: String) -> String {
        if let known = translated[sql] { return known }
        let text = PostgreSQLDialect.statement(sql)
        if translated.count >= Self.preparedLimit { translated = [:] }
        translated[sql] = text
        return text
    }

    private static let preparedLimit = 500
    private static let fetchedRows = 2_000
}

extension PostgreSQLConnection: EngineConnection {
    var isUsable: Bool { handle.isThere() }

    var isInTransaction: Bool { isOpen && !handle.isBroken }

    func run(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> Int {
        try execute(sql, arguments).changedCount
    }

    func cursor(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> any EngineCursor {
        PostgreSQLRows(try execute(sql, arguments))
    }

    func stream(_ sql: String, _ arguments: [DatabaseValue]) throws(DatabaseError) -> any EngineCursor {
        guard isOpen else { return try cursor(sql, arguments) }
        cursors += 1
        let name = "c\(cursors)"
        let fetch = PostgreSQLMessage.plain("FETCH \(Self.fetchedRows) FROM \(name)")
        let declaration = "DECLARE \(name) NO SCROLL CURSOR FOR \(translation(of: sql))"
        let first = try exchange([.once(declaration, PostgreSQLValues(arguments)), fetch])
        return PostgreSQLRows(
            first,
            more: { [self] () throws(DatabaseError) in try exchange([fetch]) },
            ended: { [self] in if isInTransaction { pending.append(.plain("CLOSE \(name)")) } })
    }

    func script(_ sql: String) throws(DatabaseError) {
        let statements = PostgreSQLDialect.script(sql).map { PostgreSQLMessage.plain($0) }
        guard !statements.isEmpty else { return }
        // All at once: a new database has hundreds of statements, and a server may be far.
        _ = try exchange(statements)
    }

    func apply(_ migration: Migration) throws(DatabaseError) {
        var sql = migration.sql
        for (here, there) in migration.inPostgreSQL { sql = sql.replacing(here, with: there) }
        try script(sql)
    }

    func drawNumbersAfterThose(in column: String, of table: String) throws(DatabaseError) {
        _ = try exchange([
            .plain(
                """
                SELECT setval(pg_get_serial_sequence('\(table)', '\(column)'),
                    (SELECT coalesce(max(\(column)), 0) + 1 FROM \(table)), false)
                """)
        ])
    }

    func beginReading() throws(DatabaseError) {
        // All statements see what the first one saw.
        pending = [.plain("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")]
        isOpen = true
    }

    func beginWriting() throws(DatabaseError) {
        pending = []
        isOpen = true
        do throws(DatabaseError) {
            // Read committed: each statement sees what was committed before it, and nobody commits while the lock is
            // ours. The lock ends with the transaction, whatever becomes of this process.
            _ = try exchange([
                .plain("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
                .plain("SELECT pg_advisory_xact_lock(\(Self.lockClass), \(lockNumber))"),
            ])
        } catch {
            rollBack()
            throw error
        }
    }

    func commit() throws(DatabaseError) {
        let result = try exchange([.plain("COMMIT")])
        isOpen = false
        // A transaction in which a statement failed is undone by COMMIT, without an error.
        guard result.tag == "COMMIT" else { throw .transactionEnded }
    }

    func rollBack() {
        guard isOpen else { return }
        isOpen = false
        // Not even begun at the server, unless something was sent since.
        let isSent = handle.isInTransaction
        pending = []
        if isSent { handle.post([.plain("ROLLBACK")]) }
    }

    func tidyUp() {}

    func mark() throws(DatabaseError) { pending.append(.plain("SAVEPOINT mark")) }

    func releaseMark() throws(DatabaseError) { pending.append(.plain("RELEASE mark")) }

    func rollBackToMark() throws(DatabaseError) {
        // Waited for: until then every statement is refused, and what waited was never asked.
        pending.removeAll { if case .once(let sql, _) = $0 { sql.hasPrefix("CLOSE") } else { false } }
        _ = try exchange([.plain("ROLLBACK TO mark"), .plain("RELEASE mark")])
    }

    // "mohr"; the second number tells the schemas of a database apart.
    private static let lockClass = 0x6D6F_6872

    /// A hash of the schema's name (FNV-1a).
    private var lockNumber: Int32 {
        var hash: UInt32 = 2_166_136_261
        for byte in settings.schema.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return Int32(bitPattern: hash)
    }
}
