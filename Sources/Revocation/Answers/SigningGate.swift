// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Lets so many through at a time and turns the others away at once.
final class SigningGate: @unchecked Sendable {
    private let lock = NSLock()
    private var inside = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Runs something, unless as many as may be are running already.
    ///
    /// - Returns: what it returns; nil when it was turned away.
    func pass<Value>(_ body: () -> Value) -> Value? {
        let isIn = lock.withLock {
            guard inside < limit else { return false }
            inside += 1
            return true
        }
        guard isIn else { return nil }
        defer { lock.withLock { inside -= 1 } }
        return body()
    }
}
