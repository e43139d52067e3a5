// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Identity
import PKIX
import TestSupport
import XCTest

@testable import Linting

/// What the rules on fields, names and keys object to: each case is one thing wrong, and no other rule may object.
final class FieldRuleTests: LintTestCase {
    func testVersion() throws {
        XCTAssertTrue(try objections(to: Self.versionOne()).contains("rfc5280.version"))
    }

    /// What has no extensions may be of version 1; the draft type writes 3 only, so the bytes are made by hand.
    static func versionOne() throws -> TBSCertificate {
        let key = Self.subjectKey.publicKey
        let tbs = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.integer(unsigned: Array(1...17))
                AlgorithmIdentifier(.ecdsa(.sha256)).encode(into: &writer)
                writer.raw(Self.issuer.name.encoded)
                TestPKI.validity.encode(into: &writer)
                writer.raw(Self.rootIdentity.name.encoded)
                writer.raw(key.subjectPublicKeyInfo)
            }
        }
        return try TBSCertificate(parsing: tbs)
    }

    func testSerialNumbers() throws {
        let prefixes: [(SerialNumber, [String])] = [
            (SerialNumber(unsigned: [0x7f] + [UInt8](repeating: 9, count: 16)), []),
            (SerialNumber(unsigned: [0x80] + [UInt8](repeating: 9, count: 16)), ["cpcps.serial-entropy"]),
            (SerialNumber(unsigned: [UInt8](repeating: 9, count: 16)), ["cpcps.serial-entropy"]),
            (SerialNumber(unsigned: [0]), ["rfc5280.serial-number", "cpcps.serial-entropy"]),
            (
                SerialNumber(unsigned: [UInt8](repeating: 9, count: 21)),
                ["rfc5280.serial-number", "cpcps.serial-entropy"]
            ),
        ]
        for (serial, expected) in prefixes {
            XCTAssertEqual(try objections(to: Self.draft(serial: serial)), expected, serial.hex)
        }
    }

    func testSignatureAlgorithms() throws {
        let draft = try Self.draft()
        let sha384 = AlgorithmIdentifier(.ecdsa(.sha384))
        XCTAssertEqual(
            try objections(to: draft.with(signature: sha384)),
            ["rfc5280.signature-algorithm", "cpcps.signature-algorithm"])
        XCTAssertEqual(try objections(to: draft, outer: sha384), ["rfc5280.signature-algorithm"])
        // Right for the issuer's key, and not what the profile says.
        let rsa = try TestPKI.root("RSA Root", key: .rsa(bits: 2048)) { $0.validity = Self.longValidity }
        let other = try Self.draft(issuer: rsa.certificate).with(signature: AlgorithmIdentifier(.rsaPKCS1(.sha256)))
        XCTAssertEqual(try objections(to: other, issuer: rsa.certificate), ["cpcps.signature-algorithm"])
        let sha1 = try Self.draft(issuer: rsa.certificate).with(signature: AlgorithmIdentifier(.rsaPKCS1(.sha1)))
        XCTAssertEqual(
            try objections(to: sha1, issuer: rsa.certificate),
            ["rfc5280.signature-algorithm", "cpcps.signature-algorithm"])
    }

    func testValidities() throws {
        let draft = try Self.draft()
        func objections(_ from: Int64, _ to: Int64) throws -> [String] {
            try self.objections(
                to: draft.with(
                    validity: Validity(
                        notBefore: TestPKI.now.advanced(bySeconds: from), notAfter: TestPKI.now.advanced(bySeconds: to))
                ))
        }
        XCTAssertEqual(try objections(-300, 1_000), [])
        XCTAssertEqual(try objections(-1, 63_071_998), [], "two years, both ends counted")
        XCTAssertEqual(try objections(-1, 63_071_999), ["cpcps.validity-length"], "one second more")
        XCTAssertEqual(try objections(1, 1_000), ["cpcps.issuer-lifetime"], "not valid yet")
        XCTAssertEqual(try objections(-86_401, 1_000), ["cpcps.issuer-lifetime"], "before the issuer was")
        XCTAssertEqual(try objections(-300, -301), ["rfc5280.validity"])
        let old = Validity(notBefore: Instant(secondsSince1970: -631_152_001), notAfter: TestPKI.now)
        XCTAssertTrue(try self.objections(to: draft.with(validity: old)).contains("rfc5280.validity"))
    }

    func testACertificateMayNotOutliveItsIssuer() throws {
        let brief = try Self.rootIdentity.authority("Brief", pathLength: 0) {
            $0.extensions.append(Self.issuer.certificate.extensions[OID.certificatePolicies]!)
            $0.validity = Validity(
                notBefore: TestPKI.now.advanced(bySeconds: -86_400), notAfter: TestPKI.now.advanced(bySeconds: 1_000))
        }
        let draft = try Self.draft(issuer: brief.certificate)
        XCTAssertEqual(try objections(to: draft, issuer: brief.certificate), ["cpcps.issuer-lifetime"])
        let shorter = try draft.with(
            validity: Validity(notBefore: draft.validity.notBefore, notAfter: brief.certificate.validity.notAfter))
        XCTAssertEqual(try objections(to: shorter, issuer: brief.certificate), [])
    }

    func testIssuerAndSubjectNames() throws {
        let draft = try Self.draft()
        let matching = try Name([
            (OID.countryName, "IR"), (OID.organizationName, "TEST"), (OID.commonName, "Health"),
        ])
        XCTAssertTrue(matching.matches(Self.issuer.name))
        XCTAssertEqual(try objections(to: draft.with(issuer: matching)), ["rfc5280.issuer"], "matches, other bytes")
        XCTAssertEqual(try objections(to: draft.with(issuer: .empty)), ["rfc5280.issuer"])
        XCTAssertEqual(
            try objections(to: draft.with(subject: .empty)),
            ["rfc5280.subject", "etsi.person-name", "cpcps.subject-shape"])
        XCTAssertTrue(try objections(to: draft.with(subject: Self.issuer.name)).contains("rfc5280.subject"))
    }

    func testAttributesHaveTheirLengthsAndStringTypes() throws {
        func objections(_ attribute: AttributeTypeAndValue) throws -> [String] {
            let names = try Self.draft().subject.relativeDistinguishedNames.map { names in
                names.map { $0.type == attribute.type ? attribute : $0 }
            }
            let subject = names.reduce(Name.empty) { $0.appending($1) }
            return try self.objections(to: Self.draft().with(subject: subject))
        }
        XCTAssertEqual(try objections(Self.attribute(OID.givenName, .utf8String, "زهرا")), [])
        XCTAssertEqual(try objections(Self.attribute(OID.givenName, .printableString, "Zahra")), [])
        XCTAssertEqual(
            try objections(Self.attribute(OID.givenName, .teletexString, "Zahra")), ["rfc5280.attribute-type"])
        XCTAssertEqual(
            try objections(Self.attribute(OID.commonName, .utf8String, String(repeating: "a", count: 65))),
            ["rfc5280.attribute-length"])
        XCTAssertEqual(
            try objections(Self.attribute(OID.countryName, .utf8String, "IR")), ["rfc5280.attribute-type"])
        XCTAssertEqual(
            try objections(Self.attribute(OID.countryName, .printableString, "ir")),
            ["rfc5280.attribute-type", "cpcps.subject-shape"])
        XCTAssertEqual(
            try objections(Self.attribute(OID.serialNumber, .utf8String, "PNOIR-9990000018")),
            ["rfc5280.attribute-type"])
    }

    func testNamesHaveOneSpellingAndNothingHidden() throws {
        func objections(surname: String) throws -> [String] {
            let subject = try Name([
                (OID.countryName, "IR"), (OID.surname, surname), (OID.givenName, "سارا"),
                (OID.serialNumber, "PNOIR-9990000018"), (OID.commonName, "Sara Ahmadi"),
            ])
            return try self.objections(to: Self.draft().with(subject: subject))
        }
        XCTAssertEqual(try objections(surname: "رضایی\u{200c}نژاد"), [], "a non-joiner inside a word is spelling")
        XCTAssertEqual(try objections(surname: "رضايي"), ["cpcps.canonical-names"], "Arabic yeh")
        XCTAssertEqual(try objections(surname: "ا\u{0653}رش"), ["cpcps.canonical-names"], "not in form C")
        XCTAssertEqual(try objections(surname: "رضایی  نژاد"), ["cpcps.canonical-names"], "two spaces")
        for hidden in ["\u{202E}", "\u{2066}", "\u{200F}", "\u{200B}", "\u{0007}", "\u{E000}", "\u{FFFE}"] {
            let seen = try objections(surname: "رضا" + hidden + "یی")
            XCTAssertTrue(seen.contains("cpcps.visible-names"), hidden.unicodeScalars.first!.escaped(asASCII: true))
            XCTAssertTrue(Set(seen).isSubset(of: ["cpcps.visible-names", "cpcps.canonical-names"]))
        }
    }

    func testTheShortWayToOneSpellingAgreesWithTheLongOne() throws {
        // Every character of the Arabic block and of ASCII, alone and between letters, single and doubled.
        let rule = CanonicalNamesRule()
        let context = LintContext(
            profile: Self.doctor, issuer: Self.issuer.certificate, issuerKeyKind: .p256, time: TestPKI.now)
        for value in Array(0x20...0x7e) + Array(0x600...0x6ff) + [0x200c, 0x00e9, 0xfef1] {
            let scalar = String(Unicode.Scalar(UInt32(value))!)
            for text in [scalar, "ع" + scalar + "ل", scalar + scalar, "a" + scalar, scalar + "\u{653}"] {
                let subject = try Name([(OID.commonName, text)])
                let certificate = try Certificate.assemble(
                    tbs: Self.draft().with(subject: subject).encoded(),
                    signatureAlgorithm: AlgorithmIdentifier(.ecdsa(.sha256)), signature: [1])
                XCTAssertEqual(
                    rule.findings(in: certificate, context: context).isEmpty,
                    Array(PersianText.display(text).utf8) == Array(text.utf8),
                    "U+\(String(value, radix: 16)) in \(text)")
            }
        }
    }

    func testTheSubjectHasTheProfilesAttributesInItsOrder() throws {
        let good: [(ObjectIdentifier, String)] = [
            (OID.countryName, "IR"), (OID.surname, "احمدی"), (OID.givenName, "سارا"),
            (OID.serialNumber, "PNOIR-9990000018"), (OID.commonName, "Sara Ahmadi"),
        ]
        func objections(_ attributes: [(ObjectIdentifier, String)]) throws -> [String] {
            try self.objections(to: Self.draft().with(subject: try Name(attributes)))
        }
        XCTAssertEqual(try objections(good), [])
        XCTAssertEqual(try objections([good[0], (OID.organizationName, "بیمارستان")] + good[1...]), [], "optional")
        XCTAssertEqual(try objections(good + [(OID.title, "Dr")]), ["cpcps.subject-shape"])
        XCTAssertEqual(try objections(good.reversed()), ["cpcps.subject-shape"])
        XCTAssertEqual(try objections(good + [(OID.commonName, "Another")]), ["cpcps.subject-shape"])
        XCTAssertEqual(try objections([(OID.countryName, "DE")] + good[1...]), ["cpcps.subject-shape"])
        XCTAssertEqual(
            try objections(good.filter { $0.0 != OID.givenName }), ["etsi.person-name", "cpcps.subject-shape"])
        let parts = try Name(good).relativeDistinguishedNames
        let together = Name.empty.appending(parts[0]).appending(parts[1] + parts[2]).appending(parts[3])
            .appending(parts[4])
        XCTAssertTrue(try self.objections(to: Self.draft().with(subject: together)).contains("cpcps.subject-shape"))
    }

    func testSerialNumbersOfPeopleAreWrittenAsTheirRegisterWritesThem() throws {
        func objections(_ number: String) throws -> [String] {
            let subject = try Name([
                (OID.countryName, "IR"), (OID.surname, "احمدی"), (OID.givenName, "سارا"),
                (OID.serialNumber, number), (OID.commonName, "Sara Ahmadi"),
            ])
            return try self.objections(to: Self.draft().with(subject: subject))
        }
        XCTAssertEqual(try objections("PNOIR-9990000018"), [])
        XCTAssertEqual(try objections("PNOIR-999000000012"), [], "a foreigner's number")
        XCTAssertEqual(try objections("PNOIR-9990000019"), ["etsi.person-identifier"], "check digit")
        XCTAssertEqual(try objections("PNOIR-99900001"), ["etsi.person-identifier"], "too short")
        XCTAssertEqual(try objections("9990000018"), ["etsi.person-identifier", "cpcps.subject-shape"])
        XCTAssertEqual(try objections("XYZIR-1"), ["etsi.person-identifier", "cpcps.subject-shape"])
    }

    func testShortRSAKeysEndWith2030() throws {
        let end = try XCTUnwrap(Instant(year: 2030, month: 12, day: 31, hour: 23, minute: 59, second: 59))
        func objections(_ kind: KeyKind, _ notAfter: Instant) throws -> [String] {
            let key = try PrivateKey.generate(kind).publicKey.subjectPublicKeyInfo
            let draft = try Self.draft().with(
                validity: Validity(notBefore: TestPKI.now, notAfter: notAfter), subjectPublicKeyInfo: key)
            // Of two years' length no certificate of today gets there.
            return try self.objections(
                to: draft.setting(.subjectKeyIdentifier(SubjectPublicKeyInfo(der: key).keyIdentifier))
            ).filter { $0 != "cpcps.validity-length" }
        }
        XCTAssertEqual(try objections(.rsa(bits: 2048), end), [])
        XCTAssertEqual(try objections(.rsa(bits: 2048), end.advanced(bySeconds: 1)), ["cpcps.key-strength"])
        XCTAssertEqual(try objections(.rsa(bits: 3072), end.advanced(bySeconds: 1)), [])
        XCTAssertEqual(try objections(.p256, end.advanced(bySeconds: 1)), [])
    }

    func testKeys() throws {
        func objections(_ key: PublicKey) throws -> [String] {
            let own = try SubjectPublicKeyInfo(der: key.subjectPublicKeyInfo).keyIdentifier
            return try self.objections(
                to: Self.draft().with(subjectPublicKeyInfo: key.subjectPublicKeyInfo)
                    .setting(.subjectKeyIdentifier(own)))
        }
        XCTAssertEqual(try objections(PrivateKey.generate(.rsa(bits: 2048)).publicKey), [])
        XCTAssertEqual(try objections(PrivateKey.generate(.p384).publicKey), ["cpcps.subject-key"], "not the profile's")
        XCTAssertEqual(try objections(PrivateKey.generate(.rsa(bits: 1024)).publicKey), ["cpcps.subject-key"])
        XCTAssertEqual(try objections(PrivateKey.generate(.p192).publicKey), ["cpcps.subject-key"])
        XCTAssertEqual(try objections(Self.issuer.key.publicKey), ["cpcps.subject-key"], "the issuer's own")
    }

    static func attribute(_ type: ObjectIdentifier, _ tag: Tag, _ text: String) throws -> AttributeTypeAndValue {
        let encoded = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.objectIdentifier(type)
                writer.primitive(tag, Array(text.utf8))
            }
        }
        return try AttributeTypeAndValue(DERReader.single(encoded, .sequence))
    }
}
