// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// The EU DSS's own tests of the algorithm of ETSI EN 319 102-1: its facts, judged here.
///
/// Rows without changes to the data and with one plain assertion under the default policy; what is about formats that
/// Mohr does not read, qualification or DSS's own switches is left out by the class that it is in.
final class DSSAlgorithmTests: XCTestCase {
    /// Not the algorithm of the standard: other formats' containers, qualification, trusted lists, own suites.
    private static let otherClasses = [
        "CertificateProcess", "Qualification", "TLValidation", "MRA", "CustomCryptographicSuite", "PDFValidation",
        "ASICValidation", "CryptoWarn", "TimestampAlone", "RevocationDataVerifier",
    ]

    /// Rows that Mohr judges otherwise: what it says, and why.
    private static let differing: [String: (sub: SubIndication, reason: String)] = [
        "rsa2047Test": (.cryptoConstraintsFailure, "DESIGN 6: RSA from 2048 bits; DSS takes RSA from 1900"),
        "md5Test": (
            .cryptoConstraintsFailure, "ETSI EN 319 102-1 5.2.8: never accepted, so no proof of time could help"
        ),
        "dss1768ExpiredTest": (.cryptoConstraintsFailure, "as for MD5: ECDSA-160 is accepted at no time"),
        "expiredCertsRevocationInfoTest": (
            .tryLater, "ETSI TS 119 612 5.5.9.1: the service's word that it keeps the expired is in a trusted list"
        ),
        "unknownRevocationTest": (
            .outOfBoundsNoPOE, "ETSI EN 319 102-1 5.2.6.4: judged outside its validity, and nothing says it was good"
        ),
        "revokedWithNotTrustedOCSP": (.outOfBoundsNoPOE, "as above: an answer that may not be believed says nothing"),
    ]

    func testRowsAreJudgedAsThere() throws {
        let table = String(decoding: try SharedData.bytes("dss/diag-data/EXPECTED.tsv"), as: UTF8.self)
        var counts = (rows: 0, same: 0, differing: 0)
        for line in table.split(whereSeparator: \.isNewline).dropFirst() {
            let row = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard row.count > 6, row[5] == "3", row[3] == "loadDefaultPolicy", row[4].hasSuffix("getValidationDate()"),
                !Self.otherClasses.contains(where: { row[2].contains($0) }), let expected = Self.expected(row[6])
            else { continue }
            counts.rows += 1
            let data = try DiagnosticData(try SharedData.bytes("dss/diag-data/\(row[0])"))
            let seen = try XCTUnwrap(judge(data).first, row[0])
            if let other = Self.differing[row[1]] {
                XCTAssertEqual(seen.subIndication, other.sub, "\(row[0]): \(other.reason)")
                counts.differing += 1
            } else {
                XCTAssertEqual(seen.subIndication?.rawValue ?? "TOTAL_PASSED", expected, "\(row[0]): \(seen.causes)")
                counts.same += 1
            }
        }
        XCTAssertEqual(counts.differing, Self.differing.count)
        XCTAssertGreaterThan(counts.same, 35)
        print(
            "  cases: \(counts.rows) rows of DSS's algorithm tests, \(counts.same) alike, \(counts.differing) otherwise"
        )
    }

    /// Control: without their timestamps, what passed only by them does not.
    func testWithoutTimestampsTheProvenAreNotProven() throws {
        for name in ["DSS-2805/dss-2805-ocsp-expired-lta.xml", "dss-2070.xml"] {
            let data = try DiagnosticData(try SharedData.bytes("dss/diag-data/\(name)"))
            XCTAssertNil(judge(data).first?.subIndication, name)
            var facts = data.facts
            facts.timestamps = [:]
            XCTAssertNotNil(judge(data, facts).first?.subIndication, name)
        }
    }

    private func judge(_ data: DiagnosticData, _ facts: Facts? = nil) -> [Judgement] {
        // As DSS's default policy has it: what is current is not asked, SHA-1 ended in 2012.
        let rules = JudgementRules(algorithms: .standard, maximumStatusAgeSeconds: .max, needsFreshEvidence: false)
        return Judge.judge(facts ?? data.facts, by: rules, at: ReferenceTime(data.validationTime, .now))
    }

    /// The sub-indication of one plain assertion, or TOTAL_PASSED; `nil` for anything else.
    private static func expected(_ assertions: String) -> String? {
        let words = assertions.split(separator: " ")
        guard words.filter({ $0.hasPrefix("Indication.") }).count == 1, words.count <= 2 else { return nil }
        return words.last.map { String($0.drop { $0 != "." }.dropFirst()) }
    }
}
