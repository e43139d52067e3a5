// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

final class LinterTests: LintTestCase {
    func testGoodDraftsOfEveryKindAreCleared() throws {
        let names: [GeneralName] = [.dnsName("desk.example.ir"), .ipAddress([127, 0, 0, 1])]
        let rootKey = try PrivateKey.generate(.p384)
        let rootContent = CertificateContent(subject: [(OID.commonName, "A Root")], publicKey: rootKey.publicKey)
        let cases: [(CertificateProfile, CertificateContent, Certificate?)] = [
            (Self.doctor, Self.doctorContent(), Self.issuer.certificate),
            (Self.intermediate, Self.serviceContent(), Self.rootIdentity.certificate),
            (Self.responder, Self.serviceContent(), Self.issuer.certificate),
            (Self.listener, Self.serviceContent(names), Self.issuer.certificate),
            (Self.root, rootContent, nil),
        ]
        for (profile, content, issuer) in cases {
            let draft = try Self.draft(profile, content, issuer: issuer)
            XCTAssertEqual(try objections(to: draft, under: profile, issuer: issuer), [], profile.name)
            let clearance = try Linter.standard.clear(draft, under: profile, issuer: issuer, at: TestPKI.now)
            let tbs = clearance.tbs
            let spent = clearance.spend()
            XCTAssertEqual(tbs, draft.encoded())
            XCTAssertEqual(spent, draft)
        }
    }

    func testTheLintCertificateHasTheSameBytesUnderAKeyThatNobodyTrusts() throws {
        let draft = try Self.draft()
        let clearance = try Linter.standard.clear(
            draft, under: Self.doctor, issuer: Self.issuer.certificate, at: TestPKI.now)
        let (tbs, algorithm) = (clearance.tbs, clearance.algorithm)
        let copy = try Certificate(der: clearance.lintCertificate)
        XCTAssertEqual(Array(copy.tbsEncoded), tbs)
        XCTAssertEqual(algorithm, .ecdsa(.sha256))
        XCTAssertFalse(copy.isSigned(by: Self.issuer.key.publicKey))
        let throwAway = try ThrowAwayKeys.shared.key(inPlaceOf: Self.issuer.certificate.tbs.subjectPublicKeyInfo)
        XCTAssertTrue(copy.isSigned(by: throwAway.publicKey))
        XCTAssertEqual(throwAway.publicKey.kind, .p256)
        let again = try ThrowAwayKeys.shared.key(inPlaceOf: Self.subjectKey.publicKey.subjectPublicKeyInfo)
        XCTAssertTrue(again === throwAway, "one key a kind")
    }

    func testEveryFindingIsToldAtOnceWithItsCitation() throws {
        let draft = try Self.draft().with(
            serialNumber: SerialNumber(unsigned: [7]),
            validity: Validity(notBefore: TestPKI.now, notAfter: TestPKI.now.advanced(bySeconds: 11 * 31_536_000)))
        do {
            _ = try Linter.standard.clear(draft, under: Self.doctor, issuer: Self.issuer.certificate, at: TestPKI.now)
            XCTFail("cleared")
        } catch LintingError.refused(let findings) {
            XCTAssertEqual(
                findings.map(\.rule), ["cpcps.serial-entropy", "cpcps.issuer-lifetime", "cpcps.validity-length"])
            XCTAssertTrue(findings.allSatisfy { !$0.citation.isEmpty && !$0.seen.isEmpty && !$0.allowed.isEmpty })
        }
    }

    func testAnAlgorithmThatTheIssuersKeyCannotComputeIsRefusedBeforeAnythingIsSigned() throws {
        let algorithm = AlgorithmIdentifier(.rsaPKCS1(.sha256))
        let draft = try Self.draft().with(signature: algorithm)
        XCTAssertThrowsError(
            try Linter.standard.clear(draft, under: Self.doctor, issuer: Self.issuer.certificate, at: TestPKI.now)
                .spend()
        ) { XCTAssertEqual($0 as? LintingError, .algorithm(algorithm, .p256)) }
    }

    func testAMalformedExtensionIsUnreadableAndNotAFinding() throws {
        let draft = try Self.draft().setting(Extension(oid: OID.keyUsage, isCritical: true, value: [0x05, 0x00]))
        XCTAssertThrowsError(
            try Linter.standard.clear(draft, under: Self.doctor, issuer: Self.issuer.certificate, at: TestPKI.now)
                .spend()
        ) { error in
            guard case .unreadable(.malformedExtension(OID.keyUsage, _)) = error as? LintingError else {
                return XCTFail("\(error)")
            }
        }
    }

    func testRuleNamesAreUniqueAndEachRuleCitesAClause() {
        let rules = Linter.standard.rules
        XCTAssertEqual(Set(rules.map(\.name)).count, rules.count)
        XCTAssertTrue(rules.allSatisfy { !$0.citation.isEmpty })
        XCTAssertGreaterThanOrEqual(rules.count, 25)
    }

    func testAFindingNeverTellsWhatIsPersonal() throws {
        let subject = try Name([
            (OID.countryName, "IR"), (OID.surname, "احمدی\u{202E}"), (OID.givenName, "سارا"),
            (OID.serialNumber, "PNOIR-9990000019"), (OID.commonName, "Sara  Ahmadi"),
        ])
        do {
            _ = try Linter.standard.clear(
                try Self.draft().with(subject: subject), under: Self.doctor, issuer: Self.issuer.certificate,
                at: TestPKI.now)
            XCTFail("cleared")
        } catch LintingError.refused(let findings) {
            XCTAssertFalse(findings.isEmpty)
            for finding in findings {
                for personal in ["احمدی", "سارا", "9990000019", "Sara"] {
                    XCTAssertFalse("\(finding)".contains(personal), "\(finding)")
                }
            }
        }
    }
}
