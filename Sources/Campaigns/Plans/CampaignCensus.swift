// SPDX-License-Identifier: Apache-2.0

/// A campaign's members, counted when it was planned.
public struct CampaignCensus: Sendable, Hashable {
    /// Members by lane, in the lanes' order.
    public internal(set) var lanes: [Int]

    /// Members by office; those whom no office enrolled under no name.
    public internal(set) var offices: [String: Int] = [:]

    /// Members by profile.
    public internal(set) var profiles: [String: Int] = [:]

    /// Members by authority.
    public internal(set) var authorities: [String: Int] = [:]

    /// All members.
    public var total: Int { lanes.reduce(0, +) }

    init(lanes: Int) {
        self.lanes = Array(repeating: 0, count: lanes)
    }
}
