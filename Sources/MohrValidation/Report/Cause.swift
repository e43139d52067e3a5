// SPDX-License-Identifier: Apache-2.0

/// One thing that was found about a signature, as a fact.
///
/// Sentences are made from it elsewhere, in the reader's language.
public struct Cause: Sendable, Hashable {
    /// What was found.
    public let code: CauseCode

    /// What was seen and what is allowed, by name; texts for people to read, never to compute with.
    public let facts: [String: String]

    /// States a finding.
    public init(_ code: CauseCode, _ facts: [String: String] = [:]) {
        self.code = code
        self.facts = facts
    }

    /// Whether the finding stands in the way of accepting.
    public enum Severity: String, Sendable, Hashable {
        /// It does.
        case error
        /// It does not, but people should know.
        case warning
    }

    /// Whether someone may have done wrong, or something merely did not work.
    public enum Class: String, Sendable, Hashable {
        /// Forgery, a stranger, a revoked or unfit certificate.
        case security
        /// Missing or malformed material.
        case technical
    }
}
