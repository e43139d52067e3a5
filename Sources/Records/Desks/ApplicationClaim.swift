// SPDX-License-Identifier: Apache-2.0
public import DER

/// Who has an application in hand, and until when.
public struct ApplicationClaim: Sendable, Hashable {
    /// The officer's identifier.
    public let officer: String
    /// The last second of it; afterwards anyone may take the application.
    public let until: Instant

    /// Whether it holds at a time.
    public func holds(at time: Instant) -> Bool { time <= until }
}
