// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import MohrSigning
import MohrValidation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Service

/// A prescription and what was dispensed on it, one decision.
final class LinkedRouteTests: XCTestCase {
    private struct Pair {
        let house: HouseFixture
        let doctor: HouseFixture.Person
        let pharmacist: HouseFixture.Person
        let health: Certificate
    }

    private static let shared = Result { () throws -> Pair in
        let house = try HouseFixture()
        let doctor = try house.enrolDoctor(try house.officer(.enterer), try house.officer(.approver))
        let key = try PrivateKey.generate(.p256)
        let authority = try XCTUnwrap(house.service.issuers.first { $0.name == "health" })
        let profile = try XCTUnwrap(house.service.profiles["pharmacist-signing"])
        let certificate = try authority.issue(
            ApprovedRequest(
                withoutApplication: CertificateContent(
                    subject: [
                        (OID.surname, "نمونه"), (OID.givenName, "داروساز"), (OID.name, "Darousaz Nemouneh"),
                        (OID.serialNumber, "PNOIR-9990000018"), (OID.commonName, "داروساز نمونه"),
                    ], publicKey: key.publicKey, licenceNumber: "9000001")), under: profile)
        try house.service.records.accept(
            CertificateReference(authority: "health", serial: certificate.serialNumber), by: "tests", at: .now())
        try house.service.refreshStatus()
        return Pair(
            house: house, doctor: doctor, pharmacist: .init(id: "pharmacist", key: key, certificate: certificate),
            health: try XCTUnwrap(house.service.authorities["health"]))
    }

