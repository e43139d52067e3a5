// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import JSON
import Records
import Service
import TestSupport
import XCTest

/// A campaign at the console, from the file to the report.
final class CampaignCommandTests: XCTestCase {
    private static let file = """
        {
          campaign: "recall", title: { en: "Recall", fa: "فراخوان" }, cause: { en: "A flaw.", fa: "یک نقص." },
          cohort: { profiles: ["pharmacist-signing"] }, action: { kind: "revoke", reason: "superseded" },
          lanes: [ { name: "night", professions: ["pharmacist"] } ], notices: true,
        }
        """

    func testTheWholeWay() throws {
        let folder = try TemporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        let one = try workshop.enlist(.supervisor, nationalID: "9990000050")
        let two = try workshop.enlist(.administrator, nationalID: "9990000001")
        workshop.close()
        let file = try folder.write(Array(Self.file.utf8), to: "recall.json5")
        func campaign(_ words: [String]) throws -> Shell.Outcome {
            try Program.run(["campaign"] + words + ["--home", home])
        }
        let planned = try campaign(["plan", file])
        XCTAssertEqual(planned.status, 0, planned.errors)
        XCTAssertTrue(planned.text.contains("lane night: 1"), planned.text)
        XCTAssertTrue(planned.text.contains("Forecast: 1 certificates"), planned.text)
        XCTAssertEqual(try campaign(["plan", file]).status, 77, "the name is taken")
        XCTAssertEqual(try campaign(["start", "recall"]).status, 77, "nobody approved it")
        XCTAssertEqual(try campaign(["approve", "recall"]).status, 77, "the console may not")

        let statement = try campaign(["statement", "recall", "--officer", one.id]).output
        let signature = try one.key.sign(statement, by: one.key.preferredSignatureAlgorithm)
        let signed = try folder.write(signature, to: "one.sig")
        XCTAssertEqual(
            try campaign(["approve", "recall", "--officer", two.id, "--signature", signed]).status, 77,
            "another's signature")
        XCTAssertEqual(try campaign(["approve", "recall", "--officer", one.id, "--signature", signed]).status, 0)
        XCTAssertEqual(try campaign(["approve", "recall", "--officer", one.id, "--signature", signed]).status, 77)
        XCTAssertEqual(try campaign(["start", "recall"]).status, 77, "one is not two")
        let key = try folder.write(try two.key.pem(), to: "two.key.pem")
        XCTAssertEqual(try campaign(["approve", "recall", "--officer", two.id, "--key", key]).status, 0)

        let started = try campaign(["start", "recall"])
        XCTAssertEqual(started.status, 0, started.errors)
        XCTAssertTrue(started.text.contains("is over: 1 done"), started.text)
        let shown = try JSONReader.read(try campaign(["show", "recall", "--json"]).output)
        XCTAssertEqual(shown["state"]?.text, "finished")
        XCTAssertEqual(shown["approvals"]?.elements?.count, 2)
        try checkNotices(home)

        let report = folder.path("report.ndjson")
        let exported = try campaign(["export", "recall", "--out", report])
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: report)))
        XCTAssertTrue(exported.text.contains(Hex.encode(DigestAlgorithm.sha256.digest(bytes))), exported.text)
        XCTAssertEqual(String(decoding: bytes, as: UTF8.self).split(separator: "\n").count, 2)
        XCTAssertEqual(try Program.run(["log", "check", "--home", home]).status, 0)
    }

    /// Each in both languages, and nothing of the holder's.
    private func checkNotices(_ home: String) throws {
        let folder = home + "/notices/recall"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        XCTAssertEqual(names, ["holders-0-revoked.ndjson", "offices.ndjson"])
        for name in names {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            XCTAssertTrue(text.contains("A flaw.") && text.contains("یک نقص."), text)
            XCTAssertFalse(text.contains("9990000026") || text.contains("Karimi") || text.contains("کریمی"), text)
        }
    }

    func testWhatCannotBeDoneIsSaid() throws {
        let folder = try TemporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        XCTAssertEqual(try Program.run(["campaign", "show", "nothing", "--home", home]).status, 77)
        XCTAssertEqual(try Program.run(["campaign", "dance", "--home", home]).status, 64)
        XCTAssertEqual(try Program.run(["campaign", "plan", "/nowhere.json5", "--home", home]).status, 65)
        let bad = try folder.write(Array(Self.file.replacing("notices", with: "notice").utf8), to: "bad.json5")
        let refused = try Program.run(["campaign", "plan", bad, "--home", home])
        XCTAssertEqual(refused.status, 65)
        XCTAssertTrue(refused.errors.contains("notice"), refused.errors)
    }
}
