// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Service
import TestSupport
import XCTest

/// `mohr serve`: what it answers, what it lets in, how it ends, and when it does not begin.
final class ServeTests: XCTestCase {
    /// A copy of the demo's house, served.
    private func serve(_ folder: TemporaryFolder) throws -> ServedHouse {
        try ServedHouse(try DemoTree.shared().copy(into: folder)).ready()
    }

    func testEverybodyIsAnswered() throws {
        let folder = try temporaryFolder()
        let house = try serve(folder)
        let client = try HTTPClient()
        let health = try client.get(house.publicURL + "/healthz")
        XCTAssertEqual(health.status, 200, String(decoding: health.body, as: UTF8.self))

        let tree = try DemoTree.shared()
        let report = try house.verdict(on: try tree.bytes("prescription.p7s"), at: try tree.timeOfPrescription())
        XCTAssertEqual(report["decision"], "accept", "\(report)")
        XCTAssertEqual(try house.verdict(on: try tree.bytes("tampered.p7s"))["decision"], "reject")

        let list = try client.get(house.publicURL + "/crls/health.crl")
        XCTAssertEqual(list.status, 200)
        XCTAssertEqual(list.header("Content-Type"), "application/pkix-crl")
        XCTAssertGreaterThanOrEqual(
            try CertificateList(der: list.body).thisUpdate,
            try CertificateList(der: tree.bytes("health.crl")).thisUpdate)
        let tag = try XCTUnwrap(list.header("ETag"))
        let known = try client.send(
            "GET", house.publicURL + "/crls/health.crl", headers: [("If-None-Match", tag)])
        XCTAssertEqual(known.status, 304)
        XCTAssertEqual(known.body, [])

        let issuer = try client.get(house.publicURL + "/certificates/health.cer")
        XCTAssertEqual(issuer.body, try Certificate(derOrPEM: tree.bytes("health-intermediate.pem")).encoded)
        XCTAssertEqual(try client.get(house.publicURL + "/nothing").status, 404)
        XCTAssertEqual(try house.stop(), .clean)
        XCTAssertTrue(house.said.contains("Stopped."), house.said)
        XCTAssertEqual(house.complained, "")
    }

    func testAHostileContentTypeIsAnsweredAndTheNextClientToo() throws {
        let folder = try temporaryFolder()
        let house = try serve(folder)
        for type in [";", ";;", " ; ", "application/cms;", "/", "application/json;charset"] {
            let answer = try HTTPClient().send(
                "POST", house.publicURL + "/v1/verifications", headers: [("Content-Type", type)], body: [0x30, 0])
            XCTAssertTrue([200, 400, 415].contains(answer.status), "\(type): \(answer.status)")
        }
        XCTAssertEqual(try HTTPClient().get(house.publicURL + "/healthz").status, 200)
        XCTAssertEqual(try house.stop(), .clean)
    }

    func testNobodyComesToTheOfficesWithoutAnOfficersCertificate() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        let officer = try workshop.enlist(.enterer, nationalID: "9990001006")
        workshop.close()
        let house = try ServedHouse(home).ready()
        let address = house.officeURL + "/v1/applications"

        let bare = try Shell.run("curl", ["-sk", "--max-time", "10", address])
        XCTAssertFalse(bare.isSuccess, bare.text)
        XCTAssertFalse(bare.text.contains("applications"), bare.text)

        let stranger = try TestPKI.root().signer("Stranger") {
            $0.set(.keyUsage(.digitalSignature))
            $0.set(.extendedKeyUsage([OID.clientAuthentication]))
        }
        let client = try HTTPClient(
            anchorsPEM: officer.anchor.pem,
            identity: .init(
                certificateChainPEM: stranger.certificate.pem, privateKeyPEM: try stranger.key.pem()))
        if let answer = try? client.get(address) {
            XCTAssertTrue([401, 403].contains(answer.status), "\(answer.status)")
        }

