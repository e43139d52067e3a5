// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
import PKIX

// Replacing: a holder is invited; however they come by another certificate (at an office, from home, from a file), once
// it is accepted the old one is revoked. Nobody is left with two certificates, or with none and nobody who knows.
extension Records {
    /// Revokes what accepted certificates have taken the place of; also that of holders who came late.
    ///
    /// A certificate takes the place of an older one of the same holder (national identifier, or licence where there is
    /// none) under the same profile with another key.
    ///
    /// - Parameters:
    ///   - id: the campaign's; running, paused or finished.
    ///   - turn: how old certificates are replaced; looks at `limit` accepted certificates.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: how many were replaced, and whether all accepted certificates were looked at.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func settle(
        campaign id: String, _ turn: CampaignTurn, by actor: String, at time: Instant
    ) throws(RecordsError) -> (replaced: Int, isCaughtUp: Bool) {
        guard case .replace(let replacement) = turn.act else { return (0, true) }
        return try write { ledger throws(RecordsError) in
            let campaign = try ledger.campaign(id, in: [.running, .paused, .finished])
            let hand = Hand(actor: actor, time: time)
            let end = try AuditState(ledger.reading).range.size
            let accepted = try ledger.acceptedSince(campaign.id, limit: turn.limit)
            var replaced = 0
            for successor in accepted {
                for member in try ledger.members(replacedBy: successor.issuance, in: id) {
                    try ledger.replace(member, by: successor.issuance, in: id, replacement, turn, hand)
                    replaced += 1
                }
            }
            let isCaughtUp = accepted.count < turn.limit
            let next = isCaughtUp ? end : accepted.last.map { $0.changed + 1 } ?? end
            try ledger.transaction.run(
                "UPDATE campaigns SET looked_through = ? WHERE id = ?", [.integer(Int64(next)), .text(id)])
            if replaced > 0 { try ledger.noteStep(id, ["replaced": "\(replaced)"], by: hand) }
            return (replaced, isCaughtUp)
        }
    }

    /// Makes tickets of members whose holders did not come in time.
    ///
    /// - Parameters:
    ///   - id: the campaign's; running.
    ///   - turn: how long they have, and what becomes of their certificates; at most `limit` members.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: how many tickets were opened.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func expire(
        campaign id: String, _ turn: CampaignTurn, by actor: String, at time: Instant
    ) throws(RecordsError) -> Int {
        guard case .replace(let replacement) = turn.act else { return 0 }
        return try write { ledger throws(RecordsError) in
            _ = try ledger.campaign(id, in: [.running])
            let hand = Hand(actor: actor, time: time)
            let late = try ledger.transaction.rows(
                """
                SELECT m.ordinal, m.issuance, i.authority, i.serial
                FROM campaign_members AS m JOIN issuances AS i ON i.id = m.issuance
                WHERE m.campaign = ? AND m.state = 'invited' AND m.changed <= ?
                ORDER BY m.changed, m.ordinal LIMIT ?
                """,
                [
                    .text(id), .time(time.advanced(bySeconds: -replacement.graceSeconds)),
                    .integer(Int64(turn.limit)),
                ]
            ) { row throws(RecordsError) in try WaitingMember(row) }
            for member in late {
                try ledger.close(member, replacement, because: turn.cause, by: hand)
                try ledger.keep(
                    MemberOutcome(state: .ticket, cause: "notReplacedInTime"), of: member.ordinal, in: id, at: time,
                    notices: turn.writesNotices)
            }
            if !late.isEmpty { try ledger.noteStep(id, ["ticket": "\(late.count)"], by: hand) }
            return late.count
        }
    }
}

extension Ledger {
    /// Invites a holder, or finds that they have another certificate already.
    func invite(
        _ member: WaitingMember, of campaign: String, _ replacement: CampaignAct.Replacement, because cause: String,
        by hand: Hand
    ) throws(RecordsError) -> MemberOutcome {
        if let successor = try successor(of: member, in: campaign) {
            try revoke(member.reference, replacement.reason, cause, hand)
            return MemberOutcome(state: .done, successor: successor, isNews: false)
        }
        let status = try currentStatus(of: member)
        guard status != .revoked else { return MemberOutcome(state: .ticket, cause: "revokedAlready") }
        if replacement.meanwhile == .hold, status == .good { try hold(member.reference, cause, hand) }
        return MemberOutcome(state: .invited)
    }

    fileprivate func replace(
        _ member: WaitingMember, by successor: Int, in campaign: String, _ replacement: CampaignAct.Replacement,
        _ turn: CampaignTurn, _ hand: Hand
    ) throws(RecordsError) {
        try revoke(member.reference, replacement.reason, turn.cause, hand)
        try keep(
            MemberOutcome(state: .done, successor: successor), of: member.ordinal, in: campaign, at: hand.time,
            notices: turn.writesNotices)
    }

