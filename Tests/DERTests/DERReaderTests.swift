// SPDX-License-Identifier: Apache-2.0
import XCTest

@testable import DER

final class DERReaderTests: XCTestCase {
    func testReadsASequenceOfValuesWithOffsets() throws {
        let bytes: [UInt8] = [0x30, 0x08, 0x02, 0x01, 0x05, 0x01, 0x01, 0xff, 0x05, 0x00]
        let sequence = try DERReader.single(bytes, .sequence)
        var reader = try sequence.reader()
        XCTAssertEqual(try reader.read(.integer).smallInteger(), 5)
        XCTAssertEqual(reader.offset, 5)
        XCTAssertTrue(try reader.read(.boolean).boolean())
        try reader.read(.null).null()
        try reader.finish()
    }

    func testTrailingBytesAreNamedWithTheirPlace() {
        XCTAssertThrowsError(try DERReader.single([0x05, 0x00, 0xaa], .null)) {
            XCTAssertEqual($0 as? DERError, .trailingBytes(offset: 2, count: 1))
        }
    }

    func testALengthPastTheEndIsRefused() {
        XCTAssertThrowsError(try DERReader.single([0x04, 0x05, 1, 2], .octetString)) {
            XCTAssertEqual($0 as? DERError, .truncated(offset: 0, needed: 5, present: 2))
        }
    }

    func testNeedlesslyLongLengthsAreRefusedInDERAndTakenInBER() throws {
        for bytes: [UInt8] in [[0x04, 0x81, 0x01, 0xaa], [0x04, 0x82, 0x00, 0x01, 0xaa]] {
            XCTAssertThrowsError(try DERReader.single(bytes, .octetString)) {
                XCTAssertEqual($0 as? DERError, .lengthNotMinimal(offset: 0))
            }
            let node = try DERReader.single(bytes, .octetString, rules: .ber)
            XCTAssertEqual(Array(node.content), [0xaa])
            XCTAssertFalse(node.isDistinguished)
        }
    }

    func testALengthOfFiveOctetsIsRefusedUnderBothRules() {
        let bytes: [UInt8] = [0x04, 0x85, 0, 0, 0, 0, 1, 0xaa]
        for rules in [EncodingRules.der, .ber] {
            XCTAssertThrowsError(try DERReader.single(bytes, .octetString, rules: rules)) {
                XCTAssertEqual($0 as? DERError, .lengthTooLarge(offset: 0, octets: 5, allowed: 4))
            }
        }
    }

    func testAnIndefiniteStringInPiecesIsJoinedUnderBERAndRefusedUnderDER() throws {
        // OCTET STRING, indefinite: "ab", then a constructed piece holding "c", then the end.
        let bytes: [UInt8] = [0x24, 0x80, 0x04, 0x02, 0x61, 0x62, 0x24, 0x80, 0x04, 0x01, 0x63, 0, 0, 0, 0]
        let node = try DERReader.single(bytes, .octetString, rules: .ber)
        XCTAssertEqual(try node.joinedOctetString(), Array("abc".utf8))
        XCTAssertEqual(node.encoded.count, bytes.count)
        XCTAssertThrowsError(try DERReader.single(bytes, .octetString))
    }

    func testAnIndefiniteLengthWithoutItsEndIsRefused() {
        XCTAssertThrowsError(try DERReader.single([0x30, 0x80, 0x05, 0x00], .sequence, rules: .ber)) {
            XCTAssertEqual($0 as? DERError, .endOfContentsMissing(offset: 2))
        }
        XCTAssertThrowsError(try DERReader.single([0x30, 0x80, 0x00], .sequence, rules: .ber))
    }

    func testNestingIsLimited() throws {
        func nested(_ count: Int) -> [UInt8] {
            (0..<count).reduce([UInt8]()) { inner, _ in DERWriter.bytes { writer in writer.sequence { $0.raw(inner) } }
            }
        }
        func descend(_ bytes: [UInt8]) throws -> Int {
            var reader = DERReader(bytes)
            var levels = 0
            while !reader.isAtEnd {
                reader = try reader.read().reader()
                levels += 1
            }
            return levels
        }
        XCTAssertEqual(try descend(nested(32)), 32)
        XCTAssertThrowsError(try descend(nested(33))) {
            guard case .tooDeep(_, 32) = $0 as? DERError else { return XCTFail("\($0)") }
        }
        let open = [UInt8](repeating: 0x30, count: 1) + [0x80]
        let indefinite = (0..<4_000).flatMap { _ in open } + [UInt8](repeating: 0, count: 8_000)
        var reader = DERReader(indefinite, rules: .ber)
        XCTAssertThrowsError(try reader.read())
    }

    func testATagNumberAboveThirtyIsRefused() {
        XCTAssertThrowsError(try DERReader.single([0x1f, 0x81, 0x01, 0x00], .null)) {
            guard case .unexpectedTag = $0 as? DERError else { return XCTFail("\($0)") }
        }
        var reader = DERReader([0x3f, 0x22, 0x00])
        XCTAssertThrowsError(try reader.read()) { XCTAssertEqual($0 as? DERError, .tagNumberTooHigh(offset: 0)) }
    }

    func testEmptyInputHasNoValue() {
        var reader = DERReader([])
        XCTAssertNil(reader.nextTag)
        XCTAssertThrowsError(try reader.read(.sequence)) {
            XCTAssertEqual($0 as? DERError, .valueMissing(offset: 0, allowed: .sequence))
        }
    }

    /// Every accessor, on every prefix and every flipped bit of a value with one of each type: a value or an error.
    func testNoDamageEndsTheProcess() {
        let good = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.boolean(true)
                writer.integer(-129)
                writer.bitString([0xa0], unusedBits: 5)
                writer.octetString([1, 2, 3])
                writer.objectIdentifier(ObjectIdentifier("2.25.329800735698586629295641978511506172918")!)
                writer.utf8String("مُهر")
                writer.time(Instant(secondsSince1970: 1_700_000_000))
                writer.generalizedTime(Instant(secondsSince1970: 2_700_000_000))
            }
        }
        var values = 0
        func walk(_ bytes: ArraySlice<UInt8>, _ rules: EncodingRules) {
            var reader = DERReader(bytes, rules: rules)
            while let node = try? reader.read() {
                values += 1
                _ = try? node.boolean()
                _ = try? node.smallInteger()
                _ = try? node.unsignedInteger()
                _ = try? node.bitString()
                _ = try? node.joinedOctetString()
                _ = try? node.objectIdentifier().dotted
                _ = try? node.string()
                _ = try? node.time().rfc3339
                _ = try? node.generalizedTimeCutToSeconds()
                if node.tag.isConstructed { walk(node.content, rules) }
            }
        }
        for rules in [EncodingRules.der, .ber] {
            for count in 0...good.count { walk(good[..<count], rules) }
            for bit in 0..<good.count * 8 {
                var damaged = good
                damaged[bit / 8] ^= 1 << (bit % 8)
                walk(damaged[...], rules)
            }
        }
        XCTAssertGreaterThan(values, 5_000)
    }
}
