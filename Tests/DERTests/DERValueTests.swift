// SPDX-License-Identifier: Apache-2.0
import XCTest

@testable import DER

final class DERValueTests: XCTestCase {
    private func node(_ bytes: [UInt8]) throws -> DERNode {
        var reader = DERReader(bytes)
        return try reader.read()
    }

    func testIntegersMustBeMinimal() throws {
        for bytes: [UInt8] in [[0x02, 0x00], [0x02, 0x02, 0x00, 0x7f], [0x02, 0x02, 0xff, 0x80]] {
            XCTAssertThrowsError(try node(bytes).integerBytes()) {
                XCTAssertEqual($0 as? DERError, .integerNotMinimal(offset: 0))
            }
        }
        XCTAssertEqual(try node([0x02, 0x02, 0x00, 0x80]).smallInteger(), 128)
        XCTAssertEqual(try node([0x02, 0x02, 0xff, 0x7f]).smallInteger(), -129)
        XCTAssertThrowsError(try node([0x02, 0x01, 0x80]).unsignedInteger()) {
            XCTAssertEqual($0 as? DERError, .integerNegative(offset: 0))
        }
        XCTAssertThrowsError(try node([0x02, 0x09, 1, 2, 3, 4, 5, 6, 7, 8, 9]).smallInteger())
    }

    func testIntegersSurviveARoundTrip() throws {
        for value in [0, 1, -1, 127, 128, -128, -129, 255, 256, 65_535, Int.max, Int.min] {
            let bytes = DERWriter.bytes { $0.integer(value) }
            XCTAssertEqual(try node(bytes).smallInteger(), value)
        }
        XCTAssertEqual(DERWriter.bytes { $0.integer(unsigned: [0, 0, 0x80]) }, [0x02, 0x02, 0x00, 0x80])
        XCTAssertEqual(DERWriter.bytes { $0.integer(unsigned: [UInt8]()) }, [0x02, 0x01, 0x00])
    }

    func testABooleanIsAllZerosOrAllOnes() throws {
        XCTAssertThrowsError(try node([0x01, 0x01, 0x01]).boolean())
        XCTAssertThrowsError(try node([0x01, 0x00]).boolean())
        XCTAssertFalse(try node([0x01, 0x01, 0x00]).boolean())
    }

    func testBitStringsKeepTheirUnusedBitsZero() throws {
        XCTAssertThrowsError(try node([0x03, 0x02, 0x01, 0x01]).bitString())
        XCTAssertThrowsError(try node([0x03, 0x02, 0x08, 0x00]).bitString())
        XCTAssertThrowsError(try node([0x03, 0x01, 0x01]).bitString())
        XCTAssertThrowsError(try node([0x03, 0x00]).bitString())
        let keyUsage = try node([0x03, 0x02, 0x06, 0x40]).bitString()
        XCTAssertTrue(keyUsage.bit(1))
        XCTAssertFalse(keyUsage.bit(0))
        XCTAssertFalse(keyUsage.bit(9_999))
        XCTAssertTrue(keyUsage.isMinimalNamedBitList)
        XCTAssertFalse(try node([0x03, 0x02, 0x00, 0x40]).bitString().isMinimalNamedBitList)
    }

    func testNamedBitsEndInAOne() {
        XCTAssertEqual(DERWriter.bytes { $0.namedBits([1]) }, [0x03, 0x02, 0x06, 0x40])
        XCTAssertEqual(DERWriter.bytes { $0.namedBits([5, 6]) }, [0x03, 0x02, 0x01, 0x06])
        XCTAssertEqual(DERWriter.bytes { $0.namedBits([0, 8]) }, [0x03, 0x03, 0x07, 0x80, 0x80])
        XCTAssertEqual(DERWriter.bytes { $0.namedBits([]) }, [0x03, 0x01, 0x00])
    }

