// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import HTTPServer
import JSON
import PKIX
import TestSupport
import XCTest

/// A home is copied while it is served, put back, and verified; and tampering with it is found.
final class CareTests: XCTestCase {
    private func value(_ outcome: Shell.Outcome) throws -> JSONValue { try JSONReader.read(outcome.output) }

    private func run(_ sql: String, on home: String) throws {
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        shell.arguments = [
            "python3", "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2])",
            home + "/records/records.sqlite", sql,
        ]
        try shell.run()
        shell.waitUntilExit()
        XCTAssertEqual(shell.terminationStatus, 0)
    }

    private func head(of house: ServedHouse) throws -> [UInt8] {
        for _ in 0..<100 {
            let answer = try HTTPClient().get(house.publicURL + "/checkpoint")
            if answer.status == 200 { return answer.body }
            Thread.sleep(forTimeInterval: 0.1)
        }
        return []
    }

    func testAHomeIsCopiedWhileItIsServedAndPutBackLocked() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let house = try ServedHouse(home).ready()
        let head = try head(of: house)
        let backup = folder.path("backup")
        let made = try Program.run(["backup", "--home", home, "--out", backup, "--with-keys", "--json"])
        XCTAssertEqual(made.status, 0, made.text)
        let digest = try XCTUnwrap(value(made)["manifestSHA256"]?.text)
        XCTAssertEqual(try Program.run(["backup", "--home", home, "--out", backup]).status, 65, "never over another")
        XCTAssertEqual(try Program.run(["backup", "--check", backup, "--sha256", digest]).status, 0)
        XCTAssertEqual(try Program.run(["backup", "--check", backup, "--sha256", "00"]).status, 65)
        // What relying parties hold at the end.
        let checkpoint = folder.path("checkpoint")
        XCTAssertFalse(head.isEmpty)
        Thread.sleep(forTimeInterval: 2)
        try Data(try self.head(of: house)).write(to: URL(fileURLWithPath: checkpoint))
        XCTAssertEqual(try house.stop(), .clean)

