// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Database
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import Service
import TestSupport
import XCTest

/// One house on a PostgreSQL server: several processes of each role, killed and stopped in the middle of their work.
///
/// `MOHR_ISSUANCES` says how many certificates are issued; 500 in the long form.
final class SeveralProcessesTests: XCTestCase, @unchecked Sendable {
    private let folder = Result { try TemporaryFolder() }
    private var home: String { (try? folder.get().path("home")) ?? "" }
    private var enterer: OfficerAtDesk!
    private var approver: OfficerAtDesk!
    private var settings: PostgreSQLSettings!

    override func setUpWithError() throws {
        _ = try DemoTree.shared().copy(into: folder.get())
        let server = try PostgreSQLServer.shared()
        let schema = "h" + UUID().uuidString.lowercased().filter { $0 != "-" }
        settings = PostgreSQLSettings(
            host: server.host, port: server.port, database: server.user, user: server.user, schema: schema)
        let workshop = try Workshop(home)
        enterer = try workshop.enlist(.enterer, nationalID: "9990001006")
        approver = try workshop.enlist(.approver, nationalID: "9990001022")
        workshop.close()
        let file = URL(fileURLWithPath: home + "/mohr.json5")
        var text = try String(contentsOf: file, encoding: .utf8)
        for (old, new) in [
            ("database: { kind: \"sqlite\" },", "database: { \(section(server.host)) readFrom: null },")
        ] {
            XCTAssertTrue(text.contains(old), old)
            text = text.replacing(old, with: new)
        }
        // Tests are as fast as programs.
        for limit in ["actionsPerMinute", "actionsPerDay", "officeActionsPerDay"] {
            text = text.replacing(try Regex("\\b\(limit): [0-9]+,"), with: "\(limit): 10000,")
        }
        try Data(text.utf8).write(to: file)
        let move = try Program.run(["database", "move", "--home", home])
        XCTAssertEqual(move.status, 0, move.text + move.errors)
    }

    private func section(_ host: String) -> String {
        """
        kind: "postgresql", host: "\(host)", port: 5432, name: "mohr", user: "mohr", schema: "\(settings.schema)",
            passwordFile: null, rootCertificate: null, readers: 4, statementMilliseconds: 30000,
        """
    }

    private func serve(_ role: String, _ more: [String] = []) throws -> ServedHouse {
        try ServedHouse(home, more: ["--role", role] + more).ready()
    }

    private func records() throws -> Records {
        try Records(home: home, database: .postgreSQL(settings))
    }

    /// The process that acts as the authority, as `mohr database show` tells it.
    private func acting() throws -> Int32? {
        let shown = try Program.run(["database", "show", "--home", home, "--json"])
        XCTAssertEqual(shown.status, 0, shown.errors)
        let value = try JSONReader.read(shown.output)
        XCTAssertEqual(value["kind"], "postgresql")
        XCTAssertEqual(value["schemaVersion"], value["knownVersion"])
        let parts = value["authority"]?.text?.split(separator: "/") ?? []
        return parts.count == 4 ? Int32(parts[2]) : nil
    }

    /// A national ID of the numbers that nobody has.
    private static func nationalID(_ number: Int) -> String {
        let head = "999" + String(format: "%06d", 100_000 + number)
        let sum = zip(head, (2...10).reversed()).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return head + "\(sum % 11 < 2 ? sum % 11 : 11 - sum % 11)"
    }

    private func approve(_ number: Int, at house: ServedHouse) throws -> String {
        var doctor = try DoctorsApplication()
        doctor.nationalID = Self.nationalID(number)
        doctor.licence = "\(1_000_000 + number)"
        let filed = try enterer.post("/v1/applications", doctor.json, at: house)
        let id = try XCTUnwrap(filed.value["id"]?.text, "\(filed.value)")
        for (officer, step) in [(enterer, "entry"), (approver, "approval")] {
            let answer = try XCTUnwrap(officer).post("/v1/applications/\(id)/\(step)", [:], at: house)
            XCTAssertEqual(answer.response.status, 200, "\(answer.value)")
        }
        return id
    }