        // The same door opens for an officer.
        let answer = try officer.get("/v1/applications", at: house)
        XCTAssertEqual(answer.status, 200, "\(answer.value)")
        XCTAssertNotNil(answer.value["applications"]?.elements)
        XCTAssertEqual(try house.stop(), .clean)
    }

    func testARequestInFlightIsFinishedBeforeTheEnd() throws {
        let folder = try temporaryFolder()
        let house = try serve(folder)
        let tree = try DemoTree.shared()
        let document = try tree.bytes("prescription.p7s")
        let head = """
            POST /v1/verifications?purpose=prescription&at=\(try tree.timeOfPrescription()) HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/cms\r
            Content-Length: \(document.count)\r
            \r\n
            """
        let request = try SlowRequest(port: house.publicPort)
        try request.send(Array(head.utf8) + document.prefix(document.count / 2))
        Thread.sleep(forTimeInterval: 0.3)
        house.terminate()
        try Patience.wait("the word that it stops") { house.said.contains("Stopping") ? true : nil }
        Thread.sleep(forTimeInterval: 0.3)
        XCTAssertTrue(house.isRunning, "it did not wait for the request")
        XCTAssertThrowsError(try HTTPClient().get(house.publicURL + "/healthz"), "a new connection was taken")
        try request.send(document.dropFirst(document.count / 2))
        let answer = request.rest()
        XCTAssertTrue(answer.hasPrefix("HTTP/1.1 200 "), answer)
        XCTAssertTrue(answer.contains("\"accept\""), answer)
        XCTAssertEqual(try house.end(), .clean)
        XCTAssertTrue(house.said.contains("Stopped."), house.said)
    }

    /// Serves with something wrong; it must end by itself, with a sentence and no more.
    private func refused(
        _ home: String, _ more: [String], named: [String], file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let outcome = try Program.run(["serve", "--home", home] + more)
        XCTAssertEqual(outcome.status, 65, outcome.text + outcome.errors, file: file, line: line)
        XCTAssertEqual(outcome.text, "", file: file, line: line)
        XCTAssertTrue(outcome.errors.hasPrefix("mohr: "), outcome.errors, file: file, line: line)
        for word in named {
            XCTAssertTrue(outcome.errors.contains(word), "no \(word): \(outcome.errors)", file: file, line: line)
        }
        // A sentence for people, not a value of the program's.
        for trace in ["Error.", "Optional(", "(file:", "Fatal error"] {
            XCTAssertFalse(outcome.errors.contains(trace), outcome.errors, file: file, line: line)
        }
    }

    func testAConfigurationWithAnythingWrongIsRefusedByName() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let good = try String(contentsOfFile: home + "/mohr.json5", encoding: .utf8)
        let changes: [(name: String, old: String, new: String, named: [String])] = [
            ("unknown", "periodSeconds: 300,", "periodSeconds: 300, colour: 7,", ["colour"]),
            ("missing", "periodSeconds: 300,", "", ["periodSeconds"]),
            ("type", "periodSeconds: 300,", "periodSeconds: \"300\",", ["periodSeconds"]),
            ("range", "drainSeconds: 10,", "drainSeconds: 0,", ["drainSeconds", "0"]),
            ("cut", "listeners: {", "listeners: ", []),
        ]
        for change in changes {
            let text = good.replacing(change.old, with: change.new)
            XCTAssertNotEqual(text, good, change.name)
            let path = try folder.write(Array(text.utf8), to: "\(change.name).json5")
            try refused(home, ["--config", path], named: change.named + [path])
        }
        let absent = folder.path("absent.json5")
        try refused(home, ["--config", absent], named: [absent])
    }

    func testAHouseWithAFileMissingIsRefusedByName() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        for file in [
            "keys/health.key.pem", "certificates/health-ocsp.pem", "keys/office-listener.key.pem", "passphrase",
        ] {
            let path = "\(home)/\(file)"
            try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
            try refused(home, [], named: [path])
            try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
        }
    }

    func testAWrongPassphraseIsRefusedInWords() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let wrong = try folder.write(Array("not the passphrase\n".utf8), to: "wrong")
        try refused(home, ["--passphrase-file", wrong], named: ["passphrase", ".key.pem"])
        let empty = try folder.write([], to: "empty")
        let outcome = try Program.run(["serve", "--home", home, "--passphrase-file", empty])
        XCTAssertTrue([64, 65].contains(outcome.status), outcome.errors)
    }
}
