// SPDX-License-Identifier: Apache-2.0

/// What the records say of an issued certificate during some time.
public enum RecordedStatus: String, Sendable, Hashable, CaseIterable {
    /// It may be relied on.
    case good
    /// It may not be relied on for now. RFC 5280 5.3.1 `certificateHold`.
    case onHold
    /// It may not be relied on any more, for ever.
    case revoked
    /// It is on record, and its subscriber has not accepted it yet.
    case pendingAcceptance
}
