// SPDX-License-Identifier: Apache-2.0
public import DER
public import Records

/// Does a campaign that two officers approved, turn by turn.
///
/// It keeps no state of its own: whatever was done is on record with the turn that did it. It may be stopped at any moment
/// and begun again, by the same process or another; two at once do nothing twice.
public struct CampaignRunner: Sendable {
    /// What came of one round.
    public struct Round: Sendable, Hashable {
        /// Members that were come to, by where they stand.
        public let moved: [CampaignMemberState: Int]
        /// Whether the campaign is over.
        public let isFinished: Bool
        /// Seconds until there may be more to do; 0 for at once.
        public let waitSeconds: Int64
    }

    private let records: Records
    private let notices: (any NoticePort)?
    private let document: CampaignDocument
    private let campaign: CampaignRecord
    private let actor: String
    private let clock: @Sendable () -> Instant
    private let together: Int

    /// Takes a campaign up.
    ///
    /// - Parameters:
    ///   - campaign: as on record.
    ///   - document: its file, read.
    ///   - records: where everything is kept.
    ///   - notices: where notices go; nil leaves them due.
    ///   - actor: who does it, for the audit log.
    ///   - together: how many members in one transaction.
    ///   - clock: what time it is.
    public init(
        _ campaign: CampaignRecord, document: CampaignDocument, records: Records, notices: (any NoticePort)?,
        actor: String, together: Int = 500, clock: @escaping @Sendable () -> Instant
    ) {
        self.campaign = campaign
        self.document = document
        self.records = records
        self.notices = notices
        self.actor = actor
        self.together = max(1, together)
        self.clock = clock
    }

    /// Does what can be done now: one turn, what accepted certificates have replaced, whose time is over, notices.
    ///
    /// - Returns: what was done, and when to come again.
    /// - Throws: ``CampaignError``; `records(.campaign(_, .moved))` when someone paused it.
    public func round() throws(CampaignError) -> Round {
        let turn = document.turn(limit: together)
        let progress = try recorded(try records.advance(campaign: campaign.id, turn, by: actor, at: clock()))
        var moved = progress.moved
        var isBusy = progress.count > 0
        if case .replace = document.act {
            let settled = try recorded(try records.settle(campaign: campaign.id, turn, by: actor, at: clock()))
            let late = try recorded(try records.expire(campaign: campaign.id, turn, by: actor, at: clock()))
            moved[.done, default: 0] += settled.replaced
            moved[.ticket, default: 0] += late
            isBusy = isBusy || !settled.isCaughtUp || late > 0
        }
        if try deliver() > 0 { isBusy = true }
        guard !isBusy else { return Round(moved: moved, isFinished: false, waitSeconds: 0) }
        if progress.waitSeconds > 0 {
            return Round(moved: moved, isFinished: false, waitSeconds: progress.waitSeconds)
        }
        let isFinished = try recorded(try records.finish(campaign: campaign.id, by: actor, at: clock()))
        return Round(moved: moved, isFinished: isFinished, waitSeconds: isFinished ? 0 : Self.patienceSeconds)
    }

    /// Looks for certificates that holders have accepted since, after the campaign is over too: tickets are closed by them.
    ///
    /// - Returns: how many old certificates were replaced.
    /// - Throws: ``CampaignError``.
    public func settle() throws(CampaignError) -> Int {
        let turn = document.turn(limit: together)
        let settled = try recorded(try records.settle(campaign: campaign.id, turn, by: actor, at: clock()))
        if settled.replaced > 0 { _ = try deliver() }
        return settled.replaced
    }

    /// Hands over the notices that are due.
    ///
    /// First handed over, then written down: after a crash in between a batch comes again, and is the same.
    private func deliver() throws(CampaignError) -> Int {
        guard let notices else { return 0 }
        let due = try recorded(
            try records.members(ofCampaign: campaign.id, .noticeDue, limit: max(together, Self.noticesTogether)))
        guard !due.isEmpty else { return 0 }
        var grace: Int64?
        if case .replace(let replacement) = document.act { grace = replacement.graceSeconds }
        try notices.deliver(
            NoticeBatch(
                campaign: campaign.id, isRehearsal: campaign.isRehearsal, cause: document.cause, graceSeconds: grace,
                members: due))
        try recorded(try records.noteNotices(of: due, ofCampaign: campaign.id, by: actor, at: clock()))
        return due.count
    }

    /// How long to wait for holders before looking again.
    private static let patienceSeconds: Int64 = 5

    private static let noticesTogether = 1_000
}
