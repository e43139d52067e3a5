// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What time it is to the microsecond, and how long the process has been running by a clock that no one sets.
///
/// The two together show a clock that was set while the process ran.
public struct FineClock: Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let now: @Sendable () -> Int64
    /// Microseconds since any moment; only grows.
    public let uptime: @Sendable () -> Int64

    /// Takes both readings.
    public init(now: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64) {
        self.now = now
        self.uptime = uptime
    }

    /// This machine's clocks.
    public static let system = FineClock(
        now: { Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)) },
        uptime: { Int64(clamping: DispatchTime.now().uptimeNanoseconds / 1_000) })
}
