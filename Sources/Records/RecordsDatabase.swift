// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// Where the records are kept; the same schema and the same statements in each.
public enum RecordsDatabase: Sendable, Hashable {
    /// In a file of the home.
    case sqlite
    /// On a PostgreSQL server, for several processes or machines; read from a standby of it, if one is named.
    case postgreSQL(PostgreSQLSettings, readFrom: PostgreSQLSettings? = nil)

    /// The engine's name: `sqlite` or `postgresql`.
    public var kind: String {
        switch self {
        case .sqlite: "sqlite"
        case .postgreSQL: "postgresql"
        }
    }

    /// Where it is, for people: `sqlite`, or `schema.database@host:port`.
    public var place: String {
        guard case .postgreSQL(let settings, _) = self else { return kind }
        return "\(settings.schema).\(settings.database)@\(settings.host):\(settings.port)"
    }

    /// Whether what is read is a copy that may be behind what is written.
    var isReadElsewhere: Bool {
        guard case .postgreSQL(_, .some) = self else { return false }
        return true
    }

    /// The file that it is, by its number in the file system; a server is one, whatever it is reached through.
    func placeMark(in folder: String) -> String {
        guard case .sqlite = self else { return kind }
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/records.sqlite")
        let number = attributes?[.systemFileNumber] as? Int ?? 0
        return "\(attributes?[.systemNumber] as? Int ?? 0):\(number)"
    }

    /// Opens it.
    func store(in folder: String) throws(DatabaseError) -> Store {
        switch self {
        case .sqlite: try Store(sqlite: folder + "/records.sqlite", migrations: Schema.migrations)
        case .postgreSQL(let settings, let replica):
            try Store(postgreSQL: settings, readingFrom: replica, migrations: Schema.migrations)
        }
    }
}
