// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// Values that stand for signatures elsewhere and are none here; the constructions of public test suites, made anew.
final class SignatureValueTests: XCTestCase {
    private let message = Array("one value, one form".utf8)

    func testEveryCurvesValuesHaveOneForm() throws {
        let kinds: [KeyKind] = [.p256, .p384, .p521, .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1]
        for kind in kinds {
            let key = try PrivateKey.generate(kind)
            let algorithm = key.preferredSignatureAlgorithm
            let signature = try key.sign(message, by: algorithm)
            let (r, s) = TestDER.pair(signature)
            func isValid(_ value: [UInt8]) -> Bool {
                key.publicKey.isValid(value[...], over: message[...], by: algorithm)
            }
            let (first, second) = (TestDER.integer(r), TestDER.integer(s))
            XCTAssertTrue(isValid(TestDER.sequence(first, second)), "\(kind)")
            let (zero, one) = (TestDER.integer([0]), TestDER.integer([1]))
            let all = TestDER.integer([UInt8](repeating: 0xff, count: 66))
            let wrong: [[UInt8]] = [
                TestDER.sequence(zero, zero), TestDER.sequence(zero, second), TestDER.sequence(first, zero),
                TestDER.sequence(one, one), TestDER.sequence(one, zero), TestDER.sequence(all, second),
                TestDER.sequence(first, all), TestDER.sequence(TestDER.value(2, [0, 0] + r), second),
                TestDER.sequence(first, TestDER.value(2, [0, 0] + s)),
                TestDER.sequence(TestDER.value(2, [0xff] + r), second), TestDER.sequence(first, second, TestDER.null),
                TestDER.sequence(first, second) + [0], TestDER.sequence(TestDER.value(2, []), second),
                TestDER.sequence(first, TestDER.value(2, [])), TestDER.sequence([9, 1, 0x80], second),
                TestDER.sequence(first), TestDER.sequence(), TestDER.value(0x30, [0x30, 0x80] + first + second),
                Array(signature.dropLast()), [0x31] + signature.dropFirst(), [], [0x30], [0],
            ]
            for (number, value) in wrong.enumerated() { XCTAssertFalse(isValid(value), "\(kind) \(number)") }
        }
    }

    func testEd25519ValuesHaveOneForm() throws {
        let key = try PrivateKey.generate(.ed25519)
        let signature = try key.sign(message, by: .ed25519)
        func isValid(_ value: [UInt8]) -> Bool {
            key.publicKey.isValid(value[...], over: message[...], by: .ed25519)
        }
        XCTAssertTrue(isValid(signature))
        let (point, number) = (Array(signature.prefix(32)), Array(signature.suffix(32)))
        // The group's order, little-endian; S and S + L are the same number, and only S may stand (RFC 8032 5.1.7).
        let order = try Hex.decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        var beyond = number
        while beyond[31] < 0xe0 {
            beyond = Self.sum(beyond, order)
            XCTAssertFalse(isValid(point + beyond))
        }
        let zero = [UInt8](repeating: 0, count: 32)
        let values: [[UInt8]] = [
            point + zero, point + order, zero + number, zero + zero, [1] + zero.dropFirst() + zero,
            [1] + zero.dropFirst() + number, [UInt8](repeating: 0xff, count: 32) + number, point, number,
            signature + [0], Array(signature.dropLast()), [0] + signature, [], number + point,
            // y = p + 1, which is 1 once more.
            [0xee] + [UInt8](repeating: 0xff, count: 30) + [0x7f] + zero,
        ]
        for (place, value) in values.enumerated() { XCTAssertFalse(isValid(value), "\(place)") }
    }

    private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var carry = 0
        return zip(left, right).map { first, second in
            let value = Int(first) + Int(second) + carry
            carry = value >> 8
            return UInt8(value & 0xff)
        }
    }
}
