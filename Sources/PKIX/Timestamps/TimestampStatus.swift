// SPDX-License-Identifier: Apache-2.0

/// What became of a request for a time stamp.
///
/// - SeeAlso: RFC 3161 2.4.2 (`PKIStatus`).
public enum TimestampStatus: Int, Sendable, Hashable, CaseIterable {
    /// The stamp is there, as asked.
    case granted = 0
    /// The stamp is there, not in all as asked.
    case grantedWithModifications = 1
    /// There is no stamp.
    case rejection = 2
    /// There is no stamp yet.
    case waiting = 3
    /// There is no stamp, and the authority is about to be revoked.
    case revocationWarning = 4
    /// There is no stamp, and the authority has been revoked.
    case revocationNotification = 5

    /// Whether a stamp comes with it.
    public var hasToken: Bool { self == .granted || self == .grantedWithModifications }
}
