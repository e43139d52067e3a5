// SPDX-License-Identifier: Apache-2.0
internal import Foundation

extension Store {
    /// Copies the database as it is at one moment into a file, while others read and write.
    ///
    /// Readers and writers go on; the copy has no trace of what was deleted, and is on the disk when this returns.
    ///
    /// - Parameter target: the file; it must not be there, and is readable for its owner alone.
    /// - Throws: ``DatabaseError``; what is in the file then is no copy.
    /// - SeeAlso: sqlite.org/lang_vacuum.html, "VACUUM with an INTO clause".
    public func copy(to target: String) throws(DatabaseError) {
        guard let path else {
            // It has no file to be copied; its rows are.
            throw .notOpened(code: 14, "a server's database is no file")
        }
        guard !FileManager.default.fileExists(atPath: target),
            FileManager.default.createFile(atPath: target, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw .notOpened(code: 14, "the file cannot be made") }  // 14: SQLITE_CANTOPEN
        var settings = SQLiteSettings()
        settings.makesFile = false
        let connection = try SQLiteConnection(path: path, settings: settings)
        try connection.script("VACUUM INTO '\(target.replacingOccurrences(of: "'", with: "''"))'")
        // The engine does not put the copy on the disk.
        do throws(FileError) {
            try DurableFile.settle(target)
        } catch {
            throw .notOpened(code: 10, "\(error.step) \(error.code)")  // 10: SQLITE_IOERR
        }
    }

    /// What the engine itself finds wrong with the file: pages, indexes, constraints.
    ///
    /// - Parameter limit: how many findings at most.
    /// - Returns: the engine's words; none when it is whole. A server's pages are its own to look at (`amcheck`,
    ///   `pg_checksums`); of one, rules between its tables are looked at.
    /// - Throws: ``DatabaseError``, when it cannot be read at all.
    /// - Complexity: reads everything.
    public func integrityFindings(limit: Int = 20) throws(DatabaseError) -> [String] {
        guard let path else { return try serverFindings(limit: limit) }
        var settings = SQLiteSettings()
        settings.makesFile = false
        settings.readsOnly = true
        let connection = try SQLiteConnection(path: path, settings: settings)
        var found: [String] = []
        for pragma in ["PRAGMA integrity_check(\(max(1, limit)))", "PRAGMA foreign_key_check"] {
            let cursor = try connection.cursor(pragma, [])
            defer { cursor.close() }
            while try cursor.next(), found.count < limit {
                let text = cursor.text(at: 0)
                if text != "ok" { found.append(pragma.hasSuffix("_check") ? "foreign key: \(text)" : text) }
            }
        }
        return found
    }
}
