// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// Known constructions with certificates, numbered as in the list they come from.
final class CertificateAttackTests: XCTestCase {
    func test23And38KeyUsageIsNotForBindingSignatures() throws {
        for usage in [KeyUsage.digitalSignature, nil] {
            let person = try Scene.health.signer("Nurse") { certificate in
                certificate.remove(OID.keyUsage)
                if let usage { certificate.set(.keyUsage(usage)) }
            }
            assertVerdict(
                try Scene.judge(Forgery.by(person)), .chainConstraintsFailure, .reject, .keyUsage)
        }
    }

    func test24AServersCertificateOfTheSameAuthority() throws {
        let server = try Scene.health.signer("server.example") { certificate in
            certificate.set(.keyUsage([.digitalSignature, .keyEncipherment]))
            certificate.set(.extendedKeyUsage([OID.serverAuthentication]))
        }
        let report = try Scene.judge(Forgery.by(server))
        assertVerdict(report, .chainConstraintsFailure, .reject, .keyUsage)
        XCTAssertTrue(report.errors.contains(.extendedKeyUsage))
        // Not even when its key may sign documents too.
        let both = try Scene.health.signer("server.example") { $0.set(.extendedKeyUsage([OID.serverAuthentication])) }
        assertVerdict(try Scene.judge(Forgery.by(both)), .chainConstraintsFailure, .reject, .extendedKeyUsage)
        let mail = try Scene.health.signer("Mail") { $0.set(.extendedKeyUsage([OID.emailProtection])) }
        assertAccepted(try Scene.judge(Forgery.by(mail)))
    }

    func test25IssuedByADoctor() throws {
        let patient = try Scene.doctor.signer("Patient")
        let message = try Forgery.by(patient) {
            $0.certificates = [patient.certificate, Scene.doctor.certificate]
        }
        assertVerdict(
            try Scene.judge(message, against: Self.trusting([Scene.doctor])), .certificateChainGeneralFailure,
            .reject, .certificatePath)
    }

    func test26ALookAlikeAuthority() throws {
        // The same name, another key; with the genuine key's identifier as well.
        for copiesIdentifier in [false, true] {
            var draft = try TestCertificate(subject: Scene.health.name, key: PrivateKey.generate(.p256))
            draft.makeAuthority()
            if copiesIdentifier {
                let identifier = try XCTUnwrap(Scene.health.certificate.subjectKeyIdentifier)
                draft.set(.subjectKeyIdentifier(Array(identifier)))
            }
            let lookAlike = try draft.signed(by: nil)
            let victim = try lookAlike.signer("Doctor")
            let message = try Forgery.by(victim) {
                $0.certificates = [victim.certificate, lookAlike.certificate]
            }
            let report = try Scene.judge(message)
            XCTAssertEqual(report.subIndication, .noCertificateChainFound, "\(report.errors)")
            XCTAssertEqual(report.decision, .cannotDecide)
            // The attacker's lists do not help them.
            let withList = try Forgery.by(victim) {
                $0.certificates = [victim.certificate, lookAlike.certificate]
                $0.crls = [try lookAlike.revocationList()]
            }
            XCTAssertEqual(try Scene.judge(withList).subIndication, .noCertificateChainFound)
        }
    }

    func test27Expired() throws {
        let person = try Scene.health.signer("Old") {
            $0.validity = Validity(
                notBefore: TestPKI.validity.notBefore, notAfter: Scene.now.advanced(bySeconds: -86_400))
        }
        let message = try Forgery.by(person) { $0.signingTime = Scene.now.advanced(bySeconds: -2 * 86_400) }
        // The list of today says nothing of what has expired: OUT_OF_BOUNDS_NO_POE. EN 319 102-1 5.2.6
        assertVerdict(try Scene.judge(message), .outOfBoundsNoPOE, .cannotDecide, .outsideValidity)
        let young = try Scene.health.signer("Young") {
            $0.validity = Validity(
                notBefore: Scene.now.advanced(bySeconds: 60), notAfter: TestPKI.validity.notAfter)
        }
        let early = try Forgery.by(young) { $0.signingTime = Scene.now.advanced(bySeconds: 61) }
        assertVerdict(try Scene.judge(early), .outOfBoundsNoPOE, .cannotDecide, .outsideValidity)
    }

    func test28OutsideTheNamesThatTheAuthorityMayCertify() throws {
        let constrained = try Scene.root.authority("Trade") { authority in
            let subtree = GeneralSubtree(
                base: .directoryName(try Name([(OID.countryName, "IR"), (OID.organizationName, "Trade")])))
            authority.set(.nameConstraints(NameConstraints(permitted: [subtree], excluded: [])))
        }
        let outsider = try constrained.signer("Doctor")
        let snapshot = try Self.trusting([constrained])
        assertVerdict(
            try Scene.judge(Forgery.by(outsider), against: snapshot), .certificateChainGeneralFailure, .reject,
            .certificatePath)
        let insider = try constrained.signer("Trader") {
            $0.subject = try Name([
                (OID.countryName, "IR"), (OID.organizationName, "Trade"), (OID.commonName, "Trader"),
            ])
        }
        assertAccepted(try Scene.judge(Forgery.by(insider), against: snapshot))
    }

