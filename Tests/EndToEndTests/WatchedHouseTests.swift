// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Service
import TestSupport
import XCTest

/// A whole scenario in a house that logs JSON: what its log and its metrics say, and what they may not say.
final class WatchedHouseTests: XCTestCase {
    /// What belongs to people and secrets, and may be in no line.
    private static let personal = [
        "9990001049", "9990001006", "9990001022", "9991049", "آرش", "نمونه", "Arash", "Nemouneh", "سارا", "احمدی",
        "Sara", "Ahmadi", "Leila", "0912", "+98912", "9121234567",
    ]

    func testALogOfAWholeScenarioIsJSONAndHoldsNothingPersonal() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        let enterer = try workshop.enlist(.enterer, nationalID: "9990001006")
        let approver = try workshop.enlist(.approver, nationalID: "9990001022")
        workshop.close()
        let file = URL(fileURLWithPath: home + "/mohr.json5")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("log: \"text\",", with: "log: \"json\",").replacing(
                "requests: \"none\",", with: "requests: \"all\",")
        try Data(text.utf8).write(to: file)
        let house = try ServedHouse(home)
        try Patience.wait("ready") { house.said.contains("\"event\":\"serve.ready\"") ? true : nil }
        let ports = try house.said.split(separator: "\n").map { try JSONReader.read(Array($0.utf8)) }
        func port(_ event: String) throws -> String {
            try XCTUnwrap(ports.first { $0["event"]?.text == event }?["port"]?.text)
        }
        let everyone = "http://127.0.0.1:\(try port("serve.public"))"
        let offices = "https://127.0.0.1:\(try port("serve.office"))"

        func ask(_ who: OfficerAtDesk, _ method: String, _ path: String, _ body: JSONValue? = nil) throws -> JSONValue {
            let answer = try who.client().send(
                method, offices + path,
                headers: [("Content-Type", "application/json"), ("Idempotency-Key", UUID().uuidString)],
                body: body.map { JSONWriter.bytes($0) } ?? [])
            return (try? JSONReader.read(answer.body)) ?? .null
        }
        let doctor = try DoctorsApplication()
        let id = try XCTUnwrap(try ask(enterer, "POST", "/v1/applications", doctor.json)["id"]?.text)
        _ = try ask(enterer, "POST", "/v1/applications/\(id)/entry", [:])
        _ = try ask(approver, "POST", "/v1/applications/\(id)/approval", [:])
        let offer = try Patience.wait("the certificate") { () -> JSONValue? in
            let offer = try ask(enterer, "GET", "/v1/applications/\(id)/certificate")
            return offer["state"] == "issued" ? .some(offer) : .none
        }
        let statement = try Base64.decode(try XCTUnwrap(offer["acceptanceStatement"]?.text))
        let proof = try doctor.key.sign(statement, by: doctor.key.preferredSignatureAlgorithm)
        _ = try ask(
            enterer, "POST", "/v1/applications/\(id)/acceptance", ["signature": .string(Base64.encode(proof))])
        let certificate = try Certificate(der: try Base64.decode(try XCTUnwrap(offer["certificate"]?.text)))
        for query in ["nationalID=9990001049", "name=Nemouneh", "licence=9991049"] {
            XCTAssertNotNil(try ask(enterer, "GET", "/v1/certificates?\(query)")["certificates"])
        }
        // What is refused is what tempts a log to say why.
        var wrong = doctor
        wrong.nationalID = "9990001048"
        _ = try ask(enterer, "POST", "/v1/applications", wrong.json)
        _ = try ask(
            approver, "POST", "/v1/certificates/\(certificate.serialNumber.hex)/revocation",
            ["reason": "keyCompromise", "cause": "card of Arash Nemouneh lost"])
        let tree = try DemoTree.shared()
        let client = try HTTPClient()
        for path in [
            "/nothing/9990001049", "/v1/status/9990001049", "/crls/Nemouneh.crl", "/?name=Nemouneh",
            "/v1/verifications?purpose=9990001049", "/healthz", "/metrics", "/crls/health.crl", "/%D9%86",
        ] { _ = try? client.get(everyone + path) }
        for name in ["prescription.p7s", "tampered.p7s", "by-pharmacist.p7s"] {
            _ = try client.post(
                everyone + "/v1/verifications?purpose=prescription", contentType: "application/cms",
                body: try tree.bytes(name))
        }
        let metrics = String(decoding: try client.get(everyone + "/metrics").body, as: UTF8.self)
        try Patience.wait("state") { FileManager.default.fileExists(atPath: home + "/state/all.prom") ? true : nil }
        let state = try String(contentsOfFile: home + "/state/all.prom", encoding: .utf8)
        XCTAssertEqual(try house.stop(), .clean)
        XCTAssertFalse(FileManager.default.fileExists(atPath: home + "/state/all.prom"), "taken away at the end")

        try judge(lines: house.said, complained: house.complained)
        let families = Set(try Judges.metricFamilies(metrics))
        XCTAssertTrue(
            families.isSuperset(of: ["mohr_http_requests", "mohr_http_request_duration_seconds", "mohr_verifications"]))
        XCTAssertFalse(try Judges.metricFamilies(state).isEmpty)
        let secrets = Self.personal + [try passphrase(home)]
        for (name, text) in [("log", house.said), ("metrics", metrics), ("state", state)] {
            XCTAssertEqual(secrets.filter(text.contains), [], name)
            XCTAssertFalse(text.contains(certificate.serialNumber.hex), name)
        }
        // The negative control: what was looked for is there to be found, in the records.
        let records =
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: home + "/records/records.sqlite")))
            + [UInt8]((try? Data(contentsOf: URL(fileURLWithPath: home + "/records/records.sqlite-wal"))) ?? Data())
        XCTAssertNotNil(Data(records).range(of: Data("9990001049".utf8)))
    }

    private func passphrase(_ home: String) throws -> String {
        try String(contentsOfFile: home + "/passphrase", encoding: .utf8).trimmingCharacters(
            in: .whitespacesAndNewlines)
    }

    private func judge(lines: String, complained: String) throws {
        XCTAssertEqual(complained, "")
        var events: [String: Int] = [:]
        for line in lines.split(separator: "\n") {
            let value = try JSONReader.read(Array(line.utf8))
            let event = try XCTUnwrap(value["event"]?.text)
            events[event, default: 0] += 1
            XCTAssertNotNil(value["time"]?.text.flatMap { Instant(rfc3339: $0) })
            XCTAssertTrue(["info", "warning", "error"].contains(value["level"]?.text ?? ""))
            XCTAssertEqual(value["role"], "all")
            if event == "request" {
                let route = try XCTUnwrap(value["route"]?.text)
                // The pattern and never the path.
                XCTAssertTrue(route == "none" || route.contains(" /"), route)
                XCTAssertNotNil(value["status"]?.wholeNumber)
            }
        }
        XCTAssertGreaterThan(events["request"] ?? 0, 20)
        XCTAssertEqual(events["serve.ready"], 1)
        XCTAssertEqual(events["serve.stopped"], 1)
    }
}
