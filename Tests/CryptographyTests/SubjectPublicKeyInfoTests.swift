// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// Each way for a public key to be wrong has its own cause, and the good neighbour of each is read.
final class SubjectPublicKeyInfoTests: XCTestCase {
    private static let p256 = "1.2.840.10045.3.1.7"

    private func assert(
        _ encoded: [UInt8], throws expected: CryptographyError, file: StaticString = #filePath, line: UInt = #line
    ) {
        XCTAssertThrowsError(try PublicKey(subjectPublicKeyInfo: encoded), file: file, line: line) {
            XCTAssertEqual($0 as? CryptographyError, expected, file: file, line: line)
        }
    }

    private func point() throws -> [UInt8] {
        TestDER.keyBits(try PrivateKey.generate(.p256).publicKey.subjectPublicKeyInfo, count: 65)
    }

    func testWhatWeBuildIsReadWhenNothingIsWrong() throws {
        let point = try point()
        XCTAssertEqual(try PublicKey(subjectPublicKeyInfo: TestDER.ec(Self.p256, point)).kind, .p256)
        let key = try PrivateKey.generate(.rsa(bits: 1024)).publicKey
        let again = TestDER.rsa(modulus: key.rsaModulus!, exponent: key.rsaPublicExponent!)
        XCTAssertEqual(again, key.subjectPublicKeyInfo)
        XCTAssertEqual(try PublicKey(subjectPublicKeyInfo: again).kind, .rsa(bits: 1024))
        XCTAssertEqual(key.rsaPublicExponent, [1, 0, 1])
        XCTAssertEqual(key.rsaModulus?.count, 128)
    }

    func testTruncationAnywhereIsMalformed() throws {
        for kind in [KeyKind.p256, .rsa(bits: 1024), .ed25519] {
            let encoded = try PrivateKey.generate(kind).publicKey.subjectPublicKeyInfo
            for count in encoded.indices {
                XCTAssertThrowsError(try PublicKey(subjectPublicKeyInfo: Array(encoded.prefix(count)))) {
                    guard case .malformedKey? = $0 as? CryptographyError else { return XCTFail("\(count): \($0)") }
                }
            }
        }
    }

    /// Whatever byte is changed to whatever: a key that is read shows its own bytes, all else is refused.
    func testEveryChangedByteIsReadAsItselfOrRefused() throws {
        for kind in [KeyKind.p256, .rsa(bits: 1024), .ed25519, .dsa(bits: 1024)] {
            let encoded = try PrivateKey.generate(kind).publicKey.subjectPublicKeyInfo
            for position in encoded.indices {
                for value in [0x00, 0x01, 0x7f, 0x80, 0x81, 0x84, 0xff, encoded[position] &+ 1] as Set<UInt8> {
                    var changed = encoded
                    changed[position] = value
                    guard let key = try? PublicKey(subjectPublicKeyInfo: changed) else { continue }
                    XCTAssertEqual(key.subjectPublicKeyInfo, changed)
                    _ = key.isValid([0x30, 6, 2, 1, 1, 2, 1, 1], over: [1], by: .ecdsa(.sha256))
                }
            }
        }
    }

    func testBytesAfterTheKeyAreNamedAsSuch() throws {
        let encoded = TestDER.ec(Self.p256, try point())
        assert(encoded + [0, 0], throws: .trailingBytes(offset: encoded.count, count: 2))
    }

    func testLengthsAreMinimalAndDefinite() throws {
        let encoded = TestDER.ec(Self.p256, try point())
        assert([0x30, 0x81] + encoded.dropFirst(), throws: .malformedKey(offset: 1))
        assert([0x30, 0x80] + encoded.dropFirst(2) + [0, 0], throws: .malformedKey(offset: 1))
        assert([0x31] + encoded.dropFirst(), throws: .malformedKey(offset: 0))
    }

    func testUnusedBitsAndThirdFieldAreMalformed() throws {
        let identifier = TestDER.sequence(
            TestDER.identifier("1.2.840.10045.2.1"), TestDER.identifier(Self.p256))
        let point = try point()
        assert(
            TestDER.sequence(identifier, TestDER.value(0x03, [1] + point)), throws: .malformedKey(offset: 23))
        assert(
            TestDER.sequence(identifier, TestDER.bitString(point), TestDER.null), throws: .malformedKey(offset: 91))
    }

