// SPDX-License-Identifier: Apache-2.0
public import DER

/// The newest feed that was taken of a body: what the next one has to follow.
public struct FeedHead: Sendable, Hashable {
    /// Its number.
    public let sequence: Int64
    /// SHA-256 of the document, 32 bytes.
    public let sha256: [UInt8]
    /// When it was drawn up.
    public let issuedAt: Instant
    /// When the next one is out at the latest.
    public let nextUpdate: Instant

    /// States which was the newest.
    public init(sequence: Int64, sha256: [UInt8], issuedAt: Instant, nextUpdate: Instant) {
        self.sequence = sequence
        self.sha256 = sha256
        self.issuedAt = issuedAt
        self.nextUpdate = nextUpdate
    }

    /// Whether a feed may be taken after what was taken before.
    ///
    /// A full feed may come after a gap, since it says everything; a change may not.
    ///
    /// - Parameters:
    ///   - feed: the next one.
    ///   - sha256: of its document.
    ///   - head: the newest that was taken; `nil` when there is none.
    /// - Returns: `false` when it is the newest itself, which was taken before.
    /// - Throws: ``ProfessionFeedError``.
    public static func admits(
        _ feed: ProfessionFeed, sha256: [UInt8], after head: FeedHead?
    ) throws(ProfessionFeedError) -> Bool {
        guard let head else {
            guard feed.kind == .full else { throw .firstIsChange(sequence: feed.sequence) }
            return true
        }
        if feed.sequence == head.sequence {
            guard sha256 == head.sha256 else { throw .forked(sequence: feed.sequence) }
            return false
        }
        guard feed.sequence > head.sequence else { throw .behind(seen: feed.sequence, newest: head.sequence) }
        let isNext = feed.sequence - 1 == head.sequence
        guard isNext || feed.kind == .full else { throw .gap(seen: feed.sequence, expected: head.sequence + 1) }
        guard !isNext || feed.previous == head.sha256 else { throw .chain(sequence: feed.sequence) }
        guard feed.issuedAt > head.issuedAt else {
            throw .timeBehind(seen: feed.issuedAt, newest: head.issuedAt)
        }
        return true
    }
}
