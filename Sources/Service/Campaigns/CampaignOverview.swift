// SPDX-License-Identifier: Apache-2.0
public import Campaigns
public import DER
import Foundation
public import JSON
public import Records

/// A campaign as it stands: what `show` says and what the routes answer.
public struct CampaignOverview: Sendable {
    /// The campaign on record.
    public let campaign: CampaignRecord
    /// Its file.
    public let document: CampaignDocument
    /// Its members, counted.
    public let tally: CampaignTally
    /// Who approved it.
    public let approvals: [CampaignApproval]
    /// When this was read.
    public let time: Instant

    /// Members that wait or are invited.
    public var left: Int { tally.count(.waiting) + tally.count(.invited) }

    /// Members come to, a second, since the start; nil before anything was done.
    public var rate: Double? {
        guard let started = campaign.started else { return nil }
        let came = tally.total - tally.count(.waiting)
        let seconds = (campaign.ended ?? time).seconds(since: started)
        return came > 0 ? Double(came) / Double(max(1, seconds)) : nil
    }

    /// Seconds until every member that waits is come to, at the rate so far; nil when nothing is known of it.
    public var secondsLeft: Int64? {
        guard let rate, campaign.state == .running else { return nil }
        return Int64((Double(tally.count(.waiting)) / rate).rounded(.up))
    }

    /// The same in JSON.
    public var value: JSONValue {
        var lanes: [JSONValue] = []
        for (number, lane) in document.lanes.enumerated() {
            lanes.append(["name": .string(lane.name), "members": Self.value(of: tally.lanes[number] ?? [:])])
        }
        return [
            "campaign": .string(campaign.id), "state": .string(campaign.state.rawValue),
            "rehearsal": .boolean(campaign.isRehearsal),
            "title": ["en": .string(document.title.english), "fa": .string(document.title.persian)],
            "cause": ["en": .string(document.cause.english), "fa": .string(document.cause.persian)],
            "members": .integer(Int64(campaign.members)), "membersSHA256": .string(campaign.membersSHA256.hexText),
            "planSHA256": .string(campaign.planSHA256.hexText), "created": .string(campaign.created.rfc3339),
            "started": JSONValue(campaign.started?.rfc3339), "ended": JSONValue(campaign.ended?.rfc3339),
            "approvals": .array(
                approvals.map { ["officer": .string($0.officer), "time": .string($0.time.rfc3339)] }),
            "lanes": .array(lanes), "noticesDue": .integer(Int64(tally.noticesDue)), "left": .integer(Int64(left)),
            "perSecond": rate.map { .number($0) } ?? .null,
            "secondsLeft": secondsLeft.map { .integer($0) } ?? .null,
        ]
    }

    private static func value(of counts: [CampaignMemberState: Int]) -> JSONValue {
        .object(
            [.init("total", .integer(Int64(counts.values.reduce(0, +))))]
                + CampaignMemberState.allCases.map { .init($0.rawValue, .integer(Int64(counts[$0] ?? 0))) })
    }
}

extension CampaignDesk {
    /// A campaign as it stands now.
    ///
    /// - Parameter id: its name.
    /// - Returns: the overview.
    /// - Throws: ``ServiceError``.
    public func overview(of id: String) throws(ServiceError) -> CampaignOverview {
        let (campaign, tally, approvals) = try MohrService.records { () throws(RecordsError) in
            (try records.campaign(id), try records.tally(ofCampaign: id), try records.approvals(ofCampaign: id))
        }
        let document = try Self.campaigning { () throws(CampaignError) in try CampaignDocument(of: campaign) }
        return CampaignOverview(
            campaign: campaign, document: document, tally: tally, approvals: approvals, time: clock())
    }

    /// The report of a campaign: a line of JSON for the whole of it, and one a member.
    ///
    /// - Parameters:
    ///   - id: the campaign's.
    ///   - actor: who asks; the report's digest goes into the audit log under their name.
    /// - Returns: the lines, and their SHA-256.
    /// - Throws: ``ServiceError``.
    public func report(of id: String, by actor: String) throws(ServiceError) -> (bytes: [UInt8], sha256: [UInt8]) {
        let overview = try overview(of: id)
        let (bytes, digest) = try MohrService.records { () throws(RecordsError) in
            let head = try records.auditHead()
            var members = (overview.value.members ?? [])
            members.append(
                .init(
                    "auditLog",
                    ["size": .integer(Int64(head.size)), "rootHash": .string(head.rootHash.hexText)]))
            var bytes = JSONWriter.bytes(.object(members)) + [0x0A]
            var last = -1
            while true {
                let page = try records.members(ofCampaign: id, after: last)
                for member in page {
                    bytes += JSONWriter.bytes(Self.value(of: member, overview.document)) + [0x0A]
                }
                guard let end = page.last else { break }
                last = end.ordinal
            }
            let digest = bytes.sha256
            try records.note(
                AuditAct.campaignReported, of: "campaign:\(id)", by: actor, at: clock(),
                details: ["sha256": digest.hexText, "bytes": "\(bytes.count)"])
            return (bytes, digest)
        }
        return (bytes, digest)
    }

    private static func value(of member: CampaignMember, _ document: CampaignDocument) -> JSONValue {
        let lane = document.lanes.indices.contains(member.lane) ? document.lanes[member.lane].name : "–"
        return [
            "place": .integer(Int64(member.ordinal)), "lane": .string(lane),
            "certificate": .string("\(member.reference)"), "office": JSONValue(member.office),
            "profile": .string(member.profile), "state": .string(member.state.rawValue),
            "changed": .string(member.changed.rfc3339), "cause": JSONValue(member.cause),
            "successor": JSONValue(member.successor.map { "\($0)" }),
        ]
    }
}
