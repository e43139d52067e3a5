// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Records
import Revocation
import Service

/// The status responder's key is gone, and its process with it: what relying parties still hold, and how long until there is
/// a new one.
struct ResponderLoss {
    let home: DrillHome
    let samples: [DrillSample]

    init(_ source: HouseArguments?, console: Console, keeps: Bool) throws {
        home = try DrillHome(copying: source, console: console, keeps: keeps)
        let service = try home.open()
        defer { service.records.close() }
        _ = try DrillStaff(home, service)
        samples = try (1...4).map { try DrillSample(service, number: $0) }
        try service.refreshStatus()
        try service.publishLists()
    }

    /// The drill.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - isBroken: the negative control: nobody makes a new responder, and the drill has to find that.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func drill(_ report: DrillReport, isBroken: Bool) throws {
        let url = home.publicURL
        let process = try report.step("serve") {
            let process = try DrillProcess(home, role: "va")
            guard process.isServing() else {
                throw CommandFailure(.fault, "drill.notServing", ["detail": process.lastWords])
            }
            return process
        }
        report.probes.start("ocsp", every: 0.02, try DrillSample.ocspProbe(samples, at: url))
        report.probes.start("verdicts", every: 0.05, try DrillSample.verdictProbe(samples, at: url))
        report.probes.start("lists", every: 0.1, try DrillSample.listProbe("health.crl", at: url))
        let kept = try report.step("before") { try keep(report) }
        let lost = Date()
        try report.step("loss") {
            for path in [home.home.key(Home.responder(of: "health"))] {
                try FileManager.default.removeItem(atPath: path)
            }
            process.kill()
        }
        try report.step("dark") {
            // Without the key no process comes up: a responder that signs with nothing is worse than none.
            let attempt = try DrillProcess(home, role: "va")
            report.expect(!attempt.isServing(within: 5), "a service came up without its responder's key")
            attempt.kill()
            for (sample, answer) in kept {
                report.expect(
                    isGood(answer, sample, at: .now()), "the kept answer about \(sample.reference) is worth nothing")
            }
        }
        if !isBroken { try report.step("responder") { try certify() } }
        let next = try report.step("again") {
            let next = try DrillProcess(home, role: "va")
            let serves = next.isServing(within: isBroken ? 5 : 60)
            report.expect(serves, "no service without a responder: \(next.lastWords)")
            return next
        }
        report.note("seconds without a responder", String(format: "%.1f", Date().timeIntervalSince(lost)))
        report.step("after") {
            Thread.sleep(forTimeInterval: 1)
            guard let client = try? HTTPClient() else { return }
            for sample in samples {
                if case .good? = sample.ocsp(at: url, client) { continue }
                report.expect(false, "no answer about \(sample.reference)")
            }
        }
        next.stop()
    }

    /// What a relying party has in its cache.
    private func keep(_ report: DrillReport) throws -> [(DrillSample, [UInt8])] {
        let client = try HTTPClient()
        let kept = try samples.map { sample -> (DrillSample, [UInt8]) in
            let certID = try CertID(serialNumber: sample.certificate.serialNumber, issuer: sample.issuer)
            let answer = try client.post(
                home.publicURL + "/ocsp", contentType: "application/ocsp-request", body: OCSPRequest.make([certID]))
            return (sample, answer.body)
        }
        let ends = kept.compactMap { try? OCSPResponse(der: $0.1).basic?.responses.first?.nextUpdate }.compactMap { $0 }
        if let first = ends.min() {
            report.note("kept answers are good until", CampaignText.both(first))
        }
        report.expect(ends.count == samples.count, "\(ends.count) of \(samples.count) answers name their end")
        return kept
    }

    private func isGood(_ answer: [UInt8], _ sample: DrillSample, at time: Instant) -> Bool {
        guard let basic = try? OCSPResponse(der: answer).basic, let single = basic.responses.first,
            let end = single.nextUpdate, end > time, case .good = single.status,
            let responder = basic.certificates.first, let key = try? responder.publicKey(),
            let issuerKey = try? sample.issuer.publicKey()
        else { return false }
        return basic.isSigned(by: key) && responder.isSigned(by: issuerKey)
    }

    /// Certifies a new responder; the lost one's certificate is revoked, so that whoever has the key can answer nobody.
    private func certify() throws {
        let old = try InputFiles.certificates(home.home.certificate(Home.responder(of: "health")))
        try FileManager.default.removeItem(atPath: home.home.certificate(Home.responder(of: "health")))
        let founding = try home.founding()
        _ = try founding.completeServices()
        founding.close()
        let service = try home.open([.certificateAuthority])
        defer { service.records.close() }
        for certificate in old {
            _ = try service.clerk.revoke(
                .init(authority: "health", serial: certificate.serialNumber), reason: .keyCompromise,
                because: "drill: the responder's key was lost", by: "drill", at: .now())
        }
        try service.publishAllLists()
    }
}
