// SPDX-License-Identifier: Apache-2.0

/// How far a campaign has come.
public enum CampaignState: String, Sendable, Hashable, CaseIterable {
    /// Its members are being taken down; nothing can be approved yet.
    case drafted
    /// Its members are frozen: officers may approve it.
    case planned
    /// Two officers approved it, and it is being done.
    case running
    /// Stopped until it is resumed.
    case paused
    /// Every member was come to.
    case finished
    /// Given up before it was started, or stopped for good.
    case cancelled
}

/// How far a campaign has come with one of its members.
public enum CampaignMemberState: String, Sendable, Hashable, CaseIterable {
    /// Nothing was done yet.
    case waiting
    /// The holder was invited to get a new certificate; the old one is on hold or goes on until then.
    case invited
    /// Done: what the campaign is for has been done to it.
    case done
    /// Somebody else had done it before, or nothing could be done.
    case skipped
    /// A person has to see to it; the cause says what is missing.
    case ticket
}
