// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// What a forger does with certificates and timestamps, judged on a whole signature; the table is in
/// `Tests/Recipes.md`.
final class CertificateRecipeTests: XCTestCase {
    private func judge(_ person: TestIdentity, below authorities: [TestIdentity]) throws -> ValidationReport {
        let lists = try ([Scene.root] + authorities).map { try $0.revocationList() }
        return try Scene.judge(
            Forgery.by(person), against: Scene.snapshot(intermediates: authorities, lists: lists))
    }

    // MARK: Certificates

    func testAnUnknownCriticalExtensionIsRefused() throws {
        func person(isCritical: Bool) throws -> TestIdentity {
            try Scene.health.signer("Extended") {
                $0.extensions.append(
                    Extension(oid: ObjectIdentifier("2.25.1")!, isCritical: isCritical) { $0.null() })
            }
        }
        assertVerdict(
            try judge(person(isCritical: true), below: [Scene.health]), .certificateChainGeneralFailure, .reject,
            .certificatePath)
        assertAccepted(try judge(person(isCritical: false), below: [Scene.health]))
    }

    func testAnIssuerThatMayNotSignCertificatesIsRefused() throws {
        let lame = try Scene.root.authority("Lame") { $0.set(.keyUsage(.cRLSign)) }
        assertVerdict(
            try judge(lame.signer("Person"), below: [lame]), .certificateChainGeneralFailure, .reject, .certificatePath)
        let able = try Scene.root.authority("Able")
        assertAccepted(try judge(able.signer("Person"), below: [able]))
    }

    func testNamesThatOnlyLookAlikeAreOtherNames() throws {
        // Arabic and Persian letters, Latin and Cyrillic ones, a NUL and what comes after it.
        for (real, alike) in [
            ("مرکز", "مركز"), ("Health", "Нealth"), ("Health", "Health\u{0}.example"), ("علی", "علي"),
        ] {
            let authority = try Scene.root.authority(real)
            var draft = try TestCertificate(subject: try TestPKI.root(alike).name, key: authority.key)
            draft.makeAuthority()
            let double = try draft.signed(by: Scene.root)
            XCTAssertNotEqual(authority.name, double.name)
            let person = try authority.signer("Person")
            // The double has the very key, and still is not who the certificate names.
            assertVerdict(
                try judge(person, below: [double]), .noCertificateChainFound, .cannotDecide, .noCertificateChainFound)
            assertAccepted(try judge(person, below: [double, authority]))
        }
    }

    func testTwoCertificatesOfOneNumberFallTogether() throws {
        let person = try Scene.health.signer("First")
        let twin = try Scene.health.signer("Second") { $0.serialNumber = person.certificate.serialNumber }
        let lists = [Scene.lists[0], try Scene.health.revocationList { $0.revoke(person) }]
        for one in [person, twin] {
            assertVerdict(
                try Scene.judge(Forgery.by(one), against: Scene.snapshot(lists: lists)), .revokedNoPOE, .cannotDecide,
                .revoked)
            assertAccepted(try Scene.judge(Forgery.by(one)))
        }
    }

    func testOddNumbersAreLookedUpAsTheyAre() throws {
        // Zero, negative and 21 octets long: not what an authority may give, and to be handled all the same
        // (RFC 5280 4.1.2.2). -1 is ff and 255 is 00ff.
        let numbers: [[UInt8]] = [[0], [0xff], [0x00, 0xff], [0x01] + [UInt8](repeating: 7, count: 20)]
        let people = try numbers.enumerated().map { index, bytes in
            let number = try SerialNumber(DERReader.single(DERWriter.bytes { $0.integer(content: bytes) }, .integer))
            return try Scene.health.signer("Odd \(index)") { $0.serialNumber = number }
        }
        for revoked in people {
            let lists = [Scene.lists[0], try Scene.health.revocationList { $0.revoke(revoked) }]
            for person in people {
                let report = try Scene.judge(Forgery.by(person), against: Scene.snapshot(lists: lists))
                if person.certificate == revoked.certificate {
                    assertVerdict(report, .revokedNoPOE, .cannotDecide, .revoked)
                } else {
                    assertAccepted(report)
                }
            }
        }
    }

