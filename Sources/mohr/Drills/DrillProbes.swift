// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Requests that go on beside a drill: what was asked, what was answered, and what was answered wrongly.
///
/// A probe says what it saw; whether that was right at that moment is for the probe to know, since only it knows what
/// had been promised by then.
final class DrillProbes: @unchecked Sendable {
    /// What came of one request.
    enum Outcome: Sendable {
        /// An answer that may be given.
        case answered
        /// No answer, or one that says that there is none now.
        case unanswered
        /// An answer that must not be given.
        case wrong(String)
    }

    /// What was served in a step, of one kind.
    struct Served: Sendable {
        var asked = 0
        var answered = 0
        var wrong = 0
    }

    private let lock = NSLock()
    private var served: [String: Served] = [:]
    private var mistakes: [String] = []
    private var isStopped = false
    private let group = DispatchGroup()

    /// Begins to ask.
    ///
    /// - Parameters:
    ///   - kind: what is asked, for the report.
    ///   - seconds: from one request to the next.
    ///   - ask: asks once; called on a thread of its own.
    func start(_ kind: String, every seconds: Double, _ ask: @escaping @Sendable () -> Outcome) {
        group.enter()
        let thread = Thread { [self] in
            while !lock.withLock({ isStopped }) {
                note(ask(), of: kind)
                Thread.sleep(forTimeInterval: seconds)
            }
            group.leave()
        }
        thread.start()
    }

    /// Counts one outcome.
    func note(_ outcome: Outcome, of kind: String) {
        lock.withLock {
            served[kind, default: Served()].asked += 1
            switch outcome {
            case .answered: served[kind, default: Served()].answered += 1
            case .unanswered: break
            case .wrong(let what):
                served[kind, default: Served()].wrong += 1
                if mistakes.count < 20 { mistakes.append("\(kind): \(what)") }
            }
        }
    }

    /// What was served since this was asked last.
    func take() -> [String: Served] {
        lock.withLock {
            defer { served = [:] }
            return served
        }
    }

    /// Wrong answers so far, the first twenty.
    var wrong: [String] { lock.withLock { mistakes } }

    /// Ends all threads; returns when they have ended.
    func stop() {
        lock.withLock { isStopped = true }
        group.wait()
    }
}
