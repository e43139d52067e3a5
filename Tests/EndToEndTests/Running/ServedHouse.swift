// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import Service
import TestSupport
import XCTest

/// `mohr serve` in a process of its own.
final class ServedHouse {
    /// How a process ended.
    struct End: Equatable {
        let isSignal: Bool
        let status: Int32

        static let clean = End(isSignal: false, status: 0)
        static let killed = End(isSignal: true, status: SIGKILL)
    }

    let home: String
    private let process = Process()
    private let output = Lines()
    private let errors = Lines()

    /// Starts it.
    ///
    /// - Parameters:
    ///   - home: a house's folder; its configuration has to let the system choose the ports.
    ///   - stopAt: between which steps of issuance it is to be killed.
    ///   - clock: libfaketime and how far off the process's clock is; `+60` in seconds.
    ///   - more: further arguments, such as a role.
    ///   - environment: what else it finds there.
    ///   - before: a program and its arguments that start it.
    /// - Throws: when there is no program to start.
    init(
        _ home: String, stopAt: String? = nil, clock: (library: String, offset: String)? = nil, more: [String] = [],
        environment: [String: String] = [:], before: [String] = []
    ) throws {
        self.home = home
        let program = try Program.path()
        let words = before + [program, "serve", "--home", home] + more
        process.executableURL = URL(fileURLWithPath: clock == nil ? words[0] : "/usr/bin/env")
        process.arguments = Array(words.dropFirst())
        if let clock {
            // Not straight: the library moves the environment, and Swift looks for the arguments beside it.
            process.arguments =
                [
                    "LD_PRELOAD=\(clock.library)", "FAKETIME=\(clock.offset)", "FAKETIME_DONT_FAKE_MONOTONIC=1",
                    "timeout",
                    "120", program, "serve", "--home", home,
                ] + more
        }
        process.environment = Program.environment(
            environment.merging(stopAt.map { ["MOHR_STOP_AT": $0] } ?? [:]) { $1 })
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output.pipe
        process.standardError = errors.pipe
        try process.run()
    }

    deinit {
        // Only a test that has failed leaves it running.
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits until it says that it serves.
    func ready() throws -> ServedHouse {
        try Patience.wait("mohr serve: \(home)") { () -> Bool? in
            if output.text.contains("Mohr serves as") { return true }
            guard isRunning else { throw NotServing(output: output.text, errors: errors.text) }
            return nil
        }
        return self
    }

    /// It ended instead.
    struct NotServing: Error {
        let output: String
        let errors: String
    }

    /// Its number in the system.
    var processIdentifier: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }
    /// What it has said so far.
    var said: String { output.text }
    /// What it has complained of so far.
    var complained: String { errors.text }

    /// The public listener.
    var publicURL: String { "http://127.0.0.1:\(port(after: "Everyone: http://127.0.0.1:"))" }
    /// The office listener.
    var officeURL: String { "https://127.0.0.1:\(port(after: "Offices: https://127.0.0.1:"))" }
    /// The holders' own listener.
    var holdersURL: String { "http://127.0.0.1:\(port(after: "Holders: http://127.0.0.1:"))" }
    /// The public listener's port.
    var publicPort: UInt16 { UInt16(port(after: "Everyone: http://127.0.0.1:")) ?? 0 }

    private func port(after words: String) -> String {
        guard let range = output.text.range(of: words) else { return "0" }
        return String(output.text[range.upperBound...].prefix { $0.isNumber })
    }

    /// Closes the reading ends of what it says.
    func deafen() {
        output.close()
        errors.close()
    }

    /// Asks it to stop.
    func terminate() {
        Foundation.kill(process.processIdentifier, SIGTERM)
    }

    /// Ends it in the middle of whatever it does.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
    }

    /// Waits until it has ended.
    func end() throws -> End {
        try Patience.wait("end of mohr serve") { process.isRunning ? nil : true }
        output.finish()
        errors.finish()
        return End(isSignal: process.terminationReason == .uncaughtSignal, status: process.terminationStatus)
    }

    /// Stops it and waits.
    func stop() throws -> End {
        terminate()
        return try end()
    }

    /// Asks for the verdict on a document.
    func verdict(on document: [UInt8], purpose: String = "prescription", at: String? = nil) throws -> JSONValue {
        let query = "purpose=\(purpose)" + (at.map { "&at=\($0)" } ?? "")
        let answer = try HTTPClient().post(
            "\(publicURL)/v1/verifications?\(query)", contentType: "application/cms", body: document)
        guard answer.status == 200 else { throw Refused(status: answer.status, body: answer.body) }
        return try JSONReader.read(answer.body)
    }

    /// Not 200.
    struct Refused: Error, CustomStringConvertible {
        let status: Int
        let body: [UInt8]
        var description: String { "HTTP \(status): \(String(decoding: body, as: UTF8.self))" }
    }
}

/// A pipe that is read as it fills.
private final class Lines: @unchecked Sendable {
    let pipe = Pipe()
    private let lock = NSLock()
    private let ended = DispatchSemaphore(value: 0)
    private var data = Data()

    init() {
        pipe.fileHandleForReading.readabilityHandler = { [self] handle in
            let more = handle.availableData
            guard !more.isEmpty else {
                handle.readabilityHandler = nil
                ended.signal()
                return
            }
            lock.withLock { data += more }
        }
    }

    var text: String { lock.withLock { String(decoding: data, as: UTF8.self) } }

    /// Listens no more: whoever goes on speaking is told so by the system.
    func close() {
        pipe.fileHandleForReading.readabilityHandler = nil
        try? pipe.fileHandleForReading.close()
        ended.signal()
    }

    /// Waits for the rest of what a process said that has ended.
    func finish() {
        _ = ended.wait(timeout: .now() + 5)
        ended.signal()
    }
}
