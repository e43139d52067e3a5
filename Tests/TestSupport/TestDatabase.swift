// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Database
import Foundation
import Records

/// The database that tests run on: SQLite, or PostgreSQL with `MOHR_TEST_DATABASE=postgresql`.
public enum TestDatabase {
    /// Whether tests run on PostgreSQL.
    public static let isPostgreSQL = ProcessInfo.processInfo.environment["MOHR_TEST_DATABASE"] == "postgresql"

    /// The database of a home: each home has a schema of its own, the same one each time.
    ///
    /// - Parameters:
    ///   - home: path of the home's folder.
    ///   - user: the role; that of the tests' houses, or `root`.
    /// - Returns: where it is.
    /// - Throws: `XCTSkip` when PostgreSQL is not installed.
    public static func settings(ofHome home: String, user: String? = nil) throws -> PostgreSQLSettings {
        let server = try PostgreSQLServer.shared()
        let schema = "h" + Hex.encode(DigestAlgorithm.sha256.digest(Array(home.utf8)).prefix(15))
        return PostgreSQLSettings(
            host: server.host, port: server.port, database: server.user, user: user ?? server.user, schema: schema)
    }

    /// The section `database` of a home's configuration.
    ///
    /// - Parameter home: path of the home's folder.
    /// - Returns: as it stands in the file.
    /// - Throws: `XCTSkip` when PostgreSQL is asked for and not installed.
    public static func section(ofHome home: String) throws -> String {
        guard isPostgreSQL else { return "database: { kind: \"sqlite\" }," }
        let settings = try settings(ofHome: home)
        return """
            database: { kind: "postgresql", host: "\(settings.host)", port: \(settings.port), name: "\(settings.database)",
                user: "\(settings.user)", schema: "\(settings.schema)", passwordFile: null, rootCertificate: null,
                readers: 8, statementMilliseconds: 30000, readFrom: null },
            """
    }

    /// The database of a home, of the kind that this run is for.
    ///
    /// - Parameter home: path of the home's folder.
    /// - Returns: where it is.
    /// - Throws: `XCTSkip` when PostgreSQL is asked for and not installed.
    public static func ofHome(_ home: String) throws -> RecordsDatabase {
        isPostgreSQL ? .postgreSQL(try settings(ofHome: home)) : .sqlite
    }
}

extension Records {
    /// The records of a test's home, on the database that this run is for.
    ///
    /// - Parameter home: path of the home's folder.
    /// - Returns: the records.
    /// - Throws: as ``Records`` does.
    public static func test(home: String) throws -> Records {
        try Records(home: home, database: try TestDatabase.ofHome(home))
    }
}