    func testWhateverHappensToTheAuthoritiesEachApplicationIsIssuedOnce() throws {
        let count = ProcessInfo.processInfo.environment["MOHR_ISSUANCES"].flatMap { Int($0) } ?? 24
        var authorities = [try serve("ca"), try serve("ca")]
        // Read alone: its ports do not change.
        nonisolated(unsafe) let offices = [try serve("ra"), try serve("ra")]
        let everyone = try serve("va")
        let first = try XCTUnwrap(try acting())
        XCTAssertEqual(first, authorities[0].processIdentifier, "the first that came")

        let approved = Box<[String]>([])
        let failures = Box<[String]>([])
        let work = DispatchGroup()
        for thread in 0..<4 {
            work.enter()
            Thread.detachNewThread { [self] in
                for number in stride(from: thread, to: count, by: 4) {
                    do {
                        let id = try approve(number, at: offices[number % 2])
                        approved.change { $0.append(id) }
                    } catch { failures.change { $0.append("\(error)") } }
                }
                work.leave()
            }
        }
        // Killed: the other goes on at once. The next one stands by.
        try Patience.wait("a quarter", seconds: 300) { approved.now.count >= count / 4 ? true : nil }
        authorities[0].kill()
        _ = try authorities[0].end()
        try Patience.wait("the second acts") { try acting() == authorities[1].processIdentifier ? true : nil }
        authorities[0] = try serve("ca")
        // Stopped in the middle: after ten seconds of silence the other takes over; woken up it does nothing any more.
        try Patience.wait("a half", seconds: 300) { approved.now.count >= count / 2 ? true : nil }
        kill(authorities[1].processIdentifier, SIGSTOP)
        try Patience.wait("the third acts", seconds: 60) {
            try acting() == authorities[0].processIdentifier ? true : nil
        }
        kill(authorities[1].processIdentifier, SIGCONT)
        work.wait()
        XCTAssertEqual(failures.now, [])
        XCTAssertEqual(approved.now.count, count)

        let book = try records()
        defer { book.close() }
        for id in approved.now {
            try Patience.wait("issued \(id)", seconds: 120) { try book.application(id).state == .issued ? true : nil }
        }
        // Nothing twice, nothing forked, everything acknowledged there.
        for id in approved.now {
            let issued = try book.certificates(matching: .application(id), limit: 10).filter { $0.state == .issued }
            XCTAssertEqual(issued.count, 1, id)
        }
        XCTAssertEqual(try book.verifyAudit().findings, [])
        XCTAssertEqual(try book.invariantBreaches().map { "\($0)" }, [])
        let taken = try book.auditLines(from: 0, limit: 100_000).filter { $0.act == "lease.taken" }
        XCTAssertEqual(taken.count, 2, "one killed, one stopped")

        // What the offices' second process revokes, everyone's tells.
        let one = try XCTUnwrap(
            try book.certificates(matching: .application(approved.now[0]), limit: 10).first { $0.state == .issued })
        let answer = try approver.post(
            "/v1/certificates/\(one.reference.serial.hex)/revocation",
            ["reason": "keyCompromise", "cause": "card lost"], at: offices[1])
        XCTAssertEqual(answer.response.status, 200, "\(answer.value)")
        let told = Date()
        let digest = Hex.encode(try XCTUnwrap(one.certificateSHA256))
        try Patience.wait("revoked") {
            let status = try HTTPClient().get(everyone.publicURL + "/v1/status/\(digest)")
            return String(decoding: status.body, as: UTF8.self).contains("revoked") ? true : nil
        }
        print(String(format: "  told by everyone's process after %.2f s", Date().timeIntervalSince(told)))
        for house in authorities + offices + [everyone] { _ = try house.stop() }
    }

    func testOnAStandbyThatStandsStillNothingIsCalledGood() throws {
        let standby = try PostgreSQLServer(following: try PostgreSQLServer.shared())
        defer { standby.stop() }
        let text = """
            { base: "mohr.json5", database: { \(section(try PostgreSQLServer.shared().host))
                readFrom: { host: "\(standby.host)", port: 5432, maximumLagSeconds: 3 } } }
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: home + "/mohr-va.json5"))
        let everyone = try serve("va", ["--config", home + "/mohr-va.json5"])
        let tree = try DemoTree.shared()
        let certificate = try Certificate(derOrPEM: try tree.bytes("doctor.pem"))
        let url = everyone.publicURL + "/v1/status/" + Hex.encode(certificate.sha256)
        func status() throws -> Int { try HTTPClient().get(url).status }
        try Patience.wait("the standby is read") { try status() == 200 ? true : nil }
        try standby.sql("SELECT pg_wal_replay_pause()")
        try Patience.wait("too old to be told") { try status() == 503 ? true : nil }
        let body = try HTTPClient().get(url).body
        XCTAssertTrue(String(decoding: body, as: UTF8.self).contains("recordsBehind"))
        // Lists are signed and say how old they are: they go out.
        XCTAssertEqual(try HTTPClient().get(everyone.publicURL + "/crls/health.crl").status, 200)
        try standby.sql("SELECT pg_wal_replay_resume()")
        try Patience.wait("the standby caught up") { try status() == 200 ? true : nil }
        XCTAssertEqual(try everyone.stop(), .clean)
    }
}

/// A value that several threads change.
private final class Box<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    func change(_ body: (inout Value) -> Void) { lock.withLock { body(&value) } }

    var now: Value { lock.withLock { value } }
}
