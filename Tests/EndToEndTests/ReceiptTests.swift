// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Foundation
import HTTPServer
import JSON
import PKIX
import TestSupport
import XCTest

/// Receipts of a real process: killed, started again, read offline, and a year later.
final class ReceiptTests: XCTestCase {
    func testAReceiptThatWasGivenOutlivesAKill() throws {
        let folder = try TemporaryFolder()
        let home = try home(folder)
        var given: [(document: [UInt8], receipt: JSONValue)] = []
        for round in 0..<3 {
            let house = try ServedHouse(home).ready()
            for (document, receipt) in given {
                XCTAssertEqual(try house.verdict(on: document)["receipt"], receipt)
            }
            // New signatures, asked for by several at once; the process dies among them.
            let lock = NSLock()
            nonisolated(unsafe) var answers: [([UInt8], JSONValue)] = []
            let documents = try (0..<6).map { try sign("\(round)-\($0)", folder) }
            let url = house.publicURL
            let group = DispatchGroup()
            for document in documents {
                DispatchQueue.global().async(group: group) {
                    guard let client = try? HTTPClient(),
                        let answer = try? client.post(
                            url + "/v1/verifications?purpose=prescription", contentType: "application/cms",
                            body: document),
                        let receipt = (try? JSONReader.read(answer.body))?["receipt"], receipt != .null
                    else { return }
                    lock.withLock { answers.append((document, receipt)) }
                }
            }
            if round == 0 { group.wait() } else { Thread.sleep(forTimeInterval: 0.01 * Double(round)) }
            house.kill()
            XCTAssertEqual(try house.end(), .killed)
            group.wait()
            if round == 0 { XCTAssertEqual(answers.count, 6) }
            given += answers.map { (document: $0.0, receipt: $0.1) }
        }
        let house = try ServedHouse(home).ready()
        for (document, receipt) in given { XCTAssertEqual(try house.verdict(on: document)["receipt"], receipt) }
        XCTAssertEqual(try house.stop(), .clean)
        print("  cases: receipts given before a kill \(given.count) of \(given.count) kept")
    }

    func testAReceiptIsReadAndBelievedOffline() throws {
        let folder = try TemporaryFolder()
        let story = try DemoTree.shared().story
        let house = try ServedHouse(try home(folder)).ready()
        let document = try sign("offline", folder)
        let answer = try house.verdict(on: document, purpose: "prescription")
        XCTAssertEqual(answer["decision"]?.text, "accept", "\(answer)")
        try folder.write(document, to: "document.p7s")
        try folder.write(JSONWriter.bytes(answer), to: "answer.json")
        for name in ["root", "health", "trade"] {
            let list = try HTTPClient().get("\(house.publicURL)/crls/\(name).crl").body
            try folder.write(list, to: "\(name).crl")
        }
        XCTAssertEqual(try house.stop(), .clean)
        let trust = [
            "--anchor", story + "/root.pem", "--intermediate", story + "/health-intermediate.pem", "--intermediate",
            story + "/trade-intermediate.pem", "--crl", folder.path("root.crl"), "--crl", folder.path("health.crl"),
            "--crl", folder.path("trade.crl"),
        ]
        let verify = ["verify", folder.path("document.p7s"), "--purpose", "prescription", "--json"] + trust
        let with = try Program.run(verify + ["--receipt", folder.path("answer.json")])
        XCTAssertEqual(with.status, 0, with.text + with.errors)
        let report = try JSONReader.read(Array(with.text.utf8))
        XCTAssertEqual(report["referenceTime"]?["source"]?.text, "receipt")
        XCTAssertEqual(report["referenceTime"]?["value"], answer["receipt"]?["firstSeen"])
        // Control: without it only the clock says when.
        let without = try Program.run(verify)
        XCTAssertEqual(try JSONReader.read(Array(without.text.utf8))["referenceTime"]?["source"]?.text, "now")

        let checked = try Program.run(["receipt", "check", folder.path("answer.json")] + trust)
        XCTAssertEqual(checked.status, 0, checked.text + checked.errors)
        let unknown = try Program.run(["receipt", "check", folder.path("answer.json"), "--json"])
        XCTAssertNotEqual(unknown.status, 0)
        XCTAssertEqual(try JSONReader.read(Array(unknown.text.utf8))["genuine"]?.flag, false)
        // What it writes out is what OpenSSL judges.
        let shown = try Program.run(["receipt", "show", folder.path("answer.json"), "--out", folder.path(""), "--json"])
        XCTAssertEqual(shown.status, 0, shown.errors)
        let judged = try Shell.run(
            "openssl",
            [
                "ts", "-verify", "-data", "receipt.json", "-in", "receipt.tsr", "-token_in", "-CAfile",
                story + "/root.pem", "-untrusted", story + "/health-intermediate.pem",
            ], in: folder)
        XCTAssertTrue(judged.isSuccess, judged.errors)

        try folder.write(Array("{}".utf8), to: "none.json")
        XCTAssertEqual(try Program.run(["receipt", "show", folder.path("none.json")]).status, 65)
        XCTAssertEqual(try Program.run(verify + ["--receipt", folder.path("none.json")]).status, 65)
        XCTAssertEqual(try Program.run(["receipt", "show", folder.path("missing.json")]).status, 65)
        XCTAssertEqual(try Program.run(["receipt", "shred", folder.path("answer.json")]).status, 64)
        XCTAssertEqual(try Program.run(["receipt", "show"]).status, 64)
    }

    /// A home with a doctor in it whose key is in the folder.
    private func home(_ folder: TemporaryFolder) throws -> String {
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        defer { workshop.close() }
        let desk = workshop.service.registration
        let enterer = try workshop.enlist(.enterer, nationalID: "9990001006")
        let approver = try workshop.enlist(.approver, nationalID: "9990001022")
        let doctor = try DoctorsApplication()
        let officer = try desk.officer(named: enterer.id)
        let application = try desk.apply(
            doctor.form, office: "medical-council-tehran", csr: doctor.request, filedBy: officer
        ).id
        _ = try desk.enter(application, by: officer)
        _ = try desk.approve(application, by: try desk.officer(named: approver.id))
        _ = try workshop.service.engine.runOnce()
        let certificate = try XCTUnwrap(try desk.collect(application))
        let statement = try desk.acceptanceStatement(for: application).bytesToBeSigned
        let signature = try doctor.key.sign(statement, by: doctor.key.preferredSignatureAlgorithm)
        _ = try desk.accept(application, AcceptanceProof(signature: signature))
        try folder.write(try doctor.key.pem(), to: "doctor.key.pem")
        try folder.write(certificate.pem, to: "doctor.pem")
        return home
    }

    private func sign(_ text: String, _ folder: TemporaryFolder) throws -> [UInt8] {
        let name = UUID().uuidString
        try folder.write(Array("{\"prescription\":\"\(text)\"}".utf8), to: name)
        let signed = try Program.run(
            [
                "sign", folder.path(name), "--key", folder.path("doctor.key.pem"), "--certificate",
                folder.path("doctor.pem"), "--out", folder.path(name + ".p7s"),
            ])
        guard signed.status == 0 else { throw Unsigned(errors: signed.errors) }
        return try folder.read(name + ".p7s")
    }

    private struct Unsigned: Error {
        let errors: String
    }
}
