// SPDX-License-Identifier: Apache-2.0
public import DER
public import Identity

/// One field of an application that says something else since a version.
public struct FieldChange: Sendable, Hashable {
    /// The field.
    public let field: FormField
    /// The last version that said ``before``.
    public let version: Int
    /// What it said; nil if it was blank.
    public let before: Personal<String>?
    /// What it says after the change; nil if it is blank.
    public let after: Personal<String>?
    /// Who changed it.
    public let actor: String
    /// When.
    public let time: Instant
}
