// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Who can show that has a key is believed that others may have it, and what is certified with it is revoked.
final class KeyReporterTests: XCTestCase {
    private func request(_ key: PrivateKey, _ commonName: String) throws -> [UInt8] {
        try CertificationRequest.make(subject: try Name([(OID.commonName, commonName)]), key: key).encoded
    }

    private func digest(_ key: PrivateKey) -> [UInt8] {
        DigestAlgorithm.sha256.digest(key.publicKey.subjectPublicKeyInfo)
    }

    private func status(_ issued: Issued, _ house: House) throws -> StatusInterval? {
        try house.records.statusHistory(of: issued.reference).last?.interval
    }

    func testARequestThatSaysSoByTheKeyItselfRevokesEveryCertificateWithTheKey() throws {
        let house = try House()
        let (leaked, other) = (try house.issue("Leaked"), try house.issue("Other"))
        let outcome = try KeyReporter(records: house.records).report(
            try KeyProof(request: request(leaked.identity.key, KeyProof.commonName)), by: "anyone", at: house.clock.now)
        XCTAssertEqual(outcome.revoked, [leaked.reference])
        XCTAssertEqual(try status(leaked, house)?.reason, .keyCompromise)
        XCTAssertEqual(try status(other, house)?.status, .good)
        XCTAssertEqual(try house.records.keyReport(of: digest(leaked.identity.key)), outcome.report)
        XCTAssertNotNil(outcome.report.proofSHA256)
        let again = try KeyReporter(records: house.records).report(
            try KeyProof(request: request(leaked.identity.key, KeyProof.commonName)), by: "anyone", at: house.clock.now)
        XCTAssertEqual(again.revoked, [])
        XCTAssertEqual(again.revokedBefore, 1)
        XCTAssertEqual(again.report, outcome.report)
    }

    func testASignatureOverTheStatementIsAProofForEveryKindOfKey() throws {
        for kind in [KeyKind.p256, .p384, .rsa(bits: 2048), .ed25519] {
            let key = try PrivateKey.generate(kind)
            let statement = KeyProof.statement(about: digest(key))
            let signature = try key.sign(statement, by: key.preferredSignatureAlgorithm)
            let spki = key.publicKey.subjectPublicKeyInfo
            XCTAssertEqual(try KeyProof(signature: signature, by: spki).keySHA256, digest(key), "\(kind)")
            let other = try PrivateKey.generate(kind)
            XCTAssertRefused(.keyProof(.signature)) {
                try KeyProof(signature: signature, by: other.publicKey.subjectPublicKeyInfo)
            }
        }
    }

    func testARequestMadeForSomethingElseProvesNothing() throws {
        let key = try PrivateKey.generate(.p256)
        XCTAssertRefused(.keyProof(.saysSomethingElse)) { try KeyProof(request: try request(key, "Sara Ahmadi")) }
        var broken = try request(key, KeyProof.commonName)
        broken[broken.count - 1] ^= 1
        XCTAssertThrowsError(try KeyProof(request: broken)) {
            guard case .keyProof(.unreadable) = $0 as? RevocationError else { return XCTFail("\($0)") }
        }
        XCTAssertThrowsError(try KeyProof(request: [0x30, 0x00]))
    }

    func testARevocationForAnotherReasonStaysWhatItIs() throws {
        let house = try House()
        let issued = try house.issue()
        try house.clerk.revoke(issued.reference, reason: .superseded, because: "", by: "m", at: house.clock.now)
        let outcome = try KeyReporter(records: house.records).block(
            digest(issued.identity.key), because: "found", by: "console", at: house.clock.now)
        XCTAssertEqual(outcome.revoked, [])
        XCTAssertEqual(outcome.revokedBefore, 1)
        XCTAssertEqual(try status(issued, house)?.reason, .superseded)
    }
}
