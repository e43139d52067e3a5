// SPDX-License-Identifier: Apache-2.0

/// A checked number or name of a person: it compares and hashes by value and prints as `‹personal›`.
///
/// - SeeAlso: ``Personal``, which hides values of any other type.
public protocol PersonalData: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
}

extension PersonalData {
    /// Always `‹personal›`.
    public var description: String { personalPlaceholder }

    /// Always `‹personal›`.
    public var debugDescription: String { personalPlaceholder }

    /// A mirror without children, so that `dump` has nothing to show.
    public var customMirror: Mirror { Mirror(reflecting: personalPlaceholder) }
}
