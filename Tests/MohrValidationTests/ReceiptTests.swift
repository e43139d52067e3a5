// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrSigning
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// Receipts of earlier verifications as proofs: what they rescue, and what makes them worth nothing.
final class ReceiptTests: XCTestCase {
    private static let unit = try! Scene.root.timestampUnit()
    private static let day: Int64 = 86_400
    private static let log = ReceiptLog(
        id: Array(repeating: 7, count: 32), size: 12, root: Array(repeating: 9, count: 32))

    private func after(_ days: Int64) -> Instant { Scene.now.advanced(bySeconds: days * Self.day) }

    private func lists(
        at time: Instant, revoked: Instant? = nil, invalidity: Instant? = nil
    ) throws -> [CertificateList] {
        try [Scene.root, Scene.health].map { authority in
            try authority.revocationList { list in
                list.thisUpdate = time.advanced(bySeconds: -60)
                list.nextUpdate = time.advanced(bySeconds: Self.day)
                guard let revoked, authority.name == Scene.health.name else { return }
                list.revoke(Scene.doctor, at: revoked, invalidity: invalidity)
            }
        }
    }

    private func judge(
        _ message: [UInt8], at time: Instant, _ lists: [CertificateList], _ receipts: [Receipt] = [],
        policy: ValidationPolicy = StandardPolicies.signature
    ) throws -> ValidationReport {
        SignatureValidator().validate(
            message, at: ReferenceTime(time, .now), against: try Scene.snapshot(lists: lists), policy: policy,
            receipts: receipts)
    }

    private func statement(of message: [UInt8], at time: Instant = Scene.now) throws -> ReceiptStatement {
        let report = try judge(message, at: time, lists(at: time))
        return try XCTUnwrap(
            ReceiptStatement(
                of: report.signatures[0], in: report,
                log: Self.log))
    }

    private func receipt(
        of message: [UInt8], by unit: TestIdentity = unit, _ change: (inout TestTimestamp) throws -> Void = { _ in }
    ) throws -> Receipt {
        let bytes = try statement(of: message).encoded
        return try Receipt(statement: bytes, token: try unit.timestamp(over: bytes, change))
    }

    func testAStatementReadsBackAndHasOneFormOnly() throws {
        let statement = try statement(of: try Scene.sign())
        XCTAssertEqual(statement.decision, .accept)
        XCTAssertEqual(statement.certificateStatus.status, .good)
        let bytes = statement.encoded
        XCTAssertEqual(try ReceiptStatement(checking: bytes), statement)
        let text = String(decoding: bytes, as: UTF8.self)
        // Canonical: the members of each object are sorted.
        let names = try XCTUnwrap(statement.json.members).map(\.name)
        XCTAssertEqual(names, names.sorted())
        for other in [
            text + "\n", text.replacing(":", with: ": "), text.replacing("{\"cert", with: "{\"a\":1,\"cert"),
            text.replacing("\"version\":1", with: "\"version\":1,\"who\":\"asked\""),
        ] {
            XCTAssertThrowsError(try ReceiptStatement(checking: Array(other.utf8)), other)
        }
        for member in names {
            let without = JSONValue.object(try XCTUnwrap(statement.json.members).filter { $0.name != member })
            XCTAssertThrowsError(try ReceiptStatement(checking: JSONWriter.bytes(without)), member)
        }
        let wrong = text.replacing("\"version\":1", with: "\"version\":2")
        XCTAssertThrowsError(try ReceiptStatement(checking: Array(wrong.utf8))) {
            XCTAssertEqual($0 as? ReceiptError, .member("version"))
        }
    }

    func testAReceiptReadsBackFromAFileAndFromAnAnswer() throws {
        let receipt = try receipt(of: try Scene.sign())
        XCTAssertTrue(receipt.isWhole)
        XCTAssertEqual(receipt.firstSeen, Scene.now)
        XCTAssertEqual(try Receipt(reading: receipt.json), receipt)
        XCTAssertEqual(try Receipt(reading: ["decision": "accept", "receipt": receipt.json]), receipt)
        XCTAssertThrowsError(try Receipt(reading: ["receipt": .null, "decision": "accept"]))
        XCTAssertThrowsError(try Receipt(statement: receipt.encodedStatement, token: [0x30, 0]))
    }

    func testRevokedAfterTheReceiptIsAcceptedAndBeforeItIsNot() throws {
        let message = try Scene.sign()
        let receipt = try receipt(of: message)
        let report = try judge(message, at: after(2), lists(at: after(2), revoked: after(1)), [receipt])
        assertAccepted(report)
        XCTAssertEqual(report.referenceTime, ReferenceTime(Scene.now, .receipt))
        XCTAssertEqual(report.signatures[0].timestamps.map(\.kind), [.receipt])
        XCTAssertFalse(report.warnings.contains(.claimedTimeOnly))
        for revoked in [Scene.now, Scene.now.advanced(bySeconds: -1)] {
            assertVerdict(
                try judge(message, at: after(2), lists(at: after(2), revoked: revoked), [receipt]), .revokedNoPOE,
                .cannotDecide, .revoked)
        }
        // Backdated to before the receipt.
        let backdated = try lists(at: after(2), revoked: after(1), invalidity: Scene.now.advanced(bySeconds: -5))
        assertVerdict(try judge(message, at: after(2), backdated, [receipt]), .revokedNoPOE, .cannotDecide, .revoked)
        // Control: without it.
        assertVerdict(
            try judge(message, at: after(2), lists(at: after(2), revoked: after(1))), .revokedNoPOE, .cannotDecide,
            .revoked)
    }

