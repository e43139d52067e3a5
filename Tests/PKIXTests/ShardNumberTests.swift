// SPDX-License-Identifier: Apache-2.0
import PKIX
import XCTest

final class ShardNumberTests: XCTestCase {
    func testTheShardIsTheTwoOctetsAfterThePrefixModuloTheCount() {
        let serial = SerialNumber(unsigned: [0x4d, 0x12, 0x34, 0xff, 0xff])
        XCTAssertEqual(ShardNumber.of(serial, count: 65_536), 0x1234)
        XCTAssertEqual(ShardNumber.of(serial, count: 16), 4)
        XCTAssertEqual(ShardNumber.of(serial, count: 10), 0x1234 % 10)
        XCTAssertEqual(ShardNumber.of(serial, count: 1), 0)
    }

    func testShortNumbersAndSenselessCountsHaveAShardToo() {
        XCTAssertEqual(ShardNumber.of(SerialNumber(unsigned: [0x01]), count: 16), 0)
        XCTAssertEqual(ShardNumber.of(SerialNumber(unsigned: [0x01, 0x02]), count: 65_536), 0x0200)
        XCTAssertEqual(ShardNumber.of(SerialNumber(unsigned: [0x01, 0x02, 0x03]), count: 0), 0)
    }

    func testRandomSerialNumbersSpreadEvenly() {
        var counts = [Int](repeating: 0, count: 16)
        for value: UInt32 in 0..<65_536 {
            let octets = [0x4d, UInt8(value >> 8), UInt8(truncatingIfNeeded: value), 0]
            counts[ShardNumber.of(SerialNumber(unsigned: octets), count: 16)] += 1
        }
        XCTAssertEqual(Set(counts), [4_096])
    }
}
