// SPDX-License-Identifier: Apache-2.0

/// What an applicant says about themselves: text fields by name.
///
/// Personal data: its description shows none, so that it does not reach a log by accident.
public struct SubjectFields: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The fields.
    public let fields: [String: String]

    /// Takes fields.
    public init(_ fields: [String: String]) { self.fields = fields }

    /// A field; nil if it was not given.
    public subscript(name: String) -> String? { fields[name] }

    /// The fields in the one form in which equal fields have equal bytes: JSON, keys sorted.
    ///
    /// - SeeAlso: RFC 8785.
    public var canonicalJSON: String { CanonicalJSON.object(fields) }

    /// Says that there are fields, and nothing of them.
    public var description: String { "‹personal›" }

    /// Says that there are fields, and nothing of them.
    public var debugDescription: String { description }

    /// Shows nothing to `dump`.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
