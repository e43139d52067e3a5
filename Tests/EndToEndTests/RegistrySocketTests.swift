// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Foundation
import JSON
import Records
import Service
import TestSupport
import XCTest

/// A register behind a real socket, at approval and again at issuance: a match, a mismatch, a time-out and a register
/// that is down are four answers.
final class RegistrySocketTests: XCTestCase {
    private var folder: TemporaryFolder!
    private var workshop: Workshop!
    private var register: SimulatorProcess!
    private var enterer: Officer!
    private var approver: Officer!

    override func setUpWithError() throws {
        folder = try temporaryFolder()
        try folder.write(Array(Self.entries.utf8), to: "entries.ndjson")
        register = try SimulatorProcess(folder)
        try open(url: register.url)
    }

    override func tearDown() {
        workshop?.close()
        register?.kill()
        folder = nil
    }

    private static let entries = """
        {"registry": "civil", "number": "9990001049", "status": "active", "givenName": "آرش", "surname": "نمونه"}
        {"registry": "licence", "number": "9991049", "status": "active", "givenName": "آرش", "surname": "نمونه"}

        """

    /// A demo's house that asks a register.
    private func open(url: String? = nil, file: String? = nil) throws {
        let home = try DemoTree.shared().copy(into: folder, as: UUID().uuidString)
        let path = home + "/mohr.json5"
        var text = try String(contentsOfFile: path, encoding: .utf8)
        let start = try XCTUnwrap(text.range(of: "  registries: {"))
        var section = String(text[start.lowerBound...])
        section = section.replacing(
            "url: null,", with: url.map { "url: \"\($0)\"," } ?? "url: null,", maxReplacements: 1)
        section = section.replacing(
            "file: null,", with: file.map { "file: \"\($0)\"," } ?? "file: null,", maxReplacements: 1)
        section = section.replacing(
            "timeoutMilliseconds: 3000", with: "timeoutMilliseconds: 1000", maxReplacements: 1)
        text = text[..<start.lowerBound] + section
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        workshop = try Workshop(home)
        let desk = workshop.service.registration
        enterer = try desk.officer(named: try workshop.enlist(.enterer, nationalID: "9990001006").id)
        approver = try desk.officer(named: try workshop.enlist(.approver, nationalID: "9990001022").id)
    }

    private func entered() throws -> String {
        let desk = workshop.service.registration
        let doctor = try DoctorsApplication()
        let id = try desk.apply(doctor.form, office: "medical-council-tehran", csr: doctor.request, filedBy: enterer).id
        _ = try desk.enter(id, by: enterer)
        return id
    }

    private func approve(_ id: String) -> HandlingRefusal? {
        do throws(EnrollmentError) {
            _ = try workshop.service.registration.approve(id, by: approver)
            return nil
        } catch {
            guard case .handling(let refusal) = error else {
                XCTFail("\(error)")
                return nil
            }
            return refusal
        }
    }

    private func state(_ id: String) throws -> ApplicationState {
        try workshop.service.registration.application(id).state
    }

    func testAtApprovalEachAnswerIsItsOwn() throws {
        let id = try entered()
        for (mode, expected) in [
            ("wrong", HandlingRefusal.registryMismatch(.civil, fields: [.surname])),
            ("suspended", .registryInactive(.civil, seen: "suspended")), ("down", .registryUnavailable(.civil)),
            ("nonsense", .registryUnavailable(.civil)), ("slow", .registryTimedOut(.civil, allowed: 1_000)),
        ] {
            try register.behave(mode)
            XCTAssertEqual(approve(id), expected, mode)
            XCTAssertEqual(try state(id), .entered, mode)
        }
        try folder.write(Array(Self.entries.split(separator: "\n")[0].utf8) + [0x0A], to: "entries.ndjson")
        try register.behave("normal")
        XCTAssertEqual(approve(id), .registryUnknown(.licence))
        try folder.write(Array(Self.entries.utf8), to: "entries.ndjson")
        XCTAssertNil(approve(id))
        XCTAssertEqual(try state(id), .approved)
    }

