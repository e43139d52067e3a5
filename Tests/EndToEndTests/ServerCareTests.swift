// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import TestSupport
import XCTest

/// `mohr fsck`, `backup`, `restore` and drills on a house whose records a server keeps.
final class ServerCareTests: XCTestCase {
    private func value(_ outcome: Shell.Outcome) throws -> JSONValue { try JSONReader.read(outcome.output) }

    private func pharmacist() throws -> (certificate: Certificate, reference: CertificateReference) {
        let certificate = try Certificate(derOrPEM: try DemoTree.shared().bytes("pharmacist.pem"))
        return (certificate, CertificateReference(authority: "health", serial: certificate.serialNumber))
    }

    /// The newest status on record.
    private func status(_ records: Records) throws -> RecordedStatus? {
        try records.statusHistory(of: pharmacist().reference).last?.interval.status
    }

    /// Copied while it is served; then a certificate is revoked and listed; then the server is lost.
    func testWhatWasRevokedAfterTheCopyIsRevokedAfterTheRestore() throws {
        let folder = try temporaryFolder()
        let house = try ServerHome(in: folder)
        let served = try ServedHouse(house.home).ready()
        let backup = folder.path("backup")
        let made = try Program.run(["backup", "--home", house.home, "--out", backup, "--with-keys", "--json"])
        XCTAssertEqual(made.status, 0, made.text + made.errors)
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: backup + "/records").sorted(),
            ["locked", "records.sqlite"])
        let digest = try XCTUnwrap(value(made)["manifestSHA256"]?.text)
        XCTAssertEqual(try Program.run(["backup", "--check", backup, "--sha256", digest]).status, 0)

        let serial = try pharmacist().certificate.serialNumber
        let revoked = try Program.run([
            "certificate", "revoke", serial.hex, "--home", house.home, "--because", "test", "--reason", "cardLost",
        ])
        XCTAssertEqual(revoked.status, 0, revoked.text + revoked.errors)
        let (list, issuer) = (house.home + "/lists/health.crl", try pharmacist().certificate.issuer)
        try Patience.wait("listed", seconds: 60) {
            let list = try CertificateList(der: [UInt8](try Data(contentsOf: URL(fileURLWithPath: list))))
            return list.entry(for: serial, issuer: issuer)
        }
        let checkpoint = folder.path("checkpoint")
        let grown = try XCTUnwrap(value(made)["logSize"]?.wholeNumber)
        try Patience.wait("a newer head", seconds: 60) { () -> Bool? in
            let note = try HTTPClient().get(served.publicURL + "/checkpoint").body
            let size = String(decoding: note, as: UTF8.self).split(separator: "\n").dropFirst().first.flatMap {
                Int($0)
            }
            try Data(note).write(to: URL(fileURLWithPath: checkpoint))
            return (size ?? 0) > grown ? true : nil
        }
        XCTAssertEqual(try served.stop(), .clean)

        try restoreOnServer(house, folder, backup, checkpoint)
        try restoreInFile(house, folder, backup, checkpoint)
    }

    private func unlock(_ home: String, _ configuration: String, _ house: ServerHome, _ checkpoint: String) throws
        -> Shell.Outcome
    {
        let lists = ["root", "health", "trade"].flatMap { ["--crl", "\(house.home)/lists/\($0).crl"] }
        return try Program.run(
            [
                "restore", "unlock", "--home", home, "--config", configuration, "--checkpoint", checkpoint, "--json",
            ] + lists)
    }

    /// Into another schema, as on a new server.
    private func restoreOnServer(
        _ house: ServerHome, _ folder: TemporaryFolder, _ backup: String, _ checkpoint: String
    ) throws {
        let again = folder.path("again")
        let refused = try Program.run(["restore", backup, "--home", again])
        XCTAssertEqual(refused.status, 65, "its own configuration names the schema that is in use")
        XCTAssertTrue(refused.errors.contains(house.settings.schema), refused.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: again))

        let new = ServerHome.settings(on: house.server)
        let configuration = try house.configuration("new.json5", naming: new)
        let words = ["--home", again, "--config", configuration]
        let restored = try Program.run(["restore", backup, "--json"] + words)
        XCTAssertEqual(restored.status, 0, restored.text + restored.errors)
        XCTAssertEqual(try value(restored)["database"]?.text, "postgresql")
        let mark = again + "/records/locked"
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: again + "/records"), ["locked"])
        XCTAssertEqual(try Program.run(["log", "check"] + words).status, 77, "it is locked")
        try FileManager.default.moveItem(atPath: mark, toPath: folder.path("mark"))
        XCTAssertEqual(try Program.run(["log", "check"] + words).status, 77, "by its row alone")
        try FileManager.default.moveItem(atPath: folder.path("mark"), toPath: mark)
        // The control: the copy does not know of it.
        let locked = try house.records(new, evenIfLocked: true)
        XCTAssertEqual(try status(locked), .good)
        let fence = try locked.databaseState().fence
        locked.close()
        let original = try house.records()
        XCTAssertGreaterThan(fence, try original.databaseState().fence, "who acts on the lost records acts no more")
        original.close()
        let fsck = try Program.run(["fsck", "--json"] + words)
        XCTAssertEqual(fsck.status, 0, fsck.text + fsck.errors)
        XCTAssertEqual(try value(fsck)["locked"]?.flag, true)
        // Who can write into the database cannot open the lock.
        try house.server.sql("DELETE FROM \(new.schema).restorations WHERE opened IS NULL")
        XCTAssertEqual(try Program.run(["log", "check"] + words).status, 77, "by the home's mark alone")
        let opened = try unlock(again, configuration, house, checkpoint)
        XCTAssertEqual(opened.status, 0, opened.text + opened.errors)
        XCTAssertEqual(try value(opened)["revoked"]?.elements?.count, 1)
        XCTAssertFalse(FileManager.default.fileExists(atPath: mark))
        let records = try house.records(new)
        XCTAssertEqual(try status(records), .revoked)
        XCTAssertEqual(try records.invariantBreaches(), [])
        records.close()
        XCTAssertEqual(try Program.run(["fsck"] + words).status, 0)
        XCTAssertEqual(
            try Program.run(["restore", backup, "--home", folder.path("x"), "--config", configuration]).status, 65)
    }

    /// Into a file: a server is not needed to get at what was copied.
    private func restoreInFile(
        _ house: ServerHome, _ folder: TemporaryFolder, _ backup: String, _ checkpoint: String
    ) throws {
        let home = folder.path("in-file")
        let configuration = try house.configuration("file.json5", naming: nil)
        let words = ["--home", home, "--config", configuration]
        let restored = try Program.run(["restore", backup] + words)
        XCTAssertEqual(restored.status, 0, restored.text + restored.errors)
        XCTAssertTrue(restored.text.contains("--config"), "the home's own configuration names the server")
        let opened = try unlock(home, configuration, house, checkpoint)
        XCTAssertEqual(opened.status, 0, opened.text + opened.errors)
        let records = try Records(home: home)
        defer { records.close() }
        XCTAssertEqual(try status(records), .revoked)
    }

    func testFsckFindsWhatSomebodyWithTheServerDid() throws {
        let house = try ServerHome(in: try temporaryFolder())
        let whole = try Program.run(["fsck", "--home", house.home, "--json"])
        XCTAssertEqual(whole.status, 0, whole.text + whole.errors)
        func parts(_ statements: String) throws -> Set<String> {
            try house.tamper(statements)
            let broken = try Program.run(["fsck", "--home", house.home, "--json"])
            XCTAssertEqual(broken.status, 1, broken.errors)
            return Set(try value(broken)["findings"]?.elements?.compactMap { $0["part"]?.text } ?? [])
        }
        XCTAssertEqual(
            try parts("UPDATE offices SET place = place || '-----BEGIN PRIVATE KEY-----'"), ["secrets"])
        try house.tamper("UPDATE offices SET place = replace(place, '-----BEGIN PRIVATE KEY-----', '')")
        XCTAssertEqual(try Program.run(["fsck", "--home", house.home]).status, 0, "and nothing else")
        XCTAssertTrue(try parts("ALTER TABLE applications DISABLE TRIGGER ALL").contains("database"))
        XCTAssertTrue(
            try parts("UPDATE status_intervals SET since = since - 1 WHERE ordinal = 0")
                .isSuperset(of: ["rows", "database"]))
        let all = try parts(
            """
            UPDATE certificates SET der = decode('00', 'hex') WHERE issuance = (SELECT MAX(issuance) FROM certificates);
            UPDATE audit SET actor = 'nobody' WHERE sequence = 3;
            """)
        XCTAssertTrue(all.isSuperset(of: ["rows", "invariants", "log"]), "\(all)")
    }

    /// What a drill does, it does to a copy in a file: not one line is added on the server.
    func testADrillLeavesTheServerAlone() throws {
        let house = try ServerHome(in: try temporaryFolder())
        func head() throws -> AuditHead {
            let records = try house.records()
            defer { records.close() }
            return try records.auditHead()
        }
        let before = try head()
        let drill = try Program.run([
            "drill", "tamper", "--attacks", "2", "--home", house.home, "--passphrase-file", house.home + "/passphrase",
        ])
        XCTAssertEqual(drill.status, 0, drill.text + drill.errors)
        XCTAssertEqual(try head(), before)
    }
}
