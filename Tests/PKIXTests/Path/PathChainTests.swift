// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Forged, misissued and mistimed certificates.
///
/// - SeeAlso: RFC 5280 6.1.3, 6.1.4.
final class PathChainTests: XCTestCase {
    func testHonestPathIsValidAndNamesItsParts() throws {
        let tree = try PathTree()
        let result = try tree.judge()
        let path = try XCTUnwrap(result.path, "\(result.failures)")
        XCTAssertEqual(path.certificates, [tree.doctor, tree.health, tree.root].map(\.certificate))
        XCTAssertEqual(path.validityOfPath, TestPKI.validity)
        XCTAssertEqual(path.evidence.map(\.status), [.good, .good])
        XCTAssertEqual(path.policies.userConstrained, [])
    }

    func testCertificateIssuedByALeafFails() throws {
        let tree = try PathTree()
        let victim = try tree.doctor.signer("Victim")
        let result = try tree.judge(victim) {
            $0.certificates.append(tree.doctor.certificate)
            $0.lists.append(try tree.doctor.revocationList())
        }
        XCTAssertNil(result.path)
        XCTAssertTrue(result.codes.isSuperset(of: [.notACA, .keyUsage]), "\(result.failures)")
        XCTAssertTrue(result.failures.contains { $0.index == 1 && $0.fact == .notACertificateAuthority })
    }

    func testLookAlikeAuthorityWithAnotherKeyFails() throws {
        let tree = try PathTree()
        let impostor = try TestPKI.root("Health", key: .p256)
        let forged = try impostor.signer("Doctor")
        XCTAssertTrue(impostor.name.matches(tree.health.name))
        assertFails(try tree.judge(forged), .signatureInvalid, at: 0)
        // Nor does it help the impostor to bring his own certificate.
        assertFails(
            try tree.judge(forged) { $0.certificates.insert(impostor.certificate, at: 0) }, .signatureInvalid)
        // The honest doctor's path is not disturbed by the impostor's certificate.
        assertValid(try tree.judge { $0.certificates.insert(impostor.certificate, at: 0) })
    }

    func testStrangersTreeHasNoPath() throws {
        let tree = try PathTree()
        let stranger = try TestPKI.root("Elsewhere", key: .p256)
        let result = try tree.judge(try stranger.signer("Stranger"))
        assertFails(result, .noPathFound, at: 0)
        XCTAssertEqual(result.failures.first?.fact, .issuerNotFound(stranger.name))
        XCTAssertNil(result.examined)
    }

    func testMissingIntermediateIsReportedWhereThePathBreaks() throws {
        let tree = try PathTree()
        let district = try tree.health.authority("District")
        let nurse = try district.signer("Nurse")
        let result = try tree.judge(nurse) { $0.certificates = [district.certificate] }
        assertFails(result, .noPathFound, at: 1)
        XCTAssertEqual(result.failures.first?.fact, .issuerNotFound(tree.health.name))
    }

    func testFlippedSignatureBitFailsThePath() throws {
        let tree = try PathTree()
        var bytes = tree.doctor.certificate.encoded
        bytes[bytes.count - 1] ^= 1
        let forged = try Certificate(der: bytes)
        assertFails(try tree.judge { $0.target = forged }, .signatureInvalid, at: 0)
    }

    func testInnerAndOuterAlgorithmMustBeTheSame() throws {
        let tree = try PathTree(doctor: { $0.innerAlgorithm = AlgorithmIdentifier(.ecdsa(.sha384)) })
        assertFails(try tree.judge(), .signatureInvalid, at: 0)
    }

    func testExpiredIntermediateFailsThePath() throws {
        let tree = try PathTree(health: {
            $0.validity = Validity(
                notBefore: TestPKI.validity.notBefore, notAfter: TestPKI.now.advanced(bySeconds: -1))
        })
        assertFails(try tree.judge { $0.policy.revocation = .notChecked }, .expired, at: 1)
        assertValid(
            try tree.judge {
                $0.policy.revocation = .notChecked
                $0.policy.time = TestPKI.now.advanced(bySeconds: -1)
            })
    }

    func testNotYetValidTargetFailsThePath() throws {
        let tree = try PathTree(doctor: {
            $0.validity = Validity(
                notBefore: TestPKI.now.advanced(bySeconds: 1), notAfter: TestPKI.validity.notAfter)
        })
        assertFails(try tree.judge(), .notYetValid, at: 0)
    }

