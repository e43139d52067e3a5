// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import JSON
import PKIX
import Records
import TestSupport
import XCTest

/// A thief with an officer's key and certificate, at the real listener, over mutual TLS.
///
/// - SeeAlso: the Comodo registration authority's compromise of 2011: one officer's password, nine certificates in hours.
final class ThiefTests: XCTestCase {
    /// Somebody who does not exist: synthetic, with a key that the thief made.
    private static func ghost(_ number: Int) throws -> JSONValue {
        let digits = "999" + String(1_500_000 + number).dropFirst()
        let sum = digits.utf8.enumerated().reduce(0) { $0 + Int($1.element - 0x30) * (10 - $1.offset) }
        let rest = sum % 11
        var application = try DoctorsApplication()
        application.nationalID = digits + String(rest < 2 ? rest : 11 - rest)
        application.licence = "\(8_800_000 + number)"
        return application.json
    }

    /// Files and enters one ghost.
    private func mint(_ number: Int, as officer: OfficerAtDesk, at house: ServedHouse) throws -> (Int, String?) {
        let filed = try officer.post("/v1/applications", try Self.ghost(number), at: house)
        guard filed.response.status == 201, let id = filed.value["id"]?.text else {
            return (filed.response.status, nil)
        }
        return (try officer.post("/v1/applications/\(id)/entry", [:], at: house).response.status, id)
    }

    func testAThiefAtFiftyAMinuteLeavesFiveThatWaitAndNoneThatSigns() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        let stolen = try workshop.enlist(.enterer, nationalID: "9990001006", id: "stolen")
        let honest = try workshop.enlist(.enterer, nationalID: "9990001014", id: "honest")
        let approver = try workshop.enlist(.approver, nationalID: "9990001022", id: "approver")
        let supervisor = try workshop.enlist(.supervisor, nationalID: "9990001030", id: "overseer")
        workshop.close()
        let house = try ServedHouse(home).ready()
        let theft = Instant.now()

        // The approver is deceived once; the thief cannot do without one.
        let (status, first) = try mint(0, as: stolen, at: house)
        XCTAssertEqual(status, 200)
        let deceived = try XCTUnwrap(first)
        let approved = try approver.post("/v1/applications/\(deceived)/approval", [:], at: house)
        XCTAssertEqual(approved.response.status, 200, "\(approved.value)")

        var answers: [Int: Int] = [:]
        for number in 1...50 { answers[try mint(number, as: stolen, at: house).0, default: 0] += 1 }
        XCTAssertEqual(answers[200], 4, "\(answers)")
        XCTAssertEqual(answers[429], 3, "\(answers)")
        XCTAssertEqual(answers[403], 43, "\(answers)")

        // The control: as many at once from somebody who stops when told to.
        for number in 100..<105 { XCTAssertEqual(try mint(number, as: honest, at: house).0, 200) }
        XCTAssertEqual(try mint(105, as: honest, at: house).0, 429)
        XCTAssertEqual(try honest.get("/v1/applications", at: house).status, 200, "not suspended")

        // The alarm: in the log, in the metrics, and at the supervisor's desk.
        XCTAssertTrue(house.complained.contains("ALARM officer stolen of office"), house.complained)
        XCTAssertFalse(house.complained.contains("honest"), house.complained)
        let metrics = try HTTPClient().get("\(house.publicURL)/metrics")
        XCTAssertTrue(
            String(decoding: metrics.body, as: UTF8.self).contains("mohr_officers_suspended_by_limit 1"))
        let page = String(
            decoding: try supervisor.client().get(house.officeURL + "/desk").body, as: UTF8.self)
        XCTAssertTrue(page.contains("stolen"), page)

        try undo(since: theft, deceived: deceived, home: home, house: house, approver: approver)
        XCTAssertEqual(try house.stop(), .clean)
    }

    /// One command shows everything that the key was used for, and takes it back.
    private func undo(
        since theft: Instant, deceived: String, home: String, house: ServedHouse, approver: OfficerAtDesk
    ) throws {
        let serial = try Patience.wait("issuance") {
            let found = try approver.get("/v1/applications/\(deceived)/certificate", at: house)
            return try found.value["certificate"]?.text.map { try Certificate(der: Base64.decode($0)).serialNumber.hex }
        }
        let command = [
            "certificate", "revoke", "--home", home, "--by-officer", "stolen", "--since", theft.rfc3339, "--reason",
            "keyCompromise", "--because", "the officer's key was stolen",
        ]
        let shown = try Program.run(command + ["--json"])
        XCTAssertEqual(shown.status, 0, shown.errors)
        let plan = try JSONReader.read(shown.output)
        XCTAssertEqual(plan["applications"]?.elements?.count, 4, shown.text)
        XCTAssertEqual(plan["count"]?.wholeNumber, 5)
        let digest = try XCTUnwrap(plan["plan"]?.text)
        XCTAssertEqual(try Program.run(command + ["--yes-revoke", "4", "--plan", digest]).status, 77, "another count")
        XCTAssertNotEqual(
            try Program.run(command + ["--yes-revoke", "5", "--plan", String(digest.reversed())]).status, 0)
        let done = try Program.run(command + ["--yes-revoke", "5", "--plan", digest])
        XCTAssertEqual(done.status, 0, done.errors)
        let after = try JSONReader.read(try Program.run(command + ["--json"]).output)
        XCTAssertEqual(after["applications"]?.elements?.count, 0)
        let status = try approver.get("/v1/certificates/\(serial)", at: house).value
        XCTAssertEqual(status["history"]?.elements?.last?["status"]?.text, "revoked", "\(status)")
        let honest = try approver.get("/v1/applications", at: house).value
        XCTAssertEqual(honest["applications"]?.elements?.count, 5, "what others did stands: \(honest)")
    }
}
