// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import XCTest

/// A PostgreSQL server of the tests' own, in a folder that is gone with it, reached through a Unix socket alone.
///
/// It refuses to run as root; started by root it runs as `postgres` or `nobody`. It ends with the process that
/// started it, however that one ends.
public final class PostgreSQLServer: @unchecked Sendable {
    // Changed by one test at a time.
    private var process: Process?
    /// The folder of everything that is the server's.
    public let folder: String
    /// The port; it is in the socket's name only.
    public let port = 5_432
    /// The role, and the database of the same name, that tests use; no superuser.
    public let user = "mohr"

    /// The folder that the socket is in.
    public var host: String { folder }

    private static let lock = NSLock()
    nonisolated(unsafe) private static var common: PostgreSQLServer?

    /// The server that all tests of a process share; started when first asked for.
    ///
    /// - Returns: the server.
    /// - Throws: `XCTSkip` when PostgreSQL is not installed; an error when it does not start.
    public static func shared() throws -> PostgreSQLServer {
        lock.lock()
        defer { lock.unlock() }
        if let common { return common }
        let server = try PostgreSQLServer()
        common = server
        atexit { PostgreSQLServer.common?.stop() }
        return server
    }

    /// Makes a server and starts it.
    ///
    /// - Parameter replicated: the server that it follows as a hot standby; `nil` for one of its own.
    /// - Throws: `XCTSkip` when PostgreSQL is not installed; an error when it does not start.
    public init(following replicated: PostgreSQLServer? = nil) throws {
        folder = Self.place + "/mohr-pg-" + UUID().uuidString.prefix(8).lowercased()
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        try Self.mustSucceed("chown", [Self.owner, folder])
        if let replicated {
            try run(
                "pg_basebackup",
                [
                    "-h", replicated.host, "-p", "\(replicated.port)", "-U", "root", "-D", data, "-R", "-X", "stream",
                    "-c", "fast",
                ])
            try start()
        } else {
            try run("initdb", ["-D", data, "-U", "root", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-N"])
            try start()
            try sql("CREATE ROLE mohr LOGIN; CREATE DATABASE mohr OWNER mohr", in: "postgres")
        }
    }

    deinit { stop() }

    private var data: String { folder + "/data" }

    /// Starts the server, and returns when it answers.
    ///
    /// - Parameter settings: such as `fsync=off`, beside the usual.
    /// - Throws: when it does not answer within thirty seconds.
    public func start(_ settings: [String] = []) throws {
        let options =
            [
                "listen_addresses=", "unix_socket_directories=\(folder)", "port=\(port)", "max_connections=120",
                "shared_buffers=32MB", "log_min_messages=fatal", "wal_level=replica", "max_wal_senders=4",
                "logging_collector=off", "wal_retrieve_retry_interval=100ms", "max_wal_size=256MB",
            ] + settings
        let server = try Self.program("postgres")
        let arguments = (["-D", data] + options.flatMap { ["-c", $0] }).map { "'\($0)'" }.joined(separator: " ")
        // The shell outlives this process by a second at most, and takes the server and its folder with it.
        let script = """
            \(Self.asOwner.joined(separator: " ")) \(server) \(arguments) >>\(folder)/log 2>&1 &
            trap 'kill -INT $!; wait $!; exit 0' TERM
            while kill -0 \(getpid()) 2>/dev/null && kill -0 $! 2>/dev/null; do sleep 0.3; done
            kill -QUIT $! 2>/dev/null; wait $!
            kill -0 \(getpid()) 2>/dev/null || rm -rf \(folder)
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        for _ in 0..<300 {
            let answer = try Shell.run(try Self.program("pg_isready"), ["-h", folder, "-p", "\(port)", "-q"])
            if answer.isSuccess { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        throw ServerFailure.notStarted((try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "no log")
    }

    /// Stops the server.
    ///
    /// - Parameter immediately: as in a power cut; otherwise connections are ended and files are written.
    public func halt(immediately: Bool = false) {
        _ = try? run("pg_ctl", ["-D", data, "-m", immediately ? "immediate" : "fast", "-w", "stop"])
        process?.waitUntilExit()
        process = nil
    }

    /// Stops the server and removes its folder.
    public func stop() {
        if process != nil { halt(immediately: true) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs statements as the superuser.
    ///
    /// - Parameters:
    ///   - text: one or more statements.
    ///   - database: where.
    /// - Returns: what they gave, columns separated by `|`.
    /// - Throws: when one failed.
    @discardableResult
    public func sql(_ text: String, in database: String = "mohr") throws -> String {
        let outcome = try Shell.run(
            try Self.program("psql"),
            [
                "-h", folder, "-p", "\(port)", "-U", "root", "-d", database, "-X", "-A", "-t", "-q", "-v",
                "ON_ERROR_STOP=1",
            ],
            input: Array(text.utf8))
        guard outcome.isSuccess else { throw ServerFailure.refused(outcome.errors) }
        return outcome.text.trimmingCharacters(in: .newlines)
    }

    /// From now on a role has to show a password, even through the socket.
    ///
    /// - Parameter role: which.
    /// - Throws: when the server's files cannot be changed.
    public func demandPassword(of role: String) throws {
        let file = data + "/pg_hba.conf"
        let rules = try String(contentsOfFile: file, encoding: .utf8)
        try Data("local all \(role) scram-sha-256\n\(rules)".utf8).write(to: URL(fileURLWithPath: file))
        try Self.mustSucceed("chown", [Self.owner, file])
        try sql("SELECT pg_reload_conf()")
        Thread.sleep(forTimeInterval: 0.3)
    }

    /// Copies a schema with everything in it, as it is now.
    ///
    /// - Parameters:
    ///   - schema: which.
    ///   - name: what the copy is called.
    /// - Throws: when it cannot be copied.
    public func copy(schema: String, to name: String) throws {
        try sql(try dump(schema: schema).replacingOccurrences(of: schema, with: name))
    }

    /// Everything in a schema.
    ///
    /// - Parameter schema: which.
    /// - Returns: the statements that make it.
    /// - Throws: when it cannot be read.
    public func dump(schema: String) throws -> String {
        let dump = try Shell.run(
            try Self.program("pg_dump"), ["-h", folder, "-p", "\(port)", "-U", "root", "-d", user, "-n", schema])
        guard dump.isSuccess else { throw ServerFailure.refused(dump.errors) }
        return dump.text
    }

    /// Why the server did not do what it was asked.
    public enum ServerFailure: Error {
        /// It did not answer; its log.
        case notStarted(String)
        /// A program that belongs to it failed; its errors.
        case refused(String)
    }

    private func run(_ name: String, _ arguments: [String]) throws {
        let command = Self.asOwner + [try Self.program(name)] + arguments
        try Self.mustSucceed(command[0], Array(command.dropFirst()))
    }

    private static func mustSucceed(_ program: String, _ arguments: [String]) throws {
        let outcome = try Shell.run(program, arguments)
        guard outcome.isSuccess else { throw ServerFailure.refused(outcome.errors) }
    }

    /// Debian keeps the server's programs beside each other by version, out of PATH.
    private static func program(_ name: String) throws -> String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let paths = versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "/usr/lib/postgresql/\($0)/bin/\(name)" }
        guard let path = paths.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) ?? Shell.find(name)
        else { throw XCTSkip("not installed: \(name) (Debian: postgresql)") }
        return path
    }

    /// Where servers' folders are made: in memory, where there is room for it.
    ///
    /// PostgreSQL syncs each index when it is made, a hundred and more for a home: a second on a disk, nothing in
    /// memory. The server and its settings are the same. Not in TMPDIR, which the unprivileged user may not enter; and a
    /// socket's path is short.
    private static let place: String = {
        let memory = "/dev/shm"
        var room = statvfs()
        let pattern = /MemAvailable: +([0-9]+) kB/
        guard access(memory, W_OK | X_OK) == 0, statvfs(memory, &room) == 0, room.f_bavail * room.f_bsize > 3 << 30,
            let found = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8).firstMatch(of: pattern)?.output.1,
            let kilobytes = UInt64(found), kilobytes > 4 << 20
        else { return "/tmp" }
        return memory
    }()

    /// Who the server's files belong to.
    private static var owner: String {
        guard getuid() == 0 else { return "\(getuid())" }
        return getpwnam("postgres") != nil ? "postgres" : "nobody"
    }

    /// What is put before a command so that it does not run as root.
    private static var asOwner: [String] {
        guard getuid() == 0, let user = getpwnam(owner)?.pointee else { return [] }
        return ["/usr/bin/setpriv", "--reuid=\(user.pw_uid)", "--regid=\(user.pw_gid)", "--clear-groups", "--"]
    }
}
