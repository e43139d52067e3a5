// SPDX-License-Identifier: Apache-2.0

/// How much longer a client is waited for in one direction of a streamed exchange; microseconds.
///
/// Waiting spends it, and bytes earn it back at a rate, so that neither silence nor a byte a second buys a connection
/// for ever. While it is the server that is behind, nothing is spent.
struct StreamPatience {
    private let whole: Int64
    private let microsecondsPerByte: Double
    private var left: Int64
    private var waitingSince: Int64?

    /// Begins with full patience, not waiting.
    ///
    /// - Parameters:
    ///   - whole: how long silence is borne.
    ///   - bytesPerSecond: what is expected of the slowest; at least 1.
    init(whole: Int64, bytesPerSecond: Int) {
        self.whole = whole
        left = whole
        microsecondsPerByte = 1_000_000 / Double(max(bytesPerSecond, 1))
    }

    /// When it is at an end if nothing moves; never while nobody waits.
    var deadline: Int64 { waitingSince.map { $0 + left } ?? .max }

    /// Whether there is anything to wait for.
    var isWaiting: Bool { waitingSince != nil }

    /// Whether it is at an end.
    var isSpent: Bool { left <= 0 }

    /// Takes note of what moved and of whether there is anything to wait for from now on.
    ///
    /// Of the time since the last note, `spent` was waited; all of it if that is nil and there was anything to wait for.
    mutating func note(bytes: Int, waiting: Bool, now: Int64, spent: Int64? = nil) {
        let spent = spent ?? waitingSince.map { max(now - $0, 0) } ?? 0
        // A century of patience is enough for any number of bytes.
        let earned = Int64(min(Double(max(bytes, 0)) * microsecondsPerByte, 3e15))
        left = min(whole, left - spent + earned)
        waitingSince = waiting ? now : nil
    }
}
