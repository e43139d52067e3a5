// SPDX-License-Identifier: Apache-2.0
public import DER
public import PKIX

/// What a campaign does to each of its members.
public enum CampaignAct: Sendable, Hashable {
    /// Puts it on hold.
    case hold
    /// Has the holder get another, and revokes this one when that is accepted.
    case replace(Replacement)
    /// Revokes it.
    case revoke(reason: RevocationReason, invalidityDate: Instant?)

    /// How a certificate is replaced.
    public struct Replacement: Sendable, Hashable {
        /// What becomes of the old certificate until the new one is accepted.
        public enum Meanwhile: String, Sendable, Hashable, CaseIterable {
            /// It goes on.
            case keep
            /// It is put on hold.
            case hold
        }

        /// What becomes of the old certificate when the holder did not come in time.
        public enum AfterGrace: String, Sendable, Hashable, CaseIterable {
            /// What was done until then stays.
            case keep
            /// It is put on hold.
            case hold
            /// It is revoked.
            case revoke
        }

        /// Until the new one is accepted.
        public let meanwhile: Meanwhile

        /// How long the holder has; seconds.
        public let graceSeconds: Int64

        /// When the time is over.
        public let afterGrace: AfterGrace

        /// What the old certificate is revoked for.
        public let reason: RevocationReason

        /// Describes a replacement.
        public init(
            meanwhile: Meanwhile, graceSeconds: Int64, afterGrace: AfterGrace, reason: RevocationReason = .superseded
        ) {
            self.meanwhile = meanwhile
            self.graceSeconds = graceSeconds
            self.afterGrace = afterGrace
            self.reason = reason
        }
    }
}

/// How much of a campaign is done in a stretch of time.
public struct CampaignRate: Sendable, Hashable {
    /// Members.
    public let count: Int

    /// In so many seconds, counted from the campaign's start.
    public let seconds: Int64

    /// Describes a rate; less than one member or second is taken for one.
    public init(count: Int, seconds: Int64) {
        self.count = max(1, count)
        self.seconds = max(1, seconds)
    }
}

/// One turn of a campaign: what to do to how many members.
public struct CampaignTurn: Sendable, Hashable {
    /// What is done.
    public let act: CampaignAct

    /// Why, in words; goes on record with each certificate.
    public let cause: String

    /// How fast at the most; nil for as fast as it goes.
    public let rate: CampaignRate?

    /// How many members in this turn at the most; one transaction.
    public let limit: Int

    /// Whether holders are told of each.
    public let writesNotices: Bool

    /// Describes a turn.
    public init(act: CampaignAct, cause: String, rate: CampaignRate?, limit: Int, writesNotices: Bool) {
        self.act = act
        self.cause = cause
        self.rate = rate
        self.limit = limit
        self.writesNotices = writesNotices
    }
}

/// What came of a turn.
public struct CampaignProgress: Sendable, Hashable {
    /// Members that were come to in this turn, by where they stand now.
    public let moved: [CampaignMemberState: Int]

    /// Seconds until the rate lets the next member be come to; 0 for at once.
    public let waitSeconds: Int64

    /// Members that were come to.
    public var count: Int { moved.values.reduce(0, +) }

    /// Describes a turn's outcome.
    public init(moved: [CampaignMemberState: Int], waitSeconds: Int64 = 0) {
        self.moved = moved
        self.waitSeconds = waitSeconds
    }
}
