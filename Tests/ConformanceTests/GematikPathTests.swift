// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// Paths and OCSP answers of the German test infrastructure for prescriptions.
final class GematikPathTests: XCTestCase {
    private struct Document {
        let name: String
        let signer: Certificate
        let certificates: [Certificate]
        let answers: [BasicOCSPResponse]
    }

    private func anchors() throws -> [TrustAnchor] {
        try SharedData.files(in: "gematik/ca", extensions: "pem").filter { $0.lastPathComponent != "ALL.pem" }
            .map { try TrustAnchor(certificate: try Certificate(derOrPEM: [UInt8](try Data(contentsOf: $0)))) }
    }

    private func documents(_ folder: String) throws -> [Document] {
        try SharedData.files(in: folder, extensions: "p7").map { file in
            let signed = try SignedData(der: [UInt8](try Data(contentsOf: file)))
            let certificates = try signed.certificates.map { try Certificate(der: $0) }
            let identifier = try XCTUnwrap(signed.signerInfos.first?.identifier)
            return Document(
                name: file.lastPathComponent,
                signer: try XCTUnwrap(certificates.first { identifier.matches($0) }), certificates: certificates,
                answers: try signed.ocspResponses.compactMap { try OCSPResponse(der: $0).basic })
        }
    }

    private func judge(
        _ document: Document, at time: Instant, answers: [BasicOCSPResponse]? = nil,
        _ change: (inout PathPolicy) -> Void = { _ in }
    ) throws -> PathResult {
        var policy = PathPolicy(time: time)
        policy.ocspTrust = .anchoredResponder
        policy.algorithms = .floor
        change(&policy)
        return PathValidator().validate(
            target: document.signer, anchors: try anchors(), intermediates: document.certificates,
            ocsp: answers ?? document.answers, policy: policy)
    }

    func testStapledAnswersAreEvidenceUnderTheLocalConfigurationOnly() throws {
        var stapled = 0
        for document in try documents("gematik/qes") {
            guard let answer = document.answers.first else { continue }
            stapled += 1
            let result = try judge(document, at: answer.producedAt)
            XCTAssertEqual(result.path?.evidence.first?.status, .good, "\(document.name): \(result.failures)")
            // Their responders have neither id-pkix-ocsp-nocheck nor a status of their own: RFC 6960 4.2.2.2.1.
            let strict = try judge(document, at: answer.producedAt) { $0.ocspTrust = .issuerOrDelegate }
            XCTAssertEqual(strict.codes, [.noRevocationEvidence])
            XCTAssertEqual(strict.examined?.evidence.first?.refused, [.signerStatusUnknown])
        }
        print("gematik: \(stapled) stapled OCSP answers")
        XCTAssertGreaterThan(stapled, 20)
    }

    func testPathsOfPrescriptionsAreValidInTheirTime() throws {
        let documents = try documents("gematik/erezept") + documents("gematik/qes")
        for document in documents {
            let time = document.signer.validity.notBefore.advanced(bySeconds: 86_400)
            let result = try judge(document, at: time) { $0.revocation = .notChecked }
            XCTAssertNotNil(result.path, "\(document.name): \(result.failures)")
            let after = document.signer.validity.notAfter.advanced(bySeconds: 1)
            XCTAssertEqual(try judge(document, at: after) { $0.revocation = .notChecked }.codes, [.expired])
        }
        print("gematik: \(documents.count) paths")
        XCTAssertGreaterThan(documents.count, 70)
    }

    func testThreeCardsLaterRevokedOrNot() throws {
        // Nine days on: the cards have expired, the responder keeps their status (archive cutoff 1870).
        let answers = try SharedData.files(in: "gematik/ocsp", extensions: "der")
            .compactMap { try OCSPResponse(der: [UInt8](try Data(contentsOf: $0))).basic }
        XCTAssertEqual(answers.count, 20)
        let known = try XCTUnwrap(Instant(rfc3339: "2021-04-29T16:00:00Z"))
        let signed = try XCTUnwrap(Instant(rfc3339: "2021-04-20T11:17:00Z"))
        let later = try XCTUnwrap(Instant(rfc3339: "2021-04-20T12:00:00Z"))
        let rows: [(String, atSigning: Set<PathFailureCode>, later: Set<PathFailureCode>)] = [
            ("normal", [], []), ("gesperrt", [], [.revoked]), ("rueckw.-gesperrt", [.revoked], [.revoked]),
        ]
        for (folder, atSigning, afterwards) in rows {
            for document in try documents("gematik/qes-cases/\(folder)") {
                let all = document.answers + answers
                let first = try judge(document, at: signed, answers: all) { $0.evidenceTime = known }
                XCTAssertEqual(first.codes, atSigning, "\(folder): \(first.failures)")
                let second = try judge(document, at: later, answers: all) { $0.evidenceTime = known }
                XCTAssertEqual(second.codes, afterwards, "\(folder): \(second.failures)")
                // With what was stapled then, nothing was known of it.
                XCTAssertNotNil(try judge(document, at: signed).path)
            }
        }
    }

    func testRevocationIsReportedWithItsTime() throws {
        let document = try XCTUnwrap(try documents("gematik/qes-cases/gesperrt").first)
        let answers = try SharedData.files(in: "gematik/ocsp", extensions: "der")
            .compactMap { try OCSPResponse(der: [UInt8](try Data(contentsOf: $0))).basic }
        let result = try judge(document, at: document.signer.validity.notBefore, answers: answers) {
            $0.revocation = .reported
            $0.evidenceTime = TestPKI.now
        }
        let date = try XCTUnwrap(Instant(rfc3339: "2021-04-20T11:36:35Z"))
        XCTAssertEqual(
            result.path?.evidence.first?.status, .revoked(at: date, reason: nil, invalidity: nil),
            "\(result.failures)")
    }
}
