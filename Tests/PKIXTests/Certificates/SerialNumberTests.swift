// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import XCTest

/// Serial numbers as they are read, written and ordered.
final class SerialNumberTests: XCTestCase {
    func testNumbersAreReadAsTheyAreEncoded() throws {
        for (bytes, hex, isPositive): ([UInt8], String, Bool) in [
            ([0x01], "01", true), ([0x00], "00", false), ([0x00, 0xff], "ff", true), ([0xff], "ff", false),
            ([UInt8](repeating: 0x7f, count: 25), String(repeating: "7f", count: 25), true),
        ] {
            let node = try DERReader.single(DERWriter.bytes { $0.integer(content: bytes) }, .integer)
            let number = try SerialNumber(node)
            XCTAssertEqual(number.bytes, bytes)
            XCTAssertEqual(number.hex, hex)
            XCTAssertEqual(number.isPositive, isPositive)
        }
    }

    func testHexIsReadWithAndWithoutSeparators() {
        XCTAssertEqual(SerialNumber(hex: "0A:ff")?.bytes, [0x0a, 0xff])
        XCTAssertEqual(SerialNumber(hex: "ff")?.bytes, [0x00, 0xff])
        XCTAssertEqual(SerialNumber(hex: "fff")?.bytes, [0x0f, 0xff])
        XCTAssertEqual(SerialNumber(hex: "0000")?.bytes, [0])
        for wrong in ["", ":", "xyz", "-1", String(repeating: "a", count: 129), "۱۲"] {
            XCTAssertNil(SerialNumber(hex: wrong), wrong)
        }
    }

    func testOrderIsByValue() {
        let ascending: [[UInt8]] = [
            [0x80, 0x00], [0x80], [0xff], [0x00], [0x01], [0x7f], [0x00, 0x80], [0x01, 0x00],
        ]
        let numbers = ascending.compactMap { bytes in
            try? SerialNumber(DERReader.single(DERWriter.bytes { $0.integer(content: bytes) }, .integer))
        }
        XCTAssertEqual(numbers.count, ascending.count)
        XCTAssertEqual(numbers.shuffled().sorted(), numbers)
    }

    func testPaddedNumbersAreRefused() {
        for bytes: [UInt8] in [[0x00, 0x01], [0xff, 0xff], []] {
            let encoded = DERWriter.bytes { $0.integer(content: bytes) }
            XCTAssertThrowsError(try SerialNumber(DERReader.single(encoded, .integer))) {
                XCTAssertEqual($0 as? PKIXError, .der(.integerNotMinimal(offset: 0)))
            }
        }
    }
}
