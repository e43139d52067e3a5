// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// A headless Chromium, driven by the DevTools protocol over a pair of pipes: no port, no library.
///
/// - SeeAlso: Chrome DevTools Protocol; `--remote-debugging-pipe` reads descriptor 3 and writes descriptor 4, one JSON
///   message after another, each ended by NUL.
final class Browser: @unchecked Sendable {
    typealias Object = [String: Any]

    /// One for all tests: it takes a second to start.
    static func shared() throws -> Browser {
        guard Shell.find("chromium") != nil else { throw XCTSkip("not installed: chromium") }
        return try one.get()
    }

    private static let one = Result { try Browser() }

    private let process = Process()
    private let folder: TemporaryFolder
    private let input = Pipe()
    private let output = Pipe()
    private let condition = NSCondition()
    private var number = 0
    private var answers: [Int: Object] = [:]
    private var events: [(session: String, method: String, parameters: Object)] = []
    private var hasEnded = false

    /// Whether every page has cookies and a cache of its own; an officer's browser is one person's.
    private let hasContexts: Bool

    /// Starts a browser: a stranger's, or an officer's with their certificate.
    init(_ identity: OfficerBrowser.Identity? = nil) throws {
        signal(SIGPIPE, SIG_IGN)
        folder = try TemporaryFolder()
        hasContexts = identity == nil
        if let identity {
            try FileManager.default.createDirectory(
                atPath: folder.path("profile/Default"), withIntermediateDirectories: true)
            try OfficerBrowser.preferences(for: identity.address).write(
                to: URL(fileURLWithPath: folder.path("profile/Default/Preferences")))
        }
        let options = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--lang=en",
            "--user-data-dir=\(folder.path("profile"))", "--remote-debugging-pipe", "about:blank",
        ]
        // A browser that is told of no locale takes file names for ASCII, and cannot open others.
        var environment = ["LC_ALL": "C.UTF-8"]
        environment["HOME"] = identity?.home
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        // Standard input and output become the two descriptors; nothing else of the browser's is heard.
        process.arguments = ["-c", "exec chromium \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", "bash"] + options
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let identifier = process.processIdentifier
        if Browser.running.isEmpty { atexit { for identifier in Browser.running { kill(identifier, SIGKILL) } } }
        Browser.running.append(identifier)
        Thread.detachNewThread { [self] in read() }
    }

    nonisolated(unsafe) private static var running: [Int32] = []

    /// A message and its answer.
    @discardableResult
    func ask(_ method: String, _ parameters: Object = [:], session: String? = nil) throws -> Object {
        var message: Object = ["method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        condition.lock()
        number += 1
        let id = number
        condition.unlock()
        message["id"] = id
        let bytes = try JSONSerialization.data(withJSONObject: message) + [0]
        try input.fileHandleForWriting.write(contentsOf: bytes)
        let answer = try wait("answer to \(method)") { answers.removeValue(forKey: id) }
        if let error = answer["error"] { throw Refused(method: method, error: "\(error)") }
        return answer["result"] as? Object ?? [:]
    }

    struct Refused: Error {
        let method: String
        let error: String
    }

    /// A page in a context of its own: no cookie, no cache of another test.
    func page() throws -> BrowserPage {
        var wanted: Object = ["url": "about:blank"]
        if hasContexts { wanted["browserContextId"] = try ask("Target.createBrowserContext")["browserContextId"] }
        let target = try ask("Target.createTarget", wanted)["targetId"] ?? ""
        let session = try ask("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"]
        return try BrowserPage(self, session: try XCTUnwrap(session as? String))
    }

    /// The events of a page since a place in their row.
    func events(of session: String, named method: String, after start: Int = 0) -> [Object] {
        condition.lock()
        defer { condition.unlock() }
        return events.dropFirst(start).filter { $0.session == session && $0.method == method }.map(\.parameters)
    }

    /// How many events there were.
    var eventCount: Int {
        condition.lock()
        defer { condition.unlock() }
        return events.count
    }

    /// Waits for an event of a page.
    func waitForEvent(_ method: String, of session: String, after start: Int) throws {
        try wait(method) { () -> Bool? in
            events.dropFirst(start).contains { $0.session == session && $0.method == method } ? true : nil
        }
    }

    @discardableResult
    private func wait<Value>(_ what: String, _ question: () -> Value?) throws -> Value {
        let end = Date().addingTimeInterval(60)
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let value = question() { return value }
            guard !hasEnded, condition.wait(until: end) else { throw Silent(what: what, hasEnded: hasEnded) }
        }
    }

    struct Silent: Error {
        let what: String
        let hasEnded: Bool
    }

    private func read() {
        var buffer = Data()
        while true {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            buffer += more
            while let end = buffer.firstIndex(of: 0) {
                take(buffer[buffer.startIndex..<end])
                buffer = Data(buffer[(end + 1)...])
            }
        }
        condition.lock()
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    private func take(_ data: Data) {
        guard let message = try? JSONSerialization.jsonObject(with: data) as? Object else { return }
        condition.lock()
        defer { condition.unlock() }
        if let id = message["id"] as? Int {
            answers[id] = message
        } else if let method = message["method"] as? String {
            events.append((message["sessionId"] as? String ?? "", method, message["params"] as? Object ?? [:]))
        }
        condition.broadcast()
    }
}
