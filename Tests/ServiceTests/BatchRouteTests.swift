// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import HTTPServer
import MohrSigning
import PKIX
import TestSupport
import XCTest

@testable import Service

/// Many documents in one request, and two documents in one decision, over loopback.
final class BatchRouteTests: XCTestCase {
    /// A house that is served, with people in it.
    final class Served: @unchecked Sendable {
        let house: HouseFixture
        let host: ServiceHost
        let doctor: HouseFixture.Person
        let prescription: [UInt8]

        init(changes: [(String, String)] = []) throws {
            house = try HouseFixture(changes: changes)
            host = try ServiceHost(house.service, passphrase: house.passphrase) { _ in }
            doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
            try house.service.refreshStatus()
            prescription = try house.sign(#"{"rx":"RX-77","items":[]}"#, by: doctor)
        }

        var port: Int { host.publicListener!.port }
    }

    private static let shared = Result {
        try Served(changes: [
            ("lineBytes: 1048576", "lineBytes: 20000"), ("prescriptionIDMember: null", "prescriptionIDMember: \"rx\""),
        ])
    }
    private var served: Served!

    override func setUpWithError() throws { served = try Self.shared.get() }

    override class func tearDown() {
        if case .success(let served) = shared { served.host.stop() }
    }

    private func line(_ more: String = "", signature: [UInt8]? = nil) -> String {
        #"{"signature":"\#(Base64.encode(signature ?? served.prescription))","purpose":"prescription"\#(more)}"#
    }

