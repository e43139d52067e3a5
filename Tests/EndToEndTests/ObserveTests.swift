// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import PKIX
import Records
import Service
import TestSupport
import XCTest

/// `mohr observe`: a house in order, and one finding for each way in which a service can mislead who relies on it.
final class ObserveTests: XCTestCase {
    private struct Scene {
        let folder: TemporaryFolder
        let home: String
        let house: ServedHouse
        let before: Interposer
        let anchor: String
    }

    nonisolated(unsafe) private static let shared = Result {
        let folder = try TemporaryFolder()
        Leftovers.removeAtExit(folder)
        let home = try DemoTree.shared().copy(into: folder)
        let house = try ServedHouse(home).ready()
        return Scene(
            folder: folder, home: home, house: house, before: try Interposer(before: house.publicURL),
            anchor: try DemoTree.shared().story + "/root.pem")
    }

    private var scene: Scene!

    override func setUpWithError() throws {
        scene = try Self.shared.get()
        scene.before.answer { _ in nil }
    }

    override class func tearDown() {
        guard case .success(let scene) = shared else { return }
        scene.before.stop()
        _ = try? scene.house.stop()
    }

    /// Looks once.
    private func observe(_ more: [String] = [], anchor: String? = nil) throws -> (status: Int32, value: JSONValue) {
        let outcome = try Program.run(
            ["observe", scene.before.url, "--anchor", anchor ?? scene.anchor, "--once", "--json"] + more)
        return (outcome.status, try JSONReader.read(Array(outcome.output)))
    }

    private func codes(_ value: JSONValue, _ severity: String = "error") -> Set<String> {
        let findings = (value["findings"]?.elements ?? []).filter { $0["severity"]?.text == severity }
        return Set(findings.compactMap { $0["code"]?.text })
    }

    private func assertFound(
        _ code: String, _ more: [String] = [], anchor: String? = nil, file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let seen = try observe(more, anchor: anchor)
        XCTAssertEqual(seen.status, 1, "\(seen.value)", file: file, line: line)
        XCTAssertEqual(seen.value["decision"], "reject", file: file, line: line)
        XCTAssertTrue(codes(seen.value).contains(code), "\(seen.value)", file: file, line: line)
    }

    func testAHouseInOrderIsFoundSoWithNothingButItsAnchor() throws {
        let metrics = scene.folder.path("observe.prom")
        let seen = try observe(["--metrics", metrics, "--certificate", try DemoTree.shared().story + "/trader.pem"])
        XCTAssertEqual(seen.status, 0, "\(seen.value)")
        XCTAssertEqual(seen.value["decision"], "accept")
        XCTAssertEqual(codes(seen.value), [])
        // Root, two intermediates with a full list, sixteen parts and a delta each.
        XCTAssertGreaterThan(seen.value["lists"]?.elements?.count ?? 0, 30)
        XCTAssertGreaterThan(seen.value["checks"]?.wholeNumber ?? 0, 100)
        let text = try String(contentsOfFile: metrics, encoding: .utf8)
        XCTAssertTrue(text.contains("mohr_observe_up 1\n"))
        XCTAssertTrue(try Judges.metricFamilies(text).contains("mohr_observe_list_age_seconds"))
    }

    func testSentencesAndUsage() throws {
        let outcome = try Program.run(["observe", scene.before.url, "--anchor", scene.anchor])
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        XCTAssertTrue(outcome.text.contains("0 findings"), outcome.text)
        XCTAssertEqual(try Program.run(["observe", scene.before.url]).status, 64)
        XCTAssertEqual(try Program.run(["observe", "ftp://x", "--anchor", scene.anchor]).status, 64)
        XCTAssertEqual(
            try Program.run(["observe", scene.before.url, "--anchor", scene.anchor, "--interval", "0"]).status, 64)
        XCTAssertEqual(try Program.run(["observe", scene.before.url, "--anchor", "/nowhere"]).status, 65)
    }

    func testWhoDoesNotAnswerIsUnavailable() throws {
        let outcome = try Program.run(["observe", "http://127.0.0.1:1", "--anchor", scene.anchor, "--json"])
        XCTAssertEqual(outcome.status, 69, outcome.text)
        // A part that does not answer is not decided.
        scene.before.answer { $0.path == "/crls/health.crl" ? Response(status: 503, text: "later") : nil }
        let seen = try observe()
        XCTAssertEqual(seen.status, 2, "\(seen.value)")
        XCTAssertEqual(seen.value["decision"], "cannotDecide")
    }

