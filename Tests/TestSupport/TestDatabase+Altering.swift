// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import Database
public import Foundation

/// What somebody does to a database past the records: with SQLite's file, or as a server's superuser.
extension TestDatabase {
    /// Runs statements on a home's database; no foreign key holds them back.
    ///
    /// - Parameters:
    ///   - home: path of the home's folder.
    ///   - sql: one or more statements, with a question mark for each value.
    ///   - values: what stands for the question marks.
    /// - Throws: when a statement failed.
    public static func alter(home: String, _ sql: String, _ values: [DatabaseValue] = []) throws {
        var statements = ""
        var rest = values[...]
        for character in sql {
            if character == "?", let value = rest.popFirst() {
                statements += literal(value)
            } else {
                statements.append(character)
            }
        }
        if isPostgreSQL {
            let schema = try settings(ofHome: home).schema
            let bytes = statements.replacing(/x'([0-9a-f]*)'/) { "'\\x\($0.output.1)'::bytea" }
            try PostgreSQLServer.shared().sql(
                "SET session_replication_role = replica; SET search_path TO \"\(schema)\"; \(bytes)")
            return
        }
        let outcome = try Shell.run(
            "sqlite3", ["-bail", home + "/records/records.sqlite"],
            input: Array(("PRAGMA foreign_keys=0; PRAGMA busy_timeout=5000; " + statements + ";").utf8))
        guard outcome.isSuccess else { throw Failure.refused(outcome.errors) }
    }

    /// Everything that a home's database holds, as it lies there.
    ///
    /// - Parameter home: path of the home's folder.
    /// - Returns: SQLite's file and its log, or a server's dump with the bytes that it writes as digits beside it.
    /// - Throws: when it cannot be read.
    public static func bytes(ofHome home: String) throws -> Data {
        if isPostgreSQL {
            let dump = try PostgreSQLServer.shared().dump(schema: try settings(ofHome: home).schema)
            return dump.components(separatedBy: "\\x").dropFirst().reduce(into: Data(dump.utf8)) { all, rest in
                let digits = rest.utf8.prefix { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
                all += (try? Hex.decode(String(decoding: digits, as: UTF8.self))) ?? []
            }
        }
        return try ["", "-wal"].reduce(into: Data()) { all, end in
            all += try Data(contentsOf: URL(fileURLWithPath: home + "/records/records.sqlite" + end))
        }
    }

    /// Copies what a closed home's database holds into another home.
    ///
    /// - Parameters:
    ///   - home: path of the home's folder.
    ///   - other: path of the other's; it has no records.
    /// - Throws: when it cannot be copied.
    public static func copy(ofHome home: String, to other: String) throws {
        if isPostgreSQL {
            try PostgreSQLServer.shared().copy(
                schema: try settings(ofHome: home).schema, to: try settings(ofHome: other).schema)
            return
        }
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: home + "/records", toPath: other + "/records")
    }

    /// Why the database was not altered.
    public enum Failure: Error {
        /// The program that was to do it failed; its errors.
        case refused(String)
    }

    private static func literal(_ value: DatabaseValue) -> String {
        switch value {
        case .null: "NULL"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): "'" + text.replacing("'", with: "''") + "'"
        case .blob(let bytes): "x'" + Hex.encode(bytes) + "'"
        }
    }
}
