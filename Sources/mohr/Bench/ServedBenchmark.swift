// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import Glibc
import PKIX
import Records
import Service

/// What the service answers over HTTP from one core, asked by `wrk` from another: verdicts beside the bare P-256
/// verifications of the core, OCSP beside nginx with a file of the same size.
///
/// Rates are by the clock on the wall. On a machine with other work to do they tell of that work too, so beside them stands
/// what the server computed for an answer, and what the limit computes, which other work hardly changes.
///
/// Needs `wrk`, and `nginx` for the second (Debian's packages).
enum ServedBenchmark {
    private static let seconds = 4

    static func run(certificates: Int, _ console: Console) throws -> [Benchmarks.Figure] {
        guard wrk != nil else { throw CommandFailure(.fault, "cli.fault", ["detail": "no wrk: apt install wrk"]) }
        let house = try LoadHouse(nil, console: console, keeps: false)
        try house.home.change("loops: 0,", "loops: 1,")
        try grow(house, certificates, console)
        let process = try house.serve(core: serverCore)
        defer { process.stop() }
        return try load() + verdicts(house, process.identifier) + ocsp(house, certificates, process.identifier)
    }

    // MARK: - What is measured

    private static func verdicts(_ house: LoadHouse, _ server: Int32) throws -> [Benchmarks.Figure] {
        let folder = house.home.home.path
        try OutputFiles.write(house.samples[0].document(1), to: folder + "/document.p7s")
        let script = """
            wrk.method = "POST"
            wrk.body = io.open("\(folder)/document.p7s", "rb"):read("*all")
            wrk.headers["Content-Type"] = "application/cms"
            """
        try OutputFiles.write(Array(script.utf8), to: folder + "/verdicts.lua")
        let url = house.home.publicURL + "/v1/verifications?purpose=prescription"
        // The caches fill, the workers start.
        _ = try ask(url, script: folder + "/verdicts.lua", connections: 32, of: server, seconds: 1)
        let full = try ask(url, script: folder + "/verdicts.lua", connections: 32, of: server)
        // Few connections: about half of what many of them ask.
        let half = try ask(url, script: folder + "/verdicts.lua", connections: 2, of: server)
        let limit = try verifications(byTheWall: true)
        let computed = 1_000_000 / (try verifications(byTheWall: false))
        return [
            .init(name: "verdicts over HTTP, server on one core", value: full.rate, unit: "/s"),
            .init(name: "limit: P-256 verifications, that core", value: limit, unit: "/s"),
            .init(name: "ratio (asked: 0.70)", value: full.rate / limit, unit: ""),
            .init(name: "what the server computes for a verdict", value: full.computed, unit: "µs"),
            .init(name: "limit: what a P-256 verification computes", value: computed, unit: "µs"),
            .init(name: "ratio of the two (asked: 0.70)", value: computed / full.computed, unit: ""),
            .init(name: "verdicts with two connections", value: half.rate, unit: "/s"),
            .init(name: "their p99 (asked: 5 at half load)", value: half.slowest, unit: "ms"),
        ]
    }