    private var pair: Pair!
    private let content = Array(#"{"drug":"amoxicillin"}"#.utf8)

    override func setUpWithError() throws { pair = try Self.shared.get() }

    private func sign(_ bytes: [UInt8], _ person: HouseFixture.Person, at time: Instant = .now()) throws -> [UInt8] {
        let token = try FileToken(key: person.key, certificate: person.certificate, path: [pair.health])
        return try DocumentSigner().sign(bytes, with: token, signingTime: time)
    }

    private func record(_ digest: [UInt8], algorithm: String = "SHA-256", more: String = "") -> [UInt8] {
        Array(
            #"{"prescription":{"digestAlgorithm":"\#(algorithm)","digest":"\#(Base64.encode(digest))"}\#(more)}"#.utf8)
    }

    private func ask(_ prescription: [UInt8], _ dispensing: [UInt8], more: String = "") throws -> JSONValue {
        let body =
            #"{"prescription":{"signature":"\#(Base64.encode(prescription))"},"#
            + #""dispensing":{"signature":"\#(Base64.encode(dispensing))"}\#(more)}"#
        let answer = pair.house.askPublicly(
            "POST", "/v1/verifications/linked", type: "application/json", Array(body.utf8))
        return try JSONReader.read(answer.body, depth: 32)
    }

    private func codes(_ answer: JSONValue) -> [String] {
        answer["links"]?.elements?.compactMap { $0["code"]?.text } ?? []
    }

    func testTwoThatBelongTogetherAreAccepted() throws {
        for algorithm in [DigestAlgorithm.sha256, .sha512] {
            let name = try XCTUnwrap(DigestNames.name(of: algorithm))
            let answer = try ask(
                sign(content, pair.doctor), sign(record(algorithm.digest(content), algorithm: name), pair.pharmacist))
            XCTAssertEqual(answer["decision"]?.text, "accept", "\(answer)")
            XCTAssertEqual(codes(answer), [])
            XCTAssertEqual(answer["prescription"]?["purpose"]?.text, "prescription")
            XCTAssertEqual(answer["dispensing"]?["purpose"]?.text, "dispensing")
        }
    }

    func testEachBrokenLinkIsNamed() throws {
        let good = try sign(content, pair.doctor)
        let digest = DigestAlgorithm.sha256.digest(content)
        func check(_ expected: [String], _ decision: String, _ answer: JSONValue, line: UInt = #line) {
            XCTAssertEqual(codes(answer), expected, line: line)
            XCTAssertEqual(answer["decision"]?.text, decision, line: line)
        }
        check(
            ["REFERENCE_MISMATCH"], "reject",
            try ask(good, sign(record(DigestAlgorithm.sha256.digest([1])), pair.pharmacist)))
        check(["REFERENCE_MISSING"], "reject", try ask(good, sign(Array("{}".utf8), pair.pharmacist)))
        check(["RECORD_UNREADABLE"], "reject", try ask(good, sign(Array("no JSON".utf8), pair.pharmacist)))
        check(
            ["RECORD_UNREADABLE"], "reject", try ask(good, sign(record(digest, algorithm: "SHA-512"), pair.pharmacist)))
        check(
            ["DISPENSED_BEFORE_PRESCRIBED"], "reject",
            try ask(good, sign(record(digest, more: #","dispensedAt":"2020-01-01T00:00:00Z""#), pair.pharmacist)))
        check(["DISPENSING_REJECTED"], "reject", try ask(good, sign(record(digest), pair.doctor)))
        check(
            ["PRESCRIPTION_REJECTED"], "reject",
            try ask(sign(content, pair.pharmacist), sign(record(digest), pair.pharmacist)))
        var forged = try sign(record(digest), pair.pharmacist)
        forged[forged.count - 3] ^= 1
        check(["DISPENSING_REJECTED"], "reject", try ask(good, forged))
    }

    func testAPartThatIsMissingOrUnknownIsRefused() throws {
        for body in ["{}", "[]", #"{"prescription":{"signature":"AAE="}}"#, #"{"x":1}"#] {
            let answer = pair.house.askPublicly(
                "POST", "/v1/verifications/linked", type: "application/json", Array(body.utf8))
            XCTAssertEqual(answer.status, 400, body)
        }
        let good = try sign(content, pair.doctor)
        XCTAssertEqual(try ask(good, good, more: #","receipt":{"a":1}"#)["facts"]?["name"]?.text, "receipt")
    }

    private func receipt(of document: [UInt8]) throws -> Receipt {
        try Receipt(reading: try pair.house.verdict(on: document))
    }

    private func asking(_ receipt: Receipt) -> String {
        #","receipt":"# + String(decoding: JSONWriter.bytes(receipt.json), as: UTF8.self)
    }

    func testAReceiptIsOneOfThisPrescriptionOrBreaksTheLink() throws {
        let good = try sign(content, pair.doctor)
        let dispensed = try sign(record(DigestAlgorithm.sha256.digest(content)), pair.pharmacist)
        let own = try receipt(of: good)
        let answer = try ask(good, dispensed, more: asking(own))
        XCTAssertEqual(answer["decision"]?.text, "accept", "\(answer)")
        XCTAssertEqual(codes(answer), [])
        // The same content signed once more is another prescription.
        for other in [
            try sign(Array("{}".utf8), pair.doctor), try sign(content, pair.doctor, at: .now().advanced(bySeconds: -5)),
        ] {
            let answer = try ask(good, dispensed, more: asking(try receipt(of: other)))
            XCTAssertEqual(codes(answer), ["RECEIPT_MISMATCH"])
            XCTAssertEqual(answer["decision"]?.text, "reject")
        }
    }

    func testAnAlteredReceiptBreaksTheLink() throws {
        let good = try sign(content, pair.doctor)
        let dispensed = try sign(record(DigestAlgorithm.sha256.digest(content)), pair.pharmacist)
        let own = try receipt(of: good)
        let text = String(decoding: own.encodedStatement, as: UTF8.self)
        let statement = Array(text.replacing("\"prescription\"", with: "\"trade\"").utf8)
        XCTAssertNotEqual(statement, own.encodedStatement)
        var token = own.token
        token[token.count - 3] ^= 1
        for altered in [
            try Receipt(statement: statement, token: own.token),
            try Receipt(statement: own.encodedStatement, token: token),
        ] {
            let answer = try ask(good, dispensed, more: asking(altered))
            XCTAssertEqual(codes(answer), ["RECEIPT_REJECTED"])
            XCTAssertEqual(answer["decision"]?.text, "reject")
        }
    }

    func testWhatWasDispensedBeforeThePrescriptionIsRefused() throws {
        let (digest, now) = (DigestAlgorithm.sha256.digest(content), Instant.now())
        let good = try sign(content, pair.doctor, at: now)
        func dispensed(_ time: Instant) throws -> JSONValue {
            try ask(good, sign(record(digest, more: #","dispensedAt":"\#(time.rfc3339)""#), pair.pharmacist, at: now))
        }
        let early = try dispensed(now.advanced(bySeconds: -3_600))
        XCTAssertEqual(codes(early), ["DISPENSED_BEFORE_PRESCRIBED"])
        XCTAssertEqual(early["decision"]?.text, "reject")
        XCTAssertEqual(early["prescribedAt"]?.text, now.rfc3339)
        XCTAssertEqual(try dispensed(now)["decision"]?.text, "accept")
    }

    func testAPrescriptionInJSONSignaturesIsLinkedAndKnownAgain() throws {
        let token = try FileToken(
            key: pair.doctor.key, certificate: pair.doctor.certificate, path: [pair.health])
        func jws(_ form: JWS.Serialization) throws -> [UInt8] {
            try JSONSigner().sign(
                .enclosed(content), with: token, terms: SignatureTerms(signingTime: .now()), serialization: form)
        }
        let dispensed = Base64.encode(
            try sign(record(DigestAlgorithm.sha256.digest(content)), pair.pharmacist))
        let id = "RX-\(UUID().uuidString)"
        func ask(_ prescription: [UInt8]) throws -> JSONValue {
            let body =
                #"{"prescription":{"signature":"\#(Base64.encode(prescription))","prescriptionID":"\#(id)"},"#
                + #""dispensing":{"signature":"\#(dispensed)"}}"#
            let answer = pair.house.askPublicly(
                "POST", "/v1/verifications/linked", type: "application/json", Array(body.utf8))
            return try JSONReader.read(answer.body, depth: 32)
        }
        let compact = try jws(.compact)
        for count in 1...2 {
            let answer = try ask(compact)
            XCTAssertEqual(answer["decision"]?.text, "accept", "\(answer)")
            XCTAssertEqual(codes(answer), [])
            XCTAssertEqual(answer["duplicates"]?["count"]?.wholeNumber, Int64(count))
            XCTAssertEqual(answer["duplicates"]?["sameSignature"]?.flag, true)
        }
        let other = try ask(try jws(.flattened))
        XCTAssertEqual(other["decision"]?.text, "accept", "\(other)")
        XCTAssertEqual(other["duplicates"]?["sameSignature"]?.flag, false)
        let asCMS = try ask(try sign(content, pair.doctor))
        XCTAssertEqual(asCMS["duplicates"]?["sameSignature"]?.flag, false)
        XCTAssertEqual(asCMS["duplicates"]?["count"]?.wholeNumber, 4)
    }

    func testEveryLinkHasASentence() {
        for code in LinkCause.Code.allCases {
            for language in Language.allCases {
                XCTAssertFalse(LinkCause(code).sentence(in: language).hasPrefix("link."), code.rawValue)
            }
        }
    }
}
