// SPDX-License-Identifier: Apache-2.0

/// An invariant that does not hold, of what, and the fact that shows it.
public struct InvariantBreach: Sendable, Hashable, CustomStringConvertible {
    /// Which.
    public let invariant: Invariant

    /// Of what: `certificate:health/01a2…`, `list:health/full`, `audit`.
    public let subject: String

    /// What was found, as a word: `differsFromDraft`.
    public let fact: String

    /// Describes a breach.
    public init(_ invariant: Invariant, _ subject: String, _ fact: String) {
        self.invariant = invariant
        self.subject = subject
        self.fact = fact
    }

    /// `I1 certificate:health/01a2… differsFromDraft`.
    public var description: String { "\(invariant.rawValue) \(subject) \(fact)" }
}
