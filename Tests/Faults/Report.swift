// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service

/// What a drill is asked to do.
struct Options: Sendable {
    let drill: String
    var seed: UInt64 = 1
    /// How many of what the drill counts; its own number when nobody said.
    var count: Int?
    /// How long one turn takes; the drill's own when nobody said.
    var seconds: Double?
    /// Breaks a promise on purpose.
    var isBroken = false

    init?(_ words: [String]) {
        guard let first = words.first else { return nil }
        drill = first
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            if word == "--broken" {
                isBroken = true
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            switch word {
            case "--seed":
                guard let number = UInt64(value) else { return nil }
                seed = number
            case "--count":
                guard let number = Int(value), number > 0 else { return nil }
                count = number
            case "--seconds":
                guard let number = Double(value), number > 0 else { return nil }
                seconds = number
            default: return nil
            }
        }
    }
}

/// What a drill found.
final class Report: @unchecked Sendable {
    private let lock = NSLock()
    private let options: Options
    private let begun = Date()
    private var failures: [String] = []

    init(_ options: Options) { self.options = options }

    /// Something that must not be.
    func fail(_ what: String) {
        let count = lock.withLock { () -> Int in
            failures.append(what)
            return failures.count
        }
        if count <= 20 { say("  broken: \(what)") }
    }

    /// Something that has to hold.
    func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds { fail(what()) }
    }

    /// A figure.
    func figure(_ text: String) { say("  \(text)") }

    /// At once, also into a pipe: a drill takes minutes.
    private func say(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }

    var count: Int { lock.withLock { failures.count } }

    /// Says what came of it; the process's status.
    func end() -> Int32 {
        let seconds = String(format: "%.1f", Date().timeIntervalSince(begun))
        say("  measured on \(Circumstances(in: NSTemporaryDirectory(), checkout: Tools.root).text)")
        let word = failures.isEmpty ? "no promise broken" : "\(failures.count) broken"
        say("\(options.drill)\(options.isBroken ? " (control)" : ""), seed \(options.seed): \(word), \(seconds) s")
        return failures.isEmpty ? 0 : 1
    }
}
