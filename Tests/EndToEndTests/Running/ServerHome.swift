// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Records
import TestSupport
import XCTest

/// A copy of the demo's home whose records were moved to a PostgreSQL server, in a schema of their own.
struct ServerHome {
    let home: String
    let server: PostgreSQLServer
    let settings: PostgreSQLSettings

    /// Makes it.
    ///
    /// - Parameters:
    ///   - folder: where.
    ///   - server: which; the one that all tests share, if none is given.
    ///   - isMoved: whether its records are to be there already.
    ///   - prepare: works on the home before it is moved, such as to take in officers.
    /// - Throws: `XCTSkip` when PostgreSQL is not installed.
    init(
        in folder: TemporaryFolder, on server: PostgreSQLServer? = nil, isMoved: Bool = true,
        prepare: (String) throws -> Void = { _ in }
    ) throws {
        self.server = try server ?? PostgreSQLServer.shared()
        home = try DemoTree.shared().copy(into: folder)
        try prepare(home)
        settings = Self.settings(on: self.server)
        let file = URL(fileURLWithPath: home + "/mohr.json5")
        var text = try String(contentsOf: file, encoding: .utf8)
        let old = "database: { kind: \"sqlite\" },"
        XCTAssertTrue(text.contains(old))
        text = text.replacing(old, with: Self.section(settings) + ",")
        // Tests are as fast as programs.
        for limit in ["actionsPerMinute", "actionsPerDay", "officeActionsPerDay"] {
            text = text.replacing(try Regex("\\b\(limit): [0-9]+,"), with: "\(limit): 10000,")
        }
        try Data(text.utf8).write(to: file)
        guard isMoved else { return }
        let move = try Program.run(["database", "move", "--home", home])
        XCTAssertEqual(move.status, 0, move.text + move.errors)
    }

    /// A schema that nobody has yet.
    static func settings(on server: PostgreSQLServer) -> PostgreSQLSettings {
        PostgreSQLSettings(
            host: server.host, port: server.port, database: server.user, user: server.user,
            schema: "h" + UUID().uuidString.lowercased().filter { $0 != "-" })
    }

    private static func section(_ settings: PostgreSQLSettings) -> String {
        """
        database: { kind: "postgresql", host: "\(settings.host)", port: \(settings.port), name: "mohr", user: "mohr",
            schema: "\(settings.schema)", passwordFile: null, rootCertificate: null, readers: 4,
            statementMilliseconds: 30000, readFrom: null }
        """
    }

    /// A configuration like the home's that names another place.
    ///
    /// - Parameters:
    ///   - name: of the file.
    ///   - other: where; nil for the home's file.
    /// - Returns: its path.
    /// - Throws: when it cannot be written.
    func configuration(_ name: String, naming other: PostgreSQLSettings?) throws -> String {
        let path = "\(home)/\(name)"
        let section = other.map(Self.section) ?? "database: { kind: \"sqlite\" }"
        try Data("{ base: \"mohr.json5\", \(section) }".utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// The records, or those of another schema.
    func records(_ other: PostgreSQLSettings? = nil, evenIfLocked isLookedAt: Bool = false) throws -> Records {
        try Records(home: home, database: .postgreSQL(other ?? settings), evenIfLocked: isLookedAt)
    }

    /// Writes past every rule of the house, as whoever administers the server can.
    func tamper(_ statements: String) throws {
        try server.sql("SET search_path = \(settings.schema); SET session_replication_role = replica; \(statements)")
    }
}
