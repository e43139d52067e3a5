// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import JSON
import Service
import TestSupport
import XCTest

/// `mohr profession`, and `mohr verify --professions`, on what the demo leaves.
final class ProfessionCommandTests: XCTestCase {
    private func given(_ tree: DemoTree) -> [String] {
        [
            ("anchor", "root.pem"), ("intermediate", "health-intermediate.pem"), ("crl", "root.crl"),
            ("crl", "health.crl"),
        ].flatMap { ["--\($0.0)", "\(tree.story)/\($0.1)"] }
    }

    private func json(_ outcome: Shell.Outcome) throws -> JSONValue { try JSONReader.read(outcome.output) }

    private func since(_ tree: DemoTree) throws -> String {
        let report = try JSONReader.read(try tree.bytes("report-by-suspended.json"))
        return try XCTUnwrap(
            report["signatures"]?.elements?.first?["professionalStatus"]?["since"]?.text)
    }

    func testThePrescriptionOfASuspendedDoctorIsRefusedOffline() throws {
        let tree = try DemoTree.shared()
        let since = try since(tree)
        let feeds = (1...3).map { "\(tree.story)/council-\($0).p7s" }
        func verify(_ file: String, _ feeds: [String], at time: String, _ purpose: String = "prescription") throws
            -> Shell.Outcome
        {
            try Program.run(
                ["verify", "\(tree.story)/\(file)", "--purpose", purpose, "--at", time, "--json"] + given(tree)
                    + feeds.flatMap { ["--professions", $0] })
        }
        let refused = try verify("by-suspended.p7s", Array(feeds.prefix(2)), at: since)
        XCTAssertEqual(refused.status, 1, refused.text + refused.errors)
        XCTAssertEqual(try json(refused)["indication"], "TOTAL-PASSED")
        XCTAssertEqual(
            try json(refused)["signatures"]?.elements?.first?["causes"]?.elements?.map { $0["code"]?.text }.first,
            "PROFESSION_SUSPENDED")
        // Controls: nobody heard; another purpose; before it began; and what a later feed says of that moment is the same.
        XCTAssertEqual(try verify("by-suspended.p7s", [], at: since).status, 0)
        XCTAssertEqual(try verify("by-suspended.p7s", feeds, at: since, "signature").status, 0)
        XCTAssertEqual(try verify("prescription.p7s", feeds, at: try tree.timeOfPrescription()).status, 0)
        XCTAssertEqual(try verify("by-suspended.p7s", feeds, at: since).status, 1)
        // Feeds in the wrong order, one left out, and what is no feed.
        for wrong in [[feeds[1]], [feeds[0], feeds[2]], ["\(tree.story)/prescription.p7s"]] {
            let outcome = try verify("by-suspended.p7s", wrong, at: since)
            XCTAssertEqual(outcome.status, 65, outcome.text + outcome.errors)
            XCTAssertTrue(outcome.errors.contains(wrong[wrong.count - 1]), outcome.errors)
        }
    }

    /// What licensing bodies say is heard in batches and pairs too, and an option that would not be heard is refused.
    func testASuspendedDoctorIsRefusedInABatchAndInAPair() throws {
        let tree = try DemoTree.shared()
        let since = try since(tree)
        let feeds = (1...2).flatMap { ["--professions", "\(tree.story)/council-\($0).p7s"] }
        let folder = try TemporaryFolder()
        let signature = Base64.encode(try tree.bytes("by-suspended.p7s"))
        try folder.write(Array("{\"signature\":\"\(signature)\"}\n".utf8), to: "claims.ndjson")
        let batch = ["verify", folder.path("claims.ndjson"), "--batch", "--purpose", "prescription", "--at", since]
        let refused = try Program.run(batch + given(tree) + feeds)
        XCTAssertEqual(refused.status, 1, refused.text + refused.errors)
        XCTAssertTrue(refused.text.contains("PROFESSION_SUSPENDED"), refused.text)
        XCTAssertEqual(try Program.run(batch + given(tree)).status, 0, "negative control: nobody heard")
        let pair = [
            "verify", "\(tree.story)/by-suspended.p7s", "--linked", "\(tree.story)/by-pharmacist.p7s", "--at", since,
            "--json",
        ]
        let linked = try Program.run(pair + given(tree) + feeds)
        XCTAssertTrue(linked.text.contains("PROFESSION_SUSPENDED"), linked.text + linked.errors)
        XCTAssertFalse(try Program.run(pair + given(tree)).text.contains("PROFESSION_SUSPENDED"), "negative control")
        let facts = folder.path("facts.json")
        for (arguments, option) in [
            (batch + ["--receipt", facts], "--receipt"), (batch + ["--facts", facts], "--facts"),
            (batch + ["--json"], "--json"), (batch + ["--evidence", facts], "--evidence"),
            (pair + ["--purpose", "trade"], "--purpose"), (pair + ["--out", facts], "--out"),
            (["verify", facts, "--replay"] + feeds, "--professions"),
            (["verify", facts, "--replay", "--crl", facts], "--crl"),
            (["verify", "\(tree.story)/prescription.p7s", "--out", facts], "--out"),
        ] {
            let outcome = try Program.run(arguments)
            XCTAssertEqual(outcome.status, 64, "\(arguments)")
            XCTAssertTrue(outcome.errors.contains(option), outcome.errors)
        }
    }

