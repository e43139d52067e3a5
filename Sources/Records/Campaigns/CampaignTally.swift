// SPDX-License-Identifier: Apache-2.0

/// A campaign's members, counted.
public struct CampaignTally: Sendable, Hashable {
    /// Members by lane and state.
    public let lanes: [Int: [CampaignMemberState: Int]]

    /// Notices that were not written yet.
    public let noticesDue: Int

    /// Describes counts.
    public init(lanes: [Int: [CampaignMemberState: Int]], noticesDue: Int) {
        self.lanes = lanes
        self.noticesDue = noticesDue
    }

    /// Members of all lanes in a state.
    public func count(_ state: CampaignMemberState) -> Int {
        lanes.values.reduce(0) { $0 + ($1[state] ?? 0) }
    }

    /// All members.
    public var total: Int { lanes.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
}