    fileprivate func close(
        _ member: WaitingMember, _ replacement: CampaignAct.Replacement, because cause: String, by hand: Hand
    ) throws(RecordsError) {
        switch replacement.afterGrace {
        case .keep: return
        case .hold: if try currentStatus(of: member) == .good { try hold(member.reference, cause, hand) }
        case .revoke: try revoke(member.reference, replacement.reason, cause, hand)
        }
    }

    /// Accepted certificates since the campaign looked last, by when they became good.
    fileprivate func acceptedSince(
        _ id: String, limit: Int
    ) throws(RecordsError) -> [(issuance: Int, changed: Int)] {
        try transaction.rows(
            """
            SELECT issuance, changed FROM status_intervals
            WHERE changed >= (SELECT looked_through FROM campaigns WHERE id = ?) AND status = 'good' AND until IS NULL
            ORDER BY changed LIMIT ?
            """, [.text(id), .integer(Int64(limit))]
        ) { row throws(RecordsError) in (issuance: Int(try row.integer(0)), changed: Int(try row.integer(1))) }
    }

    /// Members that a certificate takes the place of.
    fileprivate func members(replacedBy successor: Int, in campaign: String) throws(RecordsError) -> [WaitingMember] {
        try transaction.rows(
            """
            SELECT m.ordinal, m.issuance, o.authority, o.serial FROM issuances AS n
            JOIN issuances AS o ON o.profile = n.profile AND o.id < n.id AND \(Self.sameHolder)
            JOIN campaign_members AS m ON m.issuance = o.id
            WHERE n.id = ? AND m.campaign = ? AND m.state IN ('invited', 'ticket') AND \(Self.isNoMember)
            """, [.integer(Int64(successor)), .text(campaign), .text(campaign)]
        ) { row throws(RecordsError) in try WaitingMember(row) }
    }

    /// A good certificate of the same holder that came after a member; nil if there is none.
    private func successor(of member: WaitingMember, in campaign: String) throws(RecordsError) -> Int? {
        try transaction.row(
            """
            SELECT n.id FROM issuances AS o
            JOIN issuances AS n ON n.profile = o.profile AND n.id > o.id AND \(Self.sameHolder)
            JOIN status_intervals AS s ON s.issuance = n.id AND s.until IS NULL AND s.status = 'good'
            WHERE o.id = ? AND \(Self.isNoMember) ORDER BY n.id DESC LIMIT 1
            """, [.integer(Int64(member.issuance)), .text(campaign)]
        ) { row throws(RecordsError) in Int(try row.integer(0)) }
    }

    // By national identifier, or by licence for holders of whom none is known; each has its index. The same key again
    // takes no place: what was wrong with it is wrong still.
    private static let sameHolder = """
        ((n.national_id_key = o.national_id_key AND n.national_id_key IS NOT NULL AND o.national_id_key IS NOT NULL)
            OR (n.national_id_key IS NULL AND o.national_id_key IS NULL AND n.licence = o.licence
                AND n.licence IS NOT NULL AND o.licence IS NOT NULL))
            AND (n.public_key_sha256 <> o.public_key_sha256 OR o.public_key_sha256 IS NULL)
        """

    private static let isNoMember =
        "NOT EXISTS (SELECT 1 FROM campaign_members AS x WHERE x.issuance = n.id AND x.campaign = ?)"

    private func currentStatus(of member: WaitingMember) throws(RecordsError) -> RecordedStatus? {
        try transaction.row(
            "SELECT status FROM status_intervals WHERE issuance = ? AND until IS NULL",
            [.integer(Int64(member.issuance))]
        ) { row throws(RecordsError) in try row.value(0, of: "status_intervals", "status") }
    }

    private func hold(_ reference: CertificateReference, _ cause: String, _ hand: Hand) throws(RecordsError) {
        try step(
            StatusStep(reference: reference, allowed: [.good], next: .onHold, reason: .certificateHold, cause: cause),
            by: hand)
    }

    /// Revokes what is not revoked yet.
    private func revoke(
        _ reference: CertificateReference, _ reason: RevocationReason, _ cause: String, _ hand: Hand
    ) throws(RecordsError) {
        do throws(RecordsError) {
            try step(
                StatusStep(
                    reference: reference, allowed: [.good, .onHold, .pendingAcceptance], next: .revoked,
                    reason: reason, cause: cause), by: hand)
        } catch .revokedAlready {
            return
        } catch {
            throw error
        }
    }

    fileprivate func noteStep(_ id: String, _ details: [String: String], by hand: Hand) throws(RecordsError) {
        try note(AuditAct.campaignStepped, of: "campaign:\(id)", by: hand.actor, at: hand.time, details: details)
    }
}
