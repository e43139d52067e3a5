// SPDX-License-Identifier: Apache-2.0
public import DER

/// A certificate in a campaign.
public struct CampaignMember: Sendable, Hashable {
    /// Its place, from 0: lane after lane.
    public let ordinal: Int

    /// Its lane, from 0; earlier lanes go first.
    public let lane: Int

    /// Which certificate.
    public let reference: CertificateReference

    /// The application that it answers; nil if there was none.
    public let application: String?

    /// The office that enrolled the holder; nil if none did.
    public let office: String?

    /// The profile that it was issued under.
    public let profile: String

    /// How far the campaign has come with it.
    public let state: CampaignMemberState

    /// When that changed last.
    public let changed: Instant

    /// Why, where it needs saying: a code such as `notReplacedInTime`.
    public let cause: String?

    /// The certificate that took its place; nil if none did yet.
    public let successor: CertificateReference?
}

/// A certificate as it is taken into a campaign.
public struct CampaignMemberDraft: Sendable, Hashable {
    /// The issuance on record.
    public let issuance: Int

    /// Its lane, from 0.
    public let lane: Int

    /// Describes a member.
    public init(issuance: Int, lane: Int) {
        self.issuance = issuance
        self.lane = lane
    }
}
