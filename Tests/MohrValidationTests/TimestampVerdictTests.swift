// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrSigning
import PKIX
import TestSupport
import XCTest

@testable import MohrValidation

/// Signatures with time: what a timestamp, an archive timestamp or a receipt changes, and what it must not.
final class TimestampVerdictTests: XCTestCase {
    private static let unit = try! Scene.root.timestampUnit()
    private static let day: Int64 = 86_400

    private func after(_ days: Int64) -> Instant { Scene.now.advanced(bySeconds: days * Self.day) }

    /// Lists as they are at a moment; the doctor may be revoked on the newest.
    private func lists(at time: Instant, revoked: Instant? = nil) throws -> [CertificateList] {
        try [Scene.root, Scene.health].map { authority in
            try authority.revocationList { list in
                list.thisUpdate = time.advanced(bySeconds: -60)
                list.nextUpdate = time.advanced(bySeconds: Self.day)
                if let revoked, authority.name == Scene.health.name { list.revoke(Scene.doctor, at: revoked) }
                list.extensions = [
                    Extension(oid: OID.expiredCertsOnCRL, isCritical: false) {
                        $0.generalizedTime(Scene.now.advanced(bySeconds: -400 * Self.day))
                    }
                ]
            }
        }
    }

    private func judge(
        _ message: [UInt8], at time: Instant, _ lists: [CertificateList], by source: ReferenceTime.Source = .now,
        proofs: [ProofOfExistence] = [], policy: ValidationPolicy = StandardPolicies.signature
    ) throws -> ValidationReport {
        SignatureValidator().validate(
            message, at: ReferenceTime(time, source), against: try Scene.snapshot(lists: lists), policy: policy,
            proofs: proofs)
    }

    func testATimestampIsTheReferenceTime() throws {
        let message = try Self.unit.stamping(try Scene.sign())
        let report = try judge(message, at: after(1), lists(at: after(1)))
        assertAccepted(report)
        XCTAssertEqual(report.referenceTime, ReferenceTime(Scene.now, .timestamp))
        XCTAssertEqual(report.signatures[0].level, .timestamp)
        XCTAssertFalse(report.warnings.contains(.claimedTimeOnly))
        // Control: without it only the clock says when.
        let plain = try judge(try Scene.sign(), at: after(1), lists(at: after(1)))
        XCTAssertEqual(plain.referenceTime.source, .now)
        XCTAssertTrue(plain.warnings.contains(.claimedTimeOnly))
    }

    func testRevokedAfterTheTimestampIsAcceptedAndBeforeItIsNot() throws {
        let message = try Self.unit.stamping(try Scene.sign())
        assertAccepted(try judge(message, at: after(2), lists(at: after(2), revoked: after(1))))
        for revoked in [Scene.now, Scene.now.advanced(bySeconds: -1)] {
            assertVerdict(
                try judge(message, at: after(2), lists(at: after(2), revoked: revoked)), .revokedNoPOE, .cannotDecide,
                .revoked)
        }
        // Control: the same signature without proof.
        assertVerdict(
            try judge(try Scene.sign(), at: after(2), lists(at: after(2), revoked: after(1))), .revokedNoPOE,
            .cannotDecide, .revoked)
    }

    func testRevokedBackToBeforeTheTimestampIsNotAccepted() throws {
        let message = try Self.unit.stamping(try Scene.sign())
        let newest = try [Scene.root, Scene.health].map { authority in
            try authority.revocationList { list in
                list.thisUpdate = self.after(1)
                list.nextUpdate = self.after(3)
                guard authority.name == Scene.health.name else { return }
                list.revoke(Scene.doctor, at: self.after(1), invalidity: Scene.now.advanced(bySeconds: -5))
            }
        }
        assertVerdict(try judge(message, at: after(2), newest), .revokedNoPOE, .cannotDecide, .revoked)
    }

    func testExpiredAfterTheTimestampIsAcceptedWhileTheUnitIsGood() throws {
        let brief = try Scene.health.signer("Brief") {
            $0.validity = Validity(notBefore: Scene.now.advanced(bySeconds: -60), notAfter: self.after(1))
        }
        let message = try Scene.sign(brief)
        let stamped = try Self.unit.stamping(message)
        let late = try lists(at: after(10))
        assertAccepted(try judge(stamped, at: after(10), late))
        XCTAssertEqual(try judge(message, at: after(10), late).subIndication, .outOfBoundsNotRevoked)
        // A timestamp from after the end proves nothing.
        let after2 = after(2)
        let tooLate = try Self.unit.stamping(message) { $0.time = after2 }
        XCTAssertEqual(try judge(tooLate, at: after(10), late).subIndication, .outOfBoundsNotRevoked)
    }

