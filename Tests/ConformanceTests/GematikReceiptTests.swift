// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// The three gematik cards with receipts as the house gives them: stated, stamped, read back, and judged years later.
final class GematikReceiptTests: XCTestCase {
    private static let house = Result { () throws -> (root: TestIdentity, unit: TestIdentity) in
        let validity = Validity(
            notBefore: try XCTUnwrap(Instant(rfc3339: "2020-01-01T00:00:00Z")),
            notAfter: try XCTUnwrap(Instant(rfc3339: "2040-01-01T00:00:00Z")))
        let root = try TestPKI.root("Receipts of 2021") { $0.validity = validity }
        return (root, try root.timestampUnit { $0.validity = validity })
    }

    private func snapshot(at time: Instant, _ answers: [BasicOCSPResponse]) throws -> TrustSnapshot {
        let root = try Self.house.get().root
        let list = try root.revocationList {
            $0.thisUpdate = time.advanced(bySeconds: -60)
            $0.nextUpdate = time.advanced(bySeconds: 86_400)
        }
        return try TrustSnapshot(
            anchors: Certificate.all(inPEMOrDER: try SharedData.bytes("gematik/ca/ALL.pem")) + [root.certificate],
            lists: [list], responses: answers, ocspTrust: .anchoredResponder)
    }

    /// What the house gives at the first verification.
    private func receipt(of document: [UInt8], at time: Instant, _ answers: [BasicOCSPResponse]) throws -> Receipt {
        let report = SignatureValidator().validate(
            document, at: ReferenceTime(time, .now), against: try snapshot(at: time, answers),
            policy: StandardPolicies.signature)
        let log = ReceiptLog(id: Array(repeating: 1, count: 32), size: 1, root: Array(repeating: 2, count: 32))
        let statement = try XCTUnwrap(ReceiptStatement(of: report.signatures[0], in: report, log: log)).encoded
        let token = try Self.house.get().unit.timestamp(over: statement) { $0.time = time }
        return try Receipt(statement: statement, token: token)
    }

    func testTheTableOfTheThreeCards() throws {
        let answers = try SharedData.files(in: "gematik/ocsp", extensions: "der")
            .compactMap { try OCSPResponse(der: [UInt8](try Data(contentsOf: $0))).basic }
        let seen = try XCTUnwrap(Instant(rfc3339: "2021-04-20T11:33:00Z"))
        let now = try XCTUnwrap(Instant(rfc3339: "2021-04-29T16:00:00Z"))
        let rows: [(String, without: SubIndication, with: SubIndication?)] = [
            ("normal", .outOfBoundsNotRevoked, nil), ("gesperrt", .revokedNoPOE, nil),
            ("rueckw.-gesperrt", .revokedNoPOE, .revokedNoPOE),
        ]
        var count = 0
        for row in rows {
            for folder in ["gematik/qes-cases/\(row.0)", "gematik/qes-cases/\(row.0)/OhneRevocationInfo"] {
                for file in try SharedData.files(in: folder, extensions: "p7") {
                    let document = [UInt8](try Data(contentsOf: file))
                    let receipt = try receipt(of: document, at: seen, answers)
                    func judge(_ receipts: [Receipt]) throws -> ValidationReport {
                        SignatureValidator().validate(
                            document, at: ReferenceTime(now, .now), against: try snapshot(at: now, answers),
                            policy: StandardPolicies.signature, receipts: receipts)
                    }
                    let with = try judge([receipt])
                    XCTAssertEqual(with.subIndication, row.with, "\(folder): \(with.signatures.flatMap(\.causes))")
                    XCTAssertEqual(with.referenceTime, ReferenceTime(seen, .receipt), folder)
                    // Control.
                    XCTAssertEqual(try judge([]).subIndication, row.without, folder)
                    count += 1
                }
            }
        }
        print("  cases: gematik cards with receipts of the house \(count) of \(count)")
        XCTAssertEqual(count, 12)
    }
}
