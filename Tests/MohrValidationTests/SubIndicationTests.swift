// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// Every sub-indication of ETSI EN 319 102-1 is reached, each by a message that is made for it.
final class SubIndicationTests: XCTestCase {
    private static let day: Int64 = 86_400
    private static let unit = try! Scene.root.timestampUnit()

    private func after(_ days: Int64) -> Instant { Scene.now.advanced(bySeconds: days * Self.day) }

    /// Lists that stay current for a year; `revoked` are on them.
    private func lists(
        at time: Instant, revoked: [(TestIdentity, Instant)] = [], keepsExpired: Bool = true
    ) throws -> [CertificateList] {
        try [Scene.root, Scene.health].map { authority in
            try authority.revocationList { list in
                list.thisUpdate = time.advanced(bySeconds: -60)
                list.nextUpdate = time.advanced(bySeconds: 365 * Self.day)
                for (identity, date) in revoked where identity.certificate.issuer == authority.name {
                    list.revoke(identity, at: date)
                }
                guard keepsExpired else { return }
                list.extensions = [
                    Extension(oid: OID.expiredCertsOnCRL, isCritical: false) {
                        $0.generalizedTime(TestPKI.validity.notBefore)
                    }
                ]
            }
        }
    }

    private func judge(
        _ message: [UInt8], at days: Int64 = 1, _ lists: [CertificateList]? = nil,
        _ policy: ValidationPolicy = StandardPolicies.signature, snapshot: TrustSnapshot? = nil
    ) throws -> ValidationReport {
        let known = try lists ?? self.lists(at: after(days))
        return SignatureValidator().validate(
            message, at: ReferenceTime(after(days), .now), against: try snapshot ?? Scene.snapshot(lists: known),
            policy: policy)
    }

    /// A message whose content carries a timestamp from before it was signed.
    private func withContentTimestamp(_ person: TestIdentity, at time: Instant) throws -> [UInt8] {
        let token = try Self.unit.timestamp(over: Scene.content) { $0.time = time }
        return try Forgery.by(person) { $0.attributes?.append(CMSAttribute(OID.contentTimestamp) { $0.raw(token) }) }
    }

    private func withPolicy(_ hash: [UInt8]) throws -> [UInt8] {
        let named = SignaturePolicyIdentifier(policy: Self.policy, hashAlgorithm: .sha256, hash: hash)
        return try Forgery.made { $0.attributes?.append(named.attribute) }
    }

    private static let policy = ObjectIdentifier(1, 2, 3, 9)
    private static let policyText = DigestAlgorithm.sha256.digest(Array("rules".utf8))

    private func brief(until days: Int64) throws -> TestIdentity {
        try Scene.health.signer("Brief") {
            $0.validity = Validity(notBefore: TestPKI.validity.notBefore, notAfter: self.after(days))
        }
    }

    private func report(_ sub: SubIndication) throws -> ValidationReport {
        switch sub {
        case .formatFailure: return try judge(try Scene.sign() + [0])
        case .hashFailure:
            return SignatureValidator().validate(
                try Scene.sign(), content: .bytes([1]), at: ReferenceTime(after(1), .now),
                against: try Scene.snapshot(lists: lists(at: after(1))), policy: StandardPolicies.signature)
        case .sigCryptoFailure:
            var message = try Scene.sign()
            message[message.count - 1] ^= 1
            return try judge(message)
        case .revoked:
            return try judge(
                withContentTimestamp(Scene.doctor, at: after(1)), at: 3,
                lists(at: after(3), revoked: [(Scene.doctor, Scene.now)]))
        case .expired: return try judge(withContentTimestamp(try brief(until: 1), at: after(2)), at: 3)
        case .notYetValid:
            let early = TestPKI.validity.notBefore.advanced(bySeconds: -10)
            let old = try Scene.root.timestampUnit("Old") {
                $0.validity = Validity(notBefore: early, notAfter: TestPKI.validity.notAfter)
            }
            return try judge(try old.stamping(try Scene.sign()) { $0.time = early })
        case .sigConstraintsFailure: return try judge(try Forgery.made { $0.remove(OID.signingTime) })
        case .chainConstraintsFailure:
            return try judge(try Scene.sign(Scene.pharmacist), nil, StandardPolicies.prescription)
        case .certificateChainGeneralFailure:
            return try judge(
                try Scene.sign(try Scene.doctor.signer("Below a doctor")),
                snapshot: Scene.snapshot(
                    intermediates: [Scene.health, Scene.doctor], lists: lists(at: after(1))))
        default: return try indeterminate(sub)
        }
    }

