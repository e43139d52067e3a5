// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import XCTest

/// Names that are built, and how they are shown.
final class NameBuildingTests: XCTestCase {
    func testAttributesGetTheirStringTypes() throws {
        let name = try Name([
            (OID.countryName, "IR"), (OID.domainComponent, "example"), (OID.emailAddress, "a@example.ir"),
            (OID.serialNumber, "PNOIR-9990000018"), (OID.dnQualifier, "q"), (OID.commonName, "سارا"),
        ])
        XCTAssertEqual(
            name.attributes.map(\.valueTag),
            [.printableString, .ia5String, .ia5String, .printableString, .printableString, .utf8String])
        XCTAssertTrue(name.relativeDistinguishedNames.allSatisfy { $0.count == 1 })
        XCTAssertEqual(try Name(der: name.encoded), name)
        XCTAssertEqual(name.value(of: OID.commonName), "سارا")
        XCTAssertNil(name.value(of: OID.title))
        XCTAssertEqual(name.attributeStrings.map(\.1).last, "سارا")
    }

    func testLengthsAreInCharactersAndBounded() throws {
        let longest = String(repeating: "ش", count: 64)
        XCTAssertNoThrow(try Name([(OID.commonName, longest)]))
        let cases: [(ObjectIdentifier, String, PKIXError)] = [
            (OID.commonName, longest + "ش", .attributeLength(OID.commonName, seen: 65, allowed: 1...64)),
            (OID.commonName, "", .attributeLength(OID.commonName, seen: 0, allowed: 1...64)),
            (OID.countryName, "IRN", .attributeLength(OID.countryName, seen: 3, allowed: 2...2)),
            (OID.serialNumber, "۹۹", .attributeCharacter(OID.serialNumber, allowed: "PrintableString")),
            (OID.serialNumber, "a@b", .attributeCharacter(OID.serialNumber, allowed: "PrintableString")),
            (OID.emailAddress, "سارا@example.ir", .attributeCharacter(OID.emailAddress, allowed: "IA5String")),
        ]
        for (type, value, error) in cases {
            XCTAssertThrowsError(try Name([(type, value)])) { XCTAssertEqual($0 as? PKIXError, error) }
        }
    }

    func testDescriptionIsRFC4514() throws {
        let name = try Name([
            (OID.countryName, "IR"), (OID.organizationName, "A, \"B\" <C>+D;E\\F"), (OID.commonName, " #x "),
        ])
        XCTAssertEqual(name.description, "CN=\\ #x\\ ,O=A\\, \\\"B\\\" \\<C\\>\\+D\\;E\\\\F,C=IR")
        XCTAssertEqual(try Name([(OID.commonName, "#x")]).description, "CN=\\#x")
        XCTAssertEqual(try Name([(OID.commonName, "سارا")]).description, "CN=سارا")
        let unknown = try Name([(ObjectIdentifier(1, 2, 3), "A")])
        XCTAssertEqual(unknown.description, "1.2.3=#0c0141")
        XCTAssertEqual(Name.empty.description, "")
    }

    func testDescriptionShowsDirectionMarksAndControlsAsHexadecimal() throws {
        XCTAssertEqual(try Name([(OID.commonName, "a\u{202e}b\u{0}\u{1b}")]).description, "CN=a\\e2\\80\\aeb\\00\\1b")
    }

    func testMultiValuedRDNIsShownWithPlus() throws {
        let one = try Name([(OID.commonName, "a")]).appending([
            try AttributeTypeAndValue(type: OID.surname, value: "s"),
            try AttributeTypeAndValue(type: OID.commonName, value: "c"),
        ])
        XCTAssertEqual(one.description, "CN=c+SN=s,CN=a")
        XCTAssertEqual(try Name(der: one.encoded), one)
    }

    func testEveryLabelAndNameLeadsBackToItsType() {
        XCTAssertEqual(AttributeLabel.allLabels.count, 20)
        for label in AttributeLabel.allLabels {
            XCTAssertEqual(AttributeLabel.type(labelled: label).flatMap { AttributeLabel.label(of: $0) }, label)
        }
        XCTAssertEqual(AttributeLabel.type(named: "surname"), OID.surname)
        XCTAssertNil(AttributeLabel.type(named: "CN"))
    }
}
