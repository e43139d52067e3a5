// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// Keys that say of themselves that they are for RSA-PSS only.
final class PSSKeyTests: XCTestCase {
    private let message = Array("pss".utf8)

    private func key(_ options: String) throws -> PrivateKey {
        let openssl = try OpenSSLCommand()
        try openssl.must("genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048 \(options) -out key.pem")
        return try PrivateKey(pem: try openssl.read("key.pem"), passphrase: nil)
    }

    func testOpenKeySignsAnyPSSAndNothingElse() throws {
        let key = try key("")
        XCTAssertTrue(key.publicKey.isRestrictedToPSS)
        XCTAssertEqual(key.publicKey.kind, .rsa(bits: 2048))
        XCTAssertEqual(key.preferredSignatureAlgorithm, .rsaPSS(.sha256, mgf1: .sha256, saltLength: 32))
        for algorithm in [
            key.preferredSignatureAlgorithm, .rsaPSS(.sha512, mgf1: .sha256, saltLength: 11),
        ] {
            let signature = try key.sign(message, by: algorithm)
            XCTAssertTrue(key.publicKey.isValid(signature[...], over: message[...], by: algorithm))
        }
        XCTAssertThrowsError(try key.sign(message, by: .rsaPKCS1(.sha256)))
    }

    func testRestrictedKeyTakesOnlyItsParameters() throws {
        let key = try key(
            "-pkeyopt rsa_pss_keygen_md:sha384 -pkeyopt rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:32"
        )
        let good = SignatureAlgorithm.rsaPSS(.sha384, mgf1: .sha384, saltLength: 40)
        let signature = try key.sign(message, by: good)
        XCTAssertTrue(key.publicKey.isValid(signature[...], over: message[...], by: good))
        XCTAssertEqual(key.preferredSignatureAlgorithm, .rsaPSS(.sha384, mgf1: .sha384, saltLength: 48))
        for wrong in [
            SignatureAlgorithm.rsaPSS(.sha256, mgf1: .sha384, saltLength: 40),
            .rsaPSS(.sha384, mgf1: .sha256, saltLength: 40), .rsaPSS(.sha384, mgf1: .sha384, saltLength: 31),
        ] {
            XCTAssertThrowsError(try key.sign(message, by: wrong)) {
                XCTAssertEqual($0 as? CryptographyError, .algorithmDoesNotFitKey(wrong, .rsa(bits: 2048)))
            }
        }
    }

    /// The same modulus without the mark signs PKCS#1 v1.5; under the mark that signature is refused.
    func testMarkIsEnforcedNotOnlyReported() throws {
        let plain = try PrivateKey.generate(.rsa(bits: 2048))
        let numbers = TestDER.sequence(
            TestDER.integer(plain.publicKey.rsaModulus!), TestDER.integer(plain.publicKey.rsaPublicExponent!))
        let marked = try PublicKey(subjectPublicKeyInfo: TestDER.spki("1.2.840.113549.1.1.10", [], numbers))
        let pkcs1 = try plain.sign(message, by: .rsaPKCS1(.sha256))
        XCTAssertTrue(plain.publicKey.isValid(pkcs1[...], over: message[...], by: .rsaPKCS1(.sha256)))
        XCTAssertFalse(marked.isValid(pkcs1[...], over: message[...], by: .rsaPKCS1(.sha256)))

        let sha1Only = try PublicKey(
            subjectPublicKeyInfo: TestDER.spki("1.2.840.113549.1.1.10", TestDER.sequence(), numbers))
        let algorithm = SignatureAlgorithm.rsaPSS(.sha256, mgf1: .sha256, saltLength: 32)
        let pss = try plain.sign(message, by: algorithm)
        XCTAssertTrue(marked.isValid(pss[...], over: message[...], by: algorithm))
        XCTAssertFalse(sha1Only.isValid(pss[...], over: message[...], by: algorithm), "empty parameters mean SHA-1")
    }

    func testParametersThatAreNoneAreRefused() throws {
        let plain = try PrivateKey.generate(.rsa(bits: 1024)).publicKey
        let numbers = TestDER.sequence(
            TestDER.integer(plain.rsaModulus!), TestDER.integer(plain.rsaPublicExponent!))
        let oid = "1.2.840.113549.1.1.10"
        for parameters in [
            TestDER.null, TestDER.sequence(TestDER.value(0xa3, TestDER.integer([2]))),
            TestDER.sequence(TestDER.value(0xa0, TestDER.sequence(TestDER.identifier("1.2.840.113549.2.5")))),
            TestDER.sequence(TestDER.value(0xa2, TestDER.value(2, [0xff]))),
            TestDER.sequence(TestDER.value(0xa4, [])),
        ] {
            XCTAssertThrowsError(try PublicKey(subjectPublicKeyInfo: TestDER.spki(oid, parameters, numbers))) {
                XCTAssertEqual($0 as? CryptographyError, .unexpectedKeyParameters(objectIdentifier: oid))
            }
        }
    }
}
