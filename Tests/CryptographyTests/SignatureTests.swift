// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// What openssl signs we verify, and what we sign openssl verifies, for every algorithm.
final class SignatureTests: XCTestCase {
    private let message = Array("Amoxicillin 500 mg, N 21 — آموکسی‌سیلین".utf8)

    private static let names: [DigestAlgorithm: String] = [
        .sha1: "sha1", .sha224: "sha224", .sha256: "sha256", .sha384: "sha384", .sha512: "sha512",
        .sha3_224: "sha3-224", .sha3_256: "sha3-256", .sha3_384: "sha3-384", .sha3_512: "sha3-512",
    ]

    /// Both directions for one algorithm, and the nearest wrong ones.
    private func cross(_ key: PrivateKey, _ algorithm: SignatureAlgorithm, options: String = "") throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(message, to: "message")
        try openssl.write(try key.pem(), to: "key.pem")
        try openssl.must("pkey -in key.pem -pubout -out public.pem")
        let digest = algorithm.digest.flatMap { Self.names[$0] }!

        try openssl.must("dgst -\(digest) -sign key.pem \(options) -out theirs message")
        let theirs = try openssl.read("theirs")
        XCTAssertTrue(
            key.publicKey.isValid(theirs[...], over: message[...], by: algorithm), "\(key) \(algorithm)")
        XCTAssertFalse(
            key.publicKey.isValid(theirs[...], over: message.dropLast(), by: algorithm), "\(key) \(algorithm)")

