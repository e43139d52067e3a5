// SPDX-License-Identifier: Apache-2.0
import Campaigns
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import MohrSigning
import PKIX
import Records
import Revocation
import Service

/// An intermediate's key is stolen: the root revokes it, its subscribers are held and invited, a new intermediate is made at
/// a ceremony, and everybody gets a certificate from that one.
struct AuthorityCompromise {
    let home: DrillHome
    let staff: DrillStaff
    let samples: [DrillSample]
    let rogue: Rogue

    /// What the thief made: a certificate that no records know, and a prescription signed with it.
    struct Rogue: Sendable {
        let certificate: Certificate
        let signature: [UInt8]
    }

    static let campaign = "drill-ca-compromise"
    static let successor = "health-2"

    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        home = try DrillHome(copying: source, console: console, keeps: keeps)
        let service = try home.open()
        defer { service.records.close() }
        staff = try DrillStaff(home, service)
        samples = try (1...4).map { try DrillSample(service, number: $0) }
        try service.refreshStatus()
        try service.publishLists()
        rogue = try Self.steal(home, service, like: samples[0])
    }

    /// Signs a certificate with the authority's key, past the house.
    private static func steal(_ home: DrillHome, _ service: MohrService, like sample: DrillSample) throws -> Rogue {
        let stolen = try PrivateKey(
            pem: try InputFiles.bytes(home.home.key("health"), limit: 65_536), passphrase: home.passphrase)
        let key = try PrivateKey.generate(.p256)
        let theirs = sample.certificate.tbs
        let tbs = TBSCertificate(
            serialNumber: SerialNumber(unsigned: [0x4d] + (try SecureRandom.bytes(16))), signature: theirs.signature,
            issuer: theirs.issuer, validity: theirs.validity, subject: theirs.subject,
            subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo, extensions: theirs.extensions
        ).encoded()
        let certificate = try Certificate.assemble(
            tbs: tbs, signatureAlgorithm: theirs.signature, signature: try stolen.sign(tbs, by: .ecdsa(.sha256)))
        let token = try FileToken(key: key, certificate: certificate, path: [sample.issuer])
        let signature = try DocumentSigner().sign(
            Array("{\"prescription\":\"rogue\"}".utf8), with: token, signingTime: .now())
        return Rogue(certificate: certificate, signature: signature)
    }

    /// The drill.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - isBroken: the negative control: nobody revokes the intermediate, and the drill has to find that.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func drill(_ report: DrillReport, isBroken: Bool) throws {
        let first = try report.step("serve") { try serve() }
        try watch(report)
        let before = Instant.now()
        report.step("quiet") { Thread.sleep(forTimeInterval: 1) }
        report.expect(
            isBelievedOffline() == true, "the rogue certificate is not even believed by whoever asks lists alone")
        if !isBroken { try report.step("root-list") { try revokeAuthority() } }
        try report.step("seen") { try waitUntilSeen(report, isBroken ? 5 : 30) }
        try report.step("hold") { try holdAll(report) }
        // The old service goes on answering while the new intermediate is made.
        try report.step("ceremony") { try succeed() }
        first.stop()
        let service = try home.open()
        let newStaff = try DrillStaff(home, service, authority: Self.successor, first: 191)
        service.records.close()
        let second = try report.step("again") { try serve() }
        let renewed = try report.step("reissue") { try samples.indices.map { try reissue($0, newStaff) } }
        try report.step("settle") { try waitUntilFinished(report) }
        try judge(report, renewed, before)
        second.stop()
        let records = try Records(home: home.home.path)
        defer { records.close() }
        try report.step("audit") {
            report.expect(try records.verifyAudit().findings.isEmpty, "the audit log is not whole")
        }
    }

    private func serve() throws -> DrillProcess {
        let process = try DrillProcess(home)
        guard process.isServing() else {
            throw CommandFailure(.fault, "drill.notServing", ["detail": process.lastWords])
        }
        return process
    }

    /// Relying parties: of the house's own certificates, and of the thief's.
    private func watch(_ report: DrillReport) throws {
        let url = home.publicURL
        report.probes.start("ocsp", every: 0.05, try DrillSample.ocspProbe(samples, at: url))
        report.probes.start("verdicts", every: 0.05, try DrillSample.verdictProbe(samples, at: url))
        report.probes.start("root list", every: 0.2, try DrillSample.listProbe("root.crl", at: url))
        let (client, rogue, issuer) = (try HTTPClient(), rogue, samples[0].issuer)
        report.probes.start("rogue", every: 0.1) {
            guard
                let answer = try? client.post(
                    url + "/v1/verifications?purpose=prescription", contentType: "application/cms",
                    body: rogue.signature), answer.status == 200,
                let decision = (try? JSONReader.read(answer.body))?["decision"]?.text
            else { return .unanswered }
            return decision == "accept" ? .wrong("the rogue prescription was accepted") : .answered
        }
        report.probes.start("rogue ocsp", every: 0.1) {
            guard let certID = try? CertID(serialNumber: rogue.certificate.serialNumber, issuer: issuer),
                let answer = try? client.post(
                    url + "/ocsp", contentType: "application/ocsp-request", body: OCSPRequest.make([certID])),
                let basic = (try? OCSPResponse(der: answer.body))?.basic
            else { return .unanswered }
            if case .unknown? = basic.responses.first?.status { return .answered }
            return .wrong("OCSP of the rogue certificate is not unknown")
        }
    }

    /// Whether somebody who has nothing but lists believes the rogue certificate; nil when the lists are not there.
    private func isBelievedOffline() -> Bool? {
        guard let client = try? HTTPClient(), let root = try? InputFiles.certificates(home.home.certificate("root")),
            let anchor = root.first.flatMap({ try? TrustAnchor(certificate: $0) })
        else { return nil }
        let lists = ["root.crl", "health.crl"].compactMap { path -> CertificateList? in
            guard let answer = try? client.get("\(home.publicURL)/crls/\(path)") else { return nil }
            return try? CertificateList(der: answer.body)
        }
        guard lists.count == 2 else { return nil }
        let result = PathValidator().validate(
            target: rogue.certificate, anchors: [anchor], intermediates: [samples[0].issuer], crls: lists, ocsp: [],
            policy: PathPolicy(time: .now()))
        if case .valid = result { return true }
        return false
    }

    /// The root's key is brought out: it revokes the intermediate and signs its list.
    private func revokeAuthority() throws {
        let service = try home.open([])
        _ = try service.clerk.revoke(
            CertificateReference(authority: "root", serial: samples[0].issuer.serialNumber), reason: .cACompromise,
            because: "drill: the key of health was stolen", by: "drill", at: .now())
        service.records.close()
        let founding = try home.founding()
        defer { founding.close() }
        try founding.publishList(ofOffline: "root")
    }

    private func waitUntilSeen(_ report: DrillReport, _ seconds: Double) throws {
        let client = try HTTPClient()
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            let refused = samples.allSatisfy { $0.verdict(at: home.publicURL, client).map { $0 != "accept" } ?? false }
            if refused, isBelievedOffline() == false { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        report.expect(false, "certificates of the stolen key are still believed after \(Int(seconds)) s")
    }

    /// Every subscriber is put on hold and invited, by a campaign that two officers approve.
    private func holdAll(_ report: DrillReport) throws {
        let service = try home.open([])
        defer { service.records.close() }
        let desk = service.campaigns
        let document = """
            {
              campaign: "\(Self.campaign)",
              title: { en: "Drill: the key of health was stolen", fa: "تمرین: کلید مرکز میانی به سرقت رفت" },
              cause: { en: "The authority's key was stolen.", fa: "کلید مرکز صدور به سرقت رفت." },
              cohort: { authorities: ["health"], profiles: ["doctor-signing", "pharmacist-signing"] },
              action: { kind: "replace", meanwhile: "hold", graceSeconds: 2592000, afterGrace: "hold" },
              notices: true,
            }
            """
        let planned = try desk.plan(Array(document.utf8), listsIn: nil, isRehearsal: true, by: "drill")
        report.note("subscribers", "\(planned.campaign.members)")
        for officer in staff.supervisors {
            let statement = try desk.statement(of: Self.campaign, by: officer.id)
            let signature = try officer.key.sign(statement, by: officer.key.preferredSignatureAlgorithm)
            _ = try desk.approve(Self.campaign, by: officer.id, signature: signature)
        }
        try desk.start(Self.campaign, by: "drill")
        let end = Date().addingTimeInterval(60)
        while Date() < end, try service.records.tally(ofCampaign: Self.campaign).count(.waiting) > 0 {
            Thread.sleep(forTimeInterval: 0.1)
        }
        let waiting = try service.records.tally(ofCampaign: Self.campaign).count(.waiting)
        report.expect(waiting == 0, "\(waiting) subscribers were not come to")
    }

    /// The ceremony of the new intermediate; the old one's key is opened no more.
    private func succeed() throws {
        let reviewed = try String(
            contentsOfFile: home.root + "/PKI/Ceremonies/health-intermediate.json5", encoding: .utf8)
        let file = home.home.path + "/health-2.json5"
        let text = reviewed.replacing("authority: \"health\"", with: "authority: \"\(Self.successor)\"")
            .replacing("Intermediate CA G1", with: "Intermediate CA G2")
        try OutputFiles.write(Array(text.utf8), to: file)
        let founding = try home.founding()
        _ = try founding.perform(file)
        founding.close()
        try home.change(
            "{ name: \"health\", online: true },",
            "{ name: \"\(Self.successor)\", online: true }, { name: \"health\", online: false },")
        // Certified by the stolen key: nobody may go on trusting it.
        for path in [home.home.key(Home.officeListener), home.home.certificate(Home.officeListener)] {
            try FileManager.default.removeItem(atPath: path)
        }
        let again = try home.founding()
        _ = try again.completeServices()
        again.close()
    }

    private func waitUntilFinished(_ report: DrillReport) throws {
        let records = try Records(home: home.home.path)
        defer { records.close() }
        let end = Date().addingTimeInterval(30)
        while Date() < end {
            let tally = try records.tally(ofCampaign: Self.campaign)
            // Whoever was on the copy before the drill has not come; the drill's own holders have.
            if tally.count(.done) >= samples.count { return }
            Thread.sleep(forTimeInterval: 0.1)
        }
        report.expect(false, "not every holder's old certificate was replaced")
    }

    /// What each document is worth now.
    private func judge(
        _ report: DrillReport, _ renewed: [(Certificate, [UInt8])], _ before: Instant
    ) throws {
        let client = try HTTPClient()
        let url = home.publicURL
        try report.step("judge") {
            for sample in samples {
                report.expect(
                    sample.verdict(at: url, client) != "accept", "\(sample.reference) is accepted without proof")
            }
            let proven = samples[0].verdict(at: url, client, time: before)
            report.note("signed before, judged at a time before the theft", proven ?? "–")
            for (certificate, signature) in renewed {
                let answer = try client.post(
                    url + "/v1/verifications?purpose=prescription", contentType: "application/cms", body: signature)
                let decision = try JSONReader.read(answer.body)["decision"]?.text
                report.expect(
                    decision == "accept",
                    "a signature by the new certificate \(certificate.serialNumber.hex) is \(decision ?? "–")")
            }
            report.expect(isBelievedOffline() == false, "the rogue certificate is believed by whoever asks lists alone")
        }
    }
}
