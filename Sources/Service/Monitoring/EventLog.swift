// SPDX-License-Identifier: Apache-2.0
public import DER
import Foundation

/// What a process does, a JSON object a line: `time`, `level`, `event`, `role`, and the facts of the event.
///
/// No line holds anything personal: no name, no national ID, no licence or telephone number, no path with a serial number in
/// it, nothing of who asked. Whoever reads slowly is not waited for: lines beyond a bound are dropped and counted.
public final class EventLog: @unchecked Sendable {
    /// How much a line matters.
    public enum Level: String, Sendable {
        /// Something was done.
        case info
        /// Something is not as it should be and still works.
        case warning
        /// Something was not done.
        case error
    }

    // Guarded by the condition.
    private let condition = NSCondition()
    private var lines: [[UInt8]] = []
    private var isClosed = false
    private var isDone = false
    private var lost = 0

    private let role: String
    private let clock: @Sendable () -> Instant

    /// Begins a log.
    ///
    /// - Parameters:
    ///   - role: what the process does.
    ///   - clock: what time it is.
    ///   - write: takes one or more whole lines; called on one thread, may wait.
    public init(
        role: String, clock: @escaping @Sendable () -> Instant = { Instant.now() },
        write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.role = role
        self.clock = clock
        let thread = Thread { [self] in
            while let next = take() { write(next) }
            condition.withLock {
                isDone = true
                condition.broadcast()
            }
        }
        thread.name = "mohr-events"
        thread.start()
    }

    /// Lines that were dropped because nobody took them.
    public var dropped: Int { condition.withLock { lost } }

    /// Writes a line.
    ///
    /// - Parameters:
    ///   - event: what happened: `<subject>.<case>`, from a closed set.
    ///   - level: how much it matters.
    ///   - facts: names and values, nothing personal.
    public func event(_ event: String, _ level: Level = .info, _ facts: [(String, JSONValue)] = []) {
        var members: [JSONValue.Member] = [
            .init("time", .string(clock().rfc3339)), .init("level", .string(level.rawValue)),
            .init("event", .string(event)), .init("role", .string(role)),
        ]
        for (name, value) in facts where !members.contains(where: { $0.name == name }) {
            members.append(.init(name, value))
        }
        let line = JSONWriter.bytes(.object(members)) + [0x0a]
        condition.withLock {
            guard lines.count < Self.bound, !isClosed else {
                lost += 1
                return
            }
            lines.append(line)
            condition.broadcast()
        }
    }

    /// Writes what is left, and takes no more; returns when it is written.
    public func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
            let end = Date().addingTimeInterval(5)
            while !isDone, condition.wait(until: end) {}
        }
    }

    /// What a burst of requests writes in about a second.
    private static let bound = 10_000

    private func take() -> [UInt8]? {
        condition.withLock {
            while lines.isEmpty, !isClosed { condition.wait() }
            guard !lines.isEmpty else { return nil }
            defer { lines.removeAll(keepingCapacity: true) }
            return Array(lines.joined())
        }
    }
}