    func testUnknownAlgorithmIsNamed() {
        assert(
            TestDER.spki("1.3.101.110", [], [UInt8](repeating: 9, count: 32)),
            throws: .unsupportedKeyAlgorithm(objectIdentifier: "1.3.101.110"))
        assert(
            TestDER.spki("1.2.840.10046.2.1", [], [1]),
            throws: .unsupportedKeyAlgorithm(objectIdentifier: "1.2.840.10046.2.1"))
    }

    func testUnknownCurveIsNamed() throws {
        assert(
            TestDER.ec("1.3.132.0.10", try point()),
            throws: .unsupportedCurve(objectIdentifier: "1.3.132.0.10", name: "secp256k1"))
        assert(
            TestDER.ec("1.2.3.4", try point()), throws: .unsupportedCurve(objectIdentifier: "1.2.3.4", name: nil))
    }

    func testExplicitCurveParametersAreRefused() throws {
        let openssl = try OpenSSLCommand()
        try openssl.must("ecparam -name prime256v1 -genkey -param_enc explicit -noout -out key.pem")
        try openssl.must("pkey -in key.pem -pubout -outform DER -out public.der")
        assert(try openssl.read("public.der"), throws: .explicitCurveParameters)
        try openssl.must("pkcs8 -topk8 -nocrypt -in key.pem -out pkcs8.pem")
        XCTAssertThrowsError(try PrivateKey(pem: try openssl.read("pkcs8.pem"), passphrase: nil)) {
            XCTAssertEqual($0 as? CryptographyError, .explicitCurveParameters)
        }
    }

    func testMissingOrForeignParametersAreRefused() throws {
        let ec = "1.2.840.10045.2.1"
        assert(TestDER.spki(ec, [], try point()), throws: .unexpectedKeyParameters(objectIdentifier: ec))
        assert(TestDER.spki(ec, TestDER.null, try point()), throws: .unexpectedKeyParameters(objectIdentifier: ec))
        let rsa = "1.2.840.113549.1.1.1"
        assert(TestDER.spki(rsa, [], [0]), throws: .unexpectedKeyParameters(objectIdentifier: rsa))
        let ed = "1.3.101.112"
        let bits = TestDER.keyBits(try PrivateKey.generate(.ed25519).publicKey.subjectPublicKeyInfo, count: 32)
        XCTAssertNoThrow(try PublicKey(subjectPublicKeyInfo: TestDER.spki(ed, [], bits)))
        assert(TestDER.spki(ed, TestDER.null, bits), throws: .unexpectedKeyParameters(objectIdentifier: ed))
    }

    func testPointOffTheCurveIsRefusedOnEveryCurve() throws {
        for kind: KeyKind in [
            .p192, .p224, .p256, .p384, .p521, .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1,
        ] {
            var encoded = try PrivateKey.generate(kind).publicKey.subjectPublicKeyInfo
            encoded[encoded.count - 1] ^= 1
            assert(encoded, throws: .pointNotOnCurve(kind))
        }
        assert(TestDER.ec(Self.p256, [4] + [UInt8](repeating: 0xff, count: 64)), throws: .pointNotOnCurve(.p256))
        assert(TestDER.ec(Self.p256, [4] + [UInt8](repeating: 0, count: 64)), throws: .pointNotOnCurve(.p256))
    }

    func testPointFormsAndLengths() throws {
        let point = try point()
        let form: UInt8 = point[64] & 1 == 0 ? 2 : 3
        let compressed = [form] + point[1...32]
        XCTAssertEqual(try PublicKey(subjectPublicKeyInfo: TestDER.ec(Self.p256, compressed)).kind, .p256)
        assert(TestDER.ec(Self.p256, [0]), throws: .pointAtInfinity)
        assert(TestDER.ec(Self.p256, []), throws: .pointLength(seen: 0, allowed: 65))
        assert(TestDER.ec(Self.p256, Array(point.dropLast())), throws: .pointLength(seen: 64, allowed: 65))
        assert(TestDER.ec(Self.p256, compressed + [0]), throws: .pointLength(seen: 34, allowed: 33))
        assert(TestDER.ec(Self.p256, [form + 4] + point.dropFirst()), throws: .unsupportedPointForm(seen: form + 4))
        assert(TestDER.ec("1.3.132.0.34", point), throws: .pointLength(seen: 65, allowed: 97))
    }

