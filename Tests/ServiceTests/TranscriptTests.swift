// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// Ceremonies of every act, repeated from their transcripts with a shell and `openssl` alone.
final class TranscriptTests: XCTestCase {
    nonisolated(unsafe) private static var grown: Result<Performed, any Error>?

    private static var performed: Performed {
        get throws {
            if let grown { return try grown.get() }
            let result = Result { try Performed() }
            grown = result
            return try result.get()
        }
    }

    override class func tearDown() {
        grown = nil
        super.tearDown()
    }

    /// Runs a transcript's script where the only program besides the shell is `openssl`.
    private func check(_ folder: String) throws -> Shell.Outcome {
        let tools = try Self.performed.tools
        return try Shell.run("/usr/bin/env", ["-i", "PATH=\(tools)", "/bin/sh", "\(folder)/check.sh"])
    }

    func testEveryActsTranscriptIsRepeatedWithOpenSSLAlone() throws {
        let performed = try Self.performed
        XCTAssertEqual(
            Set(performed.filed.values.map(\.transcript.document.act)), Set(CeremonyAct.allCases), "every act")
        for (name, filed) in performed.filed {
            let outcome = try check(try XCTUnwrap(filed.folder))
            XCTAssertTrue(outcome.isSuccess, "\(name): \(outcome.text) \(outcome.errors)")
            XCTAssertTrue(outcome.text.contains("ALL AS WRITTEN"), name)
        }
    }

