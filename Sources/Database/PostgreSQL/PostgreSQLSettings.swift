// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// Where a PostgreSQL database is, and how long it is waited for.
///
/// No password stands here: libpq reads it from the password file, at each connection.
public struct PostgreSQLSettings: Sendable, Hashable {
    /// The folder of the server's Unix socket, when it begins with `/`; otherwise a host's name or address.
    public var host: String

    /// The server's port; it names the Unix socket as well.
    public var port: Int

    /// The database's name.
    public var database: String

    /// The role that is logged in as.
    public var user: String

    /// The namespace that the tables are in; made if it is not there.
    public var schema: String

    /// libpq's password file, readable by its owner alone; nil where the server knows the user otherwise.
    public var passwordFile: String?

    /// PEM of the authorities that the server's certificate must lead to; needed for anything but a Unix socket.
    public var rootCertificateFile: String?

    /// How long connecting may take, in seconds.
    public var connectSeconds = 3

    /// How long one statement may take, in milliseconds.
    public var statementMilliseconds = 30_000

    /// How long another process may keep us from writing before the write is refused, in milliseconds.
    public var lockMilliseconds = 10_000

    /// How long the server waits in the middle of a transaction for a process that stands still, in milliseconds.
    ///
    /// After that it undoes the transaction and cuts the connection, so that the others go on.
    public var stalledMilliseconds = 4_000

    /// How many connections for reading there may be.
    public var readers = 16

    // Tests alone: durability that is refused otherwise.
    var acceptsLoss = false

    /// Names a database.
    ///
    /// - Parameters:
    ///   - host: the folder of the Unix socket, or the host.
    ///   - port: the server's.
    ///   - database: its name.
    ///   - user: the role.
    ///   - schema: the tables' namespace.
    public init(host: String, port: Int = 5_432, database: String, user: String, schema: String = "mohr") {
        self.host = host
        self.port = port
        self.database = database
        self.user = user
        self.schema = schema
    }

    /// Whether it is reached through a Unix socket, and nobody can listen in.
    var isLocal: Bool { host.hasPrefix("/") }

    /// What libpq is told; all of it said, so that nothing of the environment comes in its place.
    func keywords() throws(DatabaseError) -> [(name: String, value: String)] {
        // Small letters and digits need no quotes in a statement, and nothing hides in them.
        let isPlain = schema.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
        guard isPlain, schema.utf8.count <= 63, let first = schema.utf8.first, !(0x30...0x39).contains(first) else {
            throw .setting(name: "schema", seen: schema, allowed: "a-z 0-9 _ (63)")
        }
        // libpq would take it; whoever lists processes and their environments would have it too.
        guard ProcessInfo.processInfo.environment["PGPASSWORD"] == nil else {
            throw .setting(name: "PGPASSWORD", seen: "set", allowed: "passwordFile")
        }
        guard isLocal || rootCertificateFile != nil else {
            throw .setting(name: "rootCertificateFile", seen: "null", allowed: "PEM")
        }
        var keywords = [
            ("host", host), ("hostaddr", ""), ("port", "\(port)"), ("dbname", database), ("user", user),
            ("passfile", passwordFile ?? "/dev/null/none"), ("connect_timeout", "\(max(2, connectSeconds))"),
            ("client_encoding", "UTF8"), ("application_name", "mohr"), ("service", ""),
            ("options", "-c search_path=\(schema) -c bytea_output=hex"),
            ("sslmode", isLocal ? "disable" : "verify-full"), ("gssencmode", "disable"),
            ("keepalives_idle", "5"), ("keepalives_interval", "2"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "\(statementMilliseconds)"),
        ]
        if let rootCertificateFile { keywords.append(("sslrootcert", rootCertificateFile)) }
        return keywords
    }
}
