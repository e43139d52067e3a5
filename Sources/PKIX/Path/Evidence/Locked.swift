// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A value that any thread may change, one at a time.
///
/// What goes in and out is `Sendable`, and nothing reaches the value past the lock: that is why it may be said to be
/// `Sendable` itself.
final class Locked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    /// Runs a short piece of work on the value; nothing in it may wait or compute for long.
    func withLock<Result>(_ work: (inout Value) -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return work(&value)
    }
}
