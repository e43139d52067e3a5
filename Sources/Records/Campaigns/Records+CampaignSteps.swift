// SPDX-License-Identifier: Apache-2.0
public import DER
import Database
import PKIX

// Doing a campaign. A turn is one transaction: the certificates' statuses, their audit lines, the members' states and the
// rate's count are kept together or not at all, so that a process that is killed at any moment leaves nothing half done
// and the next one does nothing twice.
extension Records {
    /// Comes to the next members of a running campaign.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - turn: what to do, to how many, how fast.
    ///   - actor: who does it.
    ///   - time: when.
    /// - Returns: how many were come to; none when none waits, or when the rate does not let it.
    /// - Throws: ``RecordsError/campaign(id:_:)`` when it is not running: someone paused it.
    public func advance(
        campaign id: String, _ turn: CampaignTurn, by actor: String, at time: Instant
    ) throws(RecordsError) -> CampaignProgress {
        try write { ledger throws(RecordsError) in
            let campaign = try ledger.campaign(id, in: [.running])
            return try ledger.advance(campaign, turn, by: Hand(actor: actor, time: time))
        }
    }

    /// Does one turn of a planned campaign and undoes it, so that its caller can measure how long it takes.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - turn: what to do, to how many.
    ///   - time: when.
    /// - Throws: ``RecordsError``; not for being undone.
    public func rehearse(campaign id: String, _ turn: CampaignTurn, at time: Instant) throws(RecordsError) {
        do throws(RecordsError) {
            try write { (ledger) throws(RecordsError) -> Bool in
                let campaign = try ledger.campaign(id, in: [.planned])
                _ = try ledger.advance(campaign, turn, by: Hand(actor: "rehearsal", time: time))
                throw .campaign(id: id, .rehearsed)
            }
        } catch .campaign(_, .rehearsed) {
            return
        } catch {
            throw error
        }
    }
}

/// A member as a turn finds it.
struct WaitingMember: Sendable {
    let ordinal: Int
    let issuance: Int
    let reference: CertificateReference
}

/// What a turn made of a member.
struct MemberOutcome {
    let state: CampaignMemberState
    var cause: String?
    var successor: Int?
    /// Whether its holder has something to be told.
    var isNews = true
}

extension Ledger {
    fileprivate func advance(
        _ campaign: CampaignRecord, _ turn: CampaignTurn, by hand: Hand
    ) throws(RecordsError) -> CampaignProgress {
        let (allowed, wait) = try allowance(of: campaign, turn.rate, at: hand.time)
        guard allowed > 0 else { return CampaignProgress(moved: [:], waitSeconds: wait) }
        let members = try waiting(in: campaign.id, limit: min(turn.limit, allowed))
        var moved: [CampaignMemberState: Int] = [:]
        for member in members {
            let outcome = try come(to: member, of: campaign.id, turn, by: hand)
            try keep(outcome, of: member.ordinal, in: campaign.id, at: hand.time, notices: turn.writesNotices)
            moved[outcome.state, default: 0] += 1
        }
        guard let first = members.first, let last = members.last else { return CampaignProgress(moved: [:]) }
        try count(members.count, in: campaign, turn.rate, at: hand.time)
        var details = ["first": "\(first.ordinal)", "last": "\(last.ordinal)"]
        for (state, count) in moved { details[state.rawValue] = "\(count)" }
        try note(
            AuditAct.campaignStepped, of: "campaign:\(campaign.id)", by: hand.actor, at: hand.time, details: details)
        return CampaignProgress(moved: moved)
    }

    private func waiting(in id: String, limit: Int) throws(RecordsError) -> [WaitingMember] {
        try transaction.rows(
            """
            SELECT m.ordinal, m.issuance, i.authority, i.serial
            FROM campaign_members AS m JOIN issuances AS i ON i.id = m.issuance
            WHERE m.campaign = ? AND m.state = 'waiting' ORDER BY m.ordinal LIMIT ?
            """, [.text(id), .integer(Int64(limit))]
        ) { row throws(RecordsError) in try WaitingMember(row) }
    }

