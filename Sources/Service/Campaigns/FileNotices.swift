// SPDX-License-Identifier: Apache-2.0
import Campaigns
import DER
import Foundation
import JSON
import PKIX
import Records

/// Notices in files, for whoever sends messages to take up: one line of JSON a notice, in both languages.
///
///     <folder>/<campaign>/offices.ndjson                  what each office is told when it starts
///     <folder>/<campaign>/holders-<first place>.ndjson    what holders are told, up to a thousand a file
///
/// A line names its holder by certificate and tracking code and holds nothing else of theirs; the address is for the
/// sender to look up. It has an `id` that is the same whenever it is written again. A file is written whole or not at
/// all.
struct FileNotices: NoticePort {
    let folder: String
    let act: CampaignAct

    func deliver(_ batch: NoticeBatch) throws(CampaignError) {
        guard let first = batch.members.first else { return }
        var bytes: [UInt8] = []
        for member in batch.members {
            let kind = NoticeBatch.kind(of: member, act)
            bytes += JSONWriter.bytes(line(member, kind, in: batch)) + [0x0A]
        }
        // Tickets and replacements of the same members come later, under another name.
        let kind = NoticeBatch.kind(of: first, act)
        try write(bytes, to: "\(batch.campaign)/holders-\(first.ordinal)-\(kind).ndjson")
    }

    /// Tells every office how many of its holders are concerned.
    ///
    /// - Parameters:
    ///   - offices: how many, by office.
    ///   - campaign: the campaign.
    ///   - document: its file.
    /// - Throws: ``CampaignError/notices(_:)``.
    func tell(
        offices: [String: Int], of campaign: CampaignRecord, _ document: CampaignDocument
    ) throws(CampaignError) {
        var bytes: [UInt8] = []
        for (office, count) in offices.sorted(by: { $0.key < $1.key }) {
            let line: JSONValue = [
                "id": .string("\(campaign.id)/office/\(office)"), "office": .string(office),
                "count": .integer(Int64(count)), "rehearsal": .boolean(campaign.isRehearsal),
                "text": Self.text("notice.office", ["count": "\(count)", "campaign": campaign.id], document.cause),
            ]
            bytes += JSONWriter.bytes(line) + [0x0A]
        }
        try write(bytes, to: "\(campaign.id)/offices.ndjson")
    }

    private func line(_ member: CampaignMember, _ kind: String, in batch: NoticeBatch) -> JSONValue {
        let days = batch.graceSeconds.map { "\(max(1, ($0 + 86_399) / 86_400))" } ?? "–"
        return [
            "id": .string("\(batch.campaign)/\(member.ordinal)/\(kind)"), "kind": .string(kind),
            "certificate": .string("\(member.reference)"), "application": JSONValue(member.application),
            "office": JSONValue(member.office), "rehearsal": .boolean(batch.isRehearsal),
            "time": .string(member.changed.rfc3339),
            "text": Self.text(
                "notice.\(kind)", ["serial": member.reference.serial.hex, "days": days], batch.cause),
        ]
    }

    private static func text(
        _ key: String, _ facts: [String: String], _ cause: CampaignDocument.Text
    ) -> JSONValue {
        [
            "en": .string(Catalogue.sentence(key, facts, said: ["cause": cause.english], in: .english)),
            "fa": .string(Catalogue.sentence(key, facts, said: ["cause": cause.persian], in: .persian)),
        ]
    }

    private func write(_ bytes: [UInt8], to name: String) throws(CampaignError) {
        let url = URL(fileURLWithPath: "\(folder)/\(name)")
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw .notices("\((error as NSError).domain) \((error as NSError).code)")
        }
    }
}

extension CampaignDesk {
    /// Tells the offices, once the campaign is started; a start that is repeated writes the same.
    func tellOffices(_ id: String) throws(ServiceError) {
        let campaign = try MohrService.records { () throws(RecordsError) in try records.campaign(id) }
        try Self.campaigning { () throws(CampaignError) in
            let document = try CampaignDocument(of: campaign)
            guard document.writesNotices else { return }
            let offices: [String: Int]
            do throws(RecordsError) {
                offices = try records.offices(ofCampaign: id)
            } catch {
                throw .records(error)
            }
            try notices(document.act).tell(offices: offices, of: campaign, document)
        }
    }
}
