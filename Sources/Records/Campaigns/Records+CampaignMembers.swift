// SPDX-License-Identifier: Apache-2.0
public import DER
import Database

/// What members of a campaign are listed by.
public enum CampaignMemberFilter: Sendable, Hashable {
    /// All of them.
    case all
    /// Those of whom somebody has to be told.
    case noticeDue
    /// Those in a state.
    case state(CampaignMemberState)
}

extension Records {
    /// Members of a campaign, in their order.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - filter: which.
    ///   - last: goes on after this place; -1 begins.
    ///   - limit: how many at most.
    /// - Returns: the members as they stand.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func members(
        ofCampaign id: String, _ filter: CampaignMemberFilter = .all, after last: Int = -1, limit: Int = 1_000
    ) throws(RecordsError) -> [CampaignMember] {
        let (condition, arguments): (String, [DatabaseValue]) =
            switch filter {
            case .all: ("", [])
            // Spelled as in the index, so that it is used.
            case .noticeDue: ("AND m.notice = 1", [])
            case .state(let state): ("AND m.state = ?", [.text(state)])
            }
        return try read { reading throws(RecordsError) in
            try reading.rows(
                """
                SELECT m.ordinal, m.lane, i.authority, i.serial, i.application, i.office, i.profile, m.state, m.changed,
                    m.cause, n.authority, n.serial
                FROM campaign_members AS m JOIN issuances AS i ON i.id = m.issuance
                LEFT JOIN issuances AS n ON n.id = m.successor
                WHERE m.campaign = ? AND m.ordinal > ? \(condition) ORDER BY m.ordinal LIMIT ?
                """, [.text(id), .integer(Int64(last))] + arguments + [.integer(Int64(limit))]
            ) { row throws(RecordsError) in try CampaignMember(row) }
        }
    }

    /// How many members of a campaign each office enrolled.
    ///
    /// - Parameter id: the campaign's.
    /// - Returns: the counts; those whom no office enrolled are left out.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func offices(ofCampaign id: String) throws(RecordsError) -> [String: Int] {
        try read { reading throws(RecordsError) in
            var counts: [String: Int] = [:]
            try reading.forEach(
                """
                SELECT i.office, COUNT(*) FROM campaign_members AS m JOIN issuances AS i ON i.id = m.issuance
                WHERE m.campaign = ? AND i.office IS NOT NULL GROUP BY i.office
                """, [.text(id)]
            ) { row throws(RecordsError) in counts[try row.text(0)] = Int(try row.integer(1)) }
            return counts
        }
    }

    /// Writes down that a campaign's notices about these members were handed over.
    ///
    /// - Parameters:
    ///   - members: as they were listed; one that has moved since stays due.
    ///   - id: the campaign's.
    ///   - actor: who handed them over.
    ///   - time: when.
    /// - Throws: ``RecordsError``, if the records cannot be written.
    public func noteNotices(
        of members: [CampaignMember], ofCampaign id: String, by actor: String, at time: Instant
    ) throws(RecordsError) {
        guard let first = members.first, let last = members.last else { return }
        try write { ledger throws(RecordsError) in
            for member in members {
                try ledger.transaction.run(
                    """
                    UPDATE campaign_members SET notice = 2
                    WHERE campaign = ? AND ordinal = ? AND notice = 1 AND state = ?
                    """, [.text(id), .integer(Int64(member.ordinal)), .text(member.state)])
            }
            try ledger.note(
                AuditAct.campaignNoticed, of: "campaign:\(id)", by: actor, at: time,
                details: ["count": "\(members.count)", "first": "\(first.ordinal)", "last": "\(last.ordinal)"])
        }
    }
}

extension CampaignMember {
    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        var successor: CertificateReference?
        if let authority = try row.textOrNil(10) {
            successor = CertificateReference(authority: authority, serial: try row.serial(11))
        }
        self.init(
            ordinal: Int(try row.integer(0)), lane: Int(try row.integer(1)),
            reference: CertificateReference(authority: try row.text(2), serial: try row.serial(3)),
            application: try row.textOrNil(4), office: try row.textOrNil(5), profile: try row.text(6),
            state: try row.value(7, of: "campaign_members", "state"), changed: try row.time(8),
            cause: try row.textOrNil(9), successor: successor)
    }
}