    func testAPackOfASuspendedDoctorsPrescriptionRepeatsItsVerdict() throws {
        let tree = try DemoTree.shared()
        let folder = try TemporaryFolder()
        let pack = folder.path("case.asice")
        let feeds = (1...2).flatMap { ["--professions", "\(tree.story)/council-\($0).p7s"] }
        let first = try Program.run(
            [
                "verify", "\(tree.story)/by-suspended.p7s", "--purpose", "prescription", "--at", try since(tree),
                "--evidence", pack, "--json",
            ] + given(tree) + feeds)
        XCTAssertEqual(first.status, 1, first.text + first.errors)
        let again = try Program.run(["verify", pack, "--anchor", "\(tree.story)/root.pem", "--json"])
        XCTAssertEqual(again.status, 1, again.errors)
        XCTAssertEqual(again.output, first.output, "byte for byte")
        XCTAssertEqual(try json(again)["indication"], "TOTAL-PASSED")
        XCTAssertEqual(
            try json(again)["signatures"]?.elements?.first?["professionalStatus"]?["status"], "suspended")
        let unpacked = try Shell.run("unzip", ["-q", "case.asice"], in: folder)
        XCTAssertEqual(unpacked.status, 0, unpacked.errors)
        let check = try Shell.run("sh", ["check.sh"], in: folder)
        XCTAssertEqual(check.status, 0, check.text)
        XCTAssertTrue(check.text.contains("professions/2.p7s"), check.text)
        // A pack brings its own feeds.
        XCTAssertEqual(try Program.run(["verify", pack] + feeds).status, 64)
    }

    func testAFeedIsCheckedWithoutAHouse() throws {
        let tree = try DemoTree.shared()
        let at = try since(tree)
        let feed = "\(tree.story)/council-1.p7s"
        let good = try Program.run(["profession", "check", feed, "--at", at, "--json"] + given(tree))
        XCTAssertEqual(good.status, 0, good.text + good.errors)
        XCTAssertEqual(try json(good)["body"], "medical-council")
        XCTAssertEqual(try json(good)["sequence"]?.wholeNumber, 1)
        let folder = try TemporaryFolder()
        var bytes = try tree.bytes("council-1.p7s")
        let place = try XCTUnwrap(bytes.indices.first { bytes[$0...].starts(with: Array("entitled".utf8)) })
        bytes[place] ^= 1
        try folder.write(bytes, to: "altered.p7s")
        let altered = try Program.run(["profession", "check", folder.path("altered.p7s"), "--at", at] + given(tree))
        XCTAssertEqual(altered.status, 1, altered.text)
        XCTAssertTrue(altered.errors.contains("HASH_FAILURE"), altered.errors)
        let stale = try Program.run(
            ["profession", "check", feed, "--at", "2099-01-01T00:00:00Z"] + given(tree))
        XCTAssertNotEqual(stale.status, 0)
        XCTAssertEqual(try Program.run(["profession", "check", "/nowhere"] + given(tree)).status, 65)
        XCTAssertEqual(try Program.run(["profession", "chekc", feed]).status, 64)
        XCTAssertEqual(try Program.run(["profession", "check"] + given(tree)).status, 64)
    }

    func testWhatIsOnRecordIsShownAsItWasKnown() throws {
        let tree = try DemoTree.shared()
        let folder = try TemporaryFolder()
        let home = try tree.copy(into: folder)
        let since = try since(tree)
        func show(_ more: String...) throws -> JSONValue {
            let outcome = try Program.run(["profession", "show"] + more + ["--home", home, "--json"])
            XCTAssertTrue([0, 2].contains(outcome.status), outcome.errors)
            return try XCTUnwrap(try json(outcome)["bodies"]?.elements?.first)
        }
        XCTAssertEqual(try show()["sequence"]?.wholeNumber, 3)
        XCTAssertEqual(
            try show("9990018")["periods"]?.elements?.map { $0["status"]?.text }, ["entitled", "suspended", "entitled"])
        XCTAssertEqual(
            try show("9990018", "--at", since)["periods"]?.elements?.map { $0["status"]?.text }, ["suspended"])
        XCTAssertEqual(try show("9990018", "--known-at", "2020-01-01T00:00:00Z")["periods"]?.elements?.count, 0)
        XCTAssertEqual(try Program.run(["profession", "show", "1234", "--home", home]).status, 2)
        XCTAssertEqual(try Program.run(["profession", "show", "x y", "--home", home]).status, 2)
        // The newest one again changes nothing, an older one is refused.
        let again = try Program.run(["profession", "import", "\(tree.story)/council-3.p7s", "--home", home, "--json"])
        XCTAssertEqual(again.status, 0, again.errors)
        XCTAssertEqual(try json(again)["isNew"]?.flag, false)
        let old = try Program.run(["profession", "import", "\(tree.story)/council-2.p7s", "--home", home])
        XCTAssertEqual(old.status, 1, old.text)
        XCTAssertTrue(old.errors.contains("council-2.p7s"), old.errors)
        let persian = try Shell.run(
            "env",
            [
                "MOHR_LANGUAGE=fa", try Program.path(), "profession", "import", "\(tree.story)/council-2.p7s", "--home",
                home,
            ])
        XCTAssertTrue(persian.errors.contains("پذیرفته نشد"), persian.errors)
    }

    func testHelpBeginsWithExamples() throws {
        let help = try Program.run(["help", "profession"])
        XCTAssertEqual(help.status, 0)
        XCTAssertTrue(help.text.hasPrefix("  mohr profession import"), help.text)
        XCTAssertTrue(try Program.run(["completion", "bash"]).text.contains("profession"))
    }
}