    func testOneByteOfAnyFileChangedMakesACommandFail() throws {
        let performed = try Self.performed
        let folder = try XCTUnwrap(performed.filed["root-g2"]?.folder)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0 != "check.sh" && $0 != "transcript.txt" }
        XCTAssertGreaterThanOrEqual(files.count, 7)
        for file in files {
            let copy = try performed.copy(folder)
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(copy)/\(file)")))
            bytes[bytes.count / 2] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: "\(copy)/\(file)"))
            let outcome = try check(copy)
            XCTAssertFalse(outcome.isSuccess, "\(file) was altered and nothing failed")
            XCTAssertTrue(outcome.text.contains("FAILED") && outcome.text.contains(file), file)
            let verification = try TranscriptVerification(copy, home: performed.home)
            XCTAssertFalse(verification.isGood)
            XCTAssertTrue(
                verification.findings.contains { $0.key == "transcript.found.altered" && $0.facts["file"] == file })
        }
    }

    /// Another certificate in the place of one, with its digests and fingerprints written anew: the signature tells.
    func testTheCommandsAreThoseOfTheTextAndEachStandsInIt() throws {
        let folder = try XCTUnwrap(Self.performed.filed["health-intermediate"]?.folder)
        let text = try String(contentsOfFile: folder + "/transcript.txt", encoding: .utf8)
        let script = try String(contentsOfFile: folder + "/check.sh", encoding: .utf8)
        XCTAssertTrue(text.hasSuffix(script + "\n"), "the script stands in the text, whole")
        let commands = text.split(separator: "\n").filter { $0.hasPrefix("$ ") }
        XCTAssertGreaterThan(commands.count, 15)
        for command in commands {
            XCTAssertTrue(script.contains(String(command.dropFirst(2))), "\(command)")
            XCTAssertTrue(command.hasPrefix("$ openssl "), "\(command)")
        }
        for wanted in ["TRANSCRIPT OF A CEREMONY", "رونوشت آیین", "Demonstration Auditor", "گردانند", "۱۴"] {
            XCTAssertTrue(text.contains(wanted), wanted)
        }
    }

    func testTheTranscriptIsInTheLogAndAnAlteredOneIsNot() throws {
        let performed = try Self.performed
        let folder = try XCTUnwrap(performed.filed["revoke-trade"]?.folder)
        let good = try TranscriptVerification(folder, home: performed.home)
        XCTAssertTrue(good.isGood, "\(good.findings.filter { !$0.isGood })")
        XCTAssertTrue(good.findings.contains { $0.key == "transcript.found.onRecord" })
        XCTAssertTrue(try TranscriptVerification(folder, home: nil).isGood)
        let copy = try performed.copy(folder)
        let file = copy + "/transcript.txt"
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("Demonstration Auditor", with: "Somebody Else")
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let other = try TranscriptVerification(copy, home: performed.home)
        XCTAssertTrue(other.findings.contains { $0.key == "transcript.found.notOnRecord" })
    }

    func testARehearsalHasTheSameShapeAndIsRefusedAsTheTrueThing() throws {
        let performed = try Self.performed
        let founding = try performed.founding()
        defer { founding.close() }
        for (name, changes) in Performed.rehearsed {
            let file = try performed.document(name, changes)
            let filed = try founding.rehearse(file, transcriptIn: performed.folder.path("rehearsals"))
            let folder = try XCTUnwrap(filed.folder)
            XCTAssertTrue(folder.contains("/REHEARSAL-"), folder)
            let outcome = try check(folder)
            XCTAssertTrue(outcome.isSuccess, "\(name): \(outcome.text) \(outcome.errors)")
            XCTAssertTrue(outcome.text.contains("REHEARSAL") && outcome.text.contains("تمرین"))
            let text = try String(contentsOfFile: folder + "/transcript.txt", encoding: .utf8)
            XCTAssertTrue(text.contains("!!! REHEARSAL") && text.contains("!!! تمرین"))
            XCTAssertFalse(try TranscriptVerification(folder, home: performed.home).isGood, name)
            let original = try XCTUnwrap(performed.filed[name])
            XCTAssertEqual(filed.steps.map(\.kind), original.steps.map(\.kind), name)
            for made in filed.certificates {
                XCTAssertLessThanOrEqual(
                    made.certificate.validity.notAfter.seconds(since: made.certificate.validity.notBefore), 86_400)
            }
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: performed.home.path + "/keys/rehearsal"))
    }

    /// Boulder's TestGenerateCRLTimeBounds, and numbers that only grow.
    func testListsHaveTheirTimesAndNumbersAndWhatWasRevoked() throws {
        let performed = try Self.performed
        let list = try XCTUnwrap(performed.filed["revoke-trade"]?.lists.first)
        XCTAssertEqual(list.list.nextUpdate?.seconds(since: list.list.thisUpdate), 15_811_200)
        let trade = try XCTUnwrap(performed.filed["trade-intermediate"]?.certificate)
        let entry = try XCTUnwrap(list.list.entry(for: trade.serialNumber, issuer: trade.issuer))
        XCTAssertEqual(entry.reason, .cessationOfOperation)
        let numbers = performed.order.flatMap { performed.filed[$0]?.lists ?? [] }
            .filter { $0.authority == "root" }.map(\.number)
        XCTAssertEqual(numbers, numbers.sorted())
        XCTAssertEqual(Set(numbers).count, numbers.count)
        for seconds in ["86399", "31622401"] {
            let file = try performed.document("root-list", [("15811200", seconds)])
            let founding = try performed.founding()
            defer { founding.close() }
            XCTAssertThrowsError(try founding.perform(file)) { error in
                guard case .ceremony(.value(path: "list.lifetimeSeconds", _, _)) = error as? ServiceError else {
                    return XCTFail("\(error)")
                }
            }
        }
    }

    func testPkilintFindsNoErrorInTheLists() throws {
        guard let judges = ProcessInfo.processInfo.environment["MOHR_JUDGES"] else {
            throw XCTSkip("no judges: lint_crl needs MOHR_JUDGES, a Python environment with pkilint")
        }
        let performed = try Self.performed
        var count = 0
        for (name, filed) in performed.filed {
            for list in filed.lists {
                let file = try XCTUnwrap(filed.folder) + "/\(list.authority).crl.pem"
                let outcome = try Shell.run(
                    "\(judges)/bin/lint_crl", ["lint", "-t", "CRL", "-p", "PKIX", "--severity", "NOTICE", file])
                XCTAssertTrue(outcome.isSuccess, "\(name): \(outcome.text) \(outcome.errors)")
                count += 1
            }
        }
        XCTAssertGreaterThanOrEqual(count, 6)
    }

    func testTheServedHouseTakesTheSuccessorsInWithoutAWordInTheConfiguration() throws {
        let performed = try Self.performed
        let founding = try performed.founding()
        XCTAssertTrue(try founding.completeServices().contains("health-g2-ocsp"))
        founding.close()
        let service = try MohrService(
            home: performed.home, configuration: performed.configuration, passphrase: Performed.passphrase,
            custodians: Performed.voices, roles: Set(Role.allCases))
        defer { service.records.close() }
        XCTAssertEqual(Set(service.authorities.keys), ["root", "root-g2", "health", "health-g2", "trade"])
        XCTAssertEqual(
            Set(service.links.keys), ["root-g2-by-root", "root-by-root-g2", "partner-by-root"])
        XCTAssertEqual(Set(service.issuers.map(\.name)), ["health-g2", "trade"], "who is succeeded issues nothing new")
        try service.publishLists()
        for name in ["root", "root-g2", "health", "health-g2"] {
            XCTAssertNotNil(service.lists.list(at: "\(name).crl"), name)
        }
        XCTAssertFalse(service.complaints.contains { $0.hasPrefix("no-list") }, "\(service.complaints)")
    }
}