    func testSignedBeforeTheCertificateWasValidIsRefused() throws {
        let message = try Scene.sign()
        let early = TestPKI.validity.notBefore.advanced(bySeconds: -10)
        let old = try Scene.root.timestampUnit("Old Unit") {
            $0.validity = Validity(notBefore: early.advanced(bySeconds: -10), notAfter: TestPKI.validity.notAfter)
        }
        let report = try judge(try old.stamping(message) { $0.time = early }, at: after(1), lists(at: after(1)))
        assertVerdict(report, .notYetValid, .reject, .signedBeforeValidity)
    }

    /// The recipes for timestamps of `signatures.md` 5b: each leaves a signature as if it had none.
    func testTimestampsThatProveNothing() throws {
        let message = try Scene.sign()
        let revoked = try lists(at: after(2), revoked: after(1))
        let other = try Self.unit.timestamp(over: Array(try SignedData(der: Scene.sign()).signerInfos[0].signature))
        func attached(_ token: [UInt8]) throws -> [UInt8] {
            var revision = SignedDataRevision(try SignedData(der: message))
            revision.add(CMSAttribute(OID.signatureTimestamp) { $0.raw(token) }, toSigner: 0)
            return revision.encoded()
        }
        let notCritical = try Scene.root.timestampUnit("Not Critical") { $0.set(.extendedKeyUsage([OID.timeStamping])) }
        let twoUses = try Scene.root.timestampUnit("Two Uses") {
            $0.set(.extendedKeyUsage([OID.timeStamping, OID.clientAuthentication], isCritical: true))
        }
        let notYet = after(1)
        let young = try Scene.root.timestampUnit("Young") {
            $0.validity = Validity(notBefore: notYet, notAfter: TestPKI.validity.notAfter)
        }
        let stranger = try TestPKI.root("Stranger").timestampUnit()
        let future = after(5)
        let recipes: [(String, [UInt8], CauseCode)] = [
            ("copied from another signature", try attached(other), .hashFailure),
            (
                "over the content", try attached(try Self.unit.timestamp(over: Scene.content)), .hashFailure
            ),
            ("by a unit without the critical mark", try notCritical.stamping(message), .extendedKeyUsage),
            ("by a unit with two uses", try twoUses.stamping(message), .extendedKeyUsage),
            ("by the doctor", try Scene.doctor.stamping(message), .extendedKeyUsage),
            ("from before the unit's certificate", try young.stamping(message), .signingTimeOutsideValidity),
            ("by a stranger", try stranger.stamping(message), .noCertificateChainFound),
            (
                "named for another certificate",
                try Self.unit.stamping(message) { $0.named = Scene.doctor.certificate },
                .signingCertificateMismatch
            ),
            ("off by an hour", try Self.unit.stamping(message) { $0.accuracy = 3_600 }, .timestampInaccurate),
            ("from the future", try Self.unit.stamping(message) { $0.time = future }, .timestampInFuture),
            ("broken", try attached([0x30, 0x03, 0x02, 0x01, 0x05]), .malformed),
        ]
        for (name, bytes, code) in recipes {
            let report = try judge(bytes, at: after(2), revoked)
            XCTAssertEqual(report.subIndication, .revokedNoPOE, name)
            let judged = try XCTUnwrap(report.signatures[0].timestamps.first, name)
            XCTAssertFalse(judged.isBelieved, name)
            XCTAssertTrue(judged.causes.map(\.code).contains(code), "\(name): \(judged.causes)")
            XCTAssertTrue(report.warnings.contains(.timestampNotBelieved), name)
        }
        // Control: the same with a good one.
        assertAccepted(try judge(try Self.unit.stamping(message), at: after(2), revoked))
    }

    func testATimestampTwiceAndAGoodOneBesideABadOneAreTheGoodOne() throws {
        let bad = try Scene.doctor.stamping(try Scene.sign())
        let both = try Self.unit.stamping(bad)
        let report = try judge(both, at: after(2), lists(at: after(2), revoked: after(1)))
        assertAccepted(report)
        XCTAssertEqual(report.signatures[0].timestamps.map(\.isBelieved).sorted { !$0 && $1 }, [false, true])
    }

