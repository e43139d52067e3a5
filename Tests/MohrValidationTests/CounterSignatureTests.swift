// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrSigning
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// A signature over a signature is judged for itself and changes nothing about the other.
final class CounterSignatureTests: XCTestCase {
    private func countersigned(
        _ message: [UInt8], by person: TestIdentity = Scene.pharmacist, at time: Instant = Scene.now
    ) throws -> [UInt8] {
        try DocumentSigner().countersign(
            message, with: FileToken(key: person.key, certificate: person.certificate),
            terms: SignatureTerms(signingTime: time))
    }

    /// The message with other values of the attribute.
    private func carrying(_ values: [[UInt8]], _ message: [UInt8]) throws -> [UInt8] {
        var revision = SignedDataRevision(try SignedData(der: message))
        for value in values { revision.add(CMSAttribute(OID.countersignature) { $0.raw(value) }, toSigner: 0) }
        return revision.encoded()
    }

    private func counter(in message: [UInt8]) throws -> [UInt8] {
        Array(try XCTUnwrap(SignedData(der: message).signerInfos[0].counterSignatures.first))
    }

    func testAGoodCounterSignatureIsReportedWithItsSigner() throws {
        let report = try Scene.judge(countersigned(Scene.sign()), StandardPolicies.prescription)
        assertAccepted(report)
        // A pharmacist may not prescribe, but may sign that they saw the prescription.
        let counters = report.signatures[0].counterSignatures
        XCTAssertEqual(counters.map(\.indication), [.totalPassed])
        XCTAssertEqual(counters[0].signer?.certificate, Scene.pharmacist.certificate)
        XCTAssertEqual(counters[0].claimedSigningTime, Scene.now)
        XCTAssertEqual(counters[0].certificateStatus?.status, .good)
        XCTAssertEqual(report.warnings, [.claimedTimeOnly])
        XCTAssertEqual(try Scene.judge(Scene.sign()).signatures[0].counterSignatures, [])
    }

    func testABadCounterSignatureIsItsOwnFailureAndAWarning() throws {
        let message = try Scene.sign()
        let good = try counter(in: countersigned(message))
        var flipped = good
        flipped[flipped.count - 1] ^= 1
        let elsewhere = try counter(in: countersigned(Scene.sign(at: Scene.now.advanced(bySeconds: 1))))
        let stranger = try TestPKI.root("Elsewhere").signer("Stranger")
        let server = try Scene.health.signer("Server") { $0.set(.keyUsage(.digitalSignature)) }
        var plain = Forgery()
        plain.key = Scene.pharmacist.key
        plain.certificate = Scene.pharmacist.certificate
        plain.content = Array(try SignedData(der: message).signerInfos[0].signature)
        let typed = try plain.signerInfo()
        plain.attributes = nil
        let bare = try plain.signerInfo()
        // The house's own signer would not countersign with a server's key.
        var servers = Forgery()
        servers.key = server.key
        servers.certificate = server.certificate
        servers.content = plain.content
        servers.remove(OID.contentType)
        let machine = try servers.signerInfo()
        let rows: [(String, [UInt8], [TestIdentity], SubIndication, CauseCode)] = [
            ("a flipped bit", flipped, [Scene.pharmacist], .sigCryptoFailure, .sigCryptoFailure),
            ("over another signature", elsewhere, [Scene.pharmacist], .hashFailure, .hashFailure),
            ("with a content type (RFC 5652 11.4)", typed, [Scene.pharmacist], .formatFailure, .contentTypeMismatch),
            ("without signed attributes", bare, [Scene.pharmacist], .formatFailure, .signedAttributesMissing),
            ("a server", machine, [server], .chainConstraintsFailure, .keyUsage),
            ("no certificate", good, [], .noSigningCertificateFound, .signingCertificateNotFound),
        ]
        for (what, value, people, subIndication, cause) in rows {
            var forged = try carrying([value], message)
            var revision = SignedDataRevision(try SignedData(der: forged))
            for person in people { revision.add(certificate: person.certificate.encoded) }
            forged = revision.encoded()
            assertCounter(try Scene.judge(forged), subIndication, cause, what)
        }
        assertCounter(
            try Scene.judge(carrying([[0x30, 0x00]], message)), .formatFailure, .malformed, "not a SignerInfo")
        assertCounter(
            try Scene.judge(countersigned(message, by: stranger)), .noCertificateChainFound, .noCertificateChainFound,
            "a stranger")
        let revoked = try Scene.snapshot(lists: [
            Scene.root.revocationList(), Scene.health.revocationList { $0.revoke(Scene.pharmacist) },
        ])
        assertCounter(
            try Scene.judge(countersigned(message), against: revoked), .revokedNoPOE, .revoked, "revoked")
    }

    private func assertCounter(
        _ report: ValidationReport, _ subIndication: SubIndication, _ cause: CauseCode, _ what: String,
        line: UInt = #line
    ) {
        XCTAssertEqual(report.decision, .accept, "\(what): \(report.errors)", line: line)
        XCTAssertTrue(report.warnings.contains(.counterSignatureNotValid), what, line: line)
        let counters = report.signatures[0].counterSignatures
        XCTAssertEqual(counters.map(\.subIndication), [subIndication], "\(what): \(counters)", line: line)
        XCTAssertTrue(counters.flatMap(\.causes).map(\.code).contains(cause), what, line: line)
    }

    func testACounterSignatureSavesNoBadSignature() throws {
        var message = try Scene.sign()
        message[try XCTUnwrap(message.firstRange(of: Scene.content)).upperBound - 3] ^= 1
        let report = try Scene.judge(countersigned(message))
        assertVerdict(report, .hashFailure, .reject, .hashFailure)
        XCTAssertEqual(report.signatures[0].counterSignatures.map(\.indication), [.totalPassed])
    }

    func testAGoodOneBesideABadOneKeepsItsVerdict() throws {
        let message = try countersigned(Scene.sign())
        let elsewhere = try counter(in: countersigned(Scene.sign(at: Scene.now.advanced(bySeconds: 1))))
        let report = try Scene.judge(carrying([elsewhere], message))
        assertAccepted(report)
        XCTAssertEqual(
            Set(report.signatures[0].counterSignatures.map(\.subIndication)), [nil, .hashFailure])
    }

    func testFactsKeepCounterSignatures() throws {
        let message = try countersigned(Scene.sign())
        let time = ReferenceTime(Scene.now, .now)
        let facts = try SignatureValidator().facts(
            of: message, at: time, against: Scene.snapshot(), policy: StandardPolicies.signature)
        XCTAssertEqual(facts.counterSignatures.count, 1)
        let bytes = JSONWriter.bytes(facts.json)
        let read = try FactsReader.read(try JSONReader.read(bytes, limit: bytes.count))
        XCTAssertEqual(read, facts)
        let judged = Judge.judge(read, by: StandardPolicies.prescription.rules(for: .now), at: time)
        XCTAssertEqual(judged.map { $0.counterSignatures.map(\.subIndication) }, [[nil]])
        // Kept facts in which a signature is said to be over itself end all the same.
        var circular = facts
        circular.counterSignatures = facts.signatures.map { CounterSignatureFacts(of: $0.id, signature: $0) }
        XCTAssertEqual(Judge.judge(circular, by: StandardPolicies.signature.rules(for: .now), at: time).count, 1)
    }
}
