// SPDX-License-Identifier: Apache-2.0
import PKIX
import TestSupport
import XCTest

/// That the invalid PKITS cases fail for the reason that they are about, and only for it.
final class PKITSReasonTests: XCTestCase {
    /// By section; a case of its own goes before its section.
    private static let reasons: [(String, Set<PathFailureCode>)] = [
        ("4.1.", [.signatureInvalid]), ("4.2.1", [.notYetValid]), ("4.2.2", [.notYetValid]),
        // The list is from after the certificate's end, so it says nothing about it either.
        ("4.2.7", [.expired, .noRevocationEvidence]), ("4.2.", [.expired]), ("4.3.", [.noPathFound]),
        ("4.4.2", [.revoked]), ("4.4.3", [.revoked]), ("4.4.15", [.revoked]), ("4.4.18", [.revoked]),
        ("4.4.20", [.revoked]), ("4.4.11", [.staleEvidence]), ("4.4.12", [.staleEvidence]),
        ("4.4.", [.noRevocationEvidence]), ("4.5.8", [.notACA, .keyUsage]), ("4.5.", [.revoked]),
        ("4.6.1", [.notACA]), ("4.6.2", [.notACA]), ("4.6.3", [.notACA]), ("4.6.", [.pathLength]),
        ("4.7.4", [.noRevocationEvidence]), ("4.7.5", [.noRevocationEvidence]), ("4.7.", [.keyUsage]),
        ("4.8.", [.policy]), ("4.9.", [.policy]), ("4.10.", [.policy]), ("4.11.", [.policy]), ("4.12.", [.policy]),
        ("4.13.", [.nameConstraints]), ("4.14.16", [.onHold]), ("4.14.2", [.revoked]), ("4.14.6", [.revoked]),
        ("4.14.15", [.revoked]), ("4.14.20", [.revoked]), ("4.14.21", [.revoked]), ("4.14.23", [.revoked]),
        ("4.14.31", [.revoked]), ("4.14.32", [.revoked]), ("4.14.34", [.revoked]),
        ("4.14.", [.noRevocationEvidence]), ("4.15.1", [.noRevocationEvidence]), ("4.15.10", [.staleEvidence]),
        ("4.15.", [.revoked]), ("4.16.", [.unknownCriticalExtension]),
    ]

    func testInvalidCasesFailForTheirOwnReason() throws {
        let suite = try PKITSCases()
        let invalid = suite.cases.filter { $0.expect == "invalid" }
        for item in invalid {
            let expected = try XCTUnwrap(
                Self.reasons.first { $0.0 == item.id }
                    ?? Self.reasons.first {
                        $0.0.hasSuffix(".") && item.id.hasPrefix($0.0)
                    }, item.id)
            let result = try suite.judge(item)
            XCTAssertEqual(result.codes, expected.1, "\(item.id) \(item.title): \(result.failures)")
        }
        print("PKITS reasons: \(invalid.count) invalid cases")
        XCTAssertGreaterThan(invalid.count, 100)
    }

    func testCasesOf2011FailTodayForTheirAlgorithms() throws {
        let suite = try PKITSCases()
        let item = try suite.named("4.1.4")
        XCTAssertNotNil(try suite.judge(item).path)
        // The suite's certificates run until 2030; DSA-1024 with SHA-1 does not.
        let today = try suite.judge(item) { $0.time = TestPKI.now }
        XCTAssertEqual(today.codes, [.algorithm, .noRevocationEvidence])
        XCTAssertEqual(today.examined?.evidence.first?.refused, [.algorithm])
        XCTAssertEqual(try suite.judge(item) { $0.algorithms = .floor }.codes, today.codes)
        let strong = try suite.named("4.1.1")
        XCTAssertNotNil(try suite.judge(strong) { $0.time = TestPKI.now }.path)
        XCTAssertNotNil(try suite.judge(strong) { $0.algorithms = .floor }.path)
    }
}
