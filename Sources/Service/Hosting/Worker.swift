// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A thread that does one thing again and again: at intervals, and at once when it is woken.
///
/// Intervals are by a clock that nobody sets. A wait until a time of day lasts longer by as much as the clock is set back
/// meanwhile, and what was revoked elsewhere would not be seen for so long.
final class Worker: @unchecked Sendable {
    private let condition = NSCondition()
    private var isWoken = false
    private var isStopped = false
    private var isFinished = false
    private var lastTurn = DispatchTime.now().uptimeNanoseconds
    private let interval: UInt64
    /// When the wait that is going on is over; nil during a turn.
    private var due: UInt64?

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: for debuggers.
    ///   - interval: seconds between two turns at the most.
    ///   - turn: what to do; never runs twice at the same time.
    init(_ name: String, every interval: TimeInterval, _ turn: @escaping @Sendable () -> Void) {
        self.interval = UInt64(max(0, interval) * 1_000_000_000)
        let thread = Thread { [self] in
            while waitForTurn() {
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
        Metronome.shared.add(self)
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

    /// Begins the next turn if the wait for it is over.
    ///
    /// - Parameter now: nanoseconds by the clock that nobody sets.
    func wakeIfDue(at now: UInt64) {
        condition.withLock {
            guard let due, due <= now else { return }
            isWoken = true
            condition.broadcast()
        }
    }

    private func waitForTurn() -> Bool {
        condition.withLock {
            due = DispatchTime.now().uptimeNanoseconds &+ interval
            while !isWoken, !isStopped { condition.wait() }
            due = nil
            isWoken = false
            return !isStopped
        }
    }
}
