// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import Service

extension MassRevocation {
    /// The drill: a service in a process of its own, officers at its listener, relying parties asking all the time.
    ///
    /// - Parameters:
    ///   - report: what is told.
    ///   - isBroken: the negative control: an office is left out of the cohort, and the drill has to find that.
    /// - Throws: what any room throws, or ``CommandFailure``.
    func drill(_ report: DrillReport, isBroken: Bool) throws {
        let process = try report.step("serve") {
            let process = try DrillProcess(home)
            guard process.isServing() else {
                throw CommandFailure(.fault, "drill.notServing", ["detail": process.lastWords])
            }
            return process
        }
        let url = home.publicURL
        report.probes.start("ocsp", every: 0.02, try DrillSample.ocspProbe(samples, at: url))
        report.probes.start("verdicts", every: 0.02, try DrillSample.verdictProbe(samples, at: url))
        report.probes.start("lists", every: 0.2, try DrillSample.listProbe("health/0.crl", at: url))
        report.step("quiet") { Thread.sleep(forTimeInterval: 1) }
        try decide(report, isBroken)
        try report.step("revoke") {
            _ = try expect(200, try staff.supervisors[0].office.post("/v1/campaigns/\(Self.campaign)/start"))
            try wait(until: Date().addingTimeInterval(600)) {
                let state = try staff.supervisors[0].office.get("/v1/campaigns/\(Self.campaign)").1
                return state["state"]?.text == "finished"
            }
        }
        let isListed = try report.step("lists") { try waitForLists(isBroken ? 10 : 300) }
        report.expect(isListed, "not every certificate is on its list")
        try report.step("answers") {
            let client = try HTTPClient()
            // A list may be published just before the answers follow the records; they have a second for that.
            let end = Date().addingTimeInterval(Self.promisedVisibility)
            for sample in samples {
                let isAnswered = try wait(until: end) { sample.isRevoked(at: url, client) }
                report.expect(isAnswered, "OCSP of \(sample.reference) is not revoked")
                let isJudged = try wait(until: end) { sample.verdict(at: url, client) != "accept" }
                report.expect(isJudged, "the verdict on \(sample.reference) is accept")
            }
        }
        let lists = try fetchLists()
        process.stop()
        try checkLists(lists, report)
        let records = try Records(home: home.home.path)
        defer { records.close() }
        try checkRecords(records, report)
        let seconds = report.seconds(of: "revoke", "lists", "answers")
        report.note("seconds from start to every list and answer", String(format: "%.1f", seconds))
        report.expect(seconds <= Self.promisedSeconds || count < 10_000, "\(Int(seconds)) s; 60 s are promised")
    }

    /// DESIGN §8.
    static let promisedSeconds = 60.0

    /// In seconds: how long a revocation may take to be seen in a verdict and in OCSP, DESIGN §8.
    static let promisedVisibility = 1.0

    /// Plans and approves at the office listener, as two officers would.
    private func decide(_ report: DrillReport, _ isBroken: Bool) throws {
        let document = isBroken ? try documentWithoutOffice() : Self.document()
        try report.step("plan") {
            let answer = try expect(
                201,
                try staff.supervisors[0].office.post(
                    "/v1/campaigns", ["document": .string(Base64.encode(document))]))
            report.note("certificates", "\(answer["members"]?.wholeNumber ?? 0)")
        }
        try report.step("approve") {
            let first = try staff.supervisors[0].office.post("/v1/campaigns/\(Self.campaign)/start")
            report.expect(first.0 == 409, "a campaign that nobody approved was started: \(first.0)")
            for officer in staff.supervisors {
                let answer = try expect(200, try officer.office.get("/v1/campaigns/\(Self.campaign)/statement"))
                let statement = try Base64.decode(answer["statement"]?.text ?? "")
                let signature = try officer.key.sign(statement, by: officer.key.preferredSignatureAlgorithm)
                _ = try expect(
                    200,
                    try officer.office.post(
                        "/v1/campaigns/\(Self.campaign)/approval", ["signature": .string(Base64.encode(signature))]))
            }
        }
    }

    /// The same campaign, an office left out of it.
    private func documentWithoutOffice() throws -> [UInt8] {
        let records = try Records(home: home.home.path)
        defer { records.close() }
        let offices = try records.offices().map(\.id).filter { $0 != DrillStaff.office }
        let list = offices.map { "\"\($0)\"" }.joined(separator: ", ")
        return Array(
            String(decoding: Self.document(), as: UTF8.self).replacing(
                "profiles: [\"doctor-signing\"]", with: "profiles: [\"doctor-signing\"], offices: [\(list)]"
            ).utf8)
    }

    private func fetchLists() throws -> [(String, [UInt8])] {
        let client = try HTTPClient(bodyLimit: 64 * 1_048_576)
        let shards = try home.configuration.crl.shards
        let paths = (0..<shards).map { "health/\($0).crl" } + ["health.crl"]
        return try paths.map { ($0, try client.get("\(home.publicURL)/crls/\($0)").body) }
    }

    /// Waits until the shards together, and the full list, have everybody.
    private func waitForLists(_ seconds: Double) throws -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while Date() < end {
            let lists = try fetchLists().map { ($0.0, try CertificateList(der: $0.1).entries.count) }
            let parts = lists.filter { $0.0.contains("/") }.reduce(0) { $0 + $1.1 }
            let full = lists.filter { !$0.0.contains("/") }.reduce(0) { $0 + $1.1 }
            if parts >= count, full >= count { return true }
            Thread.sleep(forTimeInterval: 0.3)
        }
        return false
    }

    /// Asks at least once, and until the time is over; whether it became so.
    @discardableResult
    private func wait(until end: Date, _ isDone: () throws -> Bool) throws -> Bool {
        while true {
            if try isDone() { return true }
            guard Date() < end else { return false }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    @discardableResult
    private func expect(_ status: Int, _ answer: (Int, JSONValue)) throws -> JSONValue {
        try DrillAnswer.expect(status, answer)
    }
}

/// What a drill asks of the office listener.
enum DrillAnswer {
    /// Takes an answer of a status, or ends the drill with what was said instead.
    static func expect(_ status: Int, _ answer: (Int, JSONValue)) throws -> JSONValue {
        guard answer.0 == status else {
            let detail = answer.1["detail"]?["en"]?.text ?? String(decoding: JSONWriter.bytes(answer.1), as: UTF8.self)
            throw CommandFailure(
                .fault, "demo.unexpected", ["seen": "HTTP \(answer.0): \(detail)", "wanted": "HTTP \(status)"])
        }
        return answer.1
    }
}