    /// The copy on the second signature is not over it; that must not make the first one's timestamp bad.
    func testATimestampCopiedToAnotherSignerIsGoodForItsOwn() throws {
        let stamped = try SignedData(der: Self.unit.stamping(try Scene.sign()))
        let token = try XCTUnwrap(stamped.signerInfos[0].signatureTimestamps.first)
        let both = try DocumentSigner().addSignature(
            to: Array(stamped.encoded),
            with: FileToken(key: Scene.pharmacist.key, certificate: Scene.pharmacist.certificate),
            terms: SignatureTerms(signingTime: Scene.now))
        let message = try SignedData(der: both)
        let second = try XCTUnwrap(
            message.signerInfos.firstIndex { $0.identifier.matches(Scene.pharmacist.certificate) })
        var revision = SignedDataRevision(message)
        revision.add(CMSAttribute(OID.signatureTimestamp) { $0.raw(token) }, toSigner: second)
        let lists = try lists(at: after(2), revoked: after(1))
        for bytes in [revision.encoded(), try Self.unit.archiving(revision.encoded(), at: Scene.now)] {
            let report = try judge(bytes, at: after(2), lists)
            for signature in report.signatures {
                let isDoctors = signature.signer?.certificate == Scene.doctor.certificate
                let copies = signature.timestamps.filter { $0.kind == .signature }
                XCTAssertEqual(copies.map(\.isBelieved), [isDoctors])
                if isDoctors { XCTAssertEqual(signature.indication, .totalPassed, "\(signature.causes)") }
            }
        }
    }

    /// Anyone can hang timestamps on a signature; no more are looked at than an honest one ever has.
    func testThousandsOfTimestampsCostNoMoreThanAHundred() throws {
        let stamped = try Self.unit.stamping(try Scene.sign())
        let token = Array(try XCTUnwrap(SignedData(der: stamped).signerInfos[0].signatureTimestamps.first))
        var revision = SignedDataRevision(try SignedData(der: stamped))
        let values = DERWriter.bytes { writer in for _ in 0..<CMSAttribute.maximumValues { writer.raw(token) } }
        for _ in 0..<40 { revision.add(CMSAttribute(OID.signatureTimestamp, value: values), toSigner: 0) }
        let many = revision.encoded()
        XCTAssertEqual(try SignedData(der: many).signerInfos[0].signatureTimestamps.count, 1 + 40 * 64)
        let start = Date()
        let report = try judge(many, at: after(2), lists(at: after(2), revoked: after(1)))
        XCTAssertLessThan(Date().timeIntervalSince(start), 5)
        let believed = report.signatures[0].timestamps.filter(\.isBelieved)
        XCTAssertGreaterThan(believed.count, 0)
        XCTAssertEqual(report.signatures[0].bestSignatureTime?.source, .timestamp)
    }

    func testAnArchiveTimestampKeepsWhatWasGoodWhenItWasMade() throws {
        let brief = try Scene.root.timestampUnit("Brief Unit") {
            $0.validity = Validity(notBefore: Scene.now.advanced(bySeconds: -60), notAfter: self.after(5))
        }
        let stamped = try brief.stamping(try Scene.sign())
        let message = try SignedData(der: stamped)
        var revision = SignedDataRevision(message)
        for list in try lists(at: after(1)) { revision.add(crl: Array(list.encoded)) }
        revision.add(certificate: Scene.health.certificate.encoded)
        let longTerm = revision.encoded()
        let archived = try Self.unit.archiving(longTerm, at: after(2))
        // The doctor was revoked since, and the unit of the first timestamp has expired.
        let revoked = try lists(at: after(20), revoked: after(10))
        let report = try judge(archived, at: after(20), revoked)
        assertAccepted(report)
        XCTAssertEqual(report.signatures[0].level, .archive)
        XCTAssertEqual(report.referenceTime, ReferenceTime(Scene.now, .timestamp))
        // Control: without the archive timestamp the first one is worth nothing.
        XCTAssertEqual(try judge(longTerm, at: after(20), revoked).subIndication, .revokedNoPOE)
        // An index that lists what is not there: a certificate less than when it was stamped.
        let parts = try SignedData(der: archived)
        var changed = archived
        let place = try XCTUnwrap(parts.crls.first).endIndex - 5
        changed[place] ^= 1
        let broken = try judge(changed, at: after(20), revoked)
        XCTAssertNotEqual(broken.decision, .accept)
        let judged = try XCTUnwrap(broken.signatures[0].timestamps.first { $0.kind == .archive })
        XCTAssertTrue(judged.causes.map(\.code).contains(.archiveIndexMismatch), "\(judged.causes)")
    }

