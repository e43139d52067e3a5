// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// Known constructions against JSON Web Signatures that lie in their form, their values or their documents; each is
/// built here and refused with its cause, beside a control that passes.
final class JSONFormAttackTests: XCTestCase {
    // MARK: The signature's value

    func testValuesThatOtherLibrariesTookAreRefused() throws {
        let good = try JSONForgery().made()
        let order = try Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        let zero = [UInt8](repeating: 0, count: 32)
        let (r, s) = (Array(good.prefix(32)), Array(good.suffix(32)))
        let values: [String: [UInt8]] = [
            "r = s = 0 (CVE-2022-21449)": zero + zero, "r = 0": zero + s, "s = 0": r + zero, "r = n": order + s,
            "s = n": r + order, "r = s = n": order + order, "r and s swapped": s + r, "one octet more": good + [0],
            "one octet before": [0] + good, "one octet less": Array(good.dropLast()), "r alone": r,
            "the DER form": try XCTUnwrap(JWSAlgorithm.es256.encoded(fromRaw: good)),
            "P-384's length": zero.prefix(16) + r + zero.prefix(16) + s,
        ]
        for (what, value) in values {
            let report = try Scene.judge(JSONForgery.made { $0.value = value }.compact())
            assertVerdict(report, .sigCryptoFailure, .reject, .sigCryptoFailure)
            XCTAssertEqual(report.errors, [.sigCryptoFailure], what)
        }
        assertVerdict(
            try Scene.judge(JSONForgery.made { $0.value = [] }.compact()), .formatFailure, .reject, .partInvalid)
        assertAccepted(try Scene.judge(JSONForgery.made { $0.value = good }.compact()))
    }

    func testTheOtherHalfOfAnECDSASignatureIsNotASecondSignature() throws {
        var good = JSONForgery()
        let value = try good.made()
        good.value = value
        let other = try JSONForgery.made { $0.value = value.prefix(32) + Self.negated(Array(value.suffix(32))) }
        // FIPS 186 takes both; two verdicts on one signature it must not be.
        assertAccepted(try Scene.judge(other.compact()))
        let report = try Scene.judge(JSONForgery.general([good, other]))
        assertVerdict(report, .formatFailure, .reject, .signatureRepeated)
        assertVerdict(
            try Scene.judge(JSONForgery.general([good, good])), .formatFailure, .reject, .signatureRepeated)
    }

