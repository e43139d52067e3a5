// SPDX-License-Identifier: Apache-2.0
public import DER

/// One of an officer's own papers: a search, an act that waits for a signature, what was last seen.
///
/// Personal data may be in it, so it is told to nobody but the officer whose it is.
public struct DeskPaper: Sendable, Hashable {
    /// What papers are kept for.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// What was looked for.
        case search
        /// An act with its cause, to be signed and done.
        case act
        /// What an application was like when it was last looked at.
        case seen
    }

    /// Whose it is.
    public let officer: String
    /// What it is for.
    public let kind: Kind
    /// Its name, unique among those of its kind and officer.
    public let id: String
    /// What it says.
    public let content: SubjectFields
    /// When it was last written.
    public let changed: Instant

    /// Describes a paper.
    public init(officer: String, kind: Kind, id: String, content: SubjectFields, changed: Instant) {
        self.officer = officer
        self.kind = kind
        self.id = id
        self.content = content
        self.changed = changed
    }
}