    func testAListOfAnotherSignerIsFound() throws {
        let other = try HTTPClient().get(scene.house.publicURL + "/crls/trade.crl").body
        scene.before.answer {
            $0.path == "/crls/health.crl" ? Response(contentType: "application/pkix-crl", body: other) : nil
        }
        try assertFound("list-wrong-signer")
        var bytes = try HTTPClient().get(scene.house.publicURL + "/crls/health.crl").body
        bytes[bytes.count - 1] ^= 1
        scene.before.answer { [bytes] in
            $0.path == "/crls/health.crl" ? Response(contentType: "application/pkix-crl", body: bytes) : nil
        }
        try assertFound("list-wrong-signer")
        scene.before.answer {
            $0.path == "/crls/health/3.crl" ? Response(contentType: "application/pkix-crl", body: [1, 2]) : nil
        }
        try assertFound("list-unreadable")
    }

    func testAListThatIsPastItsTimeIsFound() throws {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
        let libraries = folders.map { $0 + "/faketime/libfaketimeMT.so.1" }
        guard let library = libraries.first(where: FileManager.default.fileExists(atPath:)) else {
            throw XCTSkip("libfaketime: not installed")
        }
        let outcome = try Shell.run(
            "env",
            [
                "LD_PRELOAD=\(library)", "FAKETIME=+2d", "FAKETIME_DONT_FAKE_MONOTONIC=1", "timeout", "120",
                try Program.path(), "observe", scene.before.url, "--anchor", scene.anchor, "--json",
            ])
        XCTAssertEqual(outcome.status, 1, outcome.errors)
        let found = codes(try JSONReader.read(outcome.output))
        XCTAssertTrue(found.isSuperset(of: ["list-stale", "clock-off"]), "\(found)")
    }

    func testANumberThatGoesBackIsFound() throws {
        let state = scene.folder.path("backwards.json")
        XCTAssertEqual(try observe(["--state", state]).status, 0)
        XCTAssertEqual(try observe(["--state", state]).status, 0)
        let old = try DemoTree.shared().bytes("health.crl")
        XCTAssertNotEqual(old, try HTTPClient().get(scene.house.publicURL + "/crls/health.crl").body)
        scene.before.answer {
            $0.path == "/crls/health.crl" ? Response(contentType: "application/pkix-crl", body: old) : nil
        }
        try assertFound("list-backwards", ["--state", state])
        // What was seen once stays the measure.
        try assertFound("list-backwards", ["--state", state])
        // Without a memory nobody can know.
        XCTAssertEqual(try observe().status, 0)
    }

    func testALogThatBecomesShorterIsFound() throws {
        let state = scene.folder.path("log.json")
        XCTAssertEqual(try observe(["--state", state]).status, 0)
        scene.before.answer {
            $0.path == "/checkpoint" ? Response(status: 200, text: "127.0.0.1:8080\n1\nAAAA\n") : nil
        }
        try assertFound("log-backwards", ["--state", state])
    }

