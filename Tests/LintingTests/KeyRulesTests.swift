// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import XCTest

@testable import Linting

final class KeyRulesTests: XCTestCase {
    func testSoundKeysPass() throws {
        for kind in [KeyKind.p256, .p384, .p521, .brainpoolP256r1, .ed25519, .rsa(bits: 2048)] {
            let key = try PrivateKey.generate(kind).publicKey
            XCTAssertEqual(KeyRules.standard.weaknesses(of: key), [], "\(kind)")
            XCTAssertNoThrow(try KeyRules.standard.check(subjectPublicKeyInfo: key.subjectPublicKeyInfo))
        }
        XCTAssertEqual(weakness(modulus: WeakModuli.sound), nil)
    }

    func testShortAndLongModuliAreRefused() {
        for bits in [1024, 2040, 4104] {
            let modulus = [0xc1] + [UInt8](repeating: 0x0f, count: bits / 8 - 1)
            XCTAssertEqual(weakness(modulus: modulus), .rsaSize(bits: bits, allowed: 2048...4096))
        }
        // Below what the key room reads at all.
        let tiny = [0xc1] + [UInt8](repeating: 0x0f, count: 47)
        XCTAssertEqual(weakness(modulus: tiny), .rsaSize(bits: 384, allowed: 2048...4096))
    }

    func testExponentsAreOddAndFrom65537To64Bits() {
        XCTAssertEqual(weakness(exponent: [0x01, 0x00, 0x01]), nil)
        XCTAssertEqual(weakness(exponent: [UInt8](repeating: 0xff, count: 8)), nil)
        XCTAssertEqual(weakness(exponent: [3]), .rsaExponentTooSmall(seen: "3", allowed: "odd, 65537 to 2^64 - 1"))
        XCTAssertEqual(
            weakness(exponent: [0xff, 0xff]), .rsaExponentTooSmall(seen: "65535", allowed: "odd, 65537 to 2^64 - 1"))
        XCTAssertEqual(
            weakness(exponent: [1]), .rsaExponentTooSmall(seen: "below 3", allowed: "odd, 65537 to 2^64 - 1"))
        XCTAssertEqual(weakness(exponent: [0x01, 0x00, 0x02]), .rsaExponentEven)
        XCTAssertEqual(
            weakness(exponent: [1] + [UInt8](repeating: 0, count: 7) + [1]),
            .rsaExponentTooLarge(bits: 65, allowed: "odd, 65537 to 2^64 - 1"))
    }

    func testSmallFactorsAreFound() {
        XCTAssertEqual(weakness(modulus: WeakModuli.factor751), .rsaSmallFactor(prime: 751))
        XCTAssertEqual(weakness(modulus: WeakModuli.factor757), nil, "past the bound")
        XCTAssertEqual(SmallPrimes.upTo751.count, 132, "133 primes to 751, without 2")
        XCTAssertEqual(SmallPrimes.upTo751.last, 751)
        var even = WeakModuli.sound
        even[255] &= 0xfe
        XCTAssertEqual(weakness(modulus: even), .rsaSmallFactor(prime: 2))
    }

    func testClosePrimesAreFoundWithinTheRounds() {
        XCTAssertEqual(weakness(modulus: WeakModuli.closePrimes), .rsaClosePrimes(rounds: 100))
        XCTAssertEqual(weakness(modulus: WeakModuli.square), .rsaClosePrimes(rounds: 100))
        XCTAssertEqual(weakness(modulus: WeakModuli.fairlyClosePrimes), .rsaClosePrimes(rounds: 100))
        XCTAssertEqual(weakness(modulus: WeakModuli.primesJustFarEnough), nil)
        let far = RSAModulus(WeakModuli.primesJustFarEnough)
        XCTAssertTrue(far.hasClosePrimes(rounds: 5_000), "the same method finds them when it may go on")
    }

    func testInfineonsFingerprintIsFound() {
        XCTAssertEqual(weakness(modulus: WeakModuli.roca), .rsaROCA)
        XCTAssertTrue(RSAModulus(WeakModuli.roca).hasROCAFingerprint)
        XCTAssertFalse(RSAModulus(WeakModuli.sound).hasROCAFingerprint)
    }

