// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// CAdES files of the EU's validation suite, as far as their cryptography and structure go.
///
/// Their anchors are not among them, so no file can be accepted here; what its own test says of the document's digest
/// and the signature's value must be what Mohr finds.
final class DSSSignatureTests: XCTestCase {
    /// Files that Mohr judges otherwise, with the clause that decides.
    private static let differing: [String: (cause: CauseCode, clause: String)] = [
        "cades-double-signing-certificate.p7m": (
            .trailingBytes, "RFC 5652 3: one ContentInfo, here with 2 KB of padding"
        ),
        "cades-duplicated-signed-attrs.p7m": (.trailingBytes, "RFC 5652 3: as above; refused there for its attributes"),
        "Test.bin.sig": (.trailingBytes, "RFC 5652 3: as above, 16 KB"),
        "DER_reordered_prova.txt.p7m": (
            .signingCertificateUnreadable, "X.690 10.1: a length in its certificatePolicies is not minimal"
        ),
        "CAdES_A_DETACHED.csig": (.sigCryptoFailure, "RFC 5652 5.4: signed in the order sent, not in DER's"),
        "C-E-ERS-basic-invalid-sig.p7m": (
            .algorithmProtectionMismatch, "RFC 6211 3: the algorithms are not those that were signed"
        ),
        "CAdES-BpB-att-SHA3_224-SHA256withRSA.p7m": (
            .sigCryptoFailure, "RFC 5652 5.4: content and attributes are hashed by one algorithm"
        ),
        "CAdES-BpB-att-SHA3_256-SHA256withRSA.p7m": (.sigCryptoFailure, "RFC 5652 5.4: as above"),
        "CAdES-BpB-att-SHA3_384-SHA256withRSA.p7m": (.sigCryptoFailure, "RFC 5652 5.4: as above"),
        "signature-policy.der": (.malformed, "RFC 5652 3: a signature policy, no signature"),
    ]

    private static let cryptographic: Set<CauseCode> = [
        .malformed, .trailingBytes, .notSignedData, .noSignatureFound, .signatureRepeated, .signedAttributesMissing,
        .attributeRepeated, .attributeMalformed, .contentTypeMissing, .contentTypeMismatch, .messageDigestMissing,
        .algorithmProtectionMismatch, .contentIsSignedAttributes, .signerVersion, .signingCertificateNotFound,
        .signingCertificateMismatch, .signingCertificateUnreadable, .hashFailure, .contentDiffers, .sigCryptoFailure,
    ]

    func testDigestsAndSignatureValuesAreJudgedAsInTheirTests() throws {
        let table = String(decoding: try SharedData.bytes("dss/EXPECTED-cades.tsv"), as: UTF8.self)
        let snapshot = try TrustSnapshot(anchors: [])
        var counts = (rows: 0, same: 0, differing: 0)
        for line in table.split(whereSeparator: \.isNewline).dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count > 4, let bytes = try? SharedData.bytes("dss/\(fields[0])") else { continue }
            counts.rows += 1
            let outside = try? SharedData.bytes("dss/cades/\(fields[1])")
            let report = SignatureValidator().validate(
                bytes, content: fields[1].hasPrefix("validation") ? outside.map { .bytes($0) } ?? .embedded : .embedded,
                at: ReferenceTime(TestPKI.now, .now), against: snapshot, policy: StandardPolicies.signature)
            XCTAssertNotEqual(report.decision, .accept, fields[0])
            let found = Set(report.signatures.flatMap(\.causes).map(\.code))
            let name = fields[0].split(separator: "/").last.map(String.init) ?? ""
            if let other = Self.differing[name] {
                XCTAssertTrue(found.contains(other.cause), "\(name): \(other.clause), found \(found)")
                counts.differing += 1
            } else {
                check(name, expected: fields[3], falseFlags: fields[4], found)
                counts.same += 1
            }
        }
        print("  cases: DSS signatures judged alike \(counts.same) of \(counts.rows)")
        print("  cases: DSS signatures judged otherwise, each by a clause \(counts.differing) of \(counts.rows)")
        XCTAssertGreaterThan(counts.rows, 40)
    }

    private func check(_ name: String, expected: String, falseFlags: String, _ found: Set<CauseCode>) {
        let flags = Set(falseFlags.split(separator: " ").map(String.init))
        if flags.contains("REF-DATA-NOT-FOUND") || expected.contains("SIGNED_DATA_NOT_FOUND") {
            XCTAssertTrue(found.contains(.signedDataNotFound), "\(name): \(found)")
        } else if flags.contains("REF-DATA-NOT-INTACT"), !found.contains(.signedDataNotFound) {
            // Where the content is not at hand the flag speaks of an evidence record, a later matter.
            XCTAssertTrue(found.contains(.hashFailure), "\(name): \(found)")
        } else {
            XCTAssertTrue(found.isDisjoint(with: Self.cryptographic), "\(name): \(found)")
        }
    }
}