    func testRSANumbersThatMakeNoKey() throws {
        let key = try PrivateKey.generate(.rsa(bits: 1024)).publicKey
        let modulus = key.rsaModulus!
        var even = modulus
        even[127] &= 0xfe
        let bounds = PublicKey.rsaBitLimits
        assert(TestDER.rsa(modulus: even, exponent: [1, 0, 1]), throws: .rsaModulusEven)
        assert(TestDER.rsa(modulus: modulus, exponent: [1, 0, 0]), throws: .rsaExponentEven)
        assert(TestDER.rsa(modulus: modulus, exponent: [2]), throws: .rsaExponentEven)
        assert(TestDER.rsa(modulus: modulus, exponent: [1]), throws: .rsaExponentTooSmall)
        assert(TestDER.rsa(modulus: modulus, exponent: [0]), throws: .rsaExponentTooSmall)
        assert(
            TestDER.rsa(modulus: modulus, exponent: modulus), throws: .rsaExponentTooLarge(bits: 1024, limit: 1023))
        assert(TestDER.rsa(modulus: [0], exponent: [3]), throws: .rsaModulusNotPositive)
        assert(
            TestDER.rsa(modulus: [UInt8](repeating: 0xff, count: 32), exponent: [3]),
            throws: .rsaModulusSize(bits: 256, allowed: bounds))
        assert(
            TestDER.rsa(modulus: [1] + [UInt8](repeating: 0xff, count: 2048), exponent: [3]),
            throws: .rsaModulusSize(bits: 16_385, allowed: bounds))
        assert(
            TestDER.rsa(modulus: [UInt8](repeating: 0xff, count: 512), exponent: [UInt8](repeating: 0xff, count: 9)),
            throws: .rsaExponentTooLarge(bits: 72, limit: 64))
        let negative = TestDER.sequence(TestDER.value(2, modulus), TestDER.integer([3]))
        assert(TestDER.spki("1.2.840.113549.1.1.1", TestDER.null, negative), throws: .rsaModulusNotPositive)
        let padded = TestDER.sequence(TestDER.value(2, [0, 0] + modulus), TestDER.integer([3]))
        assert(TestDER.spki("1.2.840.113549.1.1.1", TestDER.null, padded), throws: .malformedKey(offset: 25))
    }

    func testHugeRSAKeyCostsLittle() throws {
        // The longest modulus and the longest exponent that are let in, and a signature as long.
        let modulus = [UInt8](repeating: 0xff, count: 2048)
        let key = try PublicKey(
            subjectPublicKeyInfo: TestDER.rsa(modulus: modulus, exponent: [UInt8](repeating: 0xff, count: 8)))
        XCTAssertEqual(key.kind, .rsa(bits: 16_384))
        let signature = [UInt8](repeating: 0x55, count: 2048)
        let start = Date()
        XCTAssertFalse(key.isValid(signature[...], over: [1, 2, 3], by: .rsaPKCS1(.sha256)))
        print("RSA-16384, 64-bit exponent: \(Int(Date().timeIntervalSince(start) * 1e6)) µs")
    }

    func testEd25519LengthAndSmallOrderPoints() throws {
        let ed = "1.3.101.112"
        assert(TestDER.spki(ed, [], [UInt8](repeating: 7, count: 31)), throws: .keyLength(seen: 31, allowed: 32))
        assert(TestDER.spki(ed, [], [UInt8](repeating: 7, count: 33)), throws: .keyLength(seen: 33, allowed: 32))
        let neutral: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
        assert(TestDER.spki(ed, [], neutral), throws: .smallOrderPoint)
        assert(TestDER.spki(ed, [], neutral.dropLast() + [0x80]), throws: .smallOrderPoint)
        assert(TestDER.spki(ed, [], [UInt8](repeating: 0, count: 32)), throws: .smallOrderPoint)
        assert(
            TestDER.spki(ed, [], try Hex.decode("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")),
            throws: .smallOrderPoint)

        // The control: under such a key openssl itself accepts a signature that nobody made.
        let openssl = try OpenSSLCommand()
        try openssl.write(TestDER.spki(ed, [], neutral), to: "key.der")
        try openssl.write(Array("any message".utf8), to: "message")
        try openssl.write(neutral + [UInt8](repeating: 0, count: 32), to: "signature")
        try openssl.must("pkeyutl -verify -pubin -inkey key.der -keyform DER -rawin -in message -sigfile signature")
    }

    func testKeysAreEqualByTheirBytes() throws {
        let key = try PrivateKey.generate(.p256).publicKey
        let again = try PublicKey(subjectPublicKeyInfo: key.subjectPublicKeyInfo)
        let other = try PrivateKey.generate(.p256).publicKey
        XCTAssertEqual(Set([key, again, other]).count, 2)
    }
}
