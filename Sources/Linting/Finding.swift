// SPDX-License-Identifier: Apache-2.0

/// What one rule has against one certificate: facts, no sentence.
///
/// Nothing of a person is in it: what was seen of a name is told by attribute and code point.
public struct Finding: Sendable, Hashable {
    /// The rule's name: `rfc5280.serial-number`.
    public let rule: String

    /// The clause that is broken.
    public let citation: String

    /// What the certificate has.
    public let seen: String

    /// What it may have.
    public let allowed: String

    /// Takes a finding's parts.
    public init(rule: String, citation: String, seen: String, allowed: String) {
        self.rule = rule
        self.citation = citation
        self.seen = seen
        self.allowed = allowed
    }
}