    func testObjectIdentifiersOfAnySizeSurviveARoundTrip() throws {
        for dotted in [
            "0.0", "0.39", "1.39.5", "2.0", "2.5.29.15", "2.39", "2.40", "2.47", "2.48.1", "2.999.1",
            "1.2.840.113549.1.9.16.2.47",
            "2.25.329800735698586629295641978511506172918.1.10", "1.3.36.8.3.3", "2.100000000000000000000000000000",
        ] {
            let identifier = try XCTUnwrap(ObjectIdentifier(dotted), dotted)
            XCTAssertEqual(identifier.dotted, dotted)
            let bytes = DERWriter.bytes { $0.objectIdentifier(identifier) }
            XCTAssertEqual(try node(bytes).objectIdentifier(), identifier)
        }
        XCTAssertEqual(Array(ObjectIdentifier("1.2.840.113549")!.contentBytes), [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d])
        XCTAssertEqual(Array(ObjectIdentifier("2.999")!.contentBytes), [0x88, 0x37])
    }

    func testMalformedObjectIdentifiersAreRefused() {
        for dotted in ["", "1", "3.1", "1.40", "0.100", "1..2", "1.2.", "1.02", "1.-2", "a.b", ".1.2"] {
            XCTAssertNil(ObjectIdentifier(dotted), dotted)
        }
        XCTAssertNil(ObjectIdentifier(contentBytes: []))
        XCTAssertNil(ObjectIdentifier(contentBytes: [0x2a, 0x86]))
        XCTAssertNil(ObjectIdentifier(contentBytes: [0x2a, 0x80, 0x01]))
        XCTAssertNil(ObjectIdentifier(contentBytes: [UInt8](repeating: 1, count: 129)[...]))
    }

    func testEveryCharacterStringIsReadByItsOwnRules() throws {
        XCTAssertEqual(try node([0x0c, 0x04, 0xd9, 0x85, 0xd9, 0x87]).string(), "مه")
        XCTAssertThrowsError(try node([0x0c, 0x01, 0xd9]).string())
        XCTAssertThrowsError(try node([0x0c, 0x02, 0xc0, 0x80]).string())
        XCTAssertThrowsError(try node([0x13, 0x01, 0xe9]).string())
        XCTAssertEqual(try node([0x14, 0x01, 0xe9]).string(), "é")
        XCTAssertEqual(try node([0x1e, 0x02, 0x06, 0x45]).string(), "م")
        XCTAssertThrowsError(try node([0x1e, 0x02, 0xd8, 0x00]).string())
        XCTAssertThrowsError(try node([0x1e, 0x01, 0x06]).string())
        XCTAssertEqual(try node([0x1c, 0x04, 0, 0, 0x06, 0x45]).string(), "م")
        XCTAssertThrowsError(try node([0x1c, 0x04, 0, 0x11, 0, 0]).string())
        XCTAssertThrowsError(try node([0x04, 0x01, 0x41]).string())
    }

    func testASetOfIsWrittenInOrder() {
        let bytes = DERWriter.bytes { $0.setOf([[0x02, 0x01, 0x05], [0x01, 0x01, 0xff], [0x02, 0x01, 0x03]]) }
        XCTAssertEqual(bytes, [0x31, 0x09, 0x01, 0x01, 0xff, 0x02, 0x01, 0x03, 0x02, 0x01, 0x05])
    }

    func testLengthsOfEverySizeAreWrittenMinimally() throws {
        for count in [0, 1, 127, 128, 255, 256, 65_535, 65_536, 70_000] {
            let content = [UInt8](repeating: 7, count: count)
            let primitive = DERWriter.bytes { $0.octetString(content) }
            XCTAssertEqual(try node(primitive).octetString().count, count)
            let wrapped = DERWriter.bytes { writer in writer.sequence { $0.octetString(content) } }
            XCTAssertEqual(try node(wrapped).only(.octetString).content.count, count)
        }
    }
}
