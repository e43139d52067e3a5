// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// `/v1/mine…` over real sockets, with the threads of a house that is served.
final class HolderRouteTests: XCTestCase {
    private func ask(
        _ base: String, _ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = nil
    ) throws -> (status: Int, value: JSONValue) {
        var headers: [(String, String)] = body == nil ? [] : [("Content-Type", "application/json")]
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        let response = try HTTPClient().send(
            method, base + path, headers: headers, body: body.map { JSONWriter.bytes($0) } ?? [])
        let value = try JSONReader.read(response.body)
        AnswerShape.check(method, path, status: response.status, value)
        return (response.status, value)
    }

    /// Waits for the thread that sends.
    private func code(_ home: HomeHouse, _ kind: MessageKind, to number: String) throws -> String {
        for _ in 0..<300 {
            if let code = try? home.code(kind, to: number) { return code }
            Thread.sleep(forTimeInterval: 0.1)
        }
        return try home.code(kind, to: number)
    }

    func testAcceptanceAndHoldByPrograms() throws {
        let home = try HomeHouse()
        let doctor = try home.issued()
        let host = try ServiceHost(home.service, passphrase: home.house.passphrase) { _ in }
        defer { host.stop() }
        let base = "http://127.0.0.1:\(host.publicListener?.port ?? 0)"
        let path = "/v1/mine/applications/\(doctor.application)"
        let collected = try ask(base, "GET", path + "/certificate")
        XCTAssertEqual(collected.value["needsActivationCode"], true)
        let statement = try Base64.decode(collected.value["acceptanceStatement"]?.text ?? "")
        let proof = JSONValue.string(Base64.encode(try doctor.key.sign(statement, by: .ecdsa(.sha256))))
        let without = try ask(base, "POST", path + "/acceptance", ["signature": proof])
        XCTAssertEqual(without.status, 422)
        XCTAssertEqual(without.value["type"]?.text, "urn:mohr:problem:enrollment:activationMissing")
        let typed = try code(home, .activation, to: doctor.mobile)
        let wrong = try ask(
            base, "POST", path + "/acceptance",
            ["signature": proof, "activationCode": .string(typed == "000000" ? "000001" : "000000")])
        XCTAssertEqual(wrong.value["type"]?.text, "urn:mohr:problem:enrollment:activationWrong")
        XCTAssertEqual(wrong.value["facts"]?["left"]?.text, "4")
        XCTAssertEqual(
            try ask(base, "POST", path + "/acceptance", ["signature": proof, "activationCode": .string(typed)]).status,
            200)

        let number = JSONValue.string(doctor.nationalID)
        XCTAssertEqual(try ask(base, "POST", "/v1/mine/codes", ["nationalID": number]).status, 202)
        let key = try code(home, .signIn, to: doctor.mobile)
        let session = try ask(base, "POST", "/v1/mine/sessions", ["nationalID": number, "code": .string(key)])
        XCTAssertEqual(session.status, 201, "\(session.value)")
        let token = session.value["token"]?.text
        XCTAssertEqual(
            try ask(base, "POST", "/v1/mine/sessions", ["nationalID": number, "code": .string(key)]).status, 403,
            "spent")
        XCTAssertEqual(try ask(base, "GET", "/v1/mine/certificates").status, 401)
        let all = try ask(base, "GET", "/v1/mine/certificates", token: token).value["certificates"]?.elements ?? []
        XCTAssertEqual(all.map { $0["status"]?.text }, ["good"])
        let serial = all.first?["serial"]?.text ?? ""
        XCTAssertEqual(
            try ask(base, "GET", "/v1/mine/certificates/\(serial)/signatures", token: token).value["signatures"], [])
        XCTAssertEqual(
            try ask(base, "POST", "/v1/mine/certificates/\(serial)/hold", [], token: token).status, 400)
        let held = try ask(base, "POST", "/v1/mine/certificates/\(serial)/hold", .object([]), token: token)
        XCTAssertEqual(held.status, 200, "\(held.value)")
        XCTAssertNotNil(held.value["ends"]?.text)
        let link = try home.link(to: doctor.mobile)
        let again = try ask(base, "POST", "/v1/mine/holds", ["link": .string(link)])
        XCTAssertEqual(again.status, 200, "\(again.value)")
        XCTAssertEqual(again.value["way"]?.text, "code", "the hold that stands")
        XCTAssertEqual(try ask(base, "POST", "/v1/mine/holds", ["link": .string(link)]).status, 404, "used")
        XCTAssertEqual(try ask(base, "DELETE", "/v1/mine/sessions", token: token).status, 200)
        XCTAssertEqual(try ask(base, "GET", "/v1/mine/certificates", token: token).status, 401)
        let draft = try ask(
            base, "POST", "/v1/mine/drafts", ["profile": "doctor-signing", "form": ["nationalID": "12"]])
        XCTAssertEqual(draft.status, 422)
    }

    func testAGivenUpMessageMakesTheHouseUnhealthyAndIsTriedAgain() throws {
        let home = try HomeHouse([
            ("sender: \"file\"", "sender: \"webhook\""), ("tries: 8", "tries: 1"),
            (
                "webhook: null",
                "webhook: { url: \"http://127.0.0.1:1/\", anchors: null, proof: \"hmac\", secretFile: \"s\","
                    + " timeoutMilliseconds: 500 }"
            ),
        ])
        let doctor = try home.issued()
        XCTAssertFalse(home.service.complaints.contains("messages-given-up"))
        try home.service.deliver(try XCTUnwrap(try home.service.outbox()))
        XCTAssertTrue(home.service.complaints.contains("messages-given-up"))
        let failed = try home.service.records.messages(in: .failed)
        XCTAssertEqual(failed.count, 2)
        XCTAssertTrue(failed.allSatisfy { $0.failure == "webhook: no secret" })
        XCTAssertEqual(try home.service.records.retryMessages(by: "operator", at: .now()), 2)
        XCTAssertFalse(home.service.complaints.contains("messages-given-up"))
        XCTAssertEqual(try home.status(doctor), .pendingAcceptance)
    }

    func testAnOfficerWithAStolenKeyMakesNothingGood() throws {
        let home = try HomeHouse()
        let ghost = try home.issued()
        // The thief has the key of the ghost's certificate and both officers', and asks for the code again and again.
        let path = "/v1/applications/\(ghost.application)"
        let statement = try home.service.registration.acceptanceStatement(for: ghost.application)
        let proof = JSONValue.string(Base64.encode(try statement.signed(with: ghost.key).signature))
        var answers: [Int] = []
        for guess in 0..<8 {
            answers.append(
                try home.house.ask(
                    home.enterer, "POST", path + "/acceptance",
                    ["signature": proof, "activationCode": .string("00000\(guess)")]
                ).status)
        }
        XCTAssertEqual(Set(answers), [422, 429], "locked after five")
        let sent = try home.house.ask(home.enterer, "POST", path + "/activation", .object([]))
        XCTAssertEqual(sent.status, 202)
        XCTAssertFalse("\(sent.value)".contains(try home.code(.activation, to: ghost.mobile)))
        XCTAssertEqual(try home.status(ghost), .pendingAcceptance)
    }
}
