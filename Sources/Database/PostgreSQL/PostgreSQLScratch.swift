// SPDX-License-Identifier: Apache-2.0
internal import Dispatch

/// A schema of a server that is made to measure in, and is gone afterwards.
///
/// Its name is drawn, so that it never is one that a house is in.
public final class PostgreSQLScratch {
    /// Where it is.
    public let settings: PostgreSQLSettings

    private static let prefix = "mohr_bench_"

    /// Makes a name; the schema is made by whoever opens it.
    ///
    /// - Parameter server: the server, the database and the role; the schema is another.
    public init(on server: PostgreSQLSettings) {
        var settings = server
        settings.schema = Self.prefix + String(UInt64.random(in: 1...UInt64.max), radix: 36)
        self.settings = settings
    }

    /// How many transactions of one row each the server keeps durably, one after the other on one connection.
    ///
    /// - Parameter seconds: how long it is tried.
    /// - Returns: a second.
    /// - Throws: ``DatabaseError``.
    public func commitsPerSecond(_ seconds: Double) throws(DatabaseError) -> Double {
        let connection = try PostgreSQLConnection(settings, for: .writing)
        try connection.prepareSchema()
        try connection.script("CREATE TABLE IF NOT EXISTS commits (number INTEGER NOT NULL, filling BLOB NOT NULL)")
        // No transaction is open: the server commits each statement before it answers.
        let filling = DatabaseValue.blob([UInt8](repeating: 1, count: 100))
        let start = DispatchTime.now().uptimeNanoseconds
        var (count, spent) = (Int64(0), 0.0)
        repeat {
            _ = try connection.run("INSERT INTO commits (number, filling) VALUES (?, ?)", [.integer(count), filling])
            count += 1
            spent = Double(DispatchTime.now().uptimeNanoseconds &- start) / 1e9
        } while spent < seconds
        return Double(count) / spent
    }

    /// Removes the schema with everything in it.
    ///
    /// - Throws: ``DatabaseError``.
    public func remove() throws(DatabaseError) {
        try PostgreSQLConnection(settings, for: .writing).script("DROP SCHEMA IF EXISTS \(settings.schema) CASCADE")
    }
}
