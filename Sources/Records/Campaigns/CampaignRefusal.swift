// SPDX-License-Identifier: Apache-2.0

/// Why a campaign did not take a step.
public enum CampaignRefusal: Sendable, Hashable {
    /// Not as many officers as are needed have approved it.
    case approvalsMissing(seen: Int, needed: Int)
    /// This officer, or the same person as another officer, approved it before.
    case approvedAlready(by: String)
    /// There is a campaign of this name already.
    case exists
    /// Its members are not those that were approved.
    case membersChanged(seen: Int, approved: Int)
    /// It is not where the caller thought.
    case moved(seen: CampaignState, expected: [CampaignState])
    /// Its steps were only tried, and undone: to measure them.
    case rehearsed
    /// No such campaign.
    case unknown
}