    func testAnotherEncodingOfACertificateIsNotTheCertificate() throws {
        // The outer length in a longer form: the same values, another fingerprint.
        var encoded = Scene.doctor.certificate.encoded
        XCTAssertEqual(encoded[1], 0x82)
        encoded.replaceSubrange(1..<2, with: [0x83, 0x00])
        XCTAssertThrowsError(try Certificate(der: encoded))
        var parts = Forgery()
        var message = try parts.encoded()
        let place = try XCTUnwrap(message.firstRange(of: Scene.doctor.certificate.encoded))
        // In place, and of one length: `critical TRUE` as BER may write it.
        let truth = try XCTUnwrap(message[place].firstRange(of: [0x01, 0x01, 0xff]))
        message[truth.upperBound - 1] = 0x01
        XCTAssertEqual(try Scene.judge(message).subIndication, .noSigningCertificateFound)
        assertAccepted(try Scene.judge(parts.encoded()))
    }

    func testCrossCertificatesInALoopEnd() throws {
        let first = try Scene.root.authority("First")
        let second = try first.authority("Second")
        var back = try TestCertificate(subject: first.name, key: first.key)
        back.makeAuthority()
        let loop = try back.signed(by: second)
        let person = try second.signer("Person")
        assertAccepted(try judge(person, below: [second, first, loop]))
        assertVerdict(
            try judge(person, below: [second, loop]), .noCertificateChainFound, .cannotDecide,
            .noCertificateChainFound)
    }

    // MARK: Timestamps

    private let later = Scene.now.advanced(bySeconds: 3 * 86_400)

    /// Judged three days later; the doctor was revoked after one.
    private func judgeLate(_ message: [UInt8], revoking unit: TestIdentity? = nil) throws -> ValidationReport {
        func list(_ authority: TestIdentity, _ person: TestIdentity?, days: Int64) throws -> CertificateList {
            try authority.revocationList {
                $0.thisUpdate = later.advanced(bySeconds: -60)
                $0.nextUpdate = later.advanced(bySeconds: 86_400)
                if let person {
                    $0.revoke(person, at: Scene.now.advanced(bySeconds: days * 86_400), reason: .keyCompromise)
                }
            }
        }
        return try Scene.judge(
            message, at: later,
            against: Scene.snapshot(lists: [
                list(Scene.root, unit, days: -1), list(Scene.health, Scene.doctor, days: 1),
            ]))
    }

    func testATimestampOfAnotherFormProvesNothing() throws {
        let unit = try Scene.root.timestampUnit()
        let message = try Scene.sign()
        assertAccepted(try judgeLate(unit.stamping(message)))
        let value = Array(try SignedData(der: message).signerInfos[0].signature)
        let recipes: [(String, (inout TestTimestamp) -> Void)] = [
            (
                "SHA-1",
                { stamp in
                    stamp.imprintAlgorithm = .sha1
                    stamp.imprint = DigestAlgorithm.sha1.digest(value)
                }
            ),
            ("another digest than it says", { $0.imprintAlgorithm = .sha512 }),
            ("cut off", { $0.imprint = Array($0.imprint.dropLast()) }), ("empty", { $0.imprint = [] }),
            ("of another length", { $0.imprint += [0] }),
        ]
        for (what, change) in recipes {
            let report = try judgeLate(unit.stamping(message) { change(&$0) })
            XCTAssertEqual(report.subIndication, .revokedNoPOE, what)
            XCTAssertTrue(report.warnings.contains(.timestampNotBelieved), what)
        }
        // SHA-512 with its own digest is as good as SHA-256.
        let strong = try unit.stamping(message) { stamp in
            stamp.imprintAlgorithm = .sha512
            stamp.imprint = DigestAlgorithm.sha512.digest(value)
        }
        assertAccepted(try judgeLate(strong))
    }

    func testATimestampIsAsGoodAsItsUnit() throws {
        let unit = try Scene.root.timestampUnit()
        let stamped = try unit.stamping(try Scene.sign())
        // Whoever has the unit's key can date back: a revoked unit proves nothing.
        let report = try judgeLate(stamped, revoking: unit)
        XCTAssertEqual(report.subIndication, .revokedNoPOE)
        XCTAssertTrue(report.warnings.contains(.timestampNotBelieved))
        // One that has expired since proves nothing either, unless an archive timestamp came in time.
        let brief = try Scene.root.timestampUnit("Brief") {
            $0.validity = Validity(
                notBefore: Scene.now.advanced(bySeconds: -60), notAfter: Scene.now.advanced(bySeconds: 60))
        }
        XCTAssertEqual(try judgeLate(brief.stamping(try Scene.sign())).subIndication, .revokedNoPOE)
        let weak = try Scene.root.timestampUnit("Weak") {
            $0.key = try PrivateKey.generate(.rsa(bits: 1024))
            $0.subjectPublicKeyInfo = $0.key.publicKey.subjectPublicKeyInfo
        }
        XCTAssertEqual(try judgeLate(weak.stamping(try Scene.sign())).subIndication, .revokedNoPOE)
        assertAccepted(try judgeLate(stamped))
    }
}
