// SPDX-License-Identifier: Apache-2.0

/// What the records say to a request that bears a key.
public enum IdempotencyClaim: Sendable, Hashable {
    /// The key is new and now the caller's: do it, then ``Records/remember(_:forKey:of:)``.
    case fresh
    /// It was begun before, and the process was stopped, or its disk failed, before there was an answer on record: do it,
    /// and if it turns out to be done, answer so.
    case interrupted
    /// It was done before: give this answer again, and do nothing.
    case answered(StoredAnswer)
}

/// An answer kept to be given again.
public struct StoredAnswer: Sendable, Hashable {
    /// The HTTP status.
    public let status: Int

    /// The body, as it was sent.
    public let body: [UInt8]

    /// Describes an answer.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
