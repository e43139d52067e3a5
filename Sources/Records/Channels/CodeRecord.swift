// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a code is for.
public enum CodePurpose: String, Sendable, Hashable, CaseIterable {
    /// To accept the certificate that answers an application.
    case activation
    /// To be let in as a holder.
    case signIn
    /// To see where an application stands.
    case tracking
}

/// A code that was asked for; the code itself is nowhere on record.
public struct CodeRecord: Sendable, Hashable {
    /// What has become of a code.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It may be tried.
        case open
        /// It was the one, and is spent.
        case used
        /// It was tried too often.
        case locked
        /// A newer one stands in its place.
        case replaced
    }

    /// What it is worked out from, under the home's key.
    public let id: String
    /// What it is for.
    public let purpose: CodePurpose
    /// A tracking code, or the holder's number.
    public let subject: String
    /// The number that was typed beside a tracking code.
    public let holder: String?
    /// What has become of it.
    public let state: State
    /// How many tries are left.
    public let tries: Int
    /// When it was asked for.
    public let created: Instant
    /// Until when it may be tried.
    public let expires: Instant

    /// Describes a code.
    public init(
        id: String, purpose: CodePurpose, subject: String, holder: String? = nil, state: State = .open, tries: Int,
        created: Instant, expires: Instant
    ) {
        self.id = id
        self.purpose = purpose
        self.subject = subject
        self.holder = holder
        self.state = state
        self.tries = tries
        self.created = created
        self.expires = expires
    }
}

/// What came of trying a code.
public enum CodeOutcome: Sendable, Hashable {
    /// It is the one, and spent.
    case right
    /// It is another; how many tries are left.
    case wrong(left: Int)
    /// It was tried too often: a new one has to be sent.
    case locked
    /// It is too old; since when.
    case expired(since: Instant)
    /// There is none that could be tried.
    case none
}
