// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
import Database
import PKIX

// Planning and approving; each act one transaction with its line.
extension Records {
    /// Begins a campaign; an unfinished draft of the same name is thrown away.
    ///
    /// - Parameters:
    ///   - draft: its name and its reviewed file.
    ///   - time: when.
    /// - Throws: ``RecordsError/campaign(id:_:)`` if there is one that is more than a draft.
    public func draft(campaign draft: CampaignDraft, at time: Instant) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            try ledger.transaction.run(
                """
                DELETE FROM campaign_members WHERE campaign =
                    (SELECT id FROM campaigns WHERE id = ? AND state = 'drafted')
                """, [.text(draft.id)])
            try ledger.transaction.run(
                "DELETE FROM campaigns WHERE id = ? AND state = 'drafted'", [.text(draft.id)])
            try ledger.run(
                """
                INSERT INTO campaigns (id, state, document, members, members_sha256, plan_sha256, rehearsal, created)
                VALUES (?, 'drafted', ?, 0, ?, ?, ?, ?)
                """,
                [
                    .text(draft.id), .blob(draft.document), .blob([]), .blob([]), .integer(draft.isRehearsal ? 1 : 0),
                    .time(time),
                ], ifTaken: .campaign(id: draft.id, .exists))
        }
    }

    /// Takes members into a draft, after those that are in it.
    ///
    /// - Parameters:
    ///   - members: in the order in which they are to be come to; some thousands at a time.
    ///   - id: the campaign's.
    ///   - first: the place of the first of them.
    ///   - time: when.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func add(
        _ members: [CampaignMemberDraft], toCampaign id: String, from first: Int, at time: Instant
    ) throws(RecordsError) {
        try write { ledger throws(RecordsError) in
            _ = try ledger.campaign(id, in: [.drafted])
            for (offset, member) in members.enumerated() {
                try ledger.transaction.run(
                    """
                    INSERT INTO campaign_members (campaign, ordinal, lane, issuance, state, changed)
                    VALUES (?, ?, ?, ?, 'waiting', ?)
                    """,
                    [
                        .text(id), .integer(Int64(first + offset)), .integer(Int64(member.lane)),
                        .integer(Int64(member.issuance)), .time(time),
                    ])
            }
        }
    }

    /// Freezes a draft's members: from now on it can be approved, and nothing of it changed.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - plan: makes the plan's digest of the members' number and digest.
    ///   - actor: who planned it.
    ///   - time: when.
    /// - Returns: the campaign, planned.
    /// - Throws: ``RecordsError/campaign(id:_:)``.
    public func seal(
        campaign id: String, plan: @escaping @Sendable (Int, [UInt8]) -> [UInt8], by actor: String, at time: Instant
    ) throws(RecordsError) -> CampaignRecord {
        try write { ledger throws(RecordsError) in
            _ = try ledger.campaign(id, in: [.drafted])
            let (count, digest) = try Self.membersDigest(of: id, in: ledger.reading)
            let planSHA256 = plan(count, digest)
            try ledger.transaction.run(
                "UPDATE campaigns SET state = 'planned', members = ?, members_sha256 = ?, plan_sha256 = ? WHERE id = ?",
                [.integer(Int64(count)), .blob(digest), .blob(planSHA256), .text(id)])
            let campaign = try ledger.campaign(id, in: [.planned])
            try ledger.note(
                AuditAct.campaignPlanned, of: "campaign:\(id)", by: actor, at: time,
                details: [
                    "members": "\(count)", "membersSHA256": digest.hex, "planSHA256": planSHA256.hex,
                    "documentSHA256": DigestAlgorithm.sha256.digest(campaign.document).hex,
                    "rehearsal": campaign.isRehearsal ? "yes" : "no",
                ])
            return campaign
        }
    }

    /// Takes an officer's approval down; the caller has checked the signature.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - approval: who, and their signature.
    /// - Returns: how many have approved it now.
    /// - Throws: ``RecordsError/campaign(id:_:)``: moved, or approved already by the same officer or person.
    public func approve(campaign id: String, _ approval: CampaignApproval) throws(RecordsError) -> Int {
        try write { ledger throws(RecordsError) in
            let campaign = try ledger.campaign(id, in: [.planned])
            let line = try ledger.note(
                AuditAct.campaignApproved, of: "campaign:\(id)", by: approval.officer, at: approval.time,
                details: [
                    "planSHA256": campaign.planSHA256.hex,
                    "signatureSHA256": approval.signature.map { DigestAlgorithm.sha256.digest($0).hex } ?? "",
                ])
            try ledger.run(
                """
                INSERT INTO campaign_approvals (campaign, officer, person, signature, time, sequence)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id), .text(approval.officer), .text(approval.person), .blob(orNull: approval.signature),
                    .time(approval.time), .integer(Int64(line)),
                ], ifTaken: .campaign(id: id, .approvedAlready(by: approval.officer)))
            return try ledger.approvals(of: id)
        }
    }

    /// A campaign.
    ///
    /// - Parameter id: its name.
    /// - Returns: the campaign.
    /// - Throws: ``RecordsError/campaign(id:_:)`` if there is none.
    public func campaign(_ id: String) throws(RecordsError) -> CampaignRecord {
        try read { reading throws(RecordsError) in try CampaignRecord.find(id, in: reading) }
    }

    /// Every campaign, the oldest first; drafts left out.
    public func campaigns() throws(RecordsError) -> [CampaignRecord] {
        try read { reading throws(RecordsError) in
            try reading.rows(CampaignRecord.selection + " WHERE state <> 'drafted' ORDER BY created, id") {
                row throws(RecordsError) in try CampaignRecord(row)
            }
        }
    }

    /// Who approved a campaign, in order.
    ///
    /// - Parameter id: the campaign's.
    /// - Returns: the approvals.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func approvals(ofCampaign id: String) throws(RecordsError) -> [CampaignApproval] {
        try read { reading throws(RecordsError) in
            try reading.rows(
                "SELECT officer, person, signature, time FROM campaign_approvals WHERE campaign = ? ORDER BY sequence",
                [.text(id)]
            ) { row throws(RecordsError) in
                CampaignApproval(
                    officer: try row.text(0), person: try row.text(1), signature: try row.blobOrNil(2),
                    time: try row.time(3))
            }
        }
    }

    /// How many members a campaign has and the digest over them, computed anew from their rows.
    ///
    /// - Parameter id: the campaign's.
    /// - Returns: the number, and SHA-256 over a line a member: lane, authority, serial number, in order.
    /// - Throws: ``RecordsError``, if the records cannot be read.
    public func membersDigest(ofCampaign id: String) throws(RecordsError) -> (count: Int, sha256: [UInt8]) {
        try read { reading throws(RecordsError) in try Self.membersDigest(of: id, in: reading) }
    }

    static func membersDigest(
        of id: String, in reading: Reading<RecordsError>
    ) throws(RecordsError) -> (count: Int, sha256: [UInt8]) {
        var lines: [UInt8] = []
        var count = 0
        try reading.forEach(
            """
            SELECT m.lane, i.authority, i.serial FROM campaign_members AS m JOIN issuances AS i ON i.id = m.issuance
            WHERE m.campaign = ? ORDER BY m.ordinal
            """, [.text(id)]
        ) { row throws(RecordsError) in
            lines += Array("\(try row.integer(0)) \(try row.text(1))/\(try row.serial(2).hex)\n".utf8)
            count += 1
        }
        return (count, DigestAlgorithm.sha256.digest(lines))
    }
}

extension Ledger {
    /// A campaign that must be in one of some states.
    func campaign(_ id: String, in expected: [CampaignState]) throws(RecordsError) -> CampaignRecord {
        let campaign = try CampaignRecord.find(id, in: reading)
        guard expected.contains(campaign.state) else {
            throw .campaign(id: id, .moved(seen: campaign.state, expected: expected))
        }
        return campaign
    }

    func approvals(of id: String) throws(RecordsError) -> Int {
        try transaction.row("SELECT COUNT(*) FROM campaign_approvals WHERE campaign = ?", [.text(id)]) {
            row throws(RecordsError) in Int(try row.integer(0))
        } ?? 0
    }
}

extension CampaignRecord {
    static let selection = """
        SELECT id, state, document, members, members_sha256, plan_sha256, rehearsal, created, started, ended
        FROM campaigns
        """

    init(_ row: borrowing Row<RecordsError>) throws(RecordsError) {
        self.init(
            id: try row.text(0), state: try row.value(1, of: "campaigns", "state"), document: try row.blob(2),
            members: Int(try row.integer(3)), membersSHA256: try row.blob(4), planSHA256: try row.blob(5),
            isRehearsal: try row.integer(6) == 1, created: try row.time(7), started: try row.timeOrNil(8),
            ended: try row.timeOrNil(9))
    }

    static func find(_ id: String, in reading: Reading<RecordsError>) throws(RecordsError) -> CampaignRecord {
        let found = try reading.row(selection + " WHERE id = ?", [.text(id)]) { row throws(RecordsError) in
            try CampaignRecord(row)
        }
        guard let found else { throw .campaign(id: id, .unknown) }
        return found
    }
}