/// A home in which every act was performed, and the files of each.
private final class Performed {
    let folder: TemporaryFolder
    let home: Home
    let configuration: Configuration
    let tools: String
    let order = [
        "root", "health-intermediate", "trade-intermediate", "root-g2", "cross-certificate", "health-g2", "root-list",
        "revoke-trade", "root-share",
    ]
    private(set) var filed: [String: FiledCeremony] = [:]

    static let passphrase = Passphrase(Array("only in tests".utf8))

    static let voices = CustodianVoices(
        opening: { set in
            set.holders.prefix(set.threshold).map { CustodianVoices.Answer(id: $0.id, passphrase: passphrase) }
        },
        sealing: { _, plan in plan.custodians.map { CustodianVoices.Answer(id: $0.id, passphrase: passphrase) } })

    /// What is rehearsed beside the home, under names that it does not have yet.
    static let rehearsed: [(String, [(String, String)])] = [
        ("health-intermediate", [("authority: \"health\"", "authority: \"health-r\"")]),
        ("root-g2", [("authority: \"root-g2\"", "authority: \"root-r\"")]),
        ("health-g2", [("authority: \"health-g2\"", "authority: \"health-r\"")]),
        ("revoke-trade", []), ("root-share", []),
    ]

    init() throws {
        folder = try TemporaryFolder()
        let root = SharedData.packageRoot
        let shipped = root.appendingPathComponent("Config/mohr.json5")
        var text = try String(contentsOf: shipped, encoding: .utf8)
        for (old, new) in [
            ("port: 8080,", "port: 0,"), ("port: 8443,", "port: 0,"),
            ("\"../PKI/Profiles\"", "\"\(root.path)/PKI/Profiles\""),
        ] { text = text.replacing(old, with: new) }
        configuration = try Configuration(Array(text.utf8), file: shipped.path)
        home = Home(folder.path("home"))
        tools = folder.path("tools")
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: tools + "/openssl", withDestinationPath: try XCTUnwrap(Shell.find("openssl")))
        let founding = try founding()
        defer { founding.close() }
        for name in order { filed[name] = try founding.perform(Self.repository(name)) }
    }

    static func repository(_ name: String) -> String {
        SharedData.packageRoot.appendingPathComponent("PKI/Ceremonies/\(name).json5").path
    }

    func founding() throws -> Founding {
        try Founding(
            home: home, configuration: configuration, passphrase: Self.passphrase, custodians: Self.voices)
    }

    /// A ceremony's file with changes.
    func document(_ name: String, _ changes: [(String, String)]) throws -> String {
        var text = try String(contentsOfFile: Self.repository(name), encoding: .utf8)
        for (old, new) in changes { text = text.replacing(old, with: new) }
        return try folder.write(Array(text.utf8), to: "\(name)-changed.json5")
    }

    /// A copy of a transcript's folder, to be altered.
    func copy(_ path: String) throws -> String {
        let copy = folder.path("copy-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        return copy
    }
}
