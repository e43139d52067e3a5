// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation

/// A clock that stands still until it is set.
public final class FixedClock: @unchecked Sendable {
    private let lock = NSLock()
    private var instant: Instant

    /// Starts at a moment; ``TestPKI/now`` unless said.
    public init(_ instant: Instant = TestPKI.now) {
        self.instant = instant
    }

    /// What the clock shows.
    public var now: Instant {
        get { lock.withLock { instant } }
        set { lock.withLock { instant = newValue } }
    }

    /// Sets the clock forward, or back when negative.
    ///
    /// - Parameter seconds: how far.
    public func advance(bySeconds seconds: Int64) {
        lock.withLock { instant = instant.advanced(bySeconds: seconds) }
    }

    /// The clock as the function that rooms ask for.
    public var reading: @Sendable () -> Instant { { [self] in now } }
}
