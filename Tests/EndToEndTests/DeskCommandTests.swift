// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import PKIX
import TestSupport
import XCTest

/// `mohr apply|approve|collect|office|officer`: the registration office without a browser, its refusals and exit codes.
final class DeskCommandTests: XCTestCase {
    private var folder: TemporaryFolder!
    private var home = ""

    override func setUpWithError() throws {
        folder = try temporaryFolder()
        home = try DemoTree.shared().copy(into: folder)
    }

    override func tearDown() { folder = nil }

    @discardableResult
    private func mohr(_ arguments: String..., exits status: Int32 = 0, line: UInt = #line) throws -> Shell.Outcome {
        let outcome = try Program.run(arguments + ["--home", home])
        XCTAssertEqual(outcome.status, status, outcome.text + outcome.errors, line: line)
        if status != 0 { XCTAssertFalse((outcome.errors + outcome.text).isEmpty, line: line) }
        return outcome
    }

    private func json(_ outcome: Shell.Outcome) throws -> JSONValue { try JSONReader.read(Array(outcome.text.utf8)) }

    /// A key and a request, made by openssl.
    private func request(_ name: String) throws {
        let made = try Shell.run(
            "openssl",
            [
                "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                folder.path("\(name).key"), "-subj", "/CN=\(name)", "-out", folder.path("\(name).csr"),
            ])
        XCTAssertEqual(made.status, 0, made.errors)
    }

    private func enlist(_ id: String, _ role: String, _ nationalID: String) throws {
        try request(id)
        try mohr(
            "officer", "add", id, "--office", "yazd", "--role", role, "--given-fa", "نرگس", "--surname-fa", "نمونه",
            "--name-latin", "Narges Nemouneh", "--national-id", nationalID, "--request", folder.path("\(id).csr"),
            "--authority", "health", "--out", folder.path("\(id).pem"))
    }

    private func apply(_ more: [String] = [], exits status: Int32 = 0) throws -> String {
        let outcome = try Program.run(
            [
                "apply", "--home", home, "--officer", "yazd-1", "--profile", "doctor-signing", "--request",
                folder.path("doctor.csr"), "--field", "nationalID=۹۹۹۰۰۰۱۰۴۹", "--field", "givenName=آرش", "--field",
                "surname=نمونه", "--field", "latinName=Arash Nemouneh", "--field", "licenceNumber=9991049", "--json",
            ] + more)
        XCTAssertEqual(outcome.status, status, outcome.text + outcome.errors)
        return status == 0 ? try XCTUnwrap(try json(outcome)["application"]?.text) : outcome.errors
    }

