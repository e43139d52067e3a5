// SPDX-License-Identifier: Apache-2.0
import XCTest

@testable import Cryptography

/// Any m shares give the secret back, m-1 fit every secret, and the field is the field.
final class SecretSharingTests: XCTestCase {
    func testTheFieldMultipliesAsTheStandardsExamplesDo() {
        // FIPS 197 4.2 and 4.2.1.
        XCTAssertEqual(GaloisField.multiply(0x57, 0x83), 0xc1)
        XCTAssertEqual(GaloisField.multiply(0x57, 0x13), 0xfe)
        XCTAssertEqual(GaloisField.inverse(0x53), 0xca)
        XCTAssertEqual(GaloisField.inverse(0), 0)
    }

    func testTheFieldAgreesWithSchoolbookArithmeticEverywhere() {
        func schoolbook(_ one: UInt8, _ other: UInt8) -> UInt8 {
            var product = 0
            for bit in 0..<8 where other >> bit & 1 == 1 { product ^= Int(one) << bit }
            for bit in stride(from: 14, through: 8, by: -1) where product >> bit & 1 == 1 {
                product ^= 0x11b << (bit - 8)
            }
            return UInt8(product)
        }
        for one in UInt8.min...UInt8.max {
            for other in UInt8.min...UInt8.max {
                XCTAssertEqual(GaloisField.multiply(one, other), schoolbook(one, other))
            }
            if one != 0 { XCTAssertEqual(GaloisField.multiply(one, GaloisField.inverse(one)), 1) }
        }
    }

    func testEverySetOfEnoughSharesGivesTheSecretBack() throws {
        for count in 2...5 {
            for threshold in 2...count {
                let secret = try SecureRandom.bytes(32)
                let shares = try SecretSharing.divide(secret, threshold: threshold, count: count)
                XCTAssertEqual(shares.map(\.number), (1...UInt8(count)).map { $0 })
                for mask in 1..<(1 << count) {
                    let chosen = shares.filter { mask >> (Int($0.number) - 1) & 1 == 1 }
                    let combined = try SecretSharing.combine(chosen)
                    XCTAssertEqual(combined == secret, chosen.count >= threshold, "\(chosen.count) of \(threshold)")
                }
            }
        }
    }

    /// With every choice of the random coefficient, two shares of a 3 of 3 take every pair of values exactly once,
    /// whatever the secret is: what they show does not depend on it.
    func testOneShareLessThanEnoughFitsEverySecretEquallyWell() throws {
        for secret: UInt8 in [0, 1, 0x53, 0xff] {
            var seen = [Int](repeating: 0, count: 65_536)
            for first in UInt8.min...UInt8.max {
                for second in UInt8.min...UInt8.max {
                    let shares = try SecretSharing.divide([secret], threshold: 3, count: 3) { _ in [first, second] }
                    seen[Int(shares[0].bytes[0]) << 8 | Int(shares[2].bytes[0])] += 1
                }
            }
            XCTAssertEqual(Set(seen), [1], "secret \(secret)")
        }
    }

    /// For two given shares of a 3 of n there is, for each possible secret, exactly one third share that leads to it.
    func testWithOneShareMissingEveryByteIsStillPossible() throws {
        let shares = try SecretSharing.divide([0x2a], threshold: 3, count: 4)
        var reached: Set<UInt8> = []
        for guess in UInt8.min...UInt8.max {
            reached.formUnion(
                try SecretSharing.combine([shares[1], shares[3], SecretShare(number: 1, bytes: [guess])]))
        }
        XCTAssertEqual(reached.count, 256)
    }

    func testSharesOfSharesThatDoNotBelongTogetherAreRefusedOrGiveSomethingElse() throws {
        let secret = try SecureRandom.bytes(32)
        let shares = try SecretSharing.divide(secret, threshold: 2, count: 3)
        let others = try SecretSharing.divide(secret, threshold: 2, count: 3)
        XCTAssertNotEqual(try SecretSharing.combine([shares[0], others[1]]), secret)
        for wrong in [
            [], [shares[0], shares[0]], [shares[0], SecretShare(number: 2, bytes: [1])],
            [SecretShare(number: 0, bytes: shares[0].bytes), shares[1]],
        ] {
            XCTAssertThrowsError(try SecretSharing.combine(wrong)) {
                XCTAssertEqual($0 as? CryptographyError, .sharesMismatch)
            }
        }
        XCTAssertThrowsError(try SecretSharing.divide(secret, threshold: 1, count: 3))
        XCTAssertThrowsError(try SecretSharing.divide(secret, threshold: 4, count: 3))
        XCTAssertThrowsError(try SecretSharing.divide([], threshold: 2, count: 3))
        XCTAssertEqual("\(shares[0])", "share 1 ‹secret›")
    }

    func testSealedBytesOpenByTheirPassphraseAndContextAlone() throws {
        let passphrase = Passphrase(Array("only in tests".utf8))
        let sealed = try SealedBytes(sealing: [1, 2, 3], under: passphrase, context: [9])
        XCTAssertEqual(try sealed.opened(by: passphrase, context: [9]), [1, 2, 3])
        XCTAssertEqual(sealed.iterations, 600_000)
        func refusal(_ sealed: SealedBytes, _ passphrase: Passphrase, _ context: [UInt8]) -> CryptographyError? {
            do throws(CryptographyError) {
                _ = try sealed.opened(by: passphrase, context: context)
                return nil
            } catch {
                return error
            }
        }
        XCTAssertEqual(refusal(sealed, Passphrase([1]), [9]), .wrongPassphrase)
        XCTAssertEqual(refusal(sealed, passphrase, [8]), .wrongPassphrase)
        let changed = try SealedBytes(
            iterations: sealed.iterations, salt: sealed.salt, nonce: sealed.nonce,
            ciphertext: [sealed.ciphertext[0] ^ 1] + sealed.ciphertext.dropFirst(), tag: sealed.tag)
        XCTAssertEqual(refusal(changed, passphrase, [9]), .wrongPassphrase)
        XCTAssertThrowsError(
            try SealedBytes(
                iterations: 1, salt: sealed.salt, nonce: sealed.nonce, ciphertext: sealed.ciphertext, tag: sealed.tag)
        ) { XCTAssertEqual($0 as? CryptographyError, .sealedBytesMalformed) }
        XCTAssertThrowsError(try SealedBytes(sealing: [1], under: Passphrase([]), context: []))
    }
}
