// SPDX-License-Identifier: Apache-2.0

/// What is done when a token is lost while it is in use.
public enum TokenRecovery: Sendable, Hashable {
    /// Nothing: the first loss is the last thing that is heard of it.
    case off
    /// Sessions are opened again, the user is logged in again, the module is restarted where only that helps, with a
    /// pause that doubles each time; a caller waits no longer than this.
    case bounded(milliseconds: Int)

    /// Five seconds: less than clients of the listeners wait, more than a device takes to start its service again.
    public static let standard = TokenRecovery.bounded(milliseconds: 5_000)

    /// How long a caller waits at most: for a token that was lost, or for a session while all are lent.
    var milliseconds: Int {
        switch self {
        case .off: 5_000
        case .bounded(let milliseconds): milliseconds
        }
    }

    /// The pause before the next attempt; milliseconds.
    static func pause(before attempt: Int) -> Int { attempt == 0 ? 0 : min(1_000, 25 << min(attempt - 1, 10)) }
}
