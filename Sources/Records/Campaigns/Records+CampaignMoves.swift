// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

extension Records {
    /// Starts a campaign: its members must be those that were approved, by as many as are needed.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - needed: how many approvals it takes.
    ///   - actor: who starts it.
    ///   - time: when.
    /// - Throws: ``RecordsError/campaign(id:_:)``: approvals missing, members changed, or moved.
    public func begin(
        campaign id: String, needing needed: Int, by actor: String, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            let campaign = try ledger.campaign(id, in: [.planned])
            let approvals = try ledger.approvals(of: id)
            guard approvals >= needed else {
                throw .campaign(id: id, .approvalsMissing(seen: approvals, needed: needed))
            }
            let (count, digest) = try Self.membersDigest(of: id, in: ledger.reading)
            guard count == campaign.members, digest == campaign.membersSHA256 else {
                throw .campaign(id: id, .membersChanged(seen: count, approved: campaign.members))
            }
            let line = try ledger.move(
                campaign, to: .running, by: Hand(actor: actor, time: time), ["approvals": "\(approvals)"])
            try ledger.transaction.run(
                "UPDATE campaigns SET started = ?, looked_through = ? WHERE id = ?",
                [.time(time), .integer(Int64(line)), .text(id)])
        }
    }

    /// Stops a campaign until it is resumed; the next turn of whoever does it is refused.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func pause(campaign id: String, by actor: String, at time: Instant) throws(RecordsError) {
        try move(campaign: id, from: [.running], to: .paused, by: Hand(actor: actor, time: time))
    }

    /// Lets a paused campaign go on.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func resume(campaign id: String, by actor: String, at time: Instant) throws(RecordsError) {
        try move(campaign: id, from: [.paused], to: .running, by: Hand(actor: actor, time: time))
    }

    /// Gives a campaign up; what was done stays done.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func cancel(campaign id: String, by actor: String, at time: Instant) throws(RecordsError) {
        try move(campaign: id, from: [.planned, .running, .paused], to: .cancelled, by: Hand(actor: actor, time: time))
    }

    /// Ends a campaign of which every member was come to.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: whether it is over; false while members wait or are invited.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func finish(campaign id: String, by actor: String, at time: Instant) throws(RecordsError) -> Bool {
        try write { ledger throws(RecordsError) in
            let campaign = try ledger.campaign(id, in: [.running])
            let open = try ledger.transaction.row(
                """
                SELECT EXISTS (SELECT 1 FROM campaign_members WHERE campaign = ? AND state = 'waiting')
                    OR EXISTS (SELECT 1 FROM campaign_members WHERE campaign = ? AND state = 'invited')
                    OR EXISTS (SELECT 1 FROM campaign_members WHERE campaign = ? AND notice = 1)
                """, [.text(id), .text(id), .text(id)]
            ) { row throws(RecordsError) in try row.integer(0) == 1 }
            guard open == false else { return false }
            let tally = try CampaignTally.of(id, in: ledger.reading)
            var details: [String: String] = [:]
            for state in CampaignMemberState.allCases { details[state.rawValue] = "\(tally.count(state))" }
            try ledger.move(campaign, to: .finished, by: Hand(actor: actor, time: time), details)
            return true
        }
    }

    /// A campaign's members, counted by lane and state.
    ///
    /// - Parameter id: the campaign's.
    /// - Returns: the counts.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    /// - Complexity: O(members).
    public func tally(ofCampaign id: String) throws(RecordsError) -> CampaignTally {
        try read { reading throws(RecordsError) in try CampaignTally.of(id, in: reading) }
    }

    private func move(
        campaign id: String, from: [CampaignState], to state: CampaignState, by hand: Hand
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.move(try ledger.campaign(id, in: from), to: state, by: hand, [:])
        }
    }
}

extension Ledger {
    @discardableResult
    fileprivate func move(
        _ campaign: CampaignRecord, to state: CampaignState, by hand: Hand, _ details: [String: String]
    ) throws(RecordsError) -> Int {
        try transaction.run(
            "UPDATE campaigns SET state = ?, ended = ? WHERE id = ?",
            [
                .text(state), .time(orNull: [.finished, .cancelled].contains(state) ? hand.time : nil),
                .text(campaign.id),
            ])
        return try note(
            AuditAct.campaignMoved, of: "campaign:\(campaign.id)", by: hand.actor, at: hand.time,
            details: details.merging(["from": campaign.state.rawValue, "to": state.rawValue]) { $1 })
    }
}

extension CampaignTally {
    static func of(_ id: String, in reading: Reading<RecordsError>) throws(RecordsError) -> CampaignTally {
        var lanes: [Int: [CampaignMemberState: Int]] = [:]
        var due = 0
        try reading.forEach(
            """
            SELECT lane, state, COUNT(*), COUNT(*) FILTER (WHERE notice = 1) FROM campaign_members WHERE campaign = ?
            GROUP BY lane, state
            """, [.text(id)]
        ) { row throws(RecordsError) in
            let state: CampaignMemberState = try row.value(1, of: "campaign_members", "state")
            lanes[Int(try row.integer(0)), default: [:]][state] = Int(try row.integer(2))
            due += Int(try row.integer(3))
        }
        return CampaignTally(lanes: lanes, noticesDue: due)
    }
}
