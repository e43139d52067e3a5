// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// What goes back to someone who asked for a time stamp.
public struct TimestampAnswer: Sendable {
    /// The TimeStampResp in DER.
    public let der: [UInt8]

    /// Why there is no stamp; `nil` when there is one.
    public let failure: TimestampFailure?

    /// What went wrong in the house, for its log; `nil` when nothing did.
    public let fault: TimestampingError?
}
