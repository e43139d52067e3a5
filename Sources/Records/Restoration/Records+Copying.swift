// SPDX-License-Identifier: Apache-2.0
import Database

extension Records {
    /// Copies the records as they are at one moment into a file, while they are worked with.
    ///
    /// - Parameter path: the file; it must not be there.
    /// - Returns: the audit log's head in the copy.
    /// - Throws: ``RecordsError/database(_:)``; what is in the file then is no copy.
    public func copy(to path: String) throws(RecordsError) -> AuditHead {
        try telling { () throws(DatabaseError) in try store.copy(to: path) }
        // Of the copy itself, not of the records, which have gone on.
        return try telling { () throws(DatabaseError) in
            try Store(sqlite: path, migrations: Schema.migrations)
        }.closing { store throws(RecordsError) in
            try Records(store: store).auditHead()
        }
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
