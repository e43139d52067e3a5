// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import XCTest

/// Private key files: what openssl writes we read, what we write openssl reads, and secrets stay in.
final class PrivateKeyFileTests: XCTestCase {
    private let passphrase = Passphrase(Array("correct horse".utf8))

    private func assert(
        _ pem: [UInt8], _ passphrase: Passphrase?, throws expected: CryptographyError, file: StaticString = #filePath,
        line: UInt = #line
    ) {
        XCTAssertThrowsError(try PrivateKey(pem: pem, passphrase: passphrase), file: file, line: line) {
            XCTAssertEqual($0 as? CryptographyError, expected, file: file, line: line)
        }
    }

    func testOpenSSLReadsWhatWeEncrypted() throws {
        let openssl = try OpenSSLCommand()
        let key = try PrivateKey.generate(.p256)
        let pem = try key.pem(encryptedWith: passphrase)
        XCTAssertEqual(try PrivateKey(pem: pem, passphrase: passphrase).publicKey, key.publicKey)
        try openssl.write(pem, to: "key.pem")
        try openssl.write(Array("correct horse\n".utf8), to: "pass")
        try openssl.must("pkey -in key.pem -passin file:pass -pubout -outform DER -out public.der")
        XCTAssertEqual(try openssl.read("public.der"), key.publicKey.subjectPublicKeyInfo)
        let shape = try openssl.must("asn1parse -in key.pem")
        for part in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", ":0927C0"] {
            XCTAssertTrue(shape.contains(part), "\(part) is missing in\n\(shape)")
        }
    }

    func testWeReadWhatOpenSSLEncrypted() throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(Array("correct horse\n".utf8), to: "pass")
        try openssl.must("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key.pem")
        try openssl.must("pkey -in key.pem -pubout -outform DER -out public.der")
        for options in ["-v2 aes-256-cbc", "-v2 aes-128-cbc -v2prf hmacWithSHA512", "-scrypt", "-v1 PBE-SHA1-3DES"] {
            try openssl.must("pkcs8 -topk8 -in key.pem \(options) -passout file:pass -out encrypted.pem")
            let pem = try openssl.read("encrypted.pem")
            let key = try PrivateKey(pem: pem, passphrase: passphrase)
            XCTAssertEqual(key.publicKey.subjectPublicKeyInfo, try openssl.read("public.der"), options)
            assert(pem, Passphrase(Array("wrong".utf8)), throws: .wrongPassphrase)
            assert(pem, Passphrase([]), throws: .wrongPassphrase)
            assert(pem, nil, throws: .passphraseNeeded)
        }
    }

    /// One wrong key in 256 leaves good padding behind; that is a wrong passphrase too.
    func testWrongPassphraseIsToldEvenWhenThePaddingHappensToFit() throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(Array("correct horse\n".utf8), to: "pass")
        try openssl.must("genpkey -algorithm ED25519 -out key.pem")
        try openssl.must("pkcs8 -topk8 -in key.pem -v2 aes-256-cbc -iter 1 -passout file:pass -out encrypted.pem")
        let pem = try openssl.read("encrypted.pem")
        for number in 0..<2000 {
            assert(pem, Passphrase(Array("wrong \(number)".utf8)), throws: .wrongPassphrase)
        }
        XCTAssertNoThrow(try PrivateKey(pem: pem, passphrase: passphrase))
    }

    func testEncryptionThatTheLibraryCannotUndoIsNamed() throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(Array("correct horse\n".utf8), to: "pass")
        try openssl.must("genpkey -algorithm ED25519 -out key.pem")
        try openssl.must(
            "pkcs8 -topk8 -in key.pem -v1 PBE-MD5-DES -provider legacy -provider default -passout file:pass -out old.pem"
        )
        assert(
            try openssl.read("old.pem"), passphrase,
            throws: .unsupportedKeyEncryption(objectIdentifier: "1.2.840.113549.1.5.3"))
    }

    func testFilesThatHoldNoSingleKey() throws {
        let key = try PrivateKey.generate(.p256).pem()
        let certificate = PEM.encode([0x30, 0x00], label: "CERTIFICATE")
        assert(certificate, nil, throws: .noPrivateKey(labels: ["CERTIFICATE"]))
        assert([], nil, throws: .noPrivateKey(labels: []))
        assert(key + key, nil, throws: .severalPrivateKeys(count: 2))
        XCTAssertNoThrow(try PrivateKey(pem: certificate + key, passphrase: nil))
        let openssl = try OpenSSLCommand()
        try openssl.must("ecparam -name prime256v1 -genkey -out key.pem")
        assert(
            try openssl.read("key.pem"), nil,
            throws: .unsupportedPrivateKeyLabel(
                seen: "EC PRIVATE KEY", allowed: ["PRIVATE KEY", "ENCRYPTED PRIVATE KEY"]))
    }

    func testBytesThatAreNoKey() throws {
        let key = try PEM.blocks(in: try PrivateKey.generate(.p256).pem())[0].bytes
        assert(
            PEM.encode(key + [0], label: "PRIVATE KEY"), nil, throws: .trailingBytes(offset: key.count, count: 1))
        assert(PEM.encode(Array(key.dropLast()), label: "PRIVATE KEY"), nil, throws: .malformedKey(offset: 0))
        assert(PEM.encode([0x30, 0x00], label: "PRIVATE KEY"), nil, throws: .malformedKey(offset: 0))
        assert(PEM.encode([0x30, 0x00], label: "ENCRYPTED PRIVATE KEY"), passphrase, throws: .malformedKey(offset: 2))
        let foreign = TestDER.sequence(
            TestDER.integer([0]), TestDER.sequence(TestDER.identifier("1.2.3.4")), TestDER.value(4, [1]))
        assert(
            PEM.encode(foreign, label: "PRIVATE KEY"), nil,
            throws: .unsupportedKeyAlgorithm(objectIdentifier: "1.2.3.4"))
        let openssl = try OpenSSLCommand()
        try openssl.must("genpkey -algorithm X25519 -out key.pem")
        assert(
            try openssl.read("key.pem"), nil, throws: .unsupportedKeyAlgorithm(objectIdentifier: "1.3.101.110"))
    }

    func testDamagedKeyFilesAreReadOrRefused() throws {
        let key = try PrivateKey.generate(.p256)
        let encoded = try PEM.blocks(in: try key.pem())[0].bytes
        for position in encoded.indices {
            var damaged = encoded
            damaged[position] ^= 0x21
            let read = try? PrivateKey(pem: PEM.encode(damaged, label: "PRIVATE KEY"), passphrase: nil)
            // What is read is a key that works: its halves were tried against each other.
            guard let read else { continue }
            let algorithm = read.preferredSignatureAlgorithm
            let signature = try read.sign([1, 2, 3], by: algorithm)
            XCTAssertTrue(read.publicKey.isValid(signature[...], over: [1, 2, 3], by: algorithm))
        }
    }

    func testHalvesThatDoNotBelongTogetherAreRefused() throws {
        var mine = try PEM.blocks(in: try PrivateKey.generate(.p256).pem())[0].bytes
        let other = try PEM.blocks(in: try PrivateKey.generate(.p256).pem())[0].bytes
        // PKCS#8 of an EC key ends with the public point.
        mine.replaceSubrange((mine.count - 65)..., with: other.suffix(65))
        assert(PEM.encode(mine, label: "PRIVATE KEY"), nil, throws: .keyPairMismatch)
    }

    func testPassphrasesThatEncryptNothing() throws {
        let key = try PrivateKey.generate(.p256)
        XCTAssertThrowsError(try key.pem(encryptedWith: Passphrase([]))) {
            XCTAssertEqual($0 as? CryptographyError, .emptyPassphrase)
        }
        XCTAssertThrowsError(try key.pem(encryptedWith: Passphrase([UInt8](repeating: 65, count: 1025)))) {
            XCTAssertEqual($0 as? CryptographyError, .passphraseLength(seen: 1025, allowed: 1024))
        }
    }

    func testPassphraseFileLosesOneLineEndOnly() throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(Array("correct horse\n".utf8), to: "pass")
        try openssl.must("genpkey -algorithm ED25519 -out key.pem")
        try openssl.must("pkcs8 -topk8 -in key.pem -v2 aes-256-cbc -iter 1 -passout file:pass -out encrypted.pem")
        let pem = try openssl.read("encrypted.pem")
        for contents in ["correct horse", "correct horse\n", "correct horse\r\n"] {
            XCTAssertNoThrow(try PrivateKey(pem: pem, passphrase: Passphrase(fileContents: Array(contents.utf8))))
        }
        for contents in ["correct horse\n\n", "correct horse \n", " correct horse"] {
            assert(pem, Passphrase(fileContents: Array(contents.utf8)), throws: .wrongPassphrase)
        }
    }

    func testSecretsDoNotShowThemselves() throws {
        let key = try PrivateKey.generate(.p256)
        var dumped = ""
        dump(passphrase, to: &dumped)
        dump(key, to: &dumped)
        dump(["a": passphrase], to: &dumped)
        dumped += "\(passphrase) \(String(reflecting: passphrase)) \(key) \(String(reflecting: key))"
        XCTAssertFalse(dumped.contains("correct"))
        XCTAssertFalse(dumped.contains("99"), "the bytes of the passphrase")
        XCTAssertTrue("\(passphrase)" == "‹secret›")
        XCTAssertEqual("\(key)", "private P-256 key")
    }

    func testKindsThatCannotBeGenerated() {
        for kind in [KeyKind.rsa(bits: 512), .rsa(bits: 1025), .rsa(bits: 16_384), .rsa(bits: -8), .dsa(bits: 1)] {
            XCTAssertThrowsError(try PrivateKey.generate(kind)) {
                XCTAssertEqual($0 as? CryptographyError, .cannotGenerate(kind))
            }
        }
    }
}
