// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import JSON
import MohrSigning
import MohrValidation
import PKIX
import TestSupport
import XCTest

/// Known constructions against JSON Web Signatures that lie in the header; each is built here and refused with its
/// cause, beside a control that passes.
final class JSONHeaderAttackTests: XCTestCase {
    private func judge(
        _ change: (inout JSONForgery) throws -> Void, content: SignedContent = .embedded
    ) throws -> ValidationReport {
        try Scene.judge(try JSONForgery.made(change).compact(), content: content)
    }

    func testControlGoodSignaturesAreAcceptedInEveryForm() throws {
        let good = try JSONForgery.made()
        for bytes in [try good.compact(), try good.flattened(), try JSONForgery.general([good])] {
            let report = try Scene.judge(bytes, StandardPolicies.prescription)
            assertAccepted(report)
            XCTAssertEqual(report.warnings, [.claimedTimeOnly])
            XCTAssertEqual(report.contentSHA256, DigestAlgorithm.sha256.digest(Scene.content))
            XCTAssertEqual(report.signatures.map(\.level), [.basic])
            XCTAssertEqual(report.signatures[0].claimedSigningTime, Scene.now)
            XCTAssertEqual(report.signatures[0].signer?.certificate, Scene.doctor.certificate)
            XCTAssertEqual(report.signatures[0].certificateStatus?.status, .good)
        }
        // As the house's own signer writes it, by every algorithm.
        let people: [(TestIdentity, SignatureAlgorithm?)] = try [
            (Scene.doctor, nil), (Scene.health.signer("384", key: .p384), nil),
            (Scene.health.signer("521", key: .p521), nil), (Scene.health.signer("RSA", key: .rsa(bits: 2048)), nil),
            (
                Scene.health.signer("PSS", key: .rsa(bits: 2048)),
                .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)
            ), (Scene.health.signer("Ed", key: .ed25519), nil),
        ]
        for (person, algorithm) in people {
            for time in [JSONSigner.TimeParameter.iat, .sigT] {
                let bytes = try JSONSigner().sign(
                    .enclosed(Scene.content),
                    with: FileToken(key: person.key, certificate: person.certificate, signatureAlgorithm: algorithm),
                    terms: SignatureTerms(signingTime: Scene.now), timeParameter: time)
                assertAccepted(try Scene.judge(bytes))
            }
        }
    }

    // MARK: alg

    func testNoneIsNoSignatureHoweverItIsSpelt() throws {
        for name in ["none", "NONE", "nOnE", "None"] {
            for value in [[], [1], try JSONForgery().made()] as [[UInt8]] {
                let report = try judge {
                    $0.set("alg", .string(name))
                    $0.value = value
                }
                assertVerdict(report, .formatFailure, .reject, .unsecured)
            }
        }
    }

    func testHMACWithThePublicKeyAsTheSecretIsRefused() throws {
        let person = try Scene.health.signer("RSA", key: .rsa(bits: 2048))
        let info = person.key.publicKey.subjectPublicKeyInfo
        let pem = Array("-----BEGIN PUBLIC KEY-----\n\(Base64.encode(info))\n-----END PUBLIC KEY-----\n".utf8)
        for secret in [info, pem] {
            var forgery = try JSONForgery.by(person, .rs256)
            forgery.set("alg", "HS256")
            let input = Array("\(forgery.protected).".utf8) + Base64.encodedASCII(Scene.content, .url)
            forgery.value = Self.hmac(secret, input)
            assertVerdict(try Scene.judge(forgery.compact()), .formatFailure, .reject, .unsecured)
        }
        assertAccepted(try Scene.judge(JSONForgery.by(person, .rs256).compact()))
    }

    private static func hmac(_ secret: [UInt8], _ message: [UInt8]) -> [UInt8] {
        let short = secret.count > 64 ? DigestAlgorithm.sha256.digest(secret) : secret
        let key = short + [UInt8](repeating: 0, count: 64 - short.count)
        let inner = DigestAlgorithm.sha256.digest(key.map { $0 ^ 0x36 } + message)
        return DigestAlgorithm.sha256.digest(key.map { $0 ^ 0x5c } + inner)
    }

    func testUnknownAlgorithmsAreRefusedAsSuch() throws {
        for name in ["RS1", "ES256K", "es256", "ES256 ", "EdDSA448", ""] {
            assertVerdict(
                try judge { $0.set("alg", .string(name)) }, .cryptoConstraintsFailure, .reject, .algorithm)
        }
        assertVerdict(try judge { $0.set("alg", nil) }, .formatFailure, .reject, .partInvalid)
        assertVerdict(try judge { $0.set("alg", ["ES256"]) }, .formatFailure, .reject, .partInvalid)
    }

    func testAnAlgorithmThatDoesNotFitTheKeyIsRefused() throws {
        let rsa = try Scene.health.signer("RSA", key: .rsa(bits: 2048))
        let p384 = try Scene.health.signer("384", key: .p384)
        for (person, name) in [(rsa, "ES256"), (p384, "ES256"), (p384, "RS256"), (Scene.doctor, "ES384")] {
            var forgery = try JSONForgery.by(person, .es256)
            forgery.algorithm = person.key.preferredSignatureAlgorithm
            forgery.set("alg", .string(name))
            assertVerdict(try Scene.judge(forgery.compact()), .sigCryptoFailure, .reject, .sigCryptoFailure)
        }
        // ES256 by P-384 in ES384's form, and RS256 said of what PS256 made.
        var pss = try JSONForgery.by(rsa, .ps256)
        assertAccepted(try Scene.judge(pss.compact()))
        pss.set("alg", "RS256")
        assertVerdict(try Scene.judge(pss.compact()), .sigCryptoFailure, .reject, .sigCryptoFailure)
    }

    func testAWeakKeyIsRefused() throws {
        let weak = try Scene.health.signer("Weak", key: .rsa(bits: 1024))
        assertVerdict(
            try Scene.judge(JSONForgery.by(weak, .rs256).compact()), .cryptoConstraintsFailure, .reject, .algorithm)
    }

    // MARK: Keys and addresses from the header

    func testKeysAndAddressesFromTheHeaderAreNotBelieved() throws {
        let attacker = try PrivateKey.generate(.p256)
        let point = attacker.publicKey.subjectPublicKeyInfo.suffix(64)
        let jwk: JSONValue = [
            "kty": "EC", "crv": "P-256", "x": .string(Base64.encode(point.prefix(32), .url)),
            "y": .string(Base64.encode(point.suffix(32), .url)),
        ]
        let rows: [(String, JSONValue)] = [
            ("jwk", jwk), ("jku", "https://attacker.example/keys"), ("x5u", "https://attacker.example/doctor.pem"),
        ]
        for (name, value) in rows {
            for key in [attacker, Scene.doctor.key] {
                let report = try judge {
                    $0.key = key
                    $0.set(name, value)
                }
                assertVerdict(report, .formatFailure, .reject, .keyFromOutside)
            }
        }
    }

    func testAKeyNameLeadsNowhere() throws {
        for name in ["../../../../etc/passwd", "x' OR '1'='1", "https://attacker.example/key", ""] {
            // With the certificate there, the name says nothing; alone, it finds nothing.
            assertAccepted(try judge { $0.set("kid", .string(name)) })
            let report = try judge {
                $0.set("kid", .string(name))
                $0.set("x5c", nil)
                $0.set("x5t#S256", nil)
            }
            assertVerdict(report, .noSigningCertificateFound, .cannotDecide, .signingCertificateNotFound)
        }
    }

    // MARK: The certificate

    func testTheCertificateIsTheOneThatTheHeaderNames() throws {
        let pharmacist = Scene.pharmacist.certificate
        var twin = try TestCertificate(subject: Scene.doctor.name, key: Scene.doctor.key)
        twin.set(.keyUsage(.nonRepudiation))
        let other = try twin.signed(by: Scene.health).certificate
        for certificate in [pharmacist, other, Scene.health.certificate] {
            let report = try judge { $0.set("x5c", [.string(Base64.encode(certificate.encoded))]) }
            assertVerdict(report, .noSigningCertificateFound, .cannotDecide, .signingCertificateMismatch)
        }
        // The signer's certificate is the first; that it is somewhere in the list does not do.
        let list = [Scene.health.certificate, Scene.doctor.certificate].map {
            JSONValue.string(Base64.encode($0.encoded))
        }
        assertVerdict(
            try judge { $0.set("x5c", .array(list)) }, .noSigningCertificateFound, .cannotDecide,
            .signingCertificateMismatch)
        assertAccepted(try judge { $0.set("x5c", .array(list.reversed())) })
    }

    func testACertificateByDigestAloneIsLookedForAmongThoseAtHand() throws {
        let bytes = try JSONForgery.made { $0.set("x5c", nil) }.compact()
        assertVerdict(
            try Scene.judge(bytes), .noSigningCertificateFound, .cannotDecide, .signingCertificateNotFound)
        assertAccepted(
            try Scene.judge(bytes, against: Scene.snapshot(intermediates: [Scene.health, Scene.doctor])))
        // In the signed header the certificate stands for itself.
        assertAccepted(try judge { $0.set("x5t#S256", nil) })
    }

    func testOtherDigestsOfTheCertificateCountToo() throws {
        func reference(_ certificate: Certificate) -> JSONValue {
            [
                "digAlg": "S512",
                "digVal": .string(Base64.encode(DigestAlgorithm.sha512.digest(certificate.encoded), .url)),
            ]
        }
        let (good, bad) = (reference(Scene.doctor.certificate), reference(Scene.pharmacist.certificate))
        for (name, value) in [("x5t#o", good), ("sigX5ts", [good, bad])] as [(String, JSONValue)] {
            assertAccepted(try judge { $0.set(name, value) })
            assertAccepted(
                try judge {
                    $0.set(name, value)
                    $0.set("crit", [.string(name)])
                })
        }
        for (name, value) in [("x5t#o", bad), ("sigX5ts", [bad, good])] as [(String, JSONValue)] {
            assertVerdict(
                try judge { $0.set(name, value) }, .noSigningCertificateFound, .cannotDecide,
                .signingCertificateMismatch)
        }
        assertVerdict(
            try judge { $0.set("x5t#o", ["digAlg": "S1", "digVal": "AA"]) }, .formatFailure, .reject, .partInvalid)
    }

    func testAThumbprintBySHA1FindsNobodyAndMayNotContradict() throws {
        func thumbprint(_ certificate: Certificate) -> JSONValue {
            .string(Base64.encode(DigestAlgorithm.sha1.digest(certificate.encoded), .url))
        }
        assertAccepted(try judge { $0.set("x5t", thumbprint(Scene.doctor.certificate)) })
        assertVerdict(
            try judge { $0.set("x5t", thumbprint(Scene.pharmacist.certificate)) }, .noSigningCertificateFound,
            .cannotDecide, .signingCertificateMismatch)
        let alone = try JSONForgery.made {
            $0.set("x5c", nil)
            $0.set("x5t#S256", nil)
            $0.set("x5t", thumbprint(Scene.doctor.certificate))
        }.compact()
        assertVerdict(
            try Scene.judge(alone, against: Scene.snapshot(intermediates: [Scene.health, Scene.doctor])),
            .noSigningCertificateFound, .cannotDecide, .signingCertificateNotFound)
        assertVerdict(try judge { $0.set("x5t", "AA") }, .formatFailure, .reject, .partInvalid)
    }

    func testCertificatesThatCannotBeReadAreSaidToBe() throws {
        assertVerdict(
            try judge { $0.set("x5c", [.string(Base64.encode([0x30, 0]))]) }, .noSigningCertificateFound,
            .cannotDecide, .signingCertificateUnreadable)
        for text in ["MIIB\n", "MII_", "MIIB=", "%%%"] {
            assertVerdict(try judge { $0.set("x5c", [.string(text)]) }, .formatFailure, .reject, .partInvalid)
        }
    }

    // MARK: crit and b64

    func testCriticalParametersAreUnderstoodOrRefused() throws {
        let rows: [[(String, JSONValue)]] = [
            [("crit", ["http://attacker.example/x"])], [("crit", ["x"]), ("x", 1)], [("crit", ["b64"])],
            [("crit", ["alg"])], [("crit", ["exp"]), ("exp", 1)], [("crit", ["sigT", "sigT"]), ("sigT", "x")],
            [("b64", false)], [("crit", ["etsiU"])],
        ]
        for row in rows {
            let report = try judge { forgery in for (name, value) in row { forgery.set(name, value) } }
            assertVerdict(report, .formatFailure, .reject, .criticalParameter)
        }
        for list in ["b64", [], [1], .null] as [JSONValue] {
            assertVerdict(try judge { $0.set("crit", list) }, .formatFailure, .reject, .partInvalid)
        }
        // The signing time needs no mark since TS 119 182-1 version 1.2.1.
        assertAccepted(
            try judge {
                $0.set("iat", nil)
                $0.set("sigT", "2026-11-21T12:00:00Z")
            })
        let stamped = try JSONForgery.made {
            $0.set("crit", ["etsiU"])
            try $0.stamp(by: Scene.root.timestampUnit())
        }
        assertAccepted(try Scene.judge(stamped.flattened()))
        // What JAdES defines may be critical, and need not be.
        for (name, value) in [("sigPl", ["addressCountry": "IR"]), ("srCms", []), ("srAts", [])]
            as [(String, JSONValue)]
        {
            assertAccepted(try judge { $0.set(name, value) })
            assertAccepted(
                try judge {
                    $0.set(name, value)
                    $0.set("crit", [.string(name)])
                })
        }
    }

    func testAPayloadAsItIsHasToBeMarkedAndIsSignedAsItIs() throws {
        func forgery(_ crit: Bool, signedAsIs: Bool) throws -> JSONForgery {
            try JSONForgery.made {
                $0.payload = nil
                $0.signed = Scene.content
                $0.set("b64", false)
                if crit { $0.set("crit", ["b64"]) }
                $0.isEncoded = !signedAsIs
            }
        }
        assertAccepted(try Scene.judge(forgery(true, signedAsIs: true).compact(), content: .bytes(Scene.content)))
        assertVerdict(
            try Scene.judge(forgery(true, signedAsIs: false).compact(), content: .bytes(Scene.content)),
            .sigCryptoFailure, .reject, .sigCryptoFailure)
        assertVerdict(
            try Scene.judge(forgery(false, signedAsIs: true).compact(), content: .bytes(Scene.content)),
            .formatFailure, .reject, .criticalParameter)
    }

    func testTimesOfTokensSayNothingOfSignatures() throws {
        // nbf and exp are claims about a token; a signature's times are its own.
        assertAccepted(
            try judge {
                $0.set("exp", 1)
                $0.set("nbf", .integer(Int64.max))
            })
    }

    // MARK: Times

    func testClaimedTimesAreHeldAgainstCertificateAndClock() throws {
        func at(_ time: Instant?) throws -> ValidationReport {
            try judge { $0.set("iat", time.map { .integer($0.secondsSince1970) }) }
        }
        assertVerdict(try at(nil), .sigConstraintsFailure, .reject, .signingTimeMissing)
        assertVerdict(
            try at(TestPKI.validity.notBefore.advanced(bySeconds: -1)), .sigConstraintsFailure, .reject,
            .signingTimeOutsideValidity)
        assertVerdict(
            try at(Scene.now.advanced(bySeconds: 301)), .sigConstraintsFailure, .reject, .signingTimeInFuture)
        assertAccepted(try at(Scene.now.advanced(bySeconds: 300)))
        for value in ["2026-11-21 12:00:00Z", "1795262400", 1.5] as [JSONValue] {
            let report = try judge {
                $0.set("iat", nil)
                $0.set("sigT", value)
                $0.set("crit", ["sigT"])
            }
            assertVerdict(report, .formatFailure, .reject, .partInvalid)
        }
    }

    // MARK: Names twice

    func testANameTwiceIsRefusedWhereverItStands() throws {
        let good = try JSONForgery.made()
        let text = String(decoding: JSONWriter.bytes(.object(good.header)), as: UTF8.self)
        for more in [#","alg":"none"}"#, #","\u0061lg":"ES256"}"#, #","x5c":[]}"#] {
            assertVerdict(
                try judge { $0.headerText = String(text.dropLast()) + more }, .formatFailure, .reject, .memberRepeated)
        }
        let flattened = String(decoding: try good.flattened(), as: UTF8.self)
        for more in [#","payload":""}"#, #","signature":"AA"}"#] {
            assertVerdict(
                try Scene.judge(Array((String(flattened.dropLast()) + more).utf8)), .formatFailure, .reject,
                .memberRepeated)
        }
    }
}

extension JSONValue: ExpressibleByFloatLiteral {
    /// A literal number with a fraction.
    public init(floatLiteral value: Double) { self = .number(value) }
}