    func testAPurposeThatAsksForProofOfTimeTakesAReceipt() throws {
        let message = try Scene.sign()
        let receipt = try receipt(of: message)
        assertAccepted(try judge(message, at: after(1), lists(at: after(1)), [receipt], policy: StandardPolicies.court))
        XCTAssertEqual(
            try judge(message, at: after(1), lists(at: after(1)), policy: StandardPolicies.court).decision,
            .cannotDecide)
    }

    func testReceiptsThatProveNothing() throws {
        let message = try Scene.sign()
        let revoked = try lists(at: after(2), revoked: after(1))
        let good = try receipt(of: message)
        let bytes = good.encodedStatement
        let earlier = Array(
            String(decoding: bytes, as: UTF8.self).replacing("\"accept\"", with: "\"reject\"").utf8)
        let future = after(5)
        let stranger = try TestPKI.root("Stranger").timestampUnit()
        let notCritical = try Scene.root.timestampUnit("Not Critical") { $0.set(.extendedKeyUsage([OID.timeStamping])) }
        var damaged = good.token
        damaged[damaged.count - 3] ^= 1
        let recipes: [(String, Receipt, CauseCode)] = [
            ("statement changed", try Receipt(statement: earlier, token: good.token), .hashFailure),
            (
                "token of another statement",
                try Receipt(statement: bytes, token: try Self.unit.timestamp(over: [1, 2, 3])), .hashFailure
            ),
            ("by a stranger", try receipt(of: message, by: stranger), .noCertificateChainFound),
            ("by the doctor", try receipt(of: message, by: Scene.doctor), .extendedKeyUsage),
            ("by a unit without the critical mark", try receipt(of: message, by: notCritical), .extendedKeyUsage),
            ("from the future", try receipt(of: message) { $0.time = future }, .timestampInFuture),
            ("signature damaged", try Receipt(statement: bytes, token: damaged), .sigCryptoFailure),
        ]
        for (name, receipt, code) in recipes {
            let report = try judge(message, at: after(2), revoked, [receipt])
            XCTAssertEqual(report.subIndication, .revokedNoPOE, name)
            let judged = try XCTUnwrap(report.signatures[0].timestamps.first, name)
            XCTAssertFalse(judged.isBelieved, name)
            XCTAssertTrue(judged.causes.map(\.code).contains(code), "\(name): \(judged.causes)")
            XCTAssertTrue(report.warnings.contains(.timestampNotBelieved), name)
        }
        // Another signature's receipt is not looked at.
        let other = try receipt(of: try Scene.sign(at: Scene.now.advanced(bySeconds: -7)))
        let unrelated = try judge(message, at: after(2), revoked, [other])
        XCTAssertEqual(unrelated.subIndication, .revokedNoPOE)
        XCTAssertEqual(unrelated.signatures[0].timestamps, [])
        // Control: the good one.
        assertAccepted(try judge(message, at: after(2), revoked, [good]))
    }

    func testOnlyIntactSignaturesByTrustedSignersGetOne() throws {
        let message = try Scene.sign()
        var damaged = message
        damaged[damaged.count - 3] ^= 1
        let stranger = try TestPKI.root("Stranger").signer("Nobody")
        XCTAssertTrue(try judge(message, at: Scene.now, Scene.lists).signatures[0].isIntact)
        // A revoked signer's signature is one, and so is one for another purpose.
        XCTAssertTrue(
            try judge(message, at: after(2), lists(at: after(2), revoked: after(1))).signatures[0].isIntact)
        XCTAssertTrue(
            try judge(
                try Scene.sign(Scene.pharmacist), at: Scene.now, Scene.lists, policy: StandardPolicies.prescription
            ).signatures[0].isIntact)
        for (name, bytes) in [("damaged", damaged), ("stranger", try Scene.sign(stranger)), ("junk", [1, 2, 3])] {
            XCTAssertFalse(try judge(bytes, at: Scene.now, Scene.lists).signatures[0].isIntact, name)
        }
        // Without its content nobody knows what it is over.
        let detached = try DocumentSigner().sign(
            Scene.content, with: FileToken(key: Scene.doctor.key, certificate: Scene.doctor.certificate),
            packaging: .detached, signingTime: Scene.now)
        XCTAssertFalse(try judge(detached, at: Scene.now, Scene.lists).signatures[0].isIntact)
    }

    func testKeptFactsCarryTheReceipt() throws {
        let message = try Scene.sign()
        let receipt = try receipt(of: message)
        let snapshot = try Scene.snapshot(lists: lists(at: after(2), revoked: after(1)))
        let now = ReferenceTime(after(2), .now)
        let facts = try SignatureValidator().facts(
            of: message, at: now, against: snapshot, policy: StandardPolicies.signature, receipts: [receipt])
        let kept = try FactsReader.read(try JSONReader.read(JSONWriter.bytes(facts.json), limit: 1 << 20))
        XCTAssertEqual(kept, facts)
        let judged = Judge.judge(kept, by: StandardPolicies.signature.rules(for: .now), at: now)
        XCTAssertEqual(judged.map(\.indication), [.totalPassed])
        XCTAssertEqual(judged.first?.bestSignatureTime.source, .receipt)
    }
}