    private func indeterminate(_ sub: SubIndication) throws -> ValidationReport {
        switch sub {
        case .cryptoConstraintsFailure:
            return try judge(try Scene.sign(try Scene.health.signer("Weak", key: .rsa(bits: 1024))))
        case .cryptoConstraintsFailureNoPOE:
            let ended = AlgorithmPolicy(
                digests: [.sha256: .until(after(1)), .sha384: .unlimited], rsa: [], rsaPKCS1: .never, dsa: [],
                curves: [.p256: .unlimited, .p384: .unlimited])
            return try judge(
                try Scene.sign(), at: 2, nil,
                ValidationPolicy(purpose: "signature", maximumStatusAgeSeconds: 1, algorithms: ended))
        case .policyProcessingError:
            return try judge(try withPolicy([UInt8](repeating: 7, count: 32)), at: 1, nil, Self.withPolicies)
        case .signaturePolicyNotAvailable: return try judge(try withPolicy(Self.policyText))
        case .timestampOrderFailure:
            let stamped = try Self.unit.stamping(try Scene.sign())
            return try judge(try Self.unit.archiving(stamped, at: Scene.now.advanced(bySeconds: -100)))
        case .noSigningCertificateFound: return try judge(try Forgery.made { $0.certificates = [] })
        case .noCertificateChainFound: return try judge(try Scene.sign(), snapshot: Scene.snapshot(anchors: []))
        case .noCertificateChainFoundNoPOE: return try sunset()
        case .revokedNoPOE:
            return try judge(try Scene.sign(), at: 1, lists(at: after(1), revoked: [(Scene.doctor, Scene.now)]))
        case .revokedCANoPOE:
            return try judge(try Scene.sign(), at: 1, lists(at: after(1), revoked: [(Scene.health, Scene.now)]))
        case .outOfBoundsNotRevoked: return try judge(try Scene.sign(try brief(until: 1)), at: 2)
        case .outOfBoundsNoPOE:
            return try judge(try Scene.sign(try brief(until: 1)), at: 2, lists(at: after(2), keepsExpired: false))
        case .revocationOutOfBoundsNoPOE: return try expiredResponder()
        case .noPOE: return try judge(try Scene.sign(), at: 1, nil, StandardPolicies.court)
        case .tryLater: return try judge(try Scene.sign(), at: 1, [])
        case .signedDataNotFound:
            let token = try FileToken(key: Scene.doctor.key, certificate: Scene.doctor.certificate)
            return try judge(
                try DocumentSigner().sign(
                    Scene.content, with: token, packaging: .detached, signingTime: Scene.now))
        default: throw XCTSkip("\(sub) stands in the other table")
        }
    }

    private static let withPolicies = ValidationPolicy(
        purpose: "signature", maximumStatusAgeSeconds: 864_000, signaturePolicies: [policy: policyText])

    /// An anchor that is trusted no longer.
    private func sunset() throws -> ValidationReport {
        let anchor = try TrustAnchor(
            certificate: Scene.root.certificate,
            trusted: Validity(notBefore: TestPKI.validity.notBefore, notAfter: after(1)))
        let snapshot = try TrustSnapshot(
            trusting: [anchor], intermediates: [Scene.health.certificate], lists: lists(at: after(2)))
        return try judge(try Scene.sign(), at: 2, snapshot: snapshot)
    }

    /// Status by a responder whose certificate has expired since.
    private func expiredResponder() throws -> ValidationReport {
        let responder = try Scene.health.responder {
            $0.validity = Validity(notBefore: TestPKI.validity.notBefore, notAfter: self.after(2))
        }
        let answer = try responder.ocspAnswer(
            about: Scene.doctor, issuedBy: Scene.health, thisUpdate: after(1), nextUpdate: after(400))
        let stamped = try Self.unit.stamping(try Scene.sign())
        let lists = try self.lists(at: after(1)).filter { $0.issuer == Scene.root.name }
        return try judge(stamped, snapshot: Scene.snapshot(lists: lists, responses: [answer]), at: 3)
    }

    private func judge(_ message: [UInt8], snapshot: TrustSnapshot, at days: Int64) throws -> ValidationReport {
        try judge(message, at: days, [], snapshot: snapshot)
    }

    /// The authority fell after the signature was stamped, and all that says the doctor was good is from after the fall.
    private func afterTheFall() throws -> ValidationReport {
        let stamped = try Self.unit.stamping(try Scene.sign())
        let lists = try self.lists(at: after(3), revoked: [(Scene.health, after(1))])
        return try judge(stamped, at: 4, lists)
    }

    func testEverySubIndicationIsReached() throws {
        for sub in SubIndication.allCases {
            let report = try report(sub)
            XCTAssertEqual(report.subIndication, sub, "\(sub): \(report.errors)")
            XCTAssertEqual(report.decision, sub.decision)
        }
        XCTAssertEqual(SubIndication.allCases.count, 25)
    }

    /// The past certificate validation's NO_POE does not name the verdict: that stays what it is now.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.6.2.2, 5.6.2.4.
    func testEvidenceFromAfterAnAuthoritysFallIsNoProof() throws {
        let report = try afterTheFall()
        XCTAssertEqual(report.subIndication, .revokedCANoPOE)
        XCTAssertTrue(report.errors.contains(.noProof), "\(report.errors)")
        // Control: the evidence from before the fall, proven to be so by an archive timestamp.
        let stamped = try Self.unit.stamping(try Scene.sign())
        var revision = SignedDataRevision(try SignedData(der: stamped))
        for list in try lists(at: Scene.now.advanced(bySeconds: 3_600)) { revision.add(crl: Array(list.encoded)) }
        revision.add(certificate: Scene.health.certificate.encoded)
        let archived = try Self.unit.archiving(revision.encoded(), at: Scene.now.advanced(bySeconds: 7_200))
        assertAccepted(try judge(archived, at: 4, lists(at: after(3), revoked: [(Scene.health, after(1))])))
    }

    func testACourtTakesATimestampForProof() throws {
        assertAccepted(try judge(try Self.unit.stamping(try Scene.sign()), at: 1, nil, StandardPolicies.court))
    }

    func testTheSignaturePolicyAtHandIsNoObstacle() throws {
        assertAccepted(try judge(try withPolicy(Self.policyText), at: 1, nil, Self.withPolicies))
        assertAccepted(try judge(try withPolicy([UInt8](repeating: 0, count: 32)), at: 1, nil, Self.withPolicies))
    }
}