    func testAnEntryThatVanishesIsFound() throws {
        // Two copies of one house: in one a certificate is revoked, in the other later lists come without it.
        let home = try DemoTree.shared().copy(into: scene.folder, as: "with")
        let other = try DemoTree.shared().copy(into: scene.folder, as: "without")
        let trader = try Certificate(derOrPEM: try DemoTree.shared().bytes("trader.pem"))
        func list(_ home: String, revoking: Bool, times: Int) throws -> [UInt8] {
            let workshop = try Workshop(home)
            defer { workshop.close() }
            if revoking {
                _ = try workshop.service.clerk.revoke(
                    CertificateReference(authority: "trade", serial: trader.serialNumber), reason: .keyCompromise,
                    because: "test", by: "tests", at: .now())
            }
            for _ in 0..<times { _ = try workshop.service.publishEveryList(of: "trade") }
            return try XCTUnwrap(workshop.service.lists.list(at: "trade.crl")).encoded
        }
        let with = try list(home, revoking: true, times: 1)
        Thread.sleep(forTimeInterval: 1.1)
        let without = try list(other, revoking: false, times: 4)
        let answers = Counter()
        scene.before.answer {
            guard $0.path == "/crls/trade.crl" else { return nil }
            return Response(contentType: "application/pkix-crl", body: answers.next() == 0 ? with : without)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Program.path())
        process.arguments = [
            "observe", scene.before.url, "--anchor", scene.anchor, "--interval", "1", "--json",
        ]
        process.environment = Program.environment()
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        try Patience.wait("three rounds") { answers.count >= 3 ? true : nil }
        kill(process.processIdentifier, SIGTERM)
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let rounds = String(decoding: said, as: UTF8.self).split(separator: "\n")
        XCTAssertGreaterThanOrEqual(rounds.count, 2)
        XCTAssertFalse(rounds[0].contains("list-entry-gone"), "\(rounds[0])")
        XCTAssertTrue(rounds[1].contains("list-entry-gone"), "\(rounds[1])")
    }

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private var value = 0
        var count: Int { lock.withLock { value } }
        func next() -> Int {
            lock.withLock {
                value += 1
                return value - 1
            }
        }
    }

    /// Answers OCSP with `good` for whatever is asked.
    private func answerGood(signedBy key: PrivateKey, _ responder: Certificate, age: Int64 = 0) {
        scene.before.answer { request in
            guard request.path == "/ocsp", let question = try? OCSPRequest(der: request.body) else { return nil }
            let now = Instant.now().advanced(bySeconds: -age)
            let singles = question.requests.map {
                SingleResponse(
                    certID: $0, status: .good, thisUpdate: now, nextUpdate: now.advanced(bySeconds: 60))
            }
            guard let id = try? ResponderID(keyOf: responder) else { return nil }
            let tbs = OCSPResponseDraft(responderID: id, producedAt: now, responses: singles).encodedTBS()
            guard let signature = try? key.sign(tbs, by: key.preferredSignatureAlgorithm) else { return nil }
            let body = OCSPResponseDraft.assemble(
                tbs: tbs, signatureAlgorithm: key.preferredSignatureAlgorithm, signature: signature,
                certificates: [responder.encoded])
            return Response(contentType: "application/ocsp-response", body: body)
        }
    }

    private func responder() throws -> (PrivateKey, Certificate) {
        let passphrase = Passphrase(
            fileContents: [UInt8](try Data(contentsOf: URL(fileURLWithPath: scene.home + "/passphrase"))))
        let pem = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scene.home + "/keys/health-ocsp.key.pem")))
        let file = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scene.home + "/certificates/health-ocsp.pem")))
        return (try PrivateKey(pem: pem, passphrase: passphrase), try Certificate(derOrPEM: file))
    }

    func testGoodForANumberThatNobodyIssuedIsFound() throws {
        let (key, certificate) = try responder()
        answerGood(signedBy: key, certificate)
        try assertFound("ocsp-good-unknown")
        // The same responder says good of what the list has as revoked.
        try assertFound("ocsp-disagrees")
        answerGood(signedBy: key, certificate, age: 7_200)
        try assertFound("ocsp-stale")
    }

    func testAnOCSPAnswerByNobodysKeyIsFound() throws {
        let stranger = try TestPKI.root()
        answerGood(signedBy: stranger.key, stranger.certificate)
        try assertFound("ocsp-wrong-signer")
    }

    func testAVerdictThatAcceptsAForgeryIsFound() throws {
        scene.before.answer {
            $0.path == "/v1/verifications"
                ? Response(contentType: "application/json", body: Array("{\"decision\":\"accept\"}".utf8)) : nil
        }
        try assertFound("verdict-accepts-forgery")
    }

    func testAVerdictThatIsNotTheExpectedOneIsFound() throws {
        let story = try DemoTree.shared().story
        XCTAssertEqual(
            try observe(["--document", story + "/trade-declaration.p7s", "--purpose", "trade"]).status, 0)
        XCTAssertEqual(
            try observe(["--document", story + "/tampered.p7s", "--purpose", "prescription", "--expect", "reject"])
                .status, 0)
        try assertFound(
            "verdict-unexpected", ["--document", story + "/tampered.p7s", "--purpose", "prescription"])
    }

    func testCertificatesThatLeadNowhereAreFound() throws {
        let stranger = try scene.folder.write(try TestPKI.root().certificate.pem, to: "stranger.pem")
        try assertFound("certificate-untrusted", anchor: stranger)
        scene.before.answer {
            $0.path == "/certificates/health.cer" ? Response(contentType: "application/pkix-cert", body: [0]) : nil
        }
        try assertFound("certificate-unreadable")
    }
}
