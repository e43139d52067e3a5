// SPDX-License-Identifier: Apache-2.0

extension AuditAct {
    /// A campaign's members were frozen.
    public static let campaignPlanned = "campaign.planned"
    /// An officer approved a campaign's plan.
    public static let campaignApproved = "campaign.approved"
    /// A campaign was started, paused, resumed, finished or cancelled.
    public static let campaignMoved = "campaign.moved"
    /// A campaign came to some of its members.
    public static let campaignStepped = "campaign.stepped"
    /// A campaign's notices were handed over.
    public static let campaignNoticed = "campaign.noticed"
    /// A campaign's report was written.
    public static let campaignReported = "campaign.reported"
}
