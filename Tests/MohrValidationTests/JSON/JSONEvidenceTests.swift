// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// JAdES goes through the same process as CAdES: time, revocation, facts that are kept and judged again.
final class JSONEvidenceTests: XCTestCase {
    private static let unit = try! Scene.root.timestampUnit()
    private let minute: Int64 = 60

    private func stamped(
        by unit: TestIdentity = JSONEvidenceTests.unit, _ change: (inout TestTimestamp) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        try JSONForgery.made { try $0.stamp(by: unit, change) }.flattened()
    }

    private func revoked(secondsAfter seconds: Int64, reason: RevocationReason? = nil) throws -> TrustSnapshot {
        try Scene.snapshot(lists: [
            Scene.root.revocationList { $0.nextUpdate = Scene.now.advanced(bySeconds: 864_000) },
            Scene.health.revocationList {
                $0.thisUpdate = Scene.now.advanced(bySeconds: 7_200)
                $0.nextUpdate = Scene.now.advanced(bySeconds: 864_000)
                $0.revoke(Scene.doctor, at: Scene.now.advanced(bySeconds: seconds), reason: reason)
            },
        ])
    }

    // MARK: Time

    func testATimestampProvesThatASignatureIsOlderThanTheRevocation() throws {
        let later = Scene.now.advanced(bySeconds: 10_800)
        let snapshot = try revoked(secondsAfter: 3_600)
        assertVerdict(
            try Scene.judge(JSONForgery().compact(), at: later, against: snapshot), .revokedNoPOE, .cannotDecide,
            .revoked)
        let report = try Scene.judge(stamped(), at: later, against: snapshot)
        assertAccepted(report)
        XCTAssertEqual(report.signatures.map(\.level), [.timestamp])
        XCTAssertEqual(report.referenceTime, ReferenceTime(Scene.now, .timestamp))
        XCTAssertEqual(report.signatures[0].timestamps.map(\.isBelieved), [true])
        // Back to before the timestamp, the revocation counts.
        assertVerdict(
            try Scene.judge(stamped(), at: later, against: revoked(secondsAfter: -3_600)), .revokedNoPOE, .cannotDecide,
            .revoked)
        // A receipt proves as much.
        let plain = try JSONForgery.made { $0.value = try $0.made() }
        let proof = ProofOfExistence(
            of: Hex.encode(DigestAlgorithm.sha256.digest(try plain.made())), at: Scene.now, by: .receipt)
        let received = SignatureValidator().validate(
            try plain.compact(), at: ReferenceTime(later, .now), against: snapshot, policy: StandardPolicies.signature,
            proofs: [proof])
        assertAccepted(received)
        XCTAssertEqual(received.referenceTime.source, .receipt)
    }

    func testTimestampsThatProveNothingAreNotBelieved() throws {
        let later = Scene.now.advanced(bySeconds: 10_800)
        let snapshot = try revoked(secondsAfter: 3_600)
        let other = try JSONForgery.by(Scene.pharmacist).made()
        let good = try JSONForgery.made { $0.value = try $0.made() }
        func carrying(_ token: [UInt8]) throws -> [UInt8] {
            var forgery = good
            forgery.unsigned = [JSONForgery.stamp(token)]
            return try forgery.flattened()
        }
        let server = try Scene.root.timestampUnit("Server") {
            $0.set(.extendedKeyUsage([OID.clientAuthentication], isCritical: true))
        }
        let lax = try Scene.root.timestampUnit("Lax") { $0.set(.extendedKeyUsage([OID.timeStamping])) }
        let stranger = try TestPKI.root("Elsewhere").timestampUnit()
        let over = Base64.encodedASCII(try good.made(), .url)
        let tokens: [String: [UInt8]] = try [
            "copied from another signature": Self.unit.timestamp(over: Base64.encodedASCII(other, .url)),
            "over the payload": Self.unit.timestamp(over: Base64.encodedASCII(Scene.content, .url)),
            "over the value itself": Self.unit.timestamp(over: try good.made()),
            "by a server": server.timestamp(over: over), "key usage not critical": lax.timestamp(over: over),
            "by a stranger": stranger.timestamp(over: over), "no token": Scene.content,
            "inexact": Self.unit.timestamp(over: over) { $0.accuracy = 3_600 },
            "cut off": Array(Self.unit.timestamp(over: over).dropLast(9)),
        ]
        for (what, token) in tokens {
            let report = try Scene.judge(carrying(token), at: later, against: snapshot)
            XCTAssertEqual(report.subIndication, .revokedNoPOE, what)
            XCTAssertTrue(report.warnings.contains(.timestampNotBelieved), what)
            // It takes nothing away where nothing rests on it.
            let now = try Scene.judge(carrying(token))
            XCTAssertEqual(now.decision, .accept, "\(what): \(now.errors)")
        }
        assertAccepted(try Scene.judge(carrying(Self.unit.timestamp(over: over)), at: later, against: snapshot))
    }

