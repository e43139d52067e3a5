// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A thread that does one thing again and again: at intervals, and at once when it is woken.
final class Worker: @unchecked Sendable {
    private let condition = NSCondition()
    private var isWoken = false
    private var isStopped = false
    private var isFinished = false
    private var lastTurn = DispatchTime.now().uptimeNanoseconds

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: for debuggers.
    ///   - interval: seconds between two turns at the most.
    ///   - turn: what to do; never runs twice at the same time.
    init(_ name: String, every interval: TimeInterval, _ turn: @escaping @Sendable () -> Void) {
        let thread = Thread { [self] in
            while waitForTurn(interval) {
                turn()
                condition.withLock { lastTurn = DispatchTime.now().uptimeNanoseconds }
            }
            condition.withLock {
                isFinished = true
                condition.broadcast()
            }
        }
        thread.name = name
        thread.start()
    }

    /// How long ago the last turn ended, by a clock that no one sets; seconds.
    var secondsSinceTurn: Double {
        let last = condition.withLock { lastTurn }
        return Double(DispatchTime.now().uptimeNanoseconds - last) / 1_000_000_000
    }

    /// Begins the next turn at once, or right after the one that is running.
    func wake() {
        condition.withLock {
            isWoken = true
            condition.broadcast()
        }
    }

    /// Ends the thread after the turn that is running; returns when it has ended.
    func stop() {
        condition.withLock {
            isStopped = true
            condition.broadcast()
            while !isFinished { condition.wait() }
        }
    }

    private func waitForTurn(_ interval: TimeInterval) -> Bool {
        condition.withLock {
            let end = Date().addingTimeInterval(interval)
            while !isWoken, !isStopped, condition.wait(until: end) {}
            isWoken = false
            return !isStopped
        }
    }
}
