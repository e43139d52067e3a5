// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import PKIX
import Records
import TestSupport
import XCTest

/// `mohr certificate revoke|hold|release` as an operator runs it.
final class StatusActCommandTests: XCTestCase {
    private static let stock = Result { try Stock() }
    private var stock: Stock!

    override func setUpWithError() throws { stock = try Self.stock.get() }

    private func mohr(_ words: String...) throws -> Shell.Outcome {
        try Program.run(["certificate"] + words + ["--home", stock.home])
    }

    func testEveryActFromEveryStatus() throws {
        // Act, from, exit code, status then.
        let table: [(String, Stock.From, Int32, RecordedStatus?)] = [
            ("hold", .unissued, 1, nil), ("release", .unissued, 1, nil), ("revoke", .unissued, 1, nil),
            ("hold", .pending, 1, .pendingAcceptance), ("release", .pending, 1, .pendingAcceptance),
            ("revoke", .pending, 0, .revoked), ("hold", .good, 0, .onHold), ("release", .good, 1, .good),
            ("revoke", .good, 0, .revoked), ("hold", .onHold, 0, .onHold), ("release", .onHold, 0, .good),
            ("revoke", .onHold, 0, .revoked), ("hold", .revoked, 1, .revoked), ("release", .revoked, 1, .revoked),
            ("revoke", .revoked, 0, .revoked), ("hold", .expired, 1, .good), ("release", .expired, 1, .good),
            ("revoke", .expired, 0, .revoked),
        ]
        for (act, from, code, status) in table {
            let name = try stock.make(from)
            let reason = act == "revoke" ? ["--reason", "cardLost"] : []
            let outcome = try Program.run(
                ["certificate", act, name.serial.hex, "--home", stock.home, "--because", "test"] + reason)
            XCTAssertEqual(outcome.status, code, "\(act) from \(from): \(outcome.text)\(outcome.errors)")
            XCTAssertEqual(try stock.status(name), status, "\(act) from \(from)")
        }
    }

    func testMoreThanOneIsShownFirstAndDoneUnderItsCountAndDigest() throws {
        let batch = "B-\(UInt32.random(in: 0...UInt32.max))"
        let names = try (0..<3).map { _ in try stock.make(.good, chipBatch: batch) }
        let words = ["revoke", "--chip-batch", batch, "--reason", "keyWeak", "--because", "chip flaw"]
        func run(_ more: String...) throws -> Shell.Outcome {
            try Program.run(["certificate"] + words + more + ["--home", stock.home])
        }
        let shown = try run()
        XCTAssertEqual(shown.status, 0)
        XCTAssertTrue(shown.text.contains("3 of 3"), shown.text)
        let value = try JSONReader.read(Array(try run("--json").text.utf8))
        XCTAssertEqual(value["dryRun"]?.flag, true)
        let plan = try XCTUnwrap(value["plan"]?["plan"]?.text)
        XCTAssertTrue(shown.text.contains("--yes-revoke 3 --plan \(plan.prefix(16))"), shown.text)
        XCTAssertEqual(try run("--yes-revoke", "3").status, 64, "no plan")
        XCTAssertEqual(try run("--yes-revoke", "2", "--plan", plan).status, 77)
        XCTAssertEqual(try run("--yes-revoke", "3", "--plan", String(repeating: "0", count: 16)).status, 77)
        XCTAssertEqual(try run("--yes-hold", "3", "--plan", plan).status, 64)
        for name in names { XCTAssertEqual(try stock.status(name), .good) }
        let extra = try stock.make(.good, chipBatch: batch)
        XCTAssertEqual(try run("--yes-revoke", "3", "--plan", plan).status, 77, "one more by now")
        let newer = try XCTUnwrap(try JSONReader.read(Array(try run("--json").text.utf8))["plan"]?["plan"]?.text)
        let done = try run("--yes-revoke", "4", "--plan", String(newer.prefix(16)))
        XCTAssertEqual(done.status, 0, done.errors)
        for name in names + [extra] { XCTAssertEqual(try stock.status(name), .revoked) }
        let again = try run("--yes-revoke", "4", "--plan", newer)
        XCTAssertEqual(again.status, 0)
        XCTAssertTrue(again.text.contains("4 stood"), again.text)
    }

    func testSerialsComeFromAFileAndWhatIsMissingIsTold() throws {
        let names = try (0..<2).map { _ in try stock.make(.good) }
        let folder = try TemporaryFolder()
        let file = folder.path("serials.txt")
        let lines = ["# lost in transit", names[0].serial.hex + " # one", "", names[1].serial.hex, "4dffffff"]
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
        let shown = try mohr("hold", "--from-file", file, "--because", "x", "--json")
        let value = try JSONReader.read(Array(shown.text.utf8))
        XCTAssertEqual(value["plan"]?["count"]?.wholeNumber, 2)
        XCTAssertEqual(value["plan"]?["missingCount"]?.wholeNumber, 1)
        let plan = value["plan"]?["plan"]?.text ?? ""
        XCTAssertEqual(
            try mohr("hold", "--from-file", file, "--because", "x", "--yes-hold", "2", "--plan", plan).status, 0)
        for name in names { XCTAssertEqual(try stock.status(name), .onHold) }
        try Data("not a number\n".utf8).write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(try mohr("hold", "--from-file", file, "--because", "x").status, 64)
        XCTAssertEqual(try mohr("hold", "--from-file", folder.path("none"), "--because", "x").status, 65)
    }

