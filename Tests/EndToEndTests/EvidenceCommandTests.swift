// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import TestSupport
import XCTest

/// `mohr verify --evidence`, and `mohr verify` of what it wrote: by another, elsewhere, years later.
final class EvidenceCommandTests: XCTestCase {
    private static let document = Array("{\"resourceType\":\"Bundle\"}".utf8)

    private var program: String {
        get throws {
            let folders =
                [Bundle.main.executableURL?.deletingLastPathComponent(), Bundle.main.bundleURL].compactMap { $0 }
                + [SharedData.packageRoot.appendingPathComponent(".build/debug")]
            return try XCTUnwrap(
                folders.map { $0.appendingPathComponent("mohr").path }.first { Shell.find($0) != nil },
                "no mohr beside the tests")
        }
    }

    private func mohr(_ arguments: [String], in folder: TemporaryFolder) throws -> Shell.Outcome {
        setenv("MOHR_LANGUAGE", "en", 1)
        return try Shell.run(try program, arguments, in: folder)
    }

    /// A signed document with everything that it is judged by.
    private func desk() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let root = try TestPKI.root()
        let doctor = try root.signer("Doctor")
        for (name, certificate) in [("root.pem", root), ("doctor.pem", doctor)] {
            try folder.write(PEM.encode(certificate.certificate.encoded, label: "CERTIFICATE"), to: name)
        }
        try folder.write(try doctor.key.pem(), to: "doctor.key")
        try folder.write(Array(try root.revocationList().encoded), to: "root.crl")
        try folder.write(Self.document, to: "document.json")
        // The day that the certificates are grown for.
        let signed = try Shell.run(
            "faketime",
            [
                "2026-11-21 12:10:00 UTC", try program, "sign", "document.json", "--detached", "--out", "signature",
                "--key", "doctor.key", "--certificate", "doctor.pem",
            ], in: folder)
        XCTAssertEqual(signed.status, 0, signed.errors)
        return folder
    }

    private let at = ["--at", "2026-11-21T12:30:00Z"]

    private func packed(_ content: [String], in folder: TemporaryFolder) throws -> Shell.Outcome {
        try mohr(
            ["verify", "signature", "--anchor", "root.pem", "--crl", "root.crl", "--evidence", "out.asice", "--json"]
                + content + at, in: folder)
    }

    func testTheVerdictIsRepeatedByteForByteYearsLaterWithNothingElseAtHand() throws {
        let contents = [
            ["--content", "document.json"], ["--digest", Hex.encode(DigestAlgorithm.sha256.digest(Self.document))],
        ]
        for content in contents {
            let folder = try desk()
            let first = try packed(content, in: folder)
            XCTAssertEqual(first.status, 0, first.errors + first.text)
            // Elsewhere: a folder with the pack and the anchor, an empty environment, a clock far ahead.
            let court = try TemporaryFolder()
            try court.write(try folder.read("out.asice"), to: "out.asice")
            try court.write(try folder.read("root.pem"), to: "root.pem")
            for date in ["2039-01-01 00:00:00", "2019-01-01 00:00:00"] {
                let again = try Shell.run(
                    "env",
                    [
                        "-i", "PATH=/usr/bin:/bin", "MOHR_LANGUAGE=en",
                        "LD_LIBRARY_PATH=\(ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "")",
                        "faketime", date, try program, "verify", "out.asice", "--anchor", "root.pem", "--json",
                    ], in: court)
                XCTAssertEqual(again.status, 0, again.errors)
                XCTAssertEqual(again.output, first.output, date)
                XCTAssertTrue(again.errors.contains("byte for byte"), again.errors)
            }
            XCTAssertEqual(try Shell.run("unzip", ["-p", "out.asice", "report.json"], in: court).output, first.output)
        }
    }

    func testWithoutAnAnchorAPackDecidesNothing() throws {
        let folder = try desk()
        XCTAssertEqual(try packed(["--content", "document.json"], in: folder).status, 0)
        let people = try mohr(["verify", "out.asice"], in: folder)
        XCTAssertEqual(people.status, 2, people.text)
        XCTAssertTrue(people.text.hasPrefix("CANNOT DECIDE"), people.text)
        XCTAssertTrue(people.text.contains("byte for byte"), people.text)
        let programs = try mohr(["verify", "out.asice", "--json"], in: folder)
        XCTAssertEqual(programs.status, 2)
        XCTAssertTrue(programs.text.hasPrefix("{\n  \"decision\": \"cannotDecide\""), programs.text)
    }

    func testADamagedPackIsRefused() throws {
        let folder = try desk()
        XCTAssertEqual(try packed(["--content", "document.json"], in: folder).status, 0)
        var bytes = try folder.read("out.asice")
        let place = try XCTUnwrap(bytes.indices.first { bytes[$0...].starts(with: Self.document) })
        bytes[place + 3] ^= 1
        try folder.write(bytes, to: "out.asice")
        for arguments in [["--json"], []] {
            let outcome = try mohr(["verify", "out.asice", "--anchor", "root.pem"] + arguments, in: folder)
            XCTAssertEqual(outcome.status, 1, outcome.text)
            XCTAssertTrue(outcome.text.lowercased().contains("reject"), outcome.text)
        }
    }

    func testTheSameEvidenceIsJudgedAnew() throws {
        let folder = try desk()
        XCTAssertEqual(try packed(["--content", "document.json"], in: folder).status, 0)
        let prescription = try mohr(
            ["verify", "out.asice", "--anchor", "root.pem", "--purpose", "prescription"], in: folder)
        XCTAssertEqual(prescription.status, 1, prescription.text)
        XCTAssertTrue(prescription.text.contains("PROFESSION_NOT_ALLOWED"), prescription.text)
        XCTAssertTrue(prescription.text.contains("another time or purpose"), prescription.text)
        let later = try mohr(
            ["verify", "out.asice", "--anchor", "root.pem", "--at", "2035-01-01T00:00:00Z"], in: folder)
        XCTAssertEqual(later.status, 2, later.text)
    }

    func testMistakesOnTheCommandLineAreNamed() throws {
        let folder = try desk()
        XCTAssertEqual(try packed(["--content", "document.json"], in: folder).status, 0)
        let rows: [(arguments: [String], status: Int32, says: String)] = [
            (["out.asice", "--crl", "root.crl"], 64, "--crl"),
            (["out.asice", "--content", "document.json"], 64, "--content"),
            (["out.asice", "--evidence", "again.asice"], 64, "--evidence"),
            (["signature", "--evidence", "a.asice", "--seal-key", "doctor.key"], 64, "--seal-certificate"),
            (["signature", "--seal-key", "doctor.key", "--seal-certificate", "doctor.pem"], 64, "--evidence"),
            (
                ["signature", "--evidence", "a.asice", "--seal-key", "doctor.key", "--seal-certificate", "root.pem"],
                65,
                "evidence pack"
            ),
            (["signature", "--content", "document.json", "--evidence", "/nowhere/a.asice"], 65, "/nowhere/a.asice"),
        ]
        for row in rows {
            let outcome = try mohr(["verify"] + row.arguments, in: folder)
            XCTAssertEqual(outcome.status, row.status, "\(row.arguments): \(outcome.errors)")
            XCTAssertTrue(outcome.errors.contains(row.says), "\(row.arguments): \(outcome.errors)")
        }
        let sealed = try mohr(
            ["verify", "signature", "--content", "document.json", "--anchor", "root.pem", "--crl", "root.crl"]
                + ["--evidence", "sealed.asice", "--seal-key", "doctor.key", "--seal-certificate", "doctor.pem"] + at,
            in: folder)
        XCTAssertEqual(sealed.status, 0, sealed.errors)
        let opened = try mohr(["verify", "sealed.asice", "--anchor", "root.pem"], in: folder)
        XCTAssertTrue(opened.text.contains("sealed by Doctor, for whom the anchors given vouch"), opened.text)
    }
}