        let ours = try key.sign(message, by: algorithm)
        try openssl.write(ours, to: "ours")
        try openssl.must("dgst -\(digest) -verify public.pem \(options) -signature ours message")
        let ofDigest = try key.signature(ofDigest: algorithm.digest!.digest(message), by: algorithm)
        XCTAssertTrue(key.publicKey.isValid(ofDigest[...], over: message[...], by: algorithm))
    }

    func testRSAWithEveryHash() throws {
        let key = try PrivateKey.generate(.rsa(bits: 2048))
        for digest in DigestAlgorithm.allCases {
            try cross(key, .rsaPKCS1(digest))
        }
    }

    func testPSSWithHashMaskAndSalt() throws {
        let key = try PrivateKey.generate(.rsa(bits: 2048))
        for (digest, mask, salt) in [
            (DigestAlgorithm.sha256, DigestAlgorithm.sha256, 32), (.sha384, .sha384, 48), (.sha512, .sha512, 64),
            (.sha256, .sha1, 20), (.sha1, .sha1, 20), (.sha256, .sha512, 0), (.sha3_256, .sha3_256, 32),
        ] {
            try cross(
                key, .rsaPSS(digest, mgf1: mask, saltLength: salt),
                options: "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:\(salt) "
                    + "-sigopt rsa_mgf1_md:\(Self.names[mask]!)")
        }
    }

    func testPSSParametersAreExact() throws {
        let key = try PrivateKey.generate(.rsa(bits: 2048))
        let signature = try key.sign(message, by: .rsaPSS(.sha256, mgf1: .sha256, saltLength: 20))
        func isValid(_ algorithm: SignatureAlgorithm) -> Bool {
            key.publicKey.isValid(signature[...], over: message[...], by: algorithm)
        }
        XCTAssertTrue(isValid(.rsaPSS(.sha256, mgf1: .sha256, saltLength: 20)))
        XCTAssertFalse(isValid(.rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)))
        XCTAssertFalse(isValid(.rsaPSS(.sha256, mgf1: .sha1, saltLength: 20)))
        XCTAssertFalse(isValid(.rsaPSS(.sha3_256, mgf1: .sha256, saltLength: 20)))
        XCTAssertFalse(isValid(.rsaPKCS1(.sha256)))
        // OpenSSL's own signs for "as long as the digest", "find out" and "the longest".
        for salt in [-1, -2, -3, -4, Int.max, Int.min] {
            XCTAssertFalse(isValid(.rsaPSS(.sha256, mgf1: .sha256, saltLength: salt)), "\(salt)")
            XCTAssertThrowsError(try key.sign(message, by: .rsaPSS(.sha256, mgf1: .sha256, saltLength: salt)))
        }
    }

    func testECDSAOnEveryCurve() throws {
        for kind: KeyKind in [
            .p192, .p224, .p256, .p384, .p521, .brainpoolP256r1, .brainpoolP384r1, .brainpoolP512r1,
        ] {
            let key = try PrivateKey.generate(kind)
            try cross(key, key.preferredSignatureAlgorithm)
        }
        let key = try PrivateKey.generate(.p256)
        for digest in DigestAlgorithm.allCases {
            try cross(key, .ecdsa(digest))
        }
    }

    func testDSA() throws {
        let key = try PrivateKey.generate(.dsa(bits: 1024))
        try cross(key, .dsa(.sha1))
        try cross(key, .dsa(.sha256))
    }

    func testEd25519() throws {
        let openssl = try OpenSSLCommand()
        let key = try PrivateKey.generate(.ed25519)
        try openssl.write(message, to: "message")
        try openssl.write(try key.pem(), to: "key.pem")
        try openssl.must("pkeyutl -sign -inkey key.pem -rawin -in message -out theirs")
        let theirs = try openssl.read("theirs")
        XCTAssertTrue(key.publicKey.isValid(theirs[...], over: message[...], by: .ed25519))
        XCTAssertEqual(try key.sign(message, by: .ed25519), theirs)
        for index in theirs.indices {
            var wrong = theirs
            wrong[index] ^= 0x40
            XCTAssertFalse(key.publicKey.isValid(wrong[...], over: message[...], by: .ed25519))
        }
        XCTAssertThrowsError(
            try key.signature(ofDigest: [UInt8](repeating: 0, count: 32), by: .ed25519)
        ) {
            XCTAssertEqual($0 as? CryptographyError, .algorithmNeedsMessage(.ed25519))
        }
    }

    func testEveryFlippedBitOfASignatureFails() throws {
        for kind in [KeyKind.p256, .rsa(bits: 1024)] {
            let key = try PrivateKey.generate(kind)
            let algorithm = key.preferredSignatureAlgorithm
            let signature = try key.sign(message, by: algorithm)
            XCTAssertTrue(key.publicKey.isValid(signature[...], over: message[...], by: algorithm))
            for bit in 0..<(signature.count * 8) {
                var wrong = signature
                wrong[bit / 8] ^= 1 << UInt8(bit % 8)
                XCTAssertFalse(key.publicKey.isValid(wrong[...], over: message[...], by: algorithm), "bit \(bit)")
            }
            XCTAssertTrue(key.publicKey.isValid(signature[...], over: message[...], by: algorithm), "once more")
        }
    }

    func testKeyOfAnotherKindIsFalseAndCannotSign() throws {
        let algorithms: [SignatureAlgorithm] = [
            .rsaPKCS1(.sha256), .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32), .ecdsa(.sha256), .ed25519,
            .dsa(.sha256),
        ]
        for kind in [KeyKind.rsa(bits: 2048), .p256, .ed25519, .dsa(bits: 1024)] {
            let key = try PrivateKey.generate(kind)
            for algorithm in algorithms {
                guard algorithm.fits(kind) else {
                    let signature = try key.sign(message, by: key.preferredSignatureAlgorithm)
                    XCTAssertFalse(key.publicKey.isValid(signature[...], over: message[...], by: algorithm))
                    XCTAssertThrowsError(try key.sign(message, by: algorithm)) {
                        XCTAssertEqual($0 as? CryptographyError, .algorithmDoesNotFitKey(algorithm, kind))
                    }
                    continue
                }
                let signature = try key.sign(message, by: algorithm)
                XCTAssertTrue(key.publicKey.isValid(signature[...], over: message[...], by: algorithm))
            }
        }
    }

    func testDigestOfAnotherLengthIsNotSigned() throws {
        let key = try PrivateKey.generate(.p256)
        XCTAssertThrowsError(try key.signature(ofDigest: [1, 2, 3], by: .ecdsa(.sha256))) {
            XCTAssertEqual($0 as? CryptographyError, .digestLength(seen: 3, allowed: 32))
        }
        XCTAssertFalse(key.publicKey.isValid([0x30, 6, 2, 1, 1, 2, 1, 1], ofDigest: [1, 2, 3], by: .ecdsa(.sha256)))
    }
}
