// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation

extension Records {
    /// Whether they are in a file; otherwise a server keeps them.
    public var isInFile: Bool { store.isFile }

    /// Copies the records as they are at one moment into a file, while they are worked with.
    ///
    /// Also what a server keeps is in SQLite then, row for row: a copy is put back, looked at and kept the same way
    /// whatever it was copied from.
    ///
    /// - Parameter path: the file; it must not be there.
    /// - Returns: the audit log's head in the copy.
    /// - Throws: ``RecordsError/database(_:)``; what is in the file then is no copy.
    public func copy(to path: String) throws(RecordsError) -> AuditHead {
        guard isInFile else { return try copyRows(to: path) }
        try telling { () throws(DatabaseError) in try store.copy(to: path) }
        // Of the copy itself, not of the records, which have gone on.
        return try telling { () throws(DatabaseError) in
            try Store(sqlite: path, migrations: Schema.migrations)
        }.closing { store throws(RecordsError) in
            try Records(store: store).auditHead()
        }
    }

    /// A server's rows, as one transaction sees them.
    private func copyRows(to path: String) throws(RecordsError) -> AuditHead {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .database(.notOpened(code: 14, "the file is there"))  // 14: SQLITE_CANTOPEN
        }
        let head = try telling { () throws(DatabaseError) in
            try Store(sqlite: path, migrations: Schema.migrations)
        }.closing { store throws(RecordsError) in
            let copy = Records(store: store)
            try copy.copyEverything(from: self)
            return try copy.auditHead()
        }
        // The engine wrote its log back when it was closed, or the file alone is no copy.
        guard !FileManager.default.fileExists(atPath: path + "-wal") else {
            throw .database(.notOpened(code: 10, "the log was not written back"))  // 10: SQLITE_IOERR
        }
        do throws(FileError) {
            try DurableFile.settle(path)
        } catch {
            throw .database(.notOpened(code: 10, "\(error.step) \(error.code)"))
        }
        return head
    }

    /// What the engine finds wrong with the file; none when it is whole.
    ///
    /// - Throws: ``RecordsError/database(_:)``, when it cannot be read.
    public func integrityFindings() throws(RecordsError) -> [String] {
        try telling { () throws(DatabaseError) in try store.integrityFindings() }
    }

    private func telling<Value>(_ work: () throws(DatabaseError) -> Value) throws(RecordsError) -> Value {
        do throws(DatabaseError) { return try work() } catch { throw .database(error) }
    }
}

extension Store {
    /// Closes it after something was read from it.
    fileprivate func closing<Value>(
        _ work: (Store) throws(RecordsError) -> Value
    ) throws(RecordsError) -> Value {
        defer { close() }
        return try work(self)
    }
}
