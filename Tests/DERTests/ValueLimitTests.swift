// SPDX-License-Identifier: Apache-2.0
import DER
import XCTest

/// Lengths of values: read at the limit, refused one beyond it.
final class ValueLimitTests: XCTestCase {
    func testContentOfAnIdentifier() {
        let most = ObjectIdentifier.maximumBytes
        func content(_ count: Int) -> ArraySlice<UInt8> { [UInt8](repeating: 0x2a, count: count)[...] }
        XCTAssertEqual(ObjectIdentifier(contentBytes: content(most))?.contentBytes.count, most)
        XCTAssertNil(ObjectIdentifier(contentBytes: content(most + 1)))
        XCTAssertNil(ObjectIdentifier(contentBytes: []))
        // Dotted, one character an arc: 512 characters of text at most, whatever they would come to.
        XCTAssertNotNil(ObjectIdentifier("1.2" + String(repeating: ".3", count: most - 1)))
        XCTAssertNil(ObjectIdentifier("1.2" + String(repeating: ".3", count: most)))
        XCTAssertNil(ObjectIdentifier("1.2." + String(repeating: "3", count: 600)))
    }

    func testOctetsOfALength() throws {
        // Four octets count to 4 GiB, which nothing here has; five are not even counted.
        for rules in [EncodingRules.der, .ber] {
            var four = DERReader([0x04, 0x84, 1, 0, 0, 0, 0], rules: rules)
            XCTAssertThrowsError(try four.read()) {
                guard case .truncated? = $0 as? DERError else { return XCTFail("\($0)") }
            }
            var five = DERReader([0x04, 0x85, 1, 0, 0, 0, 0, 0], rules: rules)
            XCTAssertThrowsError(try five.read()) {
                XCTAssertEqual($0 as? DERError, .lengthTooLarge(offset: 0, octets: 5, allowed: 4))
            }
        }
        var padded = DERReader([0x04, 0x84, 0, 0, 0, 1, 7], rules: .ber)
        XCTAssertEqual(try padded.read().content.count, 1)
    }
}