    func testAnOfficeEnrolsFromTheConsole() throws {
        try mohr(
            "office", "add", "yazd", "--kind", "medicalCouncil", "--name-fa", "نظام پزشکی نمونه", "--name", "Council",
            "--profile", "doctor-signing", "--licensed-until", Self.inAYear)
        XCTAssertTrue(try mohr("office", "show", "yazd", "--json").text.contains("\"active\""))
        try enlist("yazd-1", "enterer", "9990001006")
        try enlist("yazd-2", "approver", "9990001014")
        XCTAssertEqual(try mohr("officer", "list", "yazd", "--json").text.split(separator: "\n").count, 2)
        try request("doctor")
        let code = try apply()
        // Handed in twice it is in the way of itself.
        XCTAssertTrue(try apply(exits: 77).contains(code))
        XCTAssertTrue(try mohr("approve", "queue", "--officer", "yazd-1").text.contains(code))
        try mohr("approve", "claim", code, "--officer", "yazd-1")
        try mohr("approve", "release", code, "--officer", "yazd-1")
        // Only after it was entered, and not by the same officer.
        try mohr("approve", code, "--officer", "yazd-2", exits: 77)
        try mohr(
            "approve", "return", code, "--officer", "yazd-1", "--cause", "نام", "--point", "surname=مطابق کارت")
        try mohr(
            "apply", code, "--officer", "yazd-1", "--field", "nationalID=9990001049", "--field", "givenName=آرش",
            "--field", "surname=نمونه", "--field", "latinName=Arash Nemouneh", "--field", "licenceNumber=9991049")
        XCTAssertEqual(
            try json(mohr("approve", "enter", code, "--officer", "yazd-1", "--json"))["state"], "entered")
        try mohr("approve", code, "--officer", "yazd-1", exits: 77)
        try mohr("collect", code, exits: 2)
        try mohr("approve", code, "--officer", "yazd-2")
        // Asked again it is not where it was, and says so.
        try mohr("approve", code, "--officer", "yazd-2", exits: 77)
        let shown = try json(mohr("approve", "show", code, "--officer", "yazd-2", "--json"))
        XCTAssertEqual(shown["form"]?["nationalID"], "9990001049")
        XCTAssertEqual(
            shown["events"]?.elements?.compactMap { $0["to"]?.text },
            ["drafted", "submitted", "returned", "submitted", "entered", "approved"])
        let workshop = try Workshop(home)
        _ = try workshop.service.engine.runOnce()
        workshop.close()
        try mohr("collect", code, "--accept", "--key", folder.path("yazd-1.key"), exits: 77)
        for _ in 0..<2 {
            let collected = try json(
                mohr(
                    "collect", code, "--accept", "--key", folder.path("doctor.key"), "--out",
                    folder.path("doctor.pem"), "--json"))
            XCTAssertEqual(collected["state"], "accepted", "the second time nothing is done twice")
        }
        let certificate = try Shell.run("openssl", ["x509", "-in", folder.path("doctor.pem"), "-noout", "-serial"])
        XCTAssertEqual(certificate.status, 0, certificate.errors)
    }

    func testRefusalsAreToldWithTheirExitCodes() throws {
        try mohr("office", "show", "nowhere", exits: 77)
        try mohr("office", "license", "nowhere", "--licensed-until", Self.inAYear, exits: 77)
        try mohr("office", "license", "medical-council-tehran", exits: 64)
        try mohr("office", "close", "x", exits: 64)
        try mohr("office", "add", "x", "--kind", "bazaar", exits: 64)
        try mohr("officer", "suspend", "nobody", exits: 77)
        try mohr("officer", "add", "x", "--role", "king", exits: 64)
        try mohr("approve", "queue", "--officer", "nobody", exits: 77)
        try mohr("approve", "enter", "7Q2M9V4K1D8XZT3B", exits: 64)
        try mohr("approve", "nothing", "7Q2M9V4K1D8XZT3B", "--officer", "x", exits: 64)
        try mohr("collect", "7Q2M9V4K1D8XZT3B", exits: 77)
        try mohr("apply", "--profile", "doctor-signing", "--office", "medical-council-tehran", exits: 64)
        try mohr(
            "apply", "--profile", "doctor-signing", "--office", "medical-council-tehran", "--request", "/nowhere",
            "--field", "nationalID=1", exits: 65)
        try request("doctor")
        let wrong = try mohr(
            "apply", "--profile", "doctor-signing", "--office", "medical-council-tehran", "--request",
            folder.path("doctor.csr"), "--field", "nationalID=9990001048", exits: 77)
        XCTAssertTrue(wrong.errors.contains("check digit"), wrong.errors)
        try mohr("apply", "--field", "colour=red", "--office", "x", "--profile", "y", exits: 64)
        try mohr("office", "suspend", "medical-council-tehran")
        XCTAssertTrue(
            try mohr("office", "show", "medical-council-tehran", "--json").text.contains("\"suspended\""))
        // Asked twice it is as after once.
        try mohr("office", "suspend", "medical-council-tehran")
        try mohr("office", "resume", "medical-council-tehran")
        XCTAssertTrue(try mohr("office", "show", "medical-council-tehran", "--json").text.contains("\"active\""))
        for command in ["apply", "approve", "collect", "office", "officer"] {
            let help = try Program.run(["help", command])
            XCTAssertTrue(help.text.hasPrefix("  mohr \(command)") || command == "officer", help.text)
        }
    }

    private static let inAYear = ISO8601DateFormatter().string(from: Date().addingTimeInterval(31_536_000))
}