    private func batch(_ body: String, query: String = "") throws -> [JSONValue] {
        let connection = try RawConnection(port: served.port)
        connection.send(
            Array(
                ("POST /v1/verifications/batch\(query) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/x-ndjson\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body).utf8))
        let answer = Self.unchunked(connection.receiveAll())
        XCTAssertTrue(answer.isWhole)
        return try answer.body.split(separator: 0x0a).map { try JSONReader.read(Array($0), depth: 32) }
    }

    /// The body of a chunked answer, and whether its last chunk was there.
    static func unchunked(_ bytes: [UInt8]) -> (body: [UInt8], isWhole: Bool) {
        guard let head = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return ([], false) }
        var (rest, body) = (bytes[head.upperBound...], [UInt8]())
        while let end = rest.firstRange(of: [13, 10]),
            let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16)
        {
            if size == 0 { return (body, true) }
            body += rest[end.upperBound...].prefix(size)
            rest = rest[end.upperBound...].dropFirst(size + 2)
        }
        return (body, false)
    }

    func testEachLineIsAnsweredForItselfAndInOrder() throws {
        var tampered = served.prescription
        tampered[tampered.count - 3] ^= 1
        let lines = [
            line(#","id":"a""#), "{nonsense", "", line(#","id":2"#, signature: tampered), #"{"signature":"!!"}"#,
            line(#","porpose":"x""#), line(#","purpose2":1"#), #"{"signature":"AAE="}"#, "[]",
            #"{"id":{"a":1},"signature":"AAE="}"#, line(#","content":"\#(String(repeating: "A", count: 20_000))""#),
            line(#","id":"z""#),
        ]
        let answers = try batch(lines.joined(separator: "\n"))
        XCTAssertEqual(answers.map { $0["line"]?.wholeNumber }, [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12])
        XCTAssertEqual(answers.first?["decision"]?.text, "accept", "\(answers[0])")
        XCTAssertEqual(answers.first?["id"]?.text, "a")
        XCTAssertEqual(answers.last?["decision"]?.text, "accept")
        XCTAssertEqual(answers.last?["id"]?.text, "z")
        let byLine = Dictionary(uniqueKeysWithValues: answers.map { ($0["line"]?.wholeNumber ?? 0, $0) })
        XCTAssertEqual(byLine[4]?["decision"]?.text, "reject")
        XCTAssertEqual(byLine[4]?["id"]?.wholeNumber, 2)
        func problem(_ line: Int64) -> String? { byLine[line]?["error"]?["type"]?.text }
        XCTAssertEqual(problem(2), "urn:mohr:problem:service:json")
        XCTAssertEqual(problem(5), "urn:mohr:problem:service:member")
        XCTAssertEqual(problem(6), "urn:mohr:problem:service:unknownMember")
        XCTAssertEqual(byLine[8]?["decision"]?.text, "reject", "bytes that are no signature get a verdict")
        XCTAssertEqual(problem(9), "urn:mohr:problem:service:member")
        XCTAssertEqual(problem(10), "urn:mohr:problem:service:member")
        XCTAssertEqual(problem(11), "urn:mohr:problem:service:batchLineTooLong")
        XCTAssertNil(byLine[1]?["error"])
        XCTAssertTrue(answers.allSatisfy { ($0["decision"] == nil) != ($0["error"] == nil) })
    }

    func testALineOfAsManyBytesAsAreAllowedIsReadAndOneMoreIsNot() throws {
        func padded(_ count: Int) -> String {
            let bare = line()
            return bare.dropLast() + String(repeating: " ", count: count - bare.utf8.count) + "}"
        }
        let answers = try batch([padded(20_000), padded(20_001), padded(20_000)].joined(separator: "\n"))
        XCTAssertEqual(answers.map { $0["decision"]?.text }, ["accept", nil, "accept"])
        XCTAssertEqual(answers[1]["error"]?["type"]?.text, "urn:mohr:problem:service:batchLineTooLong")
    }

    func testALineIsJudgedAsTheSingleRouteJudgesIt() throws {
        let at = Instant.now().rfc3339
        let single = try HTTPClient().post(
            "http://127.0.0.1:\(served.port)/v1/verifications", contentType: "application/json",
            body: Array(line(#","at":"\#(at)""#).utf8))
        let members = try XCTUnwrap(try JSONReader.read(single.body).members).filter {
            $0.name != "duplicates" && !$0.name.hasPrefix("receipt")
        }
        let answer = try XCTUnwrap(try batch(line(#","at":"\#(at)""#)).first?.members)
        let same = answer.filter { $0.name != "line" && $0.name != "duplicates" && $0.name != "snapshot" }
        XCTAssertEqual(same, members.filter { $0.name != "snapshot" })
    }

    func testAnAnswerDoesNotWaitForTheNextLine() throws {
        let connection = try RawConnection(port: served.port)
        connection.send(
            Array(
                ("POST /v1/verifications/batch HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n").utf8))
        let one = line() + "\n"
        connection.send(Array((String(one.utf8.count, radix: 16) + "\r\n" + one + "\r\n").utf8))
        var came: [UInt8] = []
        while !String(decoding: came, as: UTF8.self).contains("\"line\":1") {
            let more = connection.receive()
            guard !more.isEmpty else { return XCTFail("no answer before the next line") }
            came += more
        }
        connection.send(Array((String(one.utf8.count, radix: 16) + "\r\n" + one + "\r\n0\r\n\r\n").utf8))
        came += connection.receiveAll()
        XCTAssertTrue(String(decoding: came, as: UTF8.self).contains("\"line\":2"))
    }

    func testAPurposeOrATypeThatIsNoneIsRefusedBeforeAnyLine() throws {
        let url = "http://127.0.0.1:\(served.port)/v1/verifications/batch"
        XCTAssertEqual(
            try HTTPClient().post(url + "?purpose=x", contentType: "application/x-ndjson", body: []).status, 400)
        XCTAssertEqual(try HTTPClient().post(url, contentType: "text/plain", body: []).status, 415)
        XCTAssertEqual(try batch(""), [])
        XCTAssertEqual(try batch("\n\n"), [])
    }

    func testAClientThatEndsEarlyIsToldAtWhichLine() throws {
        let connection = try RawConnection(port: served.port)
        let body = line() + "\n" + line() + "\n" + "{\"half"
        connection.send(
            Array(
                ("POST /v1/verifications/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"
                    + "Content-Length: 1000000\r\n\r\n" + body).utf8))
        connection.endSending()
        let answer = Self.unchunked(connection.receiveAll())
        let lines = try answer.body.split(separator: 0x0a).map { try JSONReader.read(Array($0), depth: 32) }
        XCTAssertEqual(lines.count, 3)
        XCTAssertEqual(lines.last?["line"]?.wholeNumber, 3)
        XCTAssertEqual(lines.last?["error"]?["type"]?.text, "urn:mohr:problem:service:batchEndedEarly")
    }

    func testAPrescriptionThatComesAgainIsKnown() throws {
        let other = try served.house.sign(#"{"rx":"RX-1","items":[2]}"#, by: served.doctor)
        let id = #","prescriptionID":"نسخه-\#(UUID().uuidString)""#
        var forged = served.prescription
        forged[forged.count - 3] ^= 1
        let answers = try batch(
            [line(id, signature: forged), line(id), line(id), line(id, signature: other), line()].joined(
                separator: "\n"))
        XCTAssertNil(answers[0]["duplicates"], "a forgery claims no id, and learns nothing")
        XCTAssertEqual(answers[1]["duplicates"]?["sameSignature"]?.flag, true)
        XCTAssertEqual(answers[1]["duplicates"]?["count"]?.wholeNumber, 1)
        XCTAssertEqual(answers[2]["duplicates"]?["sameSignature"]?.flag, true)
        XCTAssertEqual(answers[2]["duplicates"]?["count"]?.wholeNumber, 2)
        XCTAssertEqual(answers[3]["duplicates"]?["sameSignature"]?.flag, false)
        XCTAssertEqual(answers[3]["duplicates"]?["count"]?.wholeNumber, 3)
        XCTAssertEqual(answers[3]["duplicates"]?["firstSeen"], answers[1]["duplicates"]?["firstSeen"])
        XCTAssertNotNil(answers[4]["duplicates"], "its id is the content's member")
        let kept = try TestDatabase.bytes(ofHome: served.house.folder.path("home"))
        let hidden = Array("نسخه-".utf8)
        XCTAssertNil(kept.range(of: Data(hidden)), "the id itself is nowhere")
        XCTAssertNil(kept.range(of: Data(Hex.encode(hidden).utf8)))
        let again = try HTTPClient().post(
            "http://127.0.0.1:\(served.port)/v1/verifications", contentType: "application/json",
            body: Array(line(id).utf8))
        XCTAssertEqual(try JSONReader.read(again.body)["duplicates"]?["count"]?.wholeNumber, 4)
    }

    func testADigestHasToBeByTheSignaturesAlgorithm() throws {
        let content = Array("a document that stays at home".utf8)
        let health = try XCTUnwrap(served.house.service.authorities["health"])
        let token = try FileToken(key: served.doctor.key, certificate: served.doctor.certificate, path: [health])
        let signature = try DocumentSigner().sign(content, with: token, packaging: .detached, signingTime: .now())
        func ask(_ algorithm: DigestAlgorithm, _ name: String?) throws -> JSONValue {
            let digest = Base64.encode(algorithm.digest(content))
            let named = name.map { #","digestAlgorithm":"\#($0)""# } ?? ""
            return try XCTUnwrap(try batch(line(#","digest":"\#(digest)"\#(named)"#, signature: signature)).first)
        }
        XCTAssertEqual(try ask(.sha256, nil)["decision"]?.text, "accept")
        XCTAssertEqual(try ask(.sha256, "SHA-256")["decision"]?.text, "accept")
        let wrong = try ask(.sha512, "SHA-512")["error"]
        XCTAssertEqual(wrong?["type"]?.text, "urn:mohr:problem:service:digestAlgorithm")
        XCTAssertEqual(wrong?["facts"]?["allowed"]?.text, "SHA-256")
        XCTAssertEqual(try ask(.sha3_256, "SHA3-256")["error"]?["facts"]?["seen"]?.text, "SHA3-256")
        XCTAssertEqual(try ask(.sha256, "SHA-512")["error"]?["facts"]?["allowed"]?.text, "64")
        XCTAssertEqual(try ask(.sha256, "MD5")["error"]?["facts"]?["name"]?.text, "digestAlgorithm")
        let other = Base64.encode(DigestAlgorithm.sha256.digest(Array("another".utf8)))
        XCTAssertEqual(
            try batch(line(#","digest":"\#(other)""#, signature: signature)).first?["signatures"]?.elements?.first?[
                "subIndication"]?.text, "HASH_FAILURE")
    }
}
