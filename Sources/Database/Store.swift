// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// A database with its one writer and its many readers, brought to the present schema.
public final class Store: Sendable {
    /// Through which everything is written.
    public let writer: StoreWriter

    /// Through which everything is read.
    public let readers: ReaderPool

    // Of the database's file, when it is one.
    let path: String?

    /// Whether it is a file; otherwise a server keeps it.
    public var isFile: Bool { path != nil }

    /// Opens a SQLite file, makes it if it is not there, and migrates it.
    ///
    /// - Parameters:
    ///   - path: of the file; its folder must exist. Made readable for its owner alone.
    ///   - migrations: every step of the schema from the first.
    /// - Throws: ``DatabaseError``: durability that cannot be had, a migration that changed, a
    ///   database newer than the program, or a file that cannot be opened.
    public convenience init(sqlite path: String, migrations: [Migration]) throws(DatabaseError) {
        try self.init(sqlite: path, migrations: migrations, writing: { SQLiteSettings() })
    }

    init(
        sqlite path: String, migrations: [Migration], queueLimit: Int = 4_096, probeInterval: Double = 1,
        writing given: @escaping @Sendable () -> SQLiteSettings
    ) throws(DatabaseError) {
        self.path = path
        let lock = OpeningLock(of: path)
        defer { lock.release() }
        try Self.makePrivateFile(at: path)
        let settings: @Sendable () -> SQLiteSettings = {
            var settings = given()
            // A file that is gone must not come back empty.
            settings.makesFile = false
            return settings
        }
        let migrator = try Migrator(migrations)
        let files = SQLiteFiles(path: path)
        // Held until the writer has its own: a connection that is the last to close takes the
        // write-ahead log away with it.
        let first = try SQLiteConnection(path: path, settings: settings(), files: files)
        try migrator.migrate(first)
        try first.settleLog()
        writer = try StoreWriter(queueLimit: queueLimit, probeInterval: probeInterval) {
            () throws(DatabaseError) -> any EngineConnection in
            // Before opening, which would make a write-ahead log in place of one that is gone.
            try files.checkAll()
            return try SQLiteConnection(path: path, settings: settings(), files: files)
        }
        withExtendedLifetime(first) {}
        readers = ReaderPool { () throws(DatabaseError) -> any EngineConnection in
            var settings = SQLiteSettings()
            settings.readsOnly = true
            settings.makesFile = false
            // 2 MiB each: point reads touch few pages, and there are many readers.
            settings.cachedPages = 512
            // Before opening, which would make an empty log in place of one that is gone, and read from it ever after.
            try files.checkAll()
            let connection = try SQLiteConnection(path: path, settings: settings)
            // Another file under the name is not to be read in place of the one that is written.
            try files.checkAll()
            return connection
        }
    }

    init(writer: StoreWriter, readers: ReaderPool) {
        path = nil
        self.writer = writer
        self.readers = readers
    }

    /// Finishes the writes that wait, and takes no more work.
    public func close() {
        let lock = path.map { OpeningLock(of: $0) }
        defer { lock?.release() }
        writer.close()
        readers.close()
    }

    // The engine would make the file readable for everybody, and it gives its companion files
    // (-wal, -shm) the same rights.
    private static func makePrivateFile(at path: String) throws(DatabaseError) {
        guard path != ":memory:", !FileManager.default.fileExists(atPath: path) else { return }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else {
            throw .notOpened(code: 14, "the file cannot be made")  // 14: SQLITE_CANTOPEN
        }
    }
}