    func testCurvesThatAreTooSmallAreRefusedByName() throws {
        for kind in [KeyKind.p192, .p224] {
            let key = try PrivateKey.generate(kind).publicKey
            guard case .kindNotAllowed(let seen, _) = weakness(key.subjectPublicKeyInfo) else {
                return XCTFail("\(kind) passed")
            }
            XCTAssertEqual(seen, kind)
        }
    }

    func testPointOffTheCurveIsRefused() throws {
        var bytes = try PrivateKey.generate(.p256).publicKey.subjectPublicKeyInfo
        bytes[bytes.count - 1] ^= 1
        XCTAssertEqual(weakness(bytes), .notOnCurve(.p256))
        XCTAssertEqual(weakness([0x30, 0x00]), .unusable(.malformedKey(offset: 2)))
    }

    private func weakness(_ subjectPublicKeyInfo: [UInt8]) -> KeyWeakness? {
        do throws(KeyWeakness) {
            try KeyRules.standard.check(subjectPublicKeyInfo: subjectPublicKeyInfo)
            return nil
        } catch {
            return error
        }
    }

    func testThePointAtInfinityHasItsOwnCause() {
        let infinity = DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.objectIdentifier(ObjectIdentifier(1, 2, 840, 10_045, 2, 1))
                    writer.objectIdentifier(ObjectIdentifier(1, 2, 840, 10_045, 3, 1, 7))
                }
                writer.bitString([0])
            }
        }
        XCTAssertEqual(weakness(infinity), .pointAtInfinity)
    }

    private func weakness(modulus: [UInt8] = WeakModuli.sound, exponent: [UInt8] = [1, 0, 1]) -> KeyWeakness? {
        weakness(Self.rsa(modulus: modulus, exponent: exponent))
    }

    /// A SubjectPublicKeyInfo of any numbers.
    static func rsa(modulus: [UInt8], exponent: [UInt8] = [1, 0, 1]) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.sequence { writer in
                    writer.objectIdentifier(OID.rsaEncryption)
                    writer.null()
                }
                writer.bitString(
                    DERWriter.bytes { writer in
                        writer.sequence { writer in
                            writer.integer(unsigned: modulus)
                            writer.integer(unsigned: exponent)
                        }
                    })
            }
        }
    }
}

final class NaturalNumberTests: XCTestCase {
    func testRootsAndRemaindersAgreeWithMachineArithmetic() {
        var state: UInt64 = 88_172_645_463_325_252
        for _ in 0..<2_000 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let number = NaturalNumber(state)
            XCTAssertEqual(number.remainder(dividingBy: 751), UInt32(state % 751))
            let (root, remainder) = number.squareRoot()
            var expected = UInt64(Double(state).squareRoot())
            while expected.multipliedReportingOverflow(by: expected).overflow || expected * expected > state {
                expected -= 1
            }
            while expected + 1 < 1 << 32, (expected + 1) * (expected + 1) <= state { expected += 1 }
            XCTAssertEqual(root, NaturalNumber(expected))
            XCTAssertEqual(remainder, NaturalNumber(state - expected * expected))
        }
    }

    func testSumsAndDifferencesCarryAcrossLimbs() {
        var number = NaturalNumber(UInt64.max)
        number.add(NaturalNumber(1))
        XCTAssertEqual(number, NaturalNumber(bigEndian: [1, 0, 0, 0, 0, 0, 0, 0, 0]))
        XCTAssertEqual(number.bitCount, 65)
        number.subtract(NaturalNumber(1))
        XCTAssertEqual(number, NaturalNumber(UInt64.max))
        number.shiftIn(1)
        XCTAssertEqual(number, NaturalNumber(bigEndian: [1] + [UInt8](repeating: 0xff, count: 8)))
        XCTAssertTrue(NaturalNumber(0).isZero)
        XCTAssertTrue(NaturalNumber(0).isPerfectSquare)
        XCTAssertLessThan(NaturalNumber(5), number)
    }
}
