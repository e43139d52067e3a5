// SPDX-License-Identifier: Apache-2.0
import Campaigns
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

@testable import Database
@testable import Records

/// 2026-11-21T10:00:00Z.
let start = Instant(rfc3339: "2026-11-21T10:00:00Z")!

/// Records with two offices and holders with a certificate each; certificates are opaque papers here.
final class CampaignHouse {
    let folder: TemporaryFolder
    let clock = FixedClock(start)
    private(set) var records: Records
    private var issued = 0

    init() throws {
        folder = try TemporaryFolder()
        records = try Records.test(home: folder.url.path)
        try records.enter(
            AuthorityRecord(
                name: "health", parent: nil, keyReference: "health.pem", certificate: [0x30, 0x00], created: start),
            by: "ceremony")
        for office in ["tehran", "yazd"] {
            try records.register(
                OfficeRecord(
                    id: office, kind: "medicalCouncil", persianName: "نظام پزشکی", englishName: office,
                    profiles: ["doctor", "midwife"], licensedUntil: start.advanced(bySeconds: 100_000_000),
                    created: start), by: "admin")
        }
    }

    /// Closes the records and opens them anew, as after a kill.
    func restart() throws {
        records.close()
        records = try Records.test(home: folder.url.path)
    }

    /// Changes a row past the records, as someone with the database can.
    func tamper(_ sql: String) throws {
        try TestDatabase.alter(home: folder.url.path, sql)
    }

    /// A holder's certificate.
    @discardableResult
    func issue(
        to holder: Int, office: String = "tehran", profile: String = "doctor", batch: String? = nil,
        as status: RecordedStatus = .good
    ) throws -> CertificateReference {
        issued += 1
        let reference = CertificateReference(
            authority: "health",
            serial: SerialNumber(unsigned: withUnsafeBytes(of: (issued + 1).bigEndian) { Array($0) }))
        var writer = DERWriter()
        writer.sequence { $0.integer(issued) }
        let tbs = writer.bytes
        var paper = DERWriter()
        paper.sequence {
            $0.raw(tbs)
            $0.bitString([1])
        }
        let draft = IssuanceDraft(
            tbs: tbs, lintCertificate: paper.bytes,
            subject: SubjectKeys(name: "n", nationalID: Self.person(holder), licence: "9\(holder)"),
            validity: Validity(notBefore: start, notAfter: start.advanced(bySeconds: 86_400 * 700)))
        try records.recordIntentToSign(
            reference,
            for: IssuanceRequest(withoutApplicationUnder: profile, office: office, chipBatch: batch), draft: draft,
            by: "ca", at: clock.now)
        try records.fileCertificate(paper.bytes, of: reference, as: status, by: "ca", at: clock.now)
        return reference
    }

    static func person(_ holder: Int) -> String { "999" + String(format: "%07d", holder) }

    /// Plans a campaign from a file's text.
    @discardableResult
    func plan(
        _ text: String, lists: [String: String] = [:], rehearsal: Bool = false
    ) throws -> (campaign: CampaignRecord, census: CampaignCensus, document: CampaignDocument) {
        let document = try CampaignDocument(reading: Array(text.utf8)) { name throws(CampaignError) in
            guard let list = lists[name] else { throw .value(path: "file", seen: name, allowed: []) }
            return Array(list.utf8)
        }
        let (campaign, census) = try CampaignPlanner(records: records, profiles: [:]).plan(
            document, isRehearsal: rehearsal, by: "console:planner", at: clock.now)
        return (campaign, census, document)
    }

    /// Two people approve, and it is started.
    func begin(_ id: String) throws {
        for name in ["maryam", "reza"] {
            _ = try records.approve(
                campaign: id, CampaignApproval(officer: name, person: name, signature: [1], time: clock.now))
        }
        try records.begin(campaign: id, needing: 2, by: "maryam", at: clock.now)
    }

    func runner(_ id: String, notices: (any NoticePort)? = nil, together: Int = 500) throws -> CampaignRunner {
        let campaign = try records.campaign(id)
        return CampaignRunner(
            campaign, document: try CampaignDocument(of: campaign), records: records, notices: notices,
            actor: "campaigns", together: together, clock: clock.reading)
    }

    func status(_ reference: CertificateReference) throws -> RecordedStatus? {
        try records.statusHistory(of: reference).last?.interval.status
    }

    /// A campaign's file.
    static func file(
        _ name: String = "recall", cohort: String = "profiles: [\"doctor\"]",
        action: String = "kind: \"revoke\", reason: \"keyCompromise\"", rest: String = ""
    ) -> String {
        """
        {
          campaign: "\(name)", title: { en: "Recall", fa: "فراخوان" }, cause: { en: "A flaw.", fa: "یک نقص." },
          cohort: { \(cohort) }, action: { \(action) }, notices: false, \(rest)
        }
        """
    }
}

/// Keeps what it is given; fails when told to.
final class KeptNotices: NoticePort, @unchecked Sendable {
    private let lock = NSLock()
    private var batches: [NoticeBatch] = []
    private var failures: Int

    init(failing failures: Int = 0) { self.failures = failures }

    var all: [NoticeBatch] { lock.withLock { batches } }

    func deliver(_ batch: NoticeBatch) throws(CampaignError) {
        lock.lock()
        defer { lock.unlock() }
        if failures > 0 {
            failures -= 1
            throw .notices("disk")
        }
        batches.append(batch)
    }
}

/// The refusal of a campaign that something met.
func refusal(_ body: () throws -> Void) -> CampaignRefusal? {
    do {
        try body()
        return nil
    } catch RecordsError.campaign(_, let refusal) {
        return refusal
    } catch CampaignError.records(.campaign(_, let refusal)) {
        return refusal
    } catch {
        return nil
    }
}