    func testTimestampsInReverseOrderAreRefused() throws {
        let stamped = try Self.unit.stamping(try Scene.sign()) { $0.time = Scene.now }
        let archived = try Self.unit.archiving(stamped, at: Scene.now.advanced(bySeconds: -100))
        let report = try judge(archived, at: after(1), lists(at: after(1)))
        assertVerdict(report, .timestampOrderFailure, .cannotDecide, .timestampOrder)
    }

    func testAReceiptIsAProof() throws {
        let message = try Scene.sign()
        let revoked = try lists(at: after(2), revoked: after(1))
        let id = FactsCollector.id(of: try SignedData(der: message).signerInfos[0])
        let proof = ProofOfExistence(of: id, at: Scene.now, by: .receipt)
        let report = try judge(message, at: after(2), revoked, proofs: [proof])
        assertAccepted(report)
        XCTAssertEqual(report.referenceTime, ReferenceTime(Scene.now, .receipt))
        // Another's receipt is none.
        let other = ProofOfExistence(of: FactsCollector.id([1]), at: Scene.now, by: .receipt)
        XCTAssertEqual(try judge(message, at: after(2), revoked, proofs: [other]).subIndication, .revokedNoPOE)
    }

    func testAlgorithmsThatEndAreProvenByTimestampsFromBefore() throws {
        let algorithms = AlgorithmPolicy(
            digests: [.sha256: .until(after(10)), .sha384: .unlimited], rsa: [], rsaPKCS1: .never, dsa: [],
            curves: [.p256: .until(after(10)), .p384: .unlimited])
        let policy = ValidationPolicy(purpose: "signature", maximumStatusAgeSeconds: 864_000, algorithms: algorithms)
        let strong = try Scene.root.timestampUnit("Strong Unit") { _ in }
        let message = try Scene.sign()
        assertAccepted(try judge(message, at: after(9), lists(at: after(9)), policy: policy))
        let plain = try judge(message, at: after(11), lists(at: after(11)), policy: policy)
        XCTAssertEqual(plain.subIndication, .cryptoConstraintsFailureNoPOE)
        XCTAssertEqual(plain.decision, .cannotDecide)
        // A timestamp by an algorithm that has ended too proves nothing either.
        let stamped = try strong.stamping(message)
        XCTAssertEqual(
            try judge(stamped, at: after(11), lists(at: after(11)), policy: policy).subIndication,
            .cryptoConstraintsFailureNoPOE)
    }

    func testFactsGiveWhatTheWayWithoutTimestampsGives() throws {
        let brief = try Scene.health.signer("Brief") {
            $0.validity = Validity(notBefore: TestPKI.validity.notBefore, notAfter: self.after(2))
        }
        let messages = try [Scene.sign(), Scene.sign(Scene.pharmacist), Scene.sign(at: after(1)), Scene.sign(brief)]
        for message in messages {
            for (time, lists) in [
                (Scene.now, try lists(at: Scene.now)), (after(1), try lists(at: after(1), revoked: Scene.now)),
                (after(3), try lists(at: Scene.now)), (after(3), []), (after(30), try lists(at: after(30))),
            ] {
                for purpose in StandardPolicies.purposes {
                    let snapshot = try Scene.snapshot(lists: lists)
                    let policy = StandardPolicies.policy(for: purpose)
                    let time = ReferenceTime(time, .now)
                    let plain = SignatureValidator().validate(message, at: time, against: snapshot, policy: policy)
                    let byFacts = SignatureValidator().validateByFacts(
                        message, at: time, against: snapshot, policy: policy)
                    XCTAssertEqual(byFacts.subIndication, plain.subIndication, "\(plain.errors) \(byFacts.errors)")
                    XCTAssertEqual(byFacts.decision, plain.decision)
                    XCTAssertEqual(
                        byFacts.signatures.map(\.certificateStatus?.status),
                        plain.signatures.map(\.certificateStatus?.status))
                }
            }
        }
    }
}
