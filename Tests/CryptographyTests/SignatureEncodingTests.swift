// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// A signature has one encoding; every other way to write the same numbers is refused.
final class SignatureEncodingTests: XCTestCase {
    private let message = Array("one signature, one encoding".utf8)

    private static let order = try! Hex.decode(
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")

    func testECDSAEncodings() throws {
        let key = try PrivateKey.generate(.p256)
        let signature = try key.sign(message, by: .ecdsa(.sha256))
        let (r, s) = TestDER.pair(signature)
        let (rValue, sValue) = (TestDER.integer(r), TestDER.integer(s))
        let zero = TestDER.integer([0])
        func isValid(_ signature: [UInt8]) -> Bool {
            key.publicKey.isValid(signature[...], over: message[...], by: .ecdsa(.sha256))
        }
        XCTAssertTrue(isValid(TestDER.sequence(rValue, sValue)))
        let wrong: [String: [UInt8]] = [
            "r and s swapped": TestDER.sequence(sValue, rValue),
            "r is zero": TestDER.sequence(zero, sValue),
            "s is zero": TestDER.sequence(rValue, zero),
            "both are zero": TestDER.sequence(zero, zero),
            "r is the order": TestDER.sequence(TestDER.integer(Self.order), sValue),
            "s is the order": TestDER.sequence(rValue, TestDER.integer(Self.order)),
            "s is beyond the order": TestDER.sequence(rValue, TestDER.integer(Self.sum(s, Self.order))),
            "r padded": TestDER.sequence(TestDER.value(2, [0, 0] + r), sValue),
            "s padded": TestDER.sequence(rValue, TestDER.value(2, [0, 0] + s)),
            "r negative": TestDER.sequence(TestDER.value(2, [0xff] + r), sValue),
            "r empty": TestDER.sequence([2, 0], sValue),
            "a third number": TestDER.sequence(rValue, sValue, zero),
            "one number": TestDER.sequence(rValue),
            "bytes after it": TestDER.sequence(rValue, sValue) + [0],
            "long length": [0x30, 0x81] + signature.dropFirst(),
            "indefinite length": [0x30, 0x80] + signature.dropFirst(2) + [0, 0],
            "a SET": [0x31] + signature.dropFirst(),
            "r and s alone": Self.padded(r) + Self.padded(s),
            "nothing": [],
        ]
        for (what, encoding) in wrong { XCTAssertFalse(isValid(encoding), what) }
    }

    /// (r, n - s) is the same signature's other form.
    ///
    /// ECDSA as FIPS 186 defines it accepts both;
    /// what must not change the verdict's identity has to hash the document, not the signature.
    func testTheOtherHalfOfECDSAIsValidAsTheStandardSays() throws {
        let key = try PrivateKey.generate(.p256)
        let (r, s) = TestDER.pair(try key.sign(message, by: .ecdsa(.sha256)))
        let other = TestDER.sequence(TestDER.integer(r), TestDER.integer(Self.difference(Self.order, s)))
        XCTAssertTrue(key.publicKey.isValid(other[...], over: message[...], by: .ecdsa(.sha256)))
    }

    func testDSAEncodings() throws {
        let key = try PrivateKey.generate(.dsa(bits: 1024))
        let signature = try key.sign(message, by: .dsa(.sha1))
        let (r, s) = TestDER.pair(signature)
        func isValid(_ signature: [UInt8]) -> Bool {
            key.publicKey.isValid(signature[...], over: message[...], by: .dsa(.sha1))
        }
        XCTAssertTrue(isValid(TestDER.sequence(TestDER.integer(r), TestDER.integer(s))))
        XCTAssertFalse(isValid(TestDER.sequence(TestDER.value(2, [0, 0] + r), TestDER.integer(s))))
        XCTAssertFalse(isValid(TestDER.sequence(TestDER.integer(r), TestDER.integer([0]))))
        XCTAssertFalse(isValid(TestDER.sequence(TestDER.integer([0]), TestDER.integer([0]))))
        XCTAssertFalse(isValid(signature + [0]))
    }

    // What made Bleichenbacher's forgery possible: a reader that stops after the digest, or that
    // parses the DigestInfo instead of comparing it.
    func testPKCS1PaddingIsComparedWhole() throws {
        let openssl = try OpenSSLCommand()
        try openssl.must("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem")
        let key = try PrivateKey(pem: try openssl.read("key.pem"), passphrase: nil)
        let hash = DigestAlgorithm.sha256.digest(message)
        let prefix = try Hex.decode("3031300d060960864801650304020105000420")
        let withoutNull = try Hex.decode("302f300b0609608648016503040201" + "0420")
        func block(_ info: [UInt8], after: [UInt8] = [], padding: UInt8 = 0xff) -> [UInt8] {
            let fill = 256 - 3 - info.count - after.count
            return [0, 1] + [UInt8](repeating: padding, count: fill) + [0] + info + after
        }
        func isValid(_ block: [UInt8]) throws -> Bool {
            try openssl.write(block, to: "block")
            try openssl.must("pkeyutl -decrypt -inkey key.pem -pkeyopt rsa_padding_mode:none -in block -out signature")
            return key.publicKey.isValid(try openssl.read("signature")[...], over: message[...], by: .rsaPKCS1(.sha256))
        }
        XCTAssertTrue(try isValid(block(prefix + hash)))
        XCTAssertFalse(try isValid(block(withoutNull + hash)))
        XCTAssertFalse(try isValid(block(prefix + hash, after: [UInt8](repeating: 0xaa, count: 100))))
        XCTAssertFalse(try isValid(block(prefix + hash, padding: 0xfe)))
        XCTAssertFalse(try isValid(block(hash)))
        XCTAssertFalse(try isValid([0, 2] + block(prefix + hash).dropFirst(2)))
    }

    func testRSASignatureBeyondTheModulusIsRefused() throws {
        let key = try PrivateKey.generate(.rsa(bits: 1024))
        let modulus = key.publicKey.rsaModulus!
        for number in 0..<64 {
            let message = self.message + [UInt8(number)]
            let signature = try key.sign(message, by: .rsaPKCS1(.sha256))
            let sum = Self.sum(signature, modulus)
            guard sum.count == signature.count else { continue }
            XCTAssertTrue(key.publicKey.isValid(signature[...], over: message[...], by: .rsaPKCS1(.sha256)))
            XCTAssertFalse(key.publicKey.isValid(sum[...], over: message[...], by: .rsaPKCS1(.sha256)))
            return
        }
        XCTFail("no signature of 64 left room for the modulus")
    }

    private static func padded(_ number: [UInt8]) -> [UInt8] {
        [UInt8](repeating: 0, count: 32 - number.count) + number
    }

    private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        let count = max(left.count, right.count)
        let (a, b) = (
            [UInt8](repeating: 0, count: count - left.count) + left,
            [UInt8](repeating: 0, count: count - right.count) + right
        )
        var result: [UInt8] = []
        var carry = 0
        for index in (0..<count).reversed() {
            let value = Int(a[index]) + Int(b[index]) + carry
            result.insert(UInt8(value & 0xff), at: 0)
            carry = value >> 8
        }
        return carry == 0 ? result : [UInt8(carry)] + result
    }

    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        let b = [UInt8](repeating: 0, count: left.count - right.count) + right
        var result: [UInt8] = []
        var borrow = 0
        for index in left.indices.reversed() {
            let value = Int(left[index]) - Int(b[index]) - borrow
            result.insert(UInt8((value + 256) & 0xff), at: 0)
            borrow = value < 0 ? 1 : 0
        }
        return result
    }
}