    func testExpiredAnchorIsNotJudgedButItsTrustIs() throws {
        let tree = try PathTree(root: {
            $0.validity = Validity(
                notBefore: TestPKI.validity.notBefore, notAfter: TestPKI.now.advanced(bySeconds: -1))
        })
        assertValid(try tree.judge())
        let sunset = try TrustAnchor(
            certificate: tree.root.certificate, trusted: tree.root.certificate.validity)
        var policy = PathPolicy(time: TestPKI.now)
        policy.revocation = .notChecked
        let store = EvidenceStore(certificates: [tree.health.certificate])
        let result = PathValidator().validate(
            tree.doctor.certificate, anchors: [sunset], store: store, policy: policy)
        assertFails(result, .anchorNotTrusted, at: 2)
    }

    func testPathLengthIsCountedWithoutSelfIssuedCertificates() throws {
        let tree = try PathTree(health: { $0.makeAuthority(pathLength: 0) })
        let district = try tree.health.authority("District")
        let nurse = try district.signer("Nurse")
        func judge(_ target: TestIdentity, _ authority: TestIdentity) throws -> PathResult {
            try tree.judge(target) {
                $0.certificates.append(authority.certificate)
                $0.lists.append(try authority.revocationList())
            }
        }
        assertFails(try judge(nurse, district), .pathLength, at: 1)
        // The same authority with a new key under its own name does not count.
        let renewed = try tree.health.authority("Health")
        assertValid(try judge(try renewed.signer("Doctor"), renewed))
    }

    func testIssuerThatMayNotSignCertificatesFails() throws {
        let tree = try PathTree(health: { $0.set(.keyUsage([.cRLSign, .digitalSignature])) })
        assertFails(try tree.judge(), .keyUsage, at: 1)
    }

    func testVersion1AuthorityFails() throws {
        let tree = try PathTree()
        let old = try version1Authority(under: tree.root)
        let doctor = try old.signer("Doctor")
        let result = try tree.judge(doctor) { question in
            question.certificates = [old.certificate]
            question.policy.revocation = .notChecked
        }
        assertFails(result, .notACA, at: 1)
        XCTAssertEqual(result.failures.map(\.fact), [.versionWithoutExtensions(1)])
    }

    func testUnknownCriticalExtensionFailsUnlessTheCallerProcessesIt() throws {
        let unknown = try XCTUnwrap(ObjectIdentifier("2.25.1"))
        let tree = try PathTree(doctor: {
            $0.set(Extension(oid: unknown, isCritical: true) { $0.null() })
        })
        let result = try tree.judge()
        assertFails(result, .unknownCriticalExtension, at: 0)
        XCTAssertEqual(result.failures.first?.clause, "RFC 5280 4.2")
        assertValid(try tree.judge { $0.policy.processedCriticalExtensions = [unknown] })
    }

    func testSeveralFaultsAreAllReported() throws {
        let tree = try PathTree(doctor: {
            $0.set(Extension(oid: ObjectIdentifier("2.25.1")!, isCritical: true) { $0.null() })
            $0.validity = Validity(
                notBefore: TestPKI.validity.notBefore, notAfter: TestPKI.now.advanced(bySeconds: -1))
        })
        let result = try tree.judge { $0.policy.revocation = .notChecked }
        XCTAssertEqual(result.codes, [.expired, .unknownCriticalExtension])
    }

    func testEveryFailureNamesItsClause() {
        let facts: [PathFact] = [.signatureInvalid, .notACertificateAuthority, .pathTooLong(allowed: 0)]
        for fact in facts { XCTAssertTrue(fact.clause.hasPrefix("RFC 5280 "), fact.clause) }
    }

    /// A certificate as of 1988, which the house's own writer does not make.
    private func version1Authority(under root: TestIdentity) throws -> TestIdentity {
        let draft = try TestCertificate("Old Authority")
        let algorithm = root.key.preferredSignatureAlgorithm
        let tbs = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(content: draft.serialNumber.bytes)
                AlgorithmIdentifier(algorithm).encode(into: &writer)
                writer.raw(root.name.encodedSlice)
                draft.validity.encode(into: &writer)
                writer.raw(draft.subject.encodedSlice)
                writer.raw(draft.subjectPublicKeyInfo)
            }
        }
        let certificate = try Certificate.assemble(
            tbs: tbs, signatureAlgorithm: AlgorithmIdentifier(algorithm),
            signature: try root.key.sign(tbs, by: algorithm))
        return TestIdentity(certificate: certificate, key: draft.key)
    }
}