    func test29MoreAuthoritiesThanAllowed() throws {
        for (length, isValid) in [(0, false), (1, true)] {
            let upper = try Scene.root.authority("Upper", pathLength: length)
            let lower = try upper.authority("Lower")
            let person = try lower.signer("Person")
            let report = try Scene.judge(Forgery.by(person), against: Self.trusting([upper, lower]))
            if isValid {
                assertAccepted(report)
            } else {
                assertVerdict(report, .certificateChainGeneralFailure, .reject, .certificatePath)
            }
        }
    }

    func testNoAnchorNoChain() throws {
        let stranger = try TestPKI.root("Elsewhere")
        assertVerdict(
            try Scene.judge(Scene.sign(), against: Scene.snapshot(anchors: [stranger])), .noCertificateChainFound,
            .cannotDecide, .noCertificateChainFound)
    }

    func testOnlyWhatEndsInANationalRootSaysSo() throws {
        func snapshot(_ national: [TestIdentity]) throws -> TrustSnapshot {
            try TrustSnapshot(
                anchors: [Scene.root.certificate], intermediates: [Scene.health.certificate], lists: Scene.lists,
                nationalRoots: Set(national.map(\.certificate.sha256)))
        }
        let message = try Scene.sign()
        XCTAssertTrue(try Scene.judge(message, against: snapshot([Scene.root])).nationalRoot)
        XCTAssertFalse(try Scene.judge(message, against: snapshot([])).nationalRoot)
        XCTAssertFalse(try Scene.judge(message, against: snapshot([Scene.health])).nationalRoot)
        XCTAssertNotEqual(try snapshot([Scene.root]).id, try snapshot([]).id)
        // One signature that does not makes the message one that does not.
        let stranger = try TestPKI.root("Elsewhere").signer("Stranger")
        var theirs = Forgery()
        theirs.key = stranger.key
        theirs.certificate = stranger.certificate
        let signer = try theirs.signerInfo()
        let both = try Forgery.made { forgery in
            forgery.others = [signer]
            forgery.certificates = [Scene.doctor.certificate, stranger.certificate]
        }
        XCTAssertFalse(try Scene.judge(both, against: snapshot([Scene.root])).nationalRoot)
        XCTAssertFalse(try Scene.judge([], against: snapshot([Scene.root])).nationalRoot)
    }

    func testAWeakAuthorityMakesTheSignatureWeak() throws {
        let weak = try Scene.root.authority("Weak", key: .rsa(bits: 1024))
        let person = try weak.signer("Person")
        assertVerdict(
            try Scene.judge(Forgery.by(person), against: Self.trusting([weak])), .cryptoConstraintsFailure, .reject,
            .pathAlgorithm)
    }

    // Roles.

    func testAPharmacistMayNotPrescribe() throws {
        let message = try Scene.sign(Scene.pharmacist)
        let report = try Scene.judge(message, StandardPolicies.prescription)
        assertVerdict(report, .chainConstraintsFailure, .reject, .professionNotAllowed)
        XCTAssertEqual(
            report.signatures[0].causes.first { $0.code == .professionNotAllowed }?.facts["seen"], "داروساز")
        XCTAssertEqual(report.signatures[0].signer?.licenceNumber, "12345")
        // The same signature is good where any person may sign.
        assertAccepted(try Scene.judge(message, StandardPolicies.signature))
        assertAccepted(try Scene.judge(Scene.sign(), StandardPolicies.prescription))
    }

    func testSomeoneWithoutAProfessionMayNotPrescribe() throws {
        let person = try Scene.health.signer("Citizen")
        assertVerdict(
            try Scene.judge(Forgery.by(person), StandardPolicies.prescription), .chainConstraintsFailure, .reject,
            .professionNotAllowed)
    }

    func testATradeSignatureNeedsTheTradePolicyOfTheWholePath() throws {
        let policies = Extension.certificatePolicies(
            CertificatePolicies([PolicyInformation(policy: MohrOID.tradeSubscriberPolicy)]))
        let trade = try Scene.root.authority("Trade") { $0.set(policies) }
        let trader = try trade.signer("Trader") { $0.set(policies) }
        let snapshot = try Self.trusting([trade])
        assertAccepted(try Scene.judge(Forgery.by(trader), StandardPolicies.trade, against: snapshot))
        assertVerdict(
            try Scene.judge(Scene.sign(), StandardPolicies.trade), .chainConstraintsFailure, .reject,
            .certificatePolicy)
        // What an authority may not vouch for, its certificates cannot claim.
        let health = try Scene.root.authority("Other") {
            $0.set(
                .certificatePolicies(
                    CertificatePolicies([PolicyInformation(policy: MohrOID.healthSubscriberPolicy)])))
        }
        let pretender = try health.signer("Pretender") { $0.set(policies) }
        assertVerdict(
            try Scene.judge(Forgery.by(pretender), StandardPolicies.trade, against: Self.trusting([health])),
            .chainConstraintsFailure, .reject, .certificatePolicy)
    }

    /// A snapshot that knows further authorities, each with an empty list.
    private static func trusting(_ authorities: [TestIdentity]) throws -> TrustSnapshot {
        try Scene.snapshot(
            intermediates: [Scene.health] + authorities,
            lists: Scene.lists + authorities.map { try $0.revocationList() })
    }
}
