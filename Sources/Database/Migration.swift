// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// One numbered step from an empty database to the present schema.
///
/// Steps are never edited once a database went through them: the text is kept in the database and
/// compared at every start.
public struct Migration: Sendable, Hashable {
    /// 1 for the first, each next one more.
    public let number: Int

    /// What it is about, as in its file's name.
    public let name: String

    /// A script of statements without values.
    public let sql: String

    /// Words of the script that PostgreSQL does not take, and what stands in their place there.
    ///
    /// For steps that are too old to be written anew; a new one is written so that every engine takes it.
    public let inPostgreSQL: [String: String]

    /// Describes a step.
    public init(number: Int, name: String, sql: String, inPostgreSQL: [String: String] = [:]) {
        self.number = number
        self.name = name
        self.sql = sql
        self.inPostgreSQL = inPostgreSQL
    }
}

/// Brings a database to the present schema, or refuses it.
struct Migrator {
    let migrations: [Migration]

    init(_ migrations: [Migration]) throws(DatabaseError) {
        for (index, migration) in migrations.enumerated() where migration.number != index + 1 {
            throw .migrationNumber(seen: migration.number, allowed: index + 1)
        }
        self.migrations = migrations
    }

    /// Compares what was applied and applies the rest, all in one transaction: a step that fails
    /// leaves the database as it was, and two processes that start together do it once.
    func migrate(_ connection: any EngineConnection) throws(DatabaseError) {
        try connection.beginWriting()
        do throws(DatabaseError) {
            try bringUp(connection)
            try connection.commit()
        } catch {
            connection.rollBack()
            throw error
        }
    }

    private func bringUp(_ connection: any EngineConnection) throws(DatabaseError) {
        try connection.script(
            """
            CREATE TABLE IF NOT EXISTS migrations (
                number INTEGER PRIMARY KEY, name TEXT NOT NULL, sql TEXT NOT NULL, applied INTEGER NOT NULL
            ) STRICT
            """)
        let applied = try Transaction<DatabaseError>(connection).rows(
            "SELECT number, name, sql FROM migrations ORDER BY number"
        ) { row throws(DatabaseError) in
            Migration(number: Int(clamping: try row.integer(0)), name: try row.text(1), sql: try row.text(2))
        }
        guard applied.count <= migrations.count else {
            throw .databaseNewer(seen: applied.count, allowed: migrations.count)
        }
        for (then, now) in zip(applied, migrations) {
            guard then.number == now.number else {
                throw .migrationNumber(seen: then.number, allowed: now.number)
            }
            if let line = Self.firstDifference(then.sql, now.sql) {
                throw .migrationChanged(number: now.number, name: now.name, line: line)
            }
        }
        for migration in migrations.dropFirst(applied.count) {
            try connection.apply(migration)
            _ = try connection.run(
                "INSERT INTO migrations (number, name, sql, applied) VALUES (?, ?, ?, ?)",
                [
                    .integer(Int64(migration.number)), .text(migration.name), .text(migration.sql),
                    .integer(Int64(Date().timeIntervalSince1970)),
                ])
        }
    }

    /// The first line, from 1, in which two texts differ; nil if their bytes are the same.
    private static func firstDifference(_ then: String, _ now: String) -> Int? {
        // As UTF-8: String's own equality would let canonically equivalent text pass.
        let newline = UInt8(ascii: "\n")
        let old = then.utf8.split(separator: newline, omittingEmptySubsequences: false)
        let new = now.utf8.split(separator: newline, omittingEmptySubsequences: false)
        for (index, (oldLine, newLine)) in zip(old, new).enumerated() where !oldLine.elementsEqual(newLine) {
            return index + 1
        }
        return old.count == new.count ? nil : min(old.count, new.count) + 1
    }
}
