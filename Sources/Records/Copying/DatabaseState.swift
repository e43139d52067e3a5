// SPDX-License-Identifier: Apache-2.0
import Database

/// What a database of records says of itself.
public struct DatabaseState: Sendable, Hashable {
    /// The number of the newest step of the schema that it went through.
    public let schemaVersion: Int
    /// The number of the newest step that this program knows; more is never opened.
    public let knownVersion: Int
    /// The number of lines in the audit log.
    public let auditSize: Int
    /// Who acts as the authority, as a process's identity; nil when nobody does.
    public let authority: String?
    /// How often that changed.
    public let fence: Int
}

extension Records {
    /// What the database says of itself.
    ///
    /// - Returns: its schema's version, and who acts as the authority.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func databaseState() throws(RecordsError) -> DatabaseState {
        try read { reading throws(RecordsError) in
            let version = try reading.row("SELECT MAX(number) FROM migrations") { row throws(RecordsError) in
                Int(try row.integer(0))
            }
            let lease = try AuthorityLease.Row(reading)
            return DatabaseState(
                schemaVersion: version ?? 0, knownVersion: Schema.migrations.count,
                auditSize: try AuditState(reading).range.size, authority: lease?.holder, fence: Int(lease?.fence ?? 0))
        }
    }
}