    /// Does the act to one member; what it is refused for makes a ticket, and holds up nobody else.
    private func come(
        to member: WaitingMember, of campaign: String, _ turn: CampaignTurn, by hand: Hand
    ) throws(RecordsError) -> MemberOutcome {
        do throws(RecordsError) {
            switch turn.act {
            case .revoke(let reason, let invalidityDate):
                try step(
                    StatusStep(
                        reference: member.reference, allowed: [.good, .onHold, .pendingAcceptance], next: .revoked,
                        reason: reason, invalidityDate: invalidityDate, cause: turn.cause, isTold: !turn.writesNotices),
                    by: hand)
                return MemberOutcome(state: .done)
            case .hold:
                try step(
                    StatusStep(
                        reference: member.reference, allowed: [.good], next: .onHold, reason: .certificateHold,
                        cause: turn.cause, isTold: !turn.writesNotices), by: hand)
                return MemberOutcome(state: .done)
            case .replace(let replacement):
                return try invite(member, of: campaign, replacement, because: turn.cause, by: hand)
            }
        } catch .revokedAlready {
            return MemberOutcome(state: .skipped, cause: "revokedAlready", isNews: false)
        } catch .statusStep(_, .onHold, _) {
            return MemberOutcome(state: .skipped, cause: "onHoldAlready", isNews: false)
        } catch .statusStep {
            // It is shown as on hold until its subscriber accepts it, and that is for them to do.
            return MemberOutcome(state: .ticket, cause: "notAcceptedYet", isNews: false)
        } catch .issuanceMoved {
            return MemberOutcome(state: .ticket, cause: "notIssued", isNews: false)
        } catch {
            throw error
        }
    }

    func keep(
        _ outcome: MemberOutcome, of ordinal: Int, in campaign: String, at time: Instant, notices: Bool
    ) throws(RecordsError) {
        try transaction.run(
            """
            UPDATE campaign_members SET state = ?, cause = ?, successor = ?, changed = ?,
                notice = CASE WHEN ? = 1 THEN 1 ELSE notice END
            WHERE campaign = ? AND ordinal = ?
            """,
            [
                .text(outcome.state), .text(orNull: outcome.cause),
                .integer(orNull: outcome.successor.map { Int64($0) }), .time(time),
                .integer(notices && outcome.isNews ? 1 : 0), .text(campaign), .integer(Int64(ordinal)),
            ])
    }

    /// How many members the rate lets be come to now, and if none, in how many seconds it does.
    private func allowance(
        of campaign: CampaignRecord, _ rate: CampaignRate?, at time: Instant
    ) throws(RecordsError) -> (count: Int, wait: Int64) {
        guard let rate, let started = campaign.started else { return (Int.max, 0) }
        let counted = try rateCount(of: campaign.id)
        // A clock that was set back stays in the stretch of time that it was in.
        let elapsed = max(0, time.seconds(since: started))
        let window = max(counted.window, elapsed / rate.seconds)
        guard window == counted.window else { return (rate.count, 0) }
        let left = rate.count - counted.count
        return left > 0 ? (left, 0) : (0, max(1, (window + 1) * rate.seconds - elapsed))
    }

    private func count(
        _ members: Int, in campaign: CampaignRecord, _ rate: CampaignRate?, at time: Instant
    ) throws(RecordsError) {
        guard let rate, let started = campaign.started else { return }
        let counted = try rateCount(of: campaign.id)
        let window = max(counted.window, max(0, time.seconds(since: started)) / rate.seconds)
        let before = window == counted.window ? counted.count : 0
        try transaction.run(
            "UPDATE campaigns SET rate_window = ?, rate_count = ? WHERE id = ?",
            [.integer(window), .integer(Int64(before + members)), .text(campaign.id)])
    }

    private func rateCount(of id: String) throws(RecordsError) -> (window: Int64, count: Int) {
        try transaction.row("SELECT rate_window, rate_count FROM campaigns WHERE id = ?", [.text(id)]) {
            row throws(RecordsError) in (window: try row.integer(0), count: Int(try row.integer(1)))
        } ?? (0, 0)
    }
}

extension WaitingMember {
    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            ordinal: Int(try row.integer(0)), issuance: Int(try row.integer(1)),
            reference: CertificateReference(authority: try row.text(2), serial: try row.serial(3)))
    }
}
