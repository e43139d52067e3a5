// SPDX-License-Identifier: Apache-2.0
public import DER

/// A message that is to be sent, or was.
public struct MessageRecord: Sendable, Hashable {
    /// How far a message has come.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// To be sent.
        case waiting
        /// Handed over to its sender.
        case sent
        /// Given up.
        case failed
        /// There was nobody to send it to, or nothing to say any more.
        case dropped
    }

    /// What the receiver knows a second delivery by.
    public let id: String
    /// What it is about.
    public let kind: MessageKind
    /// What it is about in particular: a tracking code, `authority/serial`, or a holder's number.
    public let subject: String
    /// The code that it tells; nil for a notice.
    public let code: String?
    /// How far it has come.
    public let state: State
    /// How often sending was tried.
    public let attempts: Int
    /// When it is tried next.
    public let due: Instant
    /// When it is of no use to anyone any more.
    public let expires: Instant
    /// When it was written.
    public let created: Instant
    /// When something last became of it.
    public let changed: Instant
    /// What its sender said at the last try.
    public let failure: String?
}

/// A message as it is written down.
public struct MessageDraft: Sendable, Hashable {
    let id: String
    let kind: MessageKind
    let subject: String
    let code: String?
    let expires: Instant

    /// Describes a message.
    ///
    /// - Parameters:
    ///   - id: 1 to 64 characters that no other message has.
    ///   - kind: what it is about.
    ///   - subject: a tracking code, `authority/serial`, or a holder's number.
    ///   - code: the code that it tells.
    ///   - expires: when it is of no use any more.
    public init(id: String, kind: MessageKind, subject: String, code: String? = nil, expires: Instant) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.code = code
        self.expires = expires
    }
}
