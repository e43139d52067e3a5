// SPDX-License-Identifier: Apache-2.0

/// Numbers and time that a time-stamping unit may use: durable before any of it is.
public struct TimestampReservation: Sendable, Hashable {
    /// Each is given out once, by whoever holds the reservation; what is left when it ends is lost.
    public let numbers: Range<Int64>

    /// The latest time that a stamp under the reservation may bear; microseconds since 1970.
    public let markMicroseconds: Int64

    /// The latest time that a stamp may bear that was made before; microseconds since 1970, `nil` for the first.
    public let previousMarkMicroseconds: Int64?
}
