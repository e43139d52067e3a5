// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import Revocation
import Service

/// Everybody's certificates revoked by a campaign, and every list and answer after it: as a drill against a service that is
/// running, and as a measurement in one process.
struct MassRevocation {
    let home: DrillHome
    let staff: DrillStaff
    let samples: [DrillSample]
    /// How many certificates there are to revoke, the samples among them.
    let count: Int

    static let campaign = "drill-mass-revocation"

    /// The campaign's file.
    ///
    /// - Returns: JSON5.
    static func document() -> [UInt8] {
        Array(
            """
            {
              campaign: "\(campaign)",
              title: { en: "Drill: mass revocation", fa: "تمرین: ابطال همگانی" },
              cause: { en: "Rehearsal of the mass-revocation plan.", fa: "تمرین برنامهٔ ابطال همگانی." },
              cohort: { profiles: ["doctor-signing"], authorities: ["health"] },
              action: { kind: "revoke", reason: "keyCompromise" },
              lanes: [ { name: "on-call", licences: ["8000001"] } ],
              notices: false,
            }
            """.utf8)
    }

    /// Grows the home, or takes a copy of one that was grown before.
    init(_ source: HouseArguments?, certificates: Int, console: Console, keeps: Bool) throws {
        let grown = source == nil && certificates > 2_000 ? try Self.grown(certificates, console) : source
        home = try DrillHome(copying: grown, console: console, keeps: keeps)
        let service = try home.open()
        defer { service.records.close() }
        staff = try DrillStaff(home, service)
        if grown == nil, certificates > 0 { try Self.grow(home, service, certificates, console) }
        samples = try (1...8).map { try DrillSample(service, number: $0) }
        var cohort = CampaignCohort()
        cohort.authorities = ["health"]
        cohort.profiles = ["doctor-signing"]
        var found = 0
        try service.records.forEachCandidate(of: cohort, at: .now()) { _ in found += 1 }
        count = found
    }

    private static func grow(_ home: DrillHome, _ service: MohrService, _ count: Int, _ console: Console) throws {
        let offices = try Self.offices(service, min(431, max(1, count / 100)))
        try CertificateMill(service, passphrase: home.passphrase).grow(
            count, offices: offices, progress: ProgressLine(console, of: count))
    }

    /// A home that was grown to this size before; it is grown once and copied from then on.
    private static func grown(_ count: Int, _ console: Console) throws -> HouseArguments {
        let path = FileManager.default.temporaryDirectory.path + "/mohr-grown-\(count)"
        let manager = FileManager.default
        if !manager.fileExists(atPath: path + "/grown") {
            try? manager.removeItem(atPath: path)
            let fresh = try DrillHome(copying: nil, console: console, keeps: true)
            let service = try fresh.open()
            try grow(fresh, service, count, console)
            service.records.close()
            try manager.moveItem(atPath: fresh.home.path, toPath: path)
            try OutputFiles.write(Array("\(count)\n".utf8), to: path + "/grown")
        }
        return try HouseArguments(Arguments(["mass-revocation", "--home", path], DrillCommand.shape))
    }

    private static func offices(_ service: MohrService, _ count: Int) throws -> [String] {
        try (0..<count).map { number in
            let id = String(format: "office-%03d", number)
            try service.records.register(
                OfficeRecord(
                    id: id, kind: "medicalCouncil", persianName: "دفتر تمرین", englishName: "Drill Office",
                    profiles: ["doctor-signing"], licensedUntil: Instant.now().advanced(bySeconds: 365 * 86_400),
                    created: .now()), by: "drill")
            return id
        }
    }

    /// Everything in this process, timed: what `mohr bench mass-revocation` prints.
    func measure(_ report: DrillReport) throws {
        let service = try home.open()
        defer { service.records.close() }
        try service.publishLists()
        let desk = service.campaigns
        _ = try report.step("plan") { try desk.plan(Self.document(), listsIn: nil, isRehearsal: true, by: "drill") }
        try report.step("approve") {
            for officer in staff.supervisors { try approve(desk, officer.id, officer.key) }
        }
        try report.step("revoke") {
            try desk.start(Self.campaign, by: "drill")
            let runner = try desk.runner(of: Self.campaign, by: "drill", together: 1_000)
            while try !runner.round().isFinished {}
        }
        try report.step("read") { try service.refreshStatus() }
        try report.step("lists") { try service.publishAllLists() }
        _ = report.step("answers") { service.responder.presign() }
        report.note("certificates", "\(count)")
        try report.step("check") {
            try checkLists(
                service.lists.all.filter { $0.path.hasPrefix("health") }.map { ($0.path, $0.encoded) }, report)
            for sample in samples {
                let certID = try CertID(serialNumber: sample.certificate.serialNumber, issuer: sample.issuer)
                let answer = service.responder.answer(OCSPRequest.make([certID]))
                let status = try OCSPResponse(der: answer.der).basic?.responses.first?.status
                if case .revoked? = status { continue }
                report.expect(false, "OCSP of \(sample.reference) is not revoked")
            }
        }
        try checkRecords(service.records, report)
    }

    private func approve(_ desk: CampaignDesk, _ officer: String, _ key: PrivateKey) throws {
        let statement = try desk.statement(of: Self.campaign, by: officer)
        let signature = try key.sign(statement, by: key.preferredSignatureAlgorithm)
        _ = try desk.approve(Self.campaign, by: officer, signature: signature)
    }

    /// The union of the shards is everything that was revoked, and the full list is the same.
    func checkLists(_ lists: [(String, [UInt8])], _ report: DrillReport) throws {
        var (parts, full) = (Set<SerialNumber>(), Set<SerialNumber>())
        for (path, bytes) in lists {
            let list = try CertificateList(der: bytes)
            for entry in list.entries {
                if path.contains("/") { parts.insert(entry.serialNumber) } else { full.insert(entry.serialNumber) }
            }
        }
        report.note("entries on the shards", "\(parts.count)")
        report.expect(parts == full, "the shards together have \(parts.count) entries, the full list \(full.count)")
        report.expect(parts.count >= count, "\(parts.count) of \(count) certificates are on the lists")
        for sample in samples {
            report.expect(parts.contains(sample.certificate.serialNumber), "\(sample.reference) is on no list")
        }
    }

    /// Every certificate is revoked on record, and the audit log is whole.
    func checkRecords(_ records: Records, _ report: DrillReport) throws {
        try report.step("audit") {
            let tally = try records.tally(ofCampaign: Self.campaign)
            report.expect(
                tally.count(.done) == count, "\(tally.count(.done)) of \(count) members are done")
            let audit = try records.verifyAudit()
            report.expect(audit.findings.isEmpty, "the audit log: \(audit.findings.prefix(3))")
            report.note("audit lines verified", "\(audit.head.size)")
        }
    }
}