    func testWrongWordsAreRefusedAndChangeNothing() throws {
        let name = try stock.make(.good)
        let serial = name.serial.hex
        let refused: [([String], Int32)] = [
            (["revoke", serial, "--because", "x"], 64), (["revoke", serial, "--reason", "certificateHold"], 64),
            (["revoke", serial, "--reason", "removeFromCRL", "--because", "x"], 64),
            (["revoke", serial, "--reason", "cACompromise", "--because", "x"], 64),
            (["revoke", serial, "--reason", "superseded"], 64), (["hold", "--because", "x"], 64),
            (["hold", serial, "--state", "good", "--because", "x"], 64),
            (["hold", serial, "--from", "2026-01-01T00:00:00Z", "--because", "x"], 64),
            (["hold", "xyz", "--because", "x"], 64), (["hold", "--key", "/nowhere", "--because", "x"], 65),
            (
                [
                    "revoke", serial, "--reason", "superseded", "--because", "x", "--invalidity-date",
                    "9999-01-01T00:00:00Z",
                ], 77
            ),
            (["hold", serial, "--office", "nowhere", "--because", "x"], 1),
        ]
        for (words, code) in refused {
            let outcome = try Program.run(["certificate"] + words + ["--home", stock.home])
            XCTAssertEqual(outcome.status, code, "\(words): \(outcome.errors)")
        }
        XCTAssertEqual(try mohr("hold", serial, "--because", "x", "--dry-run").status, 0)
        XCTAssertEqual(try stock.status(name), .good)
    }
}

/// How soon a revocation shows; here only that it does, since the machine that runs the tests does other things too.
final class VisibleTests: XCTestCase {
    func testARevocationIsSeenByVerdictOCSPAndList() throws {
        let outcome = try Program.run(["bench", "visible", "--certificates", "3", "--json"])
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        let figures = try XCTUnwrap(JSONReader.read(Array(outcome.text.utf8)).elements)
        for channel in ["verdict", "ocsp", "list"] {
            let longest = figures.first { $0["name"]?.text == "\(channel): longest" }?["value"]
            guard case .number(let seconds)? = longest else { return XCTFail("\(channel): \(outcome.text)") }
            XCTAssertGreaterThan(seconds, 0)
            XCTAssertLessThan(seconds, 300, channel)
        }
    }
}

/// A copy of the demo's house with certificates of nobody on record.
final class Stock: @unchecked Sendable {
    enum From { case unissued, pending, good, onHold, revoked, expired }

    let home: String
    private let folder = Result { try TemporaryFolder() }

    init() throws {
        home = try DemoTree.shared().copy(into: folder.get())
        Leftovers.removeAtExit(try folder.get())
    }

    private func withRecords<Value>(_ body: (Records) throws -> Value) throws -> Value {
        let records = try Records(home: home)
        defer { records.close() }
        return try body(records)
    }

    func status(_ name: CertificateReference) throws -> RecordedStatus? {
        try withRecords { try $0.statusHistory(of: name).last?.interval.status }
    }

    func make(_ from: From, chipBatch: String? = nil) throws -> CertificateReference {
        let serial = try SecureRandom.bytes(16)
        let name = CertificateReference(authority: "health", serial: SerialNumber(unsigned: [0x4d] + serial))
        var writer = DERWriter()
        writer.sequence { $0.octetString(serial) }
        let tbs = writer.bytes
        var whole = DERWriter()
        whole.sequence { $0.raw(tbs) }
        let now = Instant.now()
        return try withRecords { records in
            try records.recordIntentToSign(
                name,
                for: IssuanceRequest(
                    withoutApplicationUnder: "doctor-signing", office: "medical-council-tehran", chipBatch: chipBatch),
                draft: IssuanceDraft(
                    tbs: tbs, lintCertificate: whole.bytes, subject: SubjectKeys(),
                    validity: Validity(
                        notBefore: now.advanced(bySeconds: -86_400),
                        notAfter: now.advanced(bySeconds: from == .expired ? -60 : 86_400))),
                by: "tests", at: now)
            guard from != .unissued else { return name }
            try records.fileCertificate(
                whole.bytes, of: name, as: from == .pending ? .pendingAcceptance : .good, by: "tests", at: now)
            if from == .onHold { try records.hold(name, because: "x", by: "tests", at: now) }
            if from == .revoked {
                try records.revoke(name, reason: .keyCompromise, because: "x", by: "tests", at: now)
            }
            return name
        }
    }
}
