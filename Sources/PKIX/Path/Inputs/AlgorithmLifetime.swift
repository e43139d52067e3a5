// SPDX-License-Identifier: Apache-2.0
public import DER

/// How long an algorithm is trusted to have kept its promise.
///
/// Signatures are judged at a time, so the past may be judged by what was safe then; an algorithm that is never
/// accepted stays refused whatever the time.
public enum AlgorithmLifetime: Hashable, Sendable {
    /// Refused at every time.
    case never
    /// Accepted before this moment, refused from it on.
    case until(Instant)
    /// No end is known.
    case unlimited

    /// Whether it is accepted at this time.
    public func covers(_ time: Instant) -> Bool {
        switch self {
        case .never: false
        case .until(let end): time < end
        case .unlimited: true
        }
    }

    /// The last second at which it is accepted; `nil` when it never is.
    var lastInstant: Instant? {
        switch self {
        case .never: nil
        case .until(let end): end.advanced(bySeconds: -1)
        case .unlimited: .distantFuture
        }
    }
}

extension AlgorithmLifetime: Comparable {
    /// Whether the left lifetime ends before the right one.
    public static func < (left: AlgorithmLifetime, right: AlgorithmLifetime) -> Bool {
        switch (left, right) {
        case (.never, .until), (.never, .unlimited), (.until, .unlimited): true
        case (.until(let first), .until(let second)): first < second
        default: false
        }
    }
}

extension Instant {
    /// Earlier than every moment that a certificate can name.
    static var distantPast: Instant { Instant(secondsSince1970: .min) }
    /// Later than every moment that a certificate can name.
    static var distantFuture: Instant { Instant(secondsSince1970: .max) }
}