    private static func ocsp(
        _ house: LoadHouse, _ certificates: Int, _ server: Int32
    ) throws -> [Benchmarks.Figure] {
        let sample = house.samples[0]
        let certID = try CertID(serialNumber: sample.certificate.serialNumber, issuer: sample.issuer)
        let path = Base64.encode(OCSPRequest.make([certID])).replacingOccurrences(of: "/", with: "%2F")
            .replacingOccurrences(of: "+", with: "%2B").replacingOccurrences(of: "=", with: "%3D")
        let ours = try ask(house.home.publicURL + "/ocsp/" + path, connections: 64, of: server)
        guard let program = find("nginx", ["/usr/sbin", "/usr/bin"]) else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "no nginx: apt install nginx-core"])
        }
        let size = 900
        let nginx = try Nginx(program, folder: house.home.home.path + "/nginx", bytes: size, core: serverCore)
        defer { nginx.stop() }
        let theirs = try ask(nginx.url, connections: 64, of: nginx.identifier)
        return [
            .init(name: "OCSP GET, \(certificates) certificates, server on one core", value: ours.rate, unit: "/s"),
            .init(name: "limit: nginx, a static file of \(size) bytes, that core", value: theirs.rate, unit: "/s"),
            .init(name: "ratio (asked: 1.0)", value: ours.rate / theirs.rate, unit: ""),
            .init(name: "what the server computes for an OCSP answer", value: ours.computed, unit: "µs"),
            .init(name: "limit: what nginx computes for the file", value: theirs.computed, unit: "µs"),
            .init(name: "ratio of the two (asked: 1.0)", value: theirs.computed / ours.computed, unit: ""),
            .init(name: "OCSP p99, 64 connections", value: ours.slowest, unit: "ms"),
            .init(name: "nginx p99, 64 connections", value: theirs.slowest, unit: "ms"),
        ]
    }

    /// What else the machine is doing, by its own word: the average of runnable processes over a minute.
    private static func load() throws -> [Benchmarks.Figure] {
        let text = try String(contentsOfFile: "/proc/loadavg", encoding: .utf8)
        return [
            .init(name: "load of the machine at the start", value: Double(text.prefix { $0 != " " }) ?? -1, unit: "")
        ]
    }

    /// Bare verifications on the server's core, by a process of its own as the server is: in a second of the clock on the
    /// wall, or of computing.
    private static func verifications(byTheWall: Bool) throws -> Double {
        let text = try output(
            "/usr/bin/taskset",
            ["-c", "\(serverCore)", "openssl", "speed"] + (byTheWall ? ["-elapsed"] : [])
                + ["-seconds", "\(seconds)", "-mr", "ecdsap256"])
        // +F4:index:bits:signatures a second:verifications a second
        guard let line = text.split(separator: "\n").last(where: { $0.hasPrefix("+F4:") }),
            let last = line.split(separator: ":").last, let rate = Double(last), rate > 0
        else { throw CommandFailure(.fault, "cli.fault", ["detail": "openssl speed: \(text.suffix(200))"]) }
        return rate
    }

    private static func grow(_ house: LoadHouse, _ certificates: Int, _ console: Console) throws {
        let service = try house.home.open()
        defer { service.records.close() }
        try CertificateMill(service, passphrase: house.home.passphrase).grow(
            certificates, offices: [DrillStaff.office], progress: ProgressLine(console, of: certificates))
        _ = try service.presign(threads: ProcessInfo.processInfo.activeProcessorCount)
        try service.publishLists()
    }

    // MARK: - Who asks

    /// The server has the first core, whoever asks the last.
    private static let serverCore = 0
    private static let clientCore = max(ProcessInfo.processInfo.activeProcessorCount - 1, 0)
    private static let wrk = find("wrk", ["/usr/bin", "/usr/local/bin"])

    private static func find(_ name: String, _ folders: [String]) -> String? {
        folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What came of asking.
    private struct Asked {
        /// Answers a second.
        let rate: Double
        /// Milliseconds within which 99 of 100 came.
        let slowest: Double
        /// Microseconds that the server computed for each.
        let computed: Double
    }

    private static func ask(
        _ url: String, script: String? = nil, connections: Int, of server: Int32, seconds: Int = Self.seconds
    ) throws -> Asked {
        let before = ProcessFigures.computed(by: server)
        let options = ["-t1", "-c\(connections)", "-d\(seconds)s", "--latency"] + (script.map { ["-s", $0] } ?? [])
        let text = try output("/usr/bin/taskset", ["-c", "\(clientCore)", wrk ?? "wrk"] + options + [url])
        guard !text.contains("Non-2xx"), let rate = field("Requests/sec:", in: text).flatMap({ Double($0) }),
            let slowest = field("99%", in: text).flatMap(milliseconds),
            let count = text.split(separator: "\n").first(where: { $0.contains(" requests in ") })
                .flatMap({ Double($0.split(separator: " ").first ?? "") }), count > 0,
            let before, let after = ProcessFigures.computed(by: server)
        else { throw CommandFailure(.fault, "cli.fault", ["detail": "wrk: \(text)"]) }
        return Asked(rate: rate, slowest: slowest, computed: (after - before) * 1_000_000 / count)
    }

    private static func field(_ name: String, in text: String) -> String? {
        text.split(separator: "\n").map { $0.split(separator: " ") }.first { $0.first == name[...] }?.dropFirst().first
            .map(String.init)
    }

    private static func milliseconds(_ text: String) -> Double? {
        for (unit, factor) in [("us", 0.001), ("ms", 1.0), ("s", 1_000.0)] where text.hasSuffix(unit) {
            return Double(text.dropLast(unit.count)).map { $0 * factor }
        }
        return nil
    }

    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// nginx with one file, on one core.
    private final class Nginx {
        private let process = Process()
        let url: String
        var identifier: Int32 { process.processIdentifier }

        init(_ program: String, folder: String, bytes: Int, core: Int) throws {
            let port = DemoHouse.freePort(0)
            url = "http://127.0.0.1:\(port)/answer"
            try FileManager.default.createDirectory(atPath: folder + "/files", withIntermediateDirectories: true)
            try OutputFiles.write([UInt8](repeating: 0x30, count: bytes), to: folder + "/files/answer")
            let text = """
                daemon off; worker_processes 1; pid \(folder)/pid; error_log \(folder)/error.log;
                events { worker_connections 1024; }
                http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
                  open_file_cache max=16; default_type application/ocsp-response;
                  client_body_temp_path \(folder); proxy_temp_path \(folder); fastcgi_temp_path \(folder);
                  uwsgi_temp_path \(folder); scgi_temp_path \(folder);
                  server { listen 127.0.0.1:\(port); root \(folder)/files; } }
                """
            try OutputFiles.write(Array(text.utf8), to: folder + "/nginx.conf")
            // Its worker changes to another user, who has to reach the file.
            for path in [folder, folder + "/files"] {
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            process.executableURL = URL(fileURLWithPath: "/usr/bin/taskset")
            process.arguments = [
                "-c", "\(core)", program, "-c", folder + "/nginx.conf", "-p", folder, "-g", "user root;",
            ]
            try process.run()
            for _ in 0..<200 {
                if let descriptor = LoopbackClients.connection(to: port) {
                    close(descriptor)
                    return
                }
                Thread.sleep(forTimeInterval: 0.05)
            }
            throw CommandFailure(.fault, "cli.fault", ["detail": "nginx does not listen"])
        }

        func stop() {
            process.terminate()
            process.waitUntilExit()
        }
    }
}
