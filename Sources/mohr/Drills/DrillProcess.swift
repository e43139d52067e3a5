// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import Service

/// `mohr serve` in a process of its own, on a drill's home.
final class DrillProcess {
    private let process = Process()
    private let home: DrillHome
    private let log: String
    private let role: String

    /// Starts it; returns at once.
    ///
    /// - Parameters:
    ///   - home: what is served.
    ///   - role: which of its roles.
    ///   - core: the one that it has to itself; any when nil.
    /// - Throws: when it cannot be started.
    init(_ home: DrillHome, role: String = "all", core: Int? = nil) throws {
        self.home = home
        self.role = role
        log = home.home.path + "/serve.log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let arguments = ["serve", "--home", home.home.path, "--role", role]
        process.executableURL = core == nil ? program : URL(fileURLWithPath: "/usr/bin/taskset")
        process.arguments = (core.map { ["-c", "\($0)", program.path] } ?? []) + arguments
        process.environment = LastingProcess.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit { kill() }

    var isRunning: Bool { process.isRunning }

    /// The process's number.
    var identifier: Int32 { process.processIdentifier }

    /// Waits until it answers.
    ///
    /// - Parameter seconds: how long at the most.
    /// - Returns: whether it does.
    func isServing(within seconds: Double = 60) -> Bool {
        guard let client = try? HTTPClient() else { return false }
        let end = Date().addingTimeInterval(seconds)
        while Date() < end, process.isRunning {
            if let answer = try? client.get(home.publicURL + "/healthz"), answer.status == 200, isOfficeOpen {
                return true
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return false
    }

    /// Whether the office listener takes connections; it is opened after the public one.
    ///
    /// Whoever comes without an officer's certificate is turned away, which is an answer too.
    private var isOfficeOpen: Bool {
        guard role == "all" else { return true }
        guard let root = FileManager.default.contents(atPath: home.home.certificate("root")),
            let client = try? HTTPClient(anchorsPEM: Array(root))
        else { return false }
        do throws(HTTPClientError) {
            _ = try client.get(home.officeURL + "/v1/offices")
            return true
        } catch {
            if case .unreachable = error { return false }
            return true
        }
    }

    /// What it said last, for a report of why it is not there.
    var lastWords: String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return String(text.split(separator: "\n").last ?? "–")
    }

    /// Ends it in order.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    /// Ends it as a power cut would.
    func kill() {
        guard process.isRunning else { return }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
