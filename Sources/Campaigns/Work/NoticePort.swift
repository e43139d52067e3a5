// SPDX-License-Identifier: Apache-2.0
public import Records

/// Where a campaign's notices go: a folder, a message gateway.
///
/// A batch may come twice, after a crash between handing it over and writing that down: each notice has a name by which
/// whoever sends them sends it once.
public protocol NoticePort: Sendable {
    /// Takes notices to holders.
    ///
    /// - Parameter batch: what to tell whom.
    /// - Throws: ``CampaignError/notices(_:)``; the batch will come again.
    func deliver(_ batch: NoticeBatch) throws(CampaignError)
}

/// Notices of one campaign about some of its members.
public struct NoticeBatch: Sendable, Hashable {
    /// The campaign's name.
    public let campaign: String

    /// Whether nobody is really to be told.
    public let isRehearsal: Bool

    /// Why the campaign is.
    public let cause: CampaignDocument.Text

    /// How long holders have to come; nil if they need not.
    public let graceSeconds: Int64?

    /// The members, in their order.
    public let members: [CampaignMember]

    /// Describes a batch.
    public init(
        campaign: String, isRehearsal: Bool, cause: CampaignDocument.Text, graceSeconds: Int64?,
        members: [CampaignMember]
    ) {
        self.campaign = campaign
        self.isRehearsal = isRehearsal
        self.cause = cause
        self.graceSeconds = graceSeconds
        self.members = members
    }

    /// What a member's holder is told, as a code.
    ///
    /// - Parameters:
    ///   - member: of this batch.
    ///   - act: what the campaign does.
    /// - Returns: such as `revoked`.
    public static func kind(of member: CampaignMember, _ act: CampaignAct) -> String {
        switch (act, member.state) {
        case (_, .ticket): "ticket"
        case (.hold, _): "held"
        case (.replace(let replacement), .invited): replacement.meanwhile == .hold ? "invitedHeld" : "invited"
        case (.replace, _): "replaced"
        case (.revoke, _): "revoked"
        }
    }
}
