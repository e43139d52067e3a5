// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// A health tree with a doctor, a pharmacist and current lists; and what is asked of it.
enum Scene {
    static let root = try! TestPKI.root()
    static let health = try! root.authority("Health")
    static let doctor = try! health.signer("Doctor") { $0.set(profession("پزشک", MohrOID.physician)) }
    static let pharmacist = try! health.signer("Pharmacist") { $0.set(profession("داروساز", MohrOID.pharmacist)) }
    static let content = Array("{\"نسخه\":\"آموکسی‌سیلین\"}".utf8)
    static let lists = [try! root.revocationList(), try! health.revocationList()]
    static let now = TestPKI.now

    static func profession(_ name: String, _ identifier: ObjectIdentifier) -> Extension {
        .admission(
            Admission(
                profession: ProfessionInfo(
                    professionItems: [DirectoryString(name)], professionOIDs: [identifier],
                    registrationNumber: "12345")))
    }

    static func snapshot(
        anchors: [TestIdentity] = [root], intermediates: [TestIdentity] = [health],
        lists: [CertificateList] = lists, responses: [BasicOCSPResponse] = [], status: (any StatusSource)? = nil,
        ocspTrust: OCSPTrust = .issuerOrDelegate
    ) throws -> TrustSnapshot {
        try TrustSnapshot(
            anchors: anchors.map(\.certificate), intermediates: intermediates.map(\.certificate), lists: lists,
            responses: responses, status: status, ocspTrust: ocspTrust)
    }

    static func sign(_ person: TestIdentity = doctor, at time: Instant = now) throws -> [UInt8] {
        try DocumentSigner().sign(
            content, with: FileToken(key: person.key, certificate: person.certificate), signingTime: time)
    }

    /// A document whose kind is signed.
    static func sign(kind: String?) throws -> [UInt8] {
        try DocumentSigner().sign(
            .bytes(content), with: FileToken(key: doctor.key, certificate: doctor.certificate),
            terms: SignatureTerms(signingTime: now, mimeType: kind))
    }

    static func judge(
        _ message: [UInt8], content: SignedContent = .embedded, at time: Instant = now,
        by source: ReferenceTime.Source = .now, _ policy: ValidationPolicy = StandardPolicies.signature,
        against snapshot: TrustSnapshot? = nil
    ) throws -> ValidationReport {
        SignatureValidator().validate(
            message, content: content, at: ReferenceTime(time, source), against: try snapshot ?? Self.snapshot(),
            policy: policy)
    }
}

extension ValidationReport {
    /// The codes of everything that stands in the way, of all signatures.
    var errors: [CauseCode] { signatures.flatMap(\.causes).map(\.code).filter { $0.severity == .error } }

    /// The codes of everything that people should know.
    var warnings: [CauseCode] { signatures.flatMap(\.causes).map(\.code).filter { $0.severity == .warning } }
}

/// Asserts a verdict: the sub-indication, the decision that goes with it, and the finding that decided.
func assertVerdict(
    _ report: ValidationReport, _ subIndication: SubIndication, _ decision: Decision, _ cause: CauseCode,
    file: StaticString = #filePath, line: UInt = #line
) {
    let seen = "\(report.errors)"
    XCTAssertEqual(report.subIndication, subIndication, seen, file: file, line: line)
    XCTAssertEqual(report.indication, subIndication.indication, seen, file: file, line: line)
    XCTAssertEqual(report.decision, decision, seen, file: file, line: line)
    XCTAssertTrue(report.errors.contains(cause), seen, file: file, line: line)
}

/// Asserts that nothing stands in the way.
func assertAccepted(_ report: ValidationReport, file: StaticString = #filePath, line: UInt = #line) {
    XCTAssertEqual(report.decision, .accept, "\(report.errors)", file: file, line: line)
    XCTAssertEqual(report.indication, .totalPassed, file: file, line: line)
    XCTAssertNil(report.subIndication, file: file, line: line)
}