    /// A copy of someone's timestamp on another signature must neither help the one nor hurt the other.
    func testACopiedTimestampTakesNothingFromTheSignatureThatItIsOver() throws {
        let later = Scene.now.advanced(bySeconds: 10_800)
        var doctors = try JSONForgery.made { $0.value = try $0.made() }
        try doctors.stamp(by: Self.unit)
        let copier = try JSONForgery.by(Scene.pharmacist) { $0.unsigned = doctors.unsigned }
        let snapshot = try revoked(secondsAfter: 3_600)
        for order in [[doctors, copier], [copier, doctors]] {
            let report = try Scene.judge(JSONForgery.general(order), at: later, against: snapshot)
            for signature in report.signatures {
                let isDoctors = signature.signer?.certificate == Scene.doctor.certificate
                XCTAssertEqual(signature.timestamps.map(\.isBelieved), [isDoctors])
                XCTAssertEqual(signature.indication, .totalPassed)
                XCTAssertEqual(signature.bestSignatureTime?.source, isDoctors ? .timestamp : .now)
            }
        }
        assertVerdict(
            try Scene.judge(
                JSONForgery.general([copier, .made { $0.unsigned = copier.unsigned }]), at: later, against: snapshot),
            .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testAContentTimestampShowsThatItWasSignedAfterTheRevocation() throws {
        let later = Scene.now.advanced(bySeconds: 10_800)
        let over = Base64.encodedASCII(Scene.content, .url)
        func signed(_ bytes: [UInt8], at time: Instant) throws -> [UInt8] {
            let token = try Self.unit.timestamp(over: bytes) { $0.time = time }
            return try JSONForgery.made {
                $0.set("adoTst", ["tstTokens": [["val": .string(Base64.encode(token))]]])
                $0.set("crit", ["adoTst"])
            }.compact()
        }
        let afterwards = try signed(over, at: Scene.now.advanced(bySeconds: 5_400))
        let report = try Scene.judge(afterwards, at: later, against: revoked(secondsAfter: 3_600))
        assertVerdict(report, .revoked, .reject, .signedAfterRevocation)
        let foreign = try signed(Array("another".utf8), at: Scene.now.advanced(bySeconds: 5_400))
        assertVerdict(
            try Scene.judge(foreign, at: later, against: revoked(secondsAfter: 3_600)), .revokedNoPOE, .cannotDecide,
            .revoked)
    }

    func testACourtAsksForMoreThanTheSignersWord() throws {
        assertVerdict(
            try Scene.judge(JSONForgery().compact(), StandardPolicies.court), .noPOE, .cannotDecide, .noProofOfTime)
        assertAccepted(try Scene.judge(stamped(), at: Scene.now.advanced(bySeconds: minute), StandardPolicies.court))
    }

    // MARK: Material that comes along

    func testRevocationEvidenceThatComesAlongIsJudgedLikeAnyOther() throws {
        func carrying(_ lists: [CertificateList], _ answers: [[UInt8]] = []) throws -> [UInt8] {
            try JSONForgery.made { forgery in
                try forgery.stamp(by: Self.unit)
                forgery.unsigned.append([
                    "rVals": [
                        "crlVals": .array(lists.map { ["val": .string(Base64.encode(Array($0.encoded)))] }),
                        "ocspVals": .array(answers.map { ["val": .string(Base64.encode($0))] }),
                    ]
                ])
                forgery.unsigned.append([
                    "xVals": [["x509Cert": ["val": .string(Base64.encode(Scene.health.certificate.encoded))]]]
                ])
            }.flattened()
        }
        let nothing = try Scene.snapshot(intermediates: [], lists: [])
        let report = try Scene.judge(carrying(Scene.lists), against: nothing)
        assertAccepted(report)
        XCTAssertEqual(report.signatures.map(\.level), [.longTerm])
        // A list by someone else of that name says nothing.
        let stranger = try TestPKI.root().authority("Health")
        assertVerdict(
            try Scene.judge(carrying([Scene.lists[0], stranger.revocationList()]), against: nothing), .tryLater,
            .cannotDecide, .revocationEvidenceMissing)
        let noise = try Scene.judge(carrying([], [[1, 2, 3]]), against: nothing)
        assertVerdict(noise, .tryLater, .cannotDecide, .revocationEvidenceMissing)
    }

    // MARK: What the purpose asks

    func testPurposesAndPoliciesAreAskedOfJSONSignaturesToo() throws {
        let pharmacists = try JSONForgery.by(Scene.pharmacist).compact()
        assertVerdict(
            try Scene.judge(pharmacists, StandardPolicies.prescription), .chainConstraintsFailure, .reject,
            .professionNotAllowed)
        assertAccepted(try Scene.judge(pharmacists, StandardPolicies.reimbursement))
        let server = try Scene.health.signer("Server") { $0.set(.keyUsage(.digitalSignature)) }
        assertVerdict(
            try Scene.judge(JSONForgery.by(server).compact()), .chainConstraintsFailure, .reject, .keyUsage)
        for name in ["urn:oid:1.2.3.4", "https://policies.example/1"] {
            let named = try JSONForgery.made {
                $0.set("sigPId", ["id": ["id": .string(name)], "digAlg": "S256", "digVal": "AA"])
            }.compact()
            assertVerdict(
                try Scene.judge(named), .signaturePolicyNotAvailable, .cannotDecide, .signaturePolicyNotAvailable)
        }
    }

    // MARK: Signatures over signatures

    func testACounterSignatureHasAVerdictOfItsOwn() throws {
        let good = try JSONForgery.made { $0.value = try $0.made() }
        let value = try good.made()
        func countersigned(_ counter: JSONForgery, flattened: Bool = false) throws -> ValidationReport {
            let bytes = flattened ? try counter.flattened() : try counter.compact()
            let component: JSONValue =
                flattened ? try JSONReader.read(bytes) : .string(String(decoding: bytes, as: UTF8.self))
            var forgery = good
            forgery.unsigned = [["cSig": component]]
            return try Scene.judge(forgery.flattened(), StandardPolicies.prescription)
        }
        let counter = try JSONForgery.by(Scene.pharmacist) {
            $0.payload = nil
            $0.signed = value
        }
        for flattened in [false, true] {
            let report = try countersigned(counter, flattened: flattened)
            assertAccepted(report)
            XCTAssertEqual(report.signatures[0].counterSignatures.map(\.indication), [.totalPassed])
            XCTAssertEqual(
                report.signatures[0].counterSignatures[0].signer?.certificate, Scene.pharmacist.certificate)
        }
        // Over another signature: its own failure, and a warning.
        var bad = counter
        bad.signed = [1, 2, 3]
        let report = try countersigned(bad)
        assertAccepted(report)
        XCTAssertEqual(report.signatures[0].counterSignatures.map(\.subIndication), [.sigCryptoFailure])
        XCTAssertTrue(report.warnings.contains(.counterSignatureNotValid))
    }

    func testSignaturesOverSignaturesWithoutEndEnd() throws {
        var inner = try JSONForgery.made { $0.value = try $0.made() }
        for _ in 0..<5 {
            var outer = try JSONForgery.made {
                $0.payload = nil
                $0.signed = [1]
            }
            let component: JSONValue = .string(String(decoding: try inner.flattened(), as: UTF8.self))
            outer.unsigned = [JSONValue](repeating: ["cSig": component], count: 2)
            inner = outer
        }
        inner.payload = Scene.content
        inner.signed = Scene.content
        let report = try Scene.judge(inner.flattened())
        assertAccepted(report)
        func count(_ reports: [SignatureReport]) -> Int { reports.reduce(0) { $0 + 1 + count($1.counterSignatures) } }
        XCTAssertEqual(count(report.signatures), 1 + 2 + 4 + 8 + 16)
        var wide = JSONForgery()
        wide.unsigned = [JSONValue](repeating: ["cSig": "eyJ.."], count: 64)
        XCTAssertEqual(try Scene.judge(wide.flattened()).signatures[0].counterSignatures.count, 16)
    }

    func testTimesAtTheEndsOfTheNumberRangeAreJudged() throws {
        func judge(_ seconds: Int64, at time: Instant) throws -> ValidationReport {
            try Scene.judge(
                JSONForgery.made { $0.set("iat", .integer(seconds)) }.compact(), at: time, by: .caller)
        }
        for time in [Scene.now, Instant(secondsSince1970: .min), Instant(secondsSince1970: .max)] {
            for seconds in [0, 253_402_300_799] as [Int64] {
                let report = try judge(seconds, at: time)
                XCTAssertNotEqual(report.decision, .accept, "\(seconds)")
                XCTAssertTrue(report.errors.contains(.signingTimeOutsideValidity), "\(seconds) \(report.errors)")
            }
            // No calendar has these.
            for seconds in [Int64.min, -1, 253_402_300_800, .max] {
                assertVerdict(try judge(seconds, at: time), .formatFailure, .reject, .partInvalid)
            }
        }
    }

    /// Whatever happens to the part that nobody signed: the answer is a verdict, and the signed part's is its own.
    func testNothingThatHangsOnASignatureStopsTheValidator() throws {
        let good = try JSONForgery.made { $0.value = try $0.made() }
        let counter = try JSONForgery.by(Scene.pharmacist) {
            $0.payload = nil
            $0.signed = try good.made()
        }
        var signed = good
        try signed.stamp(by: Self.unit)
        signed.unsigned += [
            ["cSig": .string(String(decoding: try counter.compact(), as: UTF8.self))],
            [
                "rVals": [
                    "crlVals": [["val": .string(Base64.encode(Array(Scene.lists[1].encoded)))]],
                    "ocspVals": [["val": "AA"]],
                ]
            ],
            ["xVals": [["x509Cert": ["val": .string(Base64.encode(Scene.health.certificate.encoded))]]]],
        ]
        let bytes = try signed.flattened()
        let snapshot = try Scene.snapshot()
        assertAccepted(try Scene.judge(bytes, against: snapshot))
        let start = try XCTUnwrap(bytes.firstRange(of: Array("\"header\"".utf8))).lowerBound
        var verdicts: [Decision: Int] = [:]
        for place in stride(from: start, to: bytes.count, by: 61) {
            for change in [UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "A"), 0x00, 0xff, UInt8(ascii: "]")] {
                var changed = bytes
                changed[place] = change
                verdicts[try Scene.judge(changed, against: snapshot).decision, default: 0] += 1
            }
        }
        // Most changes break the JSON; the others spoil a statement that nobody signed, and no more.
        XCTAssertEqual(Set(verdicts.keys), [.accept, .reject], "\(verdicts)")
        for value in [.null, [], ["tstTokens": .null], ["tstTokens": [.null, ["val": 1], ["val": ""]]], "x"]
            as [JSONValue]
        {
            for name in ["sigTst", "rVals", "xVals", "tstVD", "cSig", "arcTst"] {
                var odd = good
                odd.unsigned = [.object([.init(name, value)])]
                let report = try Scene.judge(odd.flattened(), against: snapshot)
                XCTAssertEqual(report.decision, .accept, "\(name) \(value): \(report.errors)")
            }
        }
    }

    // MARK: Facts

    func testKeptFactsAreReadBackAndJudgedAgain() throws {
        let good = try JSONForgery.made { $0.value = try $0.made() }
        let counter = try JSONForgery.by(Scene.pharmacist) {
            $0.payload = nil
            $0.signed = try good.made()
        }
        var countersigned = good
        countersigned.unsigned = [["cSig": .string(String(decoding: try counter.compact(), as: UTF8.self))]]
        let documents: [[UInt8]] = try [
            good.compact(), stamped(), JSONForgery.general([good, .by(Scene.pharmacist)]), countersigned.flattened(),
            JSONForgery.general([good, .made { $0.set("alg", "none") }]),
        ]
        for snapshot in [try Scene.snapshot(), try revoked(secondsAfter: 30)] {
            for document in documents {
                let facts = try SignatureValidator().facts(
                    of: document, at: ReferenceTime(Scene.now, .now), against: snapshot,
                    policy: StandardPolicies.signature)
                let bytes = JSONWriter.bytes(facts.json)
                let read = try FactsReader.read(try JSONReader.read(bytes, limit: bytes.count))
                XCTAssertEqual(read, facts)
                for days in [0, 1, 800] as [Int64] {
                    for purpose in StandardPolicies.purposes {
                        let time = ReferenceTime(Scene.now.advanced(bySeconds: days * 86_400 + 120), .caller)
                        let policy = StandardPolicies.policy(for: purpose)
                        let direct = SignatureValidator().validate(
                            document, at: time, against: snapshot, policy: policy)
                        let replayed = Judge.judge(read, by: policy.rules(for: time.source), at: time)
                        XCTAssertEqual(replayed.map(\.subIndication), direct.signatures.map(\.subIndication))
                        XCTAssertEqual(
                            replayed.map { $0.counterSignatures.map(\.subIndication) },
                            direct.signatures.map { $0.counterSignatures.map(\.subIndication) })
                    }
                }
            }
        }
        XCTAssertThrowsError(
            try SignatureValidator().facts(
                of: Array("eyJhbGciOiJub25lIn0..".utf8), at: ReferenceTime(Scene.now, .now),
                against: try Scene.snapshot(), policy: StandardPolicies.signature))
    }
}
