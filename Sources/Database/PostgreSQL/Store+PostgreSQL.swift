// SPDX-License-Identifier: Apache-2.0

extension Store {
    /// Opens a PostgreSQL database, makes the schema in it if it is not there, and migrates it.
    ///
    /// - Parameters:
    ///   - settings: where it is.
    ///   - replica: a standby of it that is read in its place; nil to read where is written.
    ///   - migrations: every step of the schema from the first; the same as for any engine.
    /// - Throws: ``DatabaseError``: a server that is not there or would lose what it acknowledged, a migration that
    ///   changed, a database newer than the program.
    public convenience init(
        postgreSQL settings: PostgreSQLSettings, readingFrom replica: PostgreSQLSettings? = nil,
        migrations: [Migration]
    ) throws(DatabaseError) {
        let migrator = try Migrator(migrations)
        let first = try PostgreSQLConnection(settings, for: .writing)
        try first.prepareSchema()
        try migrator.migrate(first)
        let writer = try StoreWriter { () throws(DatabaseError) -> any EngineConnection in
            try PostgreSQLConnection(settings, for: .writing)
        }
        let read = replica ?? settings
        self.init(
            writer: writer,
            readers: ReaderPool(limit: read.readers) { () throws(DatabaseError) -> any EngineConnection in
                try PostgreSQLConnection(read, for: .reading)
            })
    }
}
