// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Lets so many through at a time and so many a second, a few wait for a moment, and the others are turned away at once.
///
/// Who waits has a worker's thread: there are few of them, and what is signed already needs none.
final class SigningGate: @unchecked Sendable {
    private let condition = NSCondition()
    private var inside = 0
    private var waiting = 0
    private var tokens: Double
    private var filled: DispatchTime
    private let limit: Int
    private let waiters: Int
    private let perSecond: Double
    private let now: @Sendable () -> DispatchTime

    /// How long someone waits at the most.
    private static let patience: TimeInterval = 0.05

    /// Sets a gate up; in a second's time it lets `perSecond` through, and as many at once after a quiet second.
    init(
        limit: Int, waiters: Int = 0, perSecond: Int = .max, now: @escaping @Sendable () -> DispatchTime = { .now() }
    ) {
        self.limit = limit
        self.waiters = waiters
        self.perSecond = Double(perSecond)
        self.now = now
        tokens = Double(perSecond)
        filled = now()
    }

    /// Runs something, unless too much is running or was run lately.
    ///
    /// - Returns: what it returns; nil when it was turned away.
    func pass<Value>(_ body: () -> Value) -> Value? {
        guard enter() else { return nil }
        defer {
            condition.withLock {
                inside -= 1
                condition.signal()
            }
        }
        return body()
    }

    private func enter() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        refill()
        guard tokens >= 1 else { return false }
        if inside >= limit {
            guard waiting < waiters else { return false }
            waiting += 1
            let end = Date().addingTimeInterval(Self.patience)
            while inside >= limit, condition.wait(until: end) {}
            waiting -= 1
            guard inside < limit, tokens >= 1 else { return false }
        }
        inside += 1
        tokens -= 1
        return true
    }

    private func refill() {
        let time = now()
        let passed =
            time.uptimeNanoseconds >= filled.uptimeNanoseconds
            ? Double(time.uptimeNanoseconds - filled.uptimeNanoseconds) / 1e9 : 0
        tokens = min(perSecond, tokens + passed * perSecond)
        filled = time
    }
}
