// SPDX-License-Identifier: Apache-2.0

/// A value about a person that prints, logs and dumps as `‹personal›`.
///
/// Facts, errors and audit lines hold personal values in it, so that none of them reaches a log
/// by way of `description`; whoever needs the value says so with ``revealed``.
///
/// - SeeAlso: CP/CPS 9.4 (privacy of personal information).
public struct Personal<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The value itself; for records, certificates and the person's own pages only.
    public let revealed: Value

    /// Hides a value.
    ///
    /// - Parameter value: what is to be kept from logs.
    public init(_ value: Value) {
        revealed = value
    }

    /// Always `‹personal›`.
    public var description: String { personalPlaceholder }

    /// Always `‹personal›`.
    public var debugDescription: String { personalPlaceholder }

    /// A mirror without children, so that `dump` has nothing to show.
    public var customMirror: Mirror { Mirror(reflecting: personalPlaceholder) }
}

extension Personal: Equatable where Value: Equatable {}
extension Personal: Hashable where Value: Hashable {}

/// What stands in the place of anything personal.
let personalPlaceholder = "‹personal›"