    /// The order of P-256 less a number below it.
    private static func negated(_ number: [UInt8]) -> [UInt8] {
        let order = try! Hex.decode("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        var result: [UInt8] = []
        var borrow = 0
        for index in order.indices.reversed() {
            let value = Int(order[index]) - Int(number[index]) - borrow
            result.insert(UInt8((value + 256) & 0xff), at: 0)
            borrow = value < 0 ? 1 : 0
        }
        return result
    }

    func testChangedAndMovedSignaturesAreRefused() throws {
        let good = try JSONForgery.made { $0.value = try $0.made() }
        let changes: [(inout JSONForgery) -> Void] = [
            { $0.payload = Scene.content + [0x20] }, { $0.payload = Array("{}".utf8) },
            { $0.set("iat", .integer(Scene.now.secondsSince1970 - 1)) }, { $0.set("cty", "text/plain") },
            { $0.headerText = " " + String(decoding: JSONWriter.bytes(.object($0.header)), as: UTF8.self) },
        ]
        for change in changes {
            var forgery = good
            change(&forgery)
            assertVerdict(try Scene.judge(forgery.compact()), .sigCryptoFailure, .reject, .sigCryptoFailure)
        }
        // Without the payload it could be one that travels by another way.
        var stripped = good
        stripped.payload = nil
        assertVerdict(
            try Scene.judge(stripped.compact()), .signedDataNotFound, .cannotDecide, .signedDataNotFound)
        // One that is signed as empty is empty, and no other.
        let empty = try JSONForgery.made { $0.payload = [] }
        for bytes in [try empty.compact(), try empty.flattened()] { assertAccepted(try Scene.judge(bytes)) }
        assertVerdict(
            try Scene.judge(empty.compact(), content: .bytes(Scene.content)), .sigCryptoFailure, .reject,
            .sigCryptoFailure)
        // Under another's header, with that other's certificate.
        var moved = good
        moved.header = JSONForgery.header(of: Scene.pharmacist)
        assertVerdict(try Scene.judge(moved.compact()), .sigCryptoFailure, .reject, .sigCryptoFailure)
        // By a stranger, whose certificate has the same name.
        let stranger = try TestPKI.root("Elsewhere").signer("Doctor")
        assertVerdict(
            try Scene.judge(JSONForgery.by(stranger).compact()), .noCertificateChainFound, .cannotDecide,
            .noCertificateChainFound)
    }

    // MARK: Base64url

    func testAnotherWritingOfTheSameBytesIsRefused() throws {
        let parts = String(decoding: try JSONForgery().compact(), as: UTF8.self).split(separator: ".").map(String.init)
        let changes: [String: (String) -> String] = [
            "padding": { $0 + "=" }, "line feeds": { $0 + "\n\n" },
            "line feed inside": { "\($0.prefix(4))\n\($0.dropFirst(4))" },
            "space": { "\($0.prefix(4)) \($0.dropFirst(4))" }, "NUL": { $0 + "\0" }, "slash": { "\($0.dropLast())/" },
            "plus": { "\($0.dropLast())+" }, "not ASCII": { $0 + "é" },
            // The bits after the last octet are not zero.
            "stray bits": { $0.count % 4 == 0 ? $0 + "_" : "\($0.dropLast())_" },
        ]
        for place in parts.indices {
            for (what, change) in changes {
                var forged = parts
                forged[place] = change(forged[place])
                let report = try Scene.judge(Array(forged.joined(separator: ".").utf8))
                XCTAssertEqual(report.decision, .reject, "\(what) in part \(place)")
                XCTAssertEqual(report.subIndication, .formatFailure, "\(what) in part \(place)")
                XCTAssertEqual(report.errors, [.partInvalid], "\(what) in part \(place)")
            }
        }
    }

    func testNothingStandsAroundASignature() throws {
        let (compact, flattened) = (try JSONForgery().compact(), try JSONForgery().flattened())
        let dots = Array("..".utf8)
        for bytes in [
            compact + [0x0a, 0x0a], compact + [0x0d], compact + [0x20], compact + dots, compact + Array(".AA".utf8),
            compact.dropLast(90), flattened + [0],
            flattened + flattened, flattened.dropLast(), Array("eyJhbGciOiJFUzI1NiJ9".utf8), dots, Array("{}".utf8),
        ] as [[UInt8]] {
            let report = try Scene.judge(bytes)
            XCTAssertEqual(report.decision, .reject)
            XCTAssertEqual(report.subIndication, .formatFailure)
        }
        // A text file's last line end is seen, and nothing else.
        for end in [[0x0a], [0x0d, 0x0a]] as [[UInt8]] {
            let report = try Scene.judge(compact + end)
            assertAccepted(report)
            XCTAssertEqual(report.warnings, [.lineEnd, .claimedTimeOnly])
        }
        // White space between the members of an object is JSON's own business.
        assertAccepted(try Scene.judge(flattened + [0x0a]))
    }

    func testNoPrefixAndNoFlippedBitIsAccepted() throws {
        let unit = try Scene.root.timestampUnit()
        let compact = try JSONForgery().compact()
        let flattened = try JSONForgery.made { try $0.stamp(by: unit) }.flattened()
        let snapshot = try Scene.snapshot()
        for count in stride(from: 0, to: compact.count, by: 7) {
            XCTAssertNotEqual(try Scene.judge(Array(compact.prefix(count)), against: snapshot).decision, .accept)
        }
        let unsigned = try XCTUnwrap(flattened.firstRange(of: Array("\"header\"".utf8)))
        for (bytes, end) in [(compact, compact.count), (flattened, unsigned.lowerBound)] {
            for place in stride(from: 0, to: end, by: 5) {
                var changed = bytes
                changed[place] ^= 1 << (place % 8)
                let report = try Scene.judge(changed, against: snapshot)
                XCTAssertNotEqual(report.decision, .accept, "\(place)")
            }
        }
    }

    // MARK: Forms

    func testMembersThatNobodySignedMayNotStandOutside() throws {
        let good = try JSONForgery.made()
        func with(_ header: JSONValue) throws -> [UInt8] {
            JSONWriter.bytes(
                .object(
                    [.init("payload", .string(Base64.encode(Scene.content, .url))), .init("header", header)]
                        + (try good.element())))
        }
        for name in ["alg", "x5c", "crit", "b64", "kid", "jwk"] {
            assertVerdict(
                try Scene.judge(with(.object([.init(name, "none")]))), .formatFailure, .reject, .unprotectedParameter)
        }
        let report = try Scene.judge(with(["etsiU": [["approvedByInsurer": true]]]))
        assertAccepted(report)
        XCTAssertTrue(report.warnings.contains(.unsignedAttributes))
        XCTAssertEqual(
            report.signatures[0].causes.first { $0.code == .unsignedAttributes }?.facts["seen"], "approvedByInsurer")
    }

    func testEverySignatureOfAGeneralFormIsJudged() throws {
        let good = JSONForgery()
        let pharmacist = try JSONForgery.by(Scene.pharmacist)
        let both = try Scene.judge(JSONForgery.general([good, pharmacist]))
        assertAccepted(both)
        XCTAssertEqual(both.signatures.count, 2)
        let bad: [(JSONForgery, SubIndication, CauseCode)] = try [
            (
                .by(Scene.pharmacist) { $0.value = [UInt8](repeating: 1, count: 64) }, .sigCryptoFailure,
                .sigCryptoFailure
            ),
            (.by(Scene.pharmacist) { $0.set("alg", "none") }, .formatFailure, .unsecured),
            (.by(Scene.pharmacist) { $0.set("crit", ["x"]) }, .formatFailure, .criticalParameter),
        ]
        for (forgery, subIndication, cause) in bad {
            for order in [[good, forgery], [forgery, good]] {
                let report = try Scene.judge(JSONForgery.general(order))
                assertVerdict(report, subIndication, .reject, cause)
                XCTAssertEqual(Set(report.signatures.map(\.indication)), [.totalPassed, .totalFailed])
            }
        }
        // A purpose is asked of each: the pharmacist's hand beside the doctor's is no prescriber's.
        assertVerdict(
            try Scene.judge(JSONForgery.general([good, pharmacist]), StandardPolicies.prescription),
            .chainConstraintsFailure, .reject, .professionNotAllowed)
    }

    func testGeneralFormsThatAreNoneAreRefused() throws {
        assertVerdict(try Scene.judge(JSONForgery.general([])), .formatFailure, .reject, .noSignatureFound)
        let element = JSONValue.object(try JSONForgery().element())
        let payload = JSONValue.string(Base64.encode(Scene.content, .url))
        for (value, cause) in [
            (["payload": payload, "signatures": element], .malformed),
            (["payload": payload, "signatures": [element], "signature": "AA"], .malformed),
            (["payload": payload, "signatures": [element], "x": 1], .partInvalid),
            (["payload": payload, "signatures": ["AA"]], .malformed),
            (["payload": 1, "signatures": [element]], .partInvalid),
            (
                ["payload": payload, "signatures": .array([JSONValue](repeating: element, count: 65))],
                .partInvalid
            ),
        ] as [(JSONValue, CauseCode)] {
            assertVerdict(try Scene.judge(JSONWriter.bytes(value)), .formatFailure, .reject, cause)
        }
        // One payload as it is for one signer and in base64url for another.
        let plain = try JSONForgery.by(Scene.pharmacist) {
            $0.set("b64", false)
            $0.set("crit", ["b64"])
            $0.isEncoded = false
        }
        assertVerdict(
            try Scene.judge(JSONForgery.general([JSONForgery(), plain])), .formatFailure, .reject, .criticalParameter)
    }

    // MARK: Documents elsewhere

    private func sigD(_ uri: String = "urn:rx:1", hash: [UInt8]) -> JSONValue {
        DetachedObjects(byHash: [(uri, hash)], hashAlgorithm: .sha256).value
    }

    private func byHash(_ document: [UInt8], _ change: (inout JSONForgery) throws -> Void = { _ in }) throws -> [UInt8]
    {
        try JSONForgery.made {
            $0.payload = nil
            $0.isEncoded = false
            $0.set("b64", false)
            $0.set("sigD", sigD(hash: DigestAlgorithm.sha256.digest(document)))
            $0.set("crit", ["b64", "sigD"])
            try change(&$0)
        }.compact()
    }

    func testADocumentByItsHashIsComparedWithTheOneGiven() throws {
        let bytes = try byHash(Scene.content)
        let digest = SignedContent.digest(.sha256, DigestAlgorithm.sha256.digest(Scene.content))
        for content in [SignedContent.bytes(Scene.content), digest] {
            let report = try Scene.judge(bytes, content: content)
            assertAccepted(report)
            XCTAssertEqual(report.contentSHA256, DigestAlgorithm.sha256.digest(Scene.content))
        }
        assertVerdict(
            try Scene.judge(bytes, content: .bytes(Scene.content + [0])), .hashFailure, .reject, .hashFailure)
        assertVerdict(try Scene.judge(bytes), .signedDataNotFound, .cannotDecide, .signedDataNotFound)
        // Inside too, it would be one that nobody signed.
        let inside = try byHash(Scene.content) { $0.payload = Array("{}".utf8) }
        assertVerdict(
            try Scene.judge(inside, content: .bytes(Scene.content)), .formatFailure, .reject, .partInvalid)
    }

    func testSeveralDocumentsAreEachCompared() throws {
        let documents = ["urn:rx:1": Array("one".utf8), "urn:rx:2": Array("two".utf8)]
        let named = documents.sorted { $0.key < $1.key }
        let hashes = DetachedObjects(
            byHash: named.map { ($0.key, DigestAlgorithm.sha256.digest($0.value)) }, hashAlgorithm: .sha256)
        let hashed = try byHash([]) { $0.set("sigD", hashes.value) }
        let joined = try JSONForgery.made {
            $0.payload = nil
            $0.signed = Array("onetwo".utf8)
            $0.set("sigD", DetachedObjects(byURI: named.map(\.key)).value)
            $0.set("crit", ["sigD"])
        }.compact()
        func judge(_ bytes: [UInt8], _ documents: [String: [UInt8]]) throws -> ValidationReport {
            SignatureValidator().validateJSON(
                bytes, documents: documents, at: ReferenceTime(Scene.now, .now), against: try Scene.snapshot(),
                policy: StandardPolicies.signature)
        }
        for bytes in [hashed, joined] {
            assertAccepted(try judge(bytes, documents))
            assertVerdict(
                try judge(bytes, ["urn:rx:1": Array("one".utf8)]), .signedDataNotFound, .cannotDecide,
                .signedDataNotFound)
        }
        let swapped = ["urn:rx:1": Array("two".utf8), "urn:rx:2": Array("one".utf8)]
        assertVerdict(try judge(hashed, swapped), .hashFailure, .reject, .hashFailure)
        assertVerdict(try judge(joined, swapped), .sigCryptoFailure, .reject, .sigCryptoFailure)
    }

    func testHTTPHeadersAreNotJudgedAndTheReportSaysSo() throws {
        let report = try Scene.judge(
            byHash(Scene.content) {
                $0.set(
                    "sigD", ["mId": "http://uri.etsi.org/19182/HttpHeaders", "pars": ["digest", "(request-target)"]])
            }, content: .bytes(Scene.content))
        assertVerdict(report, .signedDataNotFound, .cannotDecide, .detachedMechanism)
    }

    func testADetachedPayloadIsTheOneGiven() throws {
        let bytes = try JSONForgery.made {
            $0.payload = nil
            $0.signed = Scene.content
        }.compact()
        assertAccepted(try Scene.judge(bytes, content: .bytes(Scene.content)))
        assertVerdict(
            try Scene.judge(bytes, content: .bytes(Scene.content + [0])), .sigCryptoFailure, .reject, .sigCryptoFailure)
        // The octets themselves are signed: a digest of them is not enough to say anything.
        let digest = SignedContent.digest(.sha256, DigestAlgorithm.sha256.digest(Scene.content))
        for content in [SignedContent.embedded, digest] {
            assertVerdict(
                try Scene.judge(bytes, content: content), .signedDataNotFound, .cannotDecide, .signedDataNotFound)
        }
        assertVerdict(
            try Scene.judge(JSONForgery().compact(), content: .bytes([1])), .hashFailure, .reject, .contentDiffers)
        assertAccepted(try Scene.judge(JSONForgery().compact(), content: digest))
    }
}