        let again = folder.path("again")
        let restored = try Program.run(["restore", backup, "--home", again, "--json"])
        XCTAssertEqual(restored.status, 0, restored.text)
        XCTAssertEqual(try value(restored)["locked"]?.flag, true)
        XCTAssertEqual(try Program.run(["log", "check", "--home", again]).status, 77, "it is locked")
        let fsck = try Program.run(["fsck", "--home", again, "--json"])
        XCTAssertEqual(fsck.status, 0, fsck.text)
        XCTAssertEqual(try value(fsck)["locked"]?.flag, true)
        let lists = ["root", "health", "trade"].flatMap { ["--crl", "\(home)/lists/\($0).crl"] }
        XCTAssertEqual(
            try Program.run(["restore", "unlock", "--home", again] + lists).status, 77, "the checkpoint is missing")
        XCTAssertEqual(
            try Program.run(["restore", "unlock", "--home", again, "--checkpoint", checkpoint]).status, 77)
        let opened = try Program.run(
            ["restore", "unlock", "--home", again, "--checkpoint", checkpoint, "--json"] + lists)
        XCTAssertEqual(opened.status, 0, opened.text)
        XCTAssertEqual(try Program.run(["log", "check", "--home", again]).status, 0)
        XCTAssertEqual(try Program.run(["fsck", "--home", again]).status, 0)
        XCTAssertEqual(try Program.run(["restore", backup, "--home", again]).status, 65, "not over a home")
    }

    func testACopyThatWasTamperedWithIsNotPutBack() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let backup = folder.path("backup")
        XCTAssertEqual(try Program.run(["backup", "--home", home, "--out", backup]).status, 0)
        XCTAssertFalse(FileManager.default.fileExists(atPath: backup + "/keys"), "keys only when asked for")
        XCTAssertFalse(FileManager.default.fileExists(atPath: backup + "/passphrase"))
        let rights = try FileManager.default.attributesOfItem(atPath: backup + "/records/records.sqlite")
        XCTAssertEqual(rights[.posixPermissions] as? Int, 0o600)
        let list = backup + "/lists/health.crl"
        let whole = try Data(contentsOf: URL(fileURLWithPath: list))
        try (whole.dropLast() + [whole.last.map { $0 ^ 1 } ?? 0]).write(to: URL(fileURLWithPath: list))
        XCTAssertEqual(try Program.run(["restore", backup, "--home", folder.path("x")]).status, 65)
        try whole.write(to: URL(fileURLWithPath: list))
        try Data("stray".utf8).write(to: URL(fileURLWithPath: backup + "/records/stray"))
        XCTAssertEqual(try Program.run(["restore", backup, "--home", folder.path("x")]).status, 65)
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("x")))
        XCTAssertEqual(try Program.run(["restore", "/nowhere", "--home", folder.path("x")]).status, 65)
        XCTAssertEqual(try Program.run(["restore", "unlock", "--home", home]).status, 77, "it is not locked")
    }

    func testFsckFindsWhatSomebodyWithTheFileDid() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let whole = try Program.run(["fsck", "--home", home, "--json"])
        XCTAssertEqual(whole.status, 0, whole.text)
        try run("UPDATE status_intervals SET since = since - 1 WHERE ordinal = 0;", on: home)
        try run(
            "UPDATE certificates SET der = zeroblob(9) WHERE issuance = (SELECT MAX(issuance) FROM certificates);",
            on: home)
        try Data("no list".utf8).write(to: URL(fileURLWithPath: home + "/lists/health.crl"))
        let broken = try Program.run(["fsck", "--home", home, "--json"])
        XCTAssertEqual(broken.status, 1)
        let parts = Set(try value(broken)["findings"]?.elements?.compactMap { $0["part"]?.text } ?? [])
        XCTAssertTrue(parts.isSuperset(of: ["rows", "invariants", "listFiles"]), "\(parts)")
        XCTAssertEqual(try Program.run(["fsck", "--home", folder.path("nowhere")]).status, 65)
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("nowhere")), "looking makes nothing")
    }

    /// A row that is not what its line says is answered by nobody, and health says so.
    func testAServiceAnswersNothingFromARowThatWasChanged() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let doctor = try XCTUnwrap(
            Certificate.all(inPEMOrDER: Array(Data(contentsOf: URL(fileURLWithPath: home + "/story/doctor.pem")))).first
        )
        let sha256 = Hex.encode(doctor.sha256)
        // While it is served, everybody is answered from what is signed ahead.
        let before = try ServedHouse(home).ready()
        XCTAssertEqual(try ocsp("trader", "trade", before, home), ["good", "good"], "control")
        XCTAssertEqual(try before.stop(), .clean)
        try run("UPDATE status_intervals SET since = since - 1 WHERE certificate_sha256 = X'\(sha256)';", on: home)
        try run(
            "UPDATE status_intervals SET actor = 'somebody' WHERE authority = 'trade' AND actor = 'subscriber';",
            on: home)
        let house = try ServedHouse(home).ready()
        XCTAssertEqual(try ocsp("trader", "trade", house, home), ["unknown", "unknown"])
        let status = try HTTPClient().get("\(house.publicURL)/v1/status/\(sha256)")
        XCTAssertEqual(try JSONReader.read(status.body)["certificateStatus"]?["status"]?.text, "unknown")
        let health = try HTTPClient().get(house.publicURL + "/healthz")
        XCTAssertEqual(health.status, 503)
        XCTAssertTrue(String(decoding: health.body, as: UTF8.self).contains("status-rows-altered"))
        XCTAssertEqual(try house.stop(), .clean)
    }

    /// What openssl is told of a certificate of the story: signed for it alone, and signed ahead.
    private func ocsp(_ name: String, _ authority: String, _ house: ServedHouse, _ home: String) throws -> [String] {
        try [["-nonce"], ["-no_nonce"]].map { nonce in
            let told = try Shell.run(
                "openssl",
                ["ocsp"] + nonce + [
                    "-url", house.publicURL + "/ocsp", "-issuer", "\(home)/story/\(authority)-intermediate.pem",
                    "-cert",
                    "\(home)/story/\(name).pem", "-CAfile", "\(home)/story/root.pem", "-verify_other",
                    "\(home)/story/\(authority)-intermediate.pem",
                ])
            let line = told.text.split(separator: "\n").first { $0.contains("\(name).pem: ") }
            return line.flatMap { $0.split(separator: " ").last.map(String.init) } ?? told.text
        }
    }
}
