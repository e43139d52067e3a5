// SPDX-License-Identifier: Apache-2.0
public import Database

/// Where the records are kept; the same schema and the same statements in each.
public enum RecordsDatabase: Sendable, Hashable {
    /// In a file of the home.
    case sqlite
    /// On a PostgreSQL server, for several processes or machines; read from a standby of it, if one is named.
    case postgreSQL(PostgreSQLSettings, readFrom: PostgreSQLSettings? = nil)

    /// Opens it.
    func store(in folder: String) throws(DatabaseError) -> Store {
        switch self {
        case .sqlite: try Store(sqlite: folder + "/records.sqlite", migrations: Schema.migrations)
        case .postgreSQL(let settings, let replica):
            try Store(postgreSQL: settings, readingFrom: replica, migrations: Schema.migrations)
        }
    }
}
