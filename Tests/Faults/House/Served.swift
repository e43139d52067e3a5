// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import JSON
import Records

/// `mohr serve` in a process of its own.
final class Served: @unchecked Sendable {
    private let process = Process()
    private let log: String
    let house: FaultHouse

    /// Starts it; returns at once.
    ///
    /// - Parameters:
    ///   - house: what is served.
    ///   - environment: what it finds there besides.
    ///   - through: a program that starts it, with its arguments.
    /// - Throws: when the program does not do its part.
    init(_ house: FaultHouse, _ environment: [String: String] = [:], through: [String] = []) throws {
        self.house = house
        log = house.folder.path("serve.log")
        if !FileManager.default.fileExists(atPath: log) {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
        }
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        output.seekToEndOfFile()
        let words = through + [try Tools.mohr(), "serve", "--home", house.home]
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        // A drill that is killed leaves no house behind that goes on serving.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["MOHR_ENDS_WITH": ProcessIdentity.own.text]) { $1 }.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    var isRunning: Bool { process.isRunning }

    /// Waits until both listeners answer.
    @discardableResult
    func ready() throws -> Served {
        let (client, office) = (try HTTPClient(timeout: .seconds(5)), house.administrator)
        try Patience.wait(for: "mohr serve: \(lastWords)", seconds: 120) { () -> Bool? in
            guard process.isRunning else { throw Tools.Missing(description: "mohr serve ended: \(lastWords)") }
            guard (try? client.get(house.publicURL + "/healthz")) != nil,
                (try? office.client.get(office.base + "/v1/offices")) != nil
            else { return nil }
            return true
        }
        return self
    }

    /// What it said last.
    var lastWords: String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(3).joined(separator: " | ")
    }

    func send(_ signal: Int32) {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, signal)
    }

    /// Ends it in the middle of whatever it does.
    func kill() {
        send(SIGKILL)
        process.waitUntilExit()
    }

    /// Ends it in order; its status.
    @discardableResult
    func stop() -> Int32 {
        send(SIGTERM)
        return ended()
    }

    /// Waits until it has ended; its status, the signal's number below zero.
    func ended() -> Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// What health says: its status, and its complaints.
    func health() -> (status: Int, complaints: [String]) {
        guard let answer = try? HTTPClient(timeout: .seconds(5)).get(house.publicURL + "/healthz"),
            let value = try? JSONReader.read(answer.body)
        else { return (0, []) }
        return (answer.status, value["complaints"]?.elements?.compactMap(\.text) ?? [])
    }
}
