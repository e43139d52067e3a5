// SPDX-License-Identifier: Apache-2.0

/// An application as it was filled in, nothing checked yet.
///
/// Personal data: the description shows none.
public struct ApplicationForm: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The profile that is applied for: `doctor-signing`.
    public let profile: String

    /// What was typed, by field; a field that was left blank is not here.
    public let values: [FormField: String]

    /// Takes what was typed.
    ///
    /// - Parameters:
    ///   - profile: the profile that is applied for.
    ///   - values: what was typed; a value of nothing but white space counts as left blank.
    public init(profile: String, _ values: [FormField: String]) {
        self.profile = profile
        self.values = values.filter { !$0.value.allSatisfy(\.isWhitespace) }
    }

    /// What was typed into a field; nil if nothing.
    public subscript(field: FormField) -> String? { values[field] }

    /// Names the profile and nothing of the person.
    public var description: String { "\(profile) ‹personal›" }

    /// Names the profile and nothing of the person.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