    func testAtIssuanceASilentRegisterKeepsThePlaceAndAMismatchGoesBack() throws {
        let waiting = try entered()
        XCTAssertNil(approve(waiting))
        // Nobody listens any more: the application keeps its place.
        register.kill()
        let record = try workshop.service.records.application(waiting)
        XCTAssertEqual(try workshop.service.registration.permit(record), .wait)
        XCTAssertEqual(try state(waiting), .approved)
        // The same port again, and slow; then it says somebody else has the number.
        register = try SimulatorProcess(folder, port: register.port)
        try register.behave("slow")
        XCTAssertEqual(try workshop.service.registration.permit(record), .wait)
        try register.behave("wrong")
        XCTAssertEqual(try workshop.service.registration.permit(record), .sentBack)
        XCTAssertEqual(try state(waiting), .returned)
    }

    func testWhatTheRegisterConfirmsIsIssued() throws {
        let id = try entered()
        XCTAssertNil(approve(id))
        _ = try workshop.service.engine.runOnce()
        XCTAssertEqual(try state(id), .issued)
        let asked = try workshop.service.records.auditLines(from: 0, limit: 100_000)
            .filter { $0.act == AuditAct.registryAsked && $0.subject == "application:\(id)" }.map(\.details)
        XCTAssertEqual(asked.filter { $0.contains("\"approval\"") }.count, 2)
        XCTAssertEqual(asked.filter { $0.contains("\"issuance\"") }.count, 2, "asked again: \(asked)")
    }

    func testARegisterInAFileIsReadAnewAndATornOneIsDown() throws {
        workshop.close()
        try open(file: folder.path("entries.ndjson"))
        let id = try entered()
        try folder.write(Array("{\"registry\": \"civil\", \"numb".utf8), to: "entries.ndjson")
        XCTAssertEqual(approve(id), .registryUnavailable(.civil))
        try folder.write(Array(Self.entries.replacing("نمونه", with: "دیگری").utf8), to: "entries.ndjson")
        XCTAssertEqual(approve(id), .registryMismatch(.civil, fields: [.surname]))
        try folder.write(Array(Self.entries.utf8), to: "entries.ndjson")
        XCTAssertNil(approve(id))
    }

    func testTheConsoleAsksTheConfiguredRegister() throws {
        let home = workshop.service.home.path
        func ask(_ kind: String, _ number: String) throws -> Shell.Outcome {
            try Program.run(
                ["registry", "ask", kind, number, "--profile", "doctor-signing", "--home", home, "--json"])
        }
        let known = try ask("licence", "۹۹۹۱۰۴۹")
        XCTAssertEqual(known.status, 0, known.errors)
        XCTAssertEqual(try JSONReader.read(Array(known.text.utf8))["fields"]?["surname"], "نمونه")
        XCTAssertEqual(try ask("civil", "9990001057").status, 1)
        try register.behave("suspended")
        XCTAssertEqual(try ask("licence", "9991049").status, 1)
        try register.behave("down")
        XCTAssertEqual(try ask("licence", "9991049").status, 69)
        try register.behave("slow")
        XCTAssertTrue(try ask("licence", "9991049").errors.contains("within 1000"))
        XCTAssertEqual(try ask("other", "1").status, 64)
        XCTAssertEqual(
            try Program.run(["registry", "simulate", "--file", "/nowhere"]).status, 65)
        XCTAssertEqual(
            try Program.run(["registry", "simulate", "--file", folder.path("entries.ndjson"), "--mode", "odd"]).status,
            64)
    }
}

/// `mohr registry simulate` in a process of its own.
final class SimulatorProcess {
    private let process = Process()
    private let folder: TemporaryFolder
    private(set) var url = ""

    init(_ folder: TemporaryFolder, port: Int = 0) throws {
        self.folder = folder
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: try Program.path())
        try folder.write(Array("normal".utf8), to: "mode")
        process.arguments = [
            "registry", "simulate", "--file", folder.path("entries.ndjson"), "--mode-file", folder.path("mode"),
            "--delay", "3000", "--port", "\(port)",
        ]
        process.environment = Program.environment()
        process.standardOutput = pipe
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Patience.Exhausted(what: "registry simulate", seconds: 0) }
            said += String(decoding: more, as: UTF8.self)
        }
        let start = try XCTUnwrap(said.range(of: "http://"))
        url = String(said[start.lowerBound...].prefix { !$0.isWhitespace })
    }

    deinit { kill() }

    var port: Int { Int(url.split(separator: ":").last ?? "") ?? 0 }

    /// How it behaves from now on.
    func behave(_ mode: String) throws { try folder.write(Array(mode.utf8), to: "mode") }

    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
