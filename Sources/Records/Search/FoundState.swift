// SPDX-License-Identifier: Apache-2.0

/// What a certificate is right now, in the one word that people use for it.
///
/// The clock and the records' status together: a good certificate whose time is over is expired.
public enum FoundState: String, Sendable, Hashable, CaseIterable {
    /// Its time is over, and it was not revoked before.
    case expired
    /// It may be relied on.
    case good
    /// It may not be relied on for now.
    case onHold
    /// It waits for its subscriber to accept it.
    case pendingAcceptance
    /// It was revoked.
    case revoked
}
