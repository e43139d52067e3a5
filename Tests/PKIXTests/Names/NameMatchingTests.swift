// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

/// RFC 5280 7.1: which names are the same, and which lie within a subtree.
final class NameMatchingTests: XCTestCase {
    private func name(_ tag: Tag, _ text: String, type: ObjectIdentifier = OID.commonName) throws -> Name {
        try Name(der: encoded([[(type, tag, Array(text.utf8))]]))
    }

    private func encoded(_ names: [[(ObjectIdentifier, Tag, [UInt8])]], sorted: Bool = true) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                for attributes in names {
                    let all = attributes.map { type, tag, content in
                        DERWriter.bytes { writer in
                            writer.sequence { writer in
                                writer.objectIdentifier(type)
                                writer.primitive(tag, content)
                            }
                        }
                    }
                    if sorted {
                        writer.setOf(all)
                    } else {
                        writer.constructed(.set) { writer in all.forEach { writer.raw($0) } }
                    }
                }
            }
        }
    }

    private func assertSame(
        _ left: Name, _ right: Name, _ isSame: Bool = true, file: StaticString = #filePath, line: UInt = #line
    ) {
        XCTAssertEqual(left.matches(right), isSame, file: file, line: line)
        XCTAssertEqual(right.matches(left), isSame, file: file, line: line)
        XCTAssertEqual(left.matchKey == right.matchKey, isSame, "the key must say the same", file: file, line: line)
    }

    func testCaseSpacesAndStringTypeDoNotCount() throws {
        let plain = try name(.printableString, "Good CA")
        assertSame(plain, try name(.utf8String, "Good CA"))
        assertSame(plain, try name(.printableString, "GOOD ca"))
        assertSame(plain, try name(.printableString, "  Good \t CA   "))
        assertSame(plain, try name(.teletexString, "good ca"))
        assertSame(
            plain,
            try Name(
                der: encoded([
                    [
                        (
                            OID.commonName, .bmpString,
                            Array("Good CA".utf16).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
                        )
                    ]
                ])))
        XCTAssertNotEqual(plain, try name(.utf8String, "Good CA"), "== is by bytes")
    }

    func testLettersSpacesInsideAndTypesCount() throws {
        let plain = try name(.printableString, "Good CA")
        assertSame(plain, try name(.printableString, "Good CB"), false)
        assertSame(plain, try name(.printableString, "GoodCA"), false)
        assertSame(plain, try name(.printableString, "Good CA", type: OID.organizationName), false)
        assertSame(plain, try name(.printableString, ""), false)
        assertSame(plain, .empty, false)
        assertSame(.empty, .empty)
    }

    func testUnicodeIsFoldedAndComposed() throws {
        assertSame(try name(.utf8String, "MÜLLER"), try name(.utf8String, "mu\u{308}ller"))
        assertSame(try name(.teletexString, "M"), try name(.utf8String, "ｍ"))
        assertSame(try name(.utf8String, "علی\u{200c}رضا"), try name(.utf8String, "علیرضا"))
        assertSame(try name(.utf8String, "آرش"), try name(.utf8String, "ا\u{653}رش"))
        assertSame(try name(.utf8String, "سارا\u{2003}احمدی"), try name(.utf8String, "سارا احمدی"))
        // Arabic and Persian letters are not one letter to X.500; which of them is written is Identity's to see to.
        assertSame(try name(.utf8String, "علي"), try name(.utf8String, "علی"), false)
        let latin1 = try Name(der: encoded([[(OID.commonName, .teletexString, [0x4d, 0xfc])]]))
        assertSame(latin1, try name(.utf8String, "mü"))
    }

    func testShortWayForPersianTextGivesWhatTheLongWayGives() throws {
        // A no-break space at the end is cut off, and its being there takes the long way through normalisation.
        for value in (0x20..<0x800).map({ UInt32($0) }) + [0x200c, 0x200d, 0xfb56, 0xfefb] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in ["\(scalar)", "س\(scalar)", "س\(scalar)ا", "A\(scalar) b"] {
                let short = try name(.utf8String, text)
                let long = try name(.utf8String, text + "\u{a0}")
                XCTAssertEqual(short.matchKey, long.matchKey, "U+" + String(value, radix: 16))
            }
        }
    }

    func testOrderOfAttributesInsideOneRDNDoesNotCountAndOrderOfRDNsDoes() throws {
        let both = try Name(
            der: encoded([[(OID.commonName, .utf8String, [0x41]), (OID.surname, .utf8String, [0x42])]]))
        let other = try Name(
            der: encoded([[(OID.surname, .printableString, [0x62]), (OID.commonName, .printableString, [0x61])]]))
        assertSame(both, other)
        XCTAssertEqual(both.relativeDistinguishedNames.first?.count, 2)
        let one = try Name([(OID.commonName, "a"), (OID.surname, "b")])
        let two = try Name([(OID.surname, "b"), (OID.commonName, "a")])
        assertSame(one, two, false)
        assertSame(one, both, false)
    }

    func testKeysOfDifferentNamesNeverCollide() throws {
        // Values that run into the next attribute's header if lengths were not counted.
        assertSame(
            try Name([(OID.commonName, "a"), (OID.commonName, "b")]),
            try name(.utf8String, "a\u{1}\u{2}b"), false)
        let text = try name(.utf8String, "\u{2}\u{1}\u{1}")
        let number = try Name(der: encoded([[(OID.commonName, .integer, [1])]]))
        assertSame(text, number, false)
    }

    func testSubtreesHoldTheirBaseAndEverythingBelow() throws {
        let base = try Name([(OID.countryName, "IR"), (OID.organizationName, "Mohr")])
        let below = try Name([(OID.countryName, "ir"), (OID.organizationName, " MOHR "), (OID.commonName, "x")])
        let beside = try Name([(OID.countryName, "IR"), (OID.organizationName, "Mohr2"), (OID.commonName, "x")])
        XCTAssertTrue(base.isWithin(subtree: base))
        XCTAssertTrue(below.isWithin(subtree: base))
        XCTAssertTrue(below.isWithin(subtree: .empty))
        XCTAssertFalse(beside.isWithin(subtree: base))
        XCTAssertFalse(base.isWithin(subtree: below))
        XCTAssertTrue(below.matchKey.starts(with: base.matchKey))
        XCTAssertFalse(beside.matchKey.starts(with: base.matchKey))
    }

    func testUnsortedAndEmptyRDNsAreRefused() throws {
        let pair: [(ObjectIdentifier, Tag, [UInt8])] = [
            (OID.surname, .utf8String, [0x42]), (OID.commonName, .utf8String, [0x41]),
        ]
        XCTAssertNoThrow(try Name(der: encoded([pair])))
        XCTAssertThrowsError(try Name(der: encoded([pair], sorted: false))) {
            XCTAssertEqual($0 as? PKIXError, .unsorted(field: "RelativeDistinguishedName", offset: 2))
        }
        XCTAssertThrowsError(try Name(der: [0x30, 0x02, 0x31, 0x00])) {
            XCTAssertEqual($0 as? PKIXError, .empty(field: "RelativeDistinguishedName", offset: 2))
        }
        XCTAssertThrowsError(try name(.utf8String, "\u{fffd}").withBrokenUTF8())
    }

    func testPKITSNameChaining() throws {
        func certificate(_ name: String) throws -> Certificate {
            try Certificate(der: try SharedData.bytes("pkits/certs/\(name).crt"))
        }
        let pairs: [(String, String, Bool)] = [
            ("GoodCACert", "InvalidNameChainingTest1EE", false),
            ("NameOrderingCACert", "InvalidNameChainingOrderTest2EE", false),
            ("GoodCACert", "ValidNameChainingWhitespaceTest3EE", true),
            ("GoodCACert", "ValidNameChainingWhitespaceTest4EE", true),
            ("GoodCACert", "ValidNameChainingCapitalizationTest5EE", true),
            ("UIDCACert", "ValidNameUIDsTest6EE", true),
            ("RFC3280MandatoryAttributeTypesCACert", "ValidRFC3280MandatoryAttributeTypesTest7EE", true),
            ("RFC3280OptionalAttributeTypesCACert", "ValidRFC3280OptionalAttributeTypesTest8EE", true),
            ("UTF8StringEncodedNamesCACert", "ValidUTF8StringEncodedNamesTest9EE", true),
            (
                "RolloverfromPrintableStringtoUTF8StringCACert",
                "ValidRolloverfromPrintableStringtoUTF8StringTest10EE", true
            ),
            ("UTF8StringCaseInsensitiveMatchCACert", "ValidUTF8StringCaseInsensitiveMatchTest11EE", true),
        ]
        for (issuer, subject, isSame) in pairs {
            assertSame(try certificate(subject).issuer, try certificate(issuer).subject, isSame)
        }
        print("PKITS 4.3: \(pairs.count) cases")
    }
}

extension Name {
    /// The same name with its text cut inside a character.
    fileprivate func withBrokenUTF8() throws -> Name {
        var bytes = encoded
        bytes[bytes.count - 1] = 0x41
        return try Name(der: bytes)
    }
}
