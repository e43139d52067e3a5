// SPDX-License-Identifier: Apache-2.0
public import DER

/// That one officer stands in for another for a time, with a key of their own.
public struct DelegationRecord: Sendable, Hashable {
    /// Its number.
    public let id: Int
    /// Whose role is stood in for.
    public let principal: String
    /// Who stands in.
    public let deputy: String
    /// From this second on.
    public let starts: Instant
    /// The last second of it.
    public let ends: Instant
    /// Why.
    public let cause: String
    /// The principal's signature over it, if there is one.
    public let signature: [UInt8]?
    /// Who put it on record.
    public let actor: String
    /// When it was ended before its time; nil if it was not.
    public let ended: Instant?

    /// Whether it holds at a time.
    public func holds(at time: Instant) -> Bool { ended == nil && starts <= time && time <= ends }
}
