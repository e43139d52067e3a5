// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import XCTest

@testable import Cryptography

/// Keys made in a token: what they say of themselves, and that OpenSSL verifies what they sign.
final class TokenKeyTests: XCTestCase {
    private let message = Array("Amoxicillin 500 mg, N 21 — آموکسی‌سیلین".utf8)

    private func judge(_ key: PKCS11Key, _ algorithm: SignatureAlgorithm, _ options: String) throws {
        let openssl = try OpenSSLCommand()
        try openssl.write(message, to: "message")
        try openssl.write(PEM.encode(key.publicKey.subjectPublicKeyInfo, label: "PUBLIC KEY"), to: "public.pem")
        try openssl.write(try key.sign(message, by: algorithm), to: "signature")
        try openssl.must("dgst \(options) -verify public.pem -signature signature message")
        try openssl.write(message.dropLast(), to: "message")
        let changed = try openssl.run("dgst \(options) -verify public.pem -signature signature message")
        XCTAssertNotEqual(changed.status, 0, "\(key) \(algorithm)")
    }

    func testWhatCurvesSignOpenSSLVerifies() throws {
        let token = try SoftToken().open()
        for kind in [KeyKind.p256, .p384, .p521] {
            let key = try token.generateKey(kind, label: "\(kind)")
            XCTAssertEqual(key.publicKey.kind, kind)
            for (digest, name) in [(DigestAlgorithm.sha256, "sha256"), (.sha384, "sha384"), (.sha512, "sha512")] {
                try judge(key, .ecdsa(digest), "-\(name)")
            }
        }
    }

    func testWhatRSASignsOpenSSLVerifies() throws {
        let token = try SoftToken().open()
        for bits in [2048, 3072] {
            let key = try token.generateKey(.rsa(bits: bits), label: "rsa\(bits)")
            XCTAssertEqual(key.publicKey.kind, .rsa(bits: bits))
            for (digest, name) in [(DigestAlgorithm.sha256, "sha256"), (.sha384, "sha384"), (.sha512, "sha512")] {
                try judge(key, .rsaPKCS1(digest), "-\(name)")
                try judge(
                    key, .rsaPSS(digest, mgf1: digest, saltLength: digest.byteCount),
                    "-\(name) -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:\(digest.byteCount)")
            }
            try judge(key, .rsaPKCS1(.sha3_256), "-sha3-256")
        }
    }

    func testTheKeyCannotLeaveTheToken() throws {
        let token = try SoftToken().open()
        for (kind, secret) in [(KeyKind.p256, CKA_VALUE), (.rsa(bits: 2048), CKA_PRIVATE_EXPONENT)] {
            let key = try token.generateKey(kind, label: "\(kind)")
            try token.withSession { session throws(TokenTrouble) in
                let handle = try session.privateKey(key.uri)
                let wanted: [(CK_ATTRIBUTE_TYPE, Bool)] = [
                    (CKA_TOKEN, true), (CKA_PRIVATE, true), (CKA_SENSITIVE, true), (CKA_EXTRACTABLE, false),
                    (CKA_ALWAYS_SENSITIVE, true), (CKA_NEVER_EXTRACTABLE, true), (CKA_LOCAL, true),
                    (CKA_SIGN, true), (CKA_DECRYPT, false), (CKA_UNWRAP, false), (CKA_DERIVE, false),
                ]
                for (type, value) in wanted {
                    XCTAssertEqual(try session.flag(type, of: handle), value, "attribute \(type) of \(kind)")
                }
                XCTAssertNil(try session.attribute(secret, of: handle))
                // The negative control: an attribute that may be read is read.
                XCTAssertEqual(try session.attribute(CKA_LABEL, of: handle), Array("\(kind)".utf8))
            }
        }
    }

    func testAKeyIsFoundAgainAfterEverythingWasClosed() throws {
        let soft = try SoftToken()
        let made = try soft.open().generateKey(.p256, label: "health")
        for uri in [made.uri, PKCS11URI(object: "health"), try PKCS11URI(made.uri.description)] {
            let found = try soft.open().key(uri, custody: .madeInToken)
            XCTAssertEqual(found.publicKey, made.publicKey)
            let signature = try found.sign(message, by: .ecdsa(.sha256))
            XCTAssertTrue(made.publicKey.isValid(signature[...], over: message[...], by: .ecdsa(.sha256)))
        }
    }

    func testAKeyFromOutsideIsNoAuthoritys() throws {
        let soft = try SoftToken()
        let outside = try PrivateKey.generate(.p256)
        try soft.importKey(outside, label: "outside", id: "A1")
        let token = try soft.open()
        let uri = PKCS11URI(object: "outside")
        guard
            case .attribute(let object, let name, let seen, let allowed) = tokenFault(
                try token.key(uri, custody: .madeInToken))
        else { return XCTFail("another fault") }
        XCTAssertTrue(object.contains("object=outside"))
        XCTAssertEqual([name, seen, allowed], ["CKA_LOCAL", "false", "true"])
        // A card may have been filled outside, and signs.
        let key = try token.key(uri, custody: .staysInToken)
        XCTAssertEqual(key.publicKey, outside.publicKey)
        XCTAssertNoThrow(try key.sign(message, by: .ecdsa(.sha256)))
    }

    func testAKeyThatCouldLeaveIsRefused() throws {
        let soft = try SoftToken()
        let token = try soft.open()
        try token.makeExtractableKey(label: "leaky")
        for custody in [KeyCustody.madeInToken, .staysInToken] {
            guard
                case .attribute(_, let name, "true", "false") = tokenFault(
                    try token.key(PKCS11URI(object: "leaky"), custody: custody))
            else { return XCTFail("another fault") }
            XCTAssertEqual(name, "CKA_EXTRACTABLE")
        }
    }

    func testKindsThatATokenDoesNotMakeAreRefused() throws {
        let token = try SoftToken().open()
        for kind in [KeyKind.rsa(bits: 1024), .rsa(bits: 8192), .ed25519, .dsa(bits: 2048), .p192] {
            XCTAssertThrowsError(try token.generateKey(kind, label: "weak")) {
                XCTAssertEqual($0 as? CryptographyError, .cannotGenerate(kind))
            }
        }
        XCTAssertEqual(try token.keyCount(labelled: "weak"), 0)
    }

    func testADestroyedKeyIsGone() throws {
        let token = try SoftToken().open()
        let key = try token.generateKey(.p256, label: "old")
        let other = try token.generateKey(.p256, label: "old")
        XCTAssertEqual(try token.keyCount(labelled: "old"), 4)
        XCTAssertTrue(token.destroyKey(key.uri))
        XCTAssertEqual(try token.keyCount(labelled: "old"), 2)
        XCTAssertEqual(tokenFault(try token.key(key.uri, custody: .madeInToken)), .objectMissing(object: "\(key.uri)"))
        XCTAssertNoThrow(try other.sign(message, by: .ecdsa(.sha256)))
    }

    func testAlgorithmsThatDoNotFitAreRefused() throws {
        let key = try SoftToken().open().generateKey(.p256, label: "k")
        XCTAssertThrowsError(try key.sign(message, by: .rsaPKCS1(.sha256)))
        XCTAssertThrowsError(try key.signature(ofDigest: [1, 2, 3], by: .ecdsa(.sha256))) {
            XCTAssertEqual($0 as? CryptographyError, .digestLength(seen: 3, allowed: 32))
        }
    }
}

extension PKCS11Token {
    /// A key that its maker can get out again.
    func makeExtractableKey(label: String) throws {
        let stay = try XCTUnwrap(self.stay)
        let session = try TokenSession.open(
            module, slot: stay.slot, .write, generation: stay.generation, epoch: epoch)
        defer { session.close() }
        var publics = AttributeTemplate()
        publics.add(CKA_TOKEN, true)
        publics.add(CKA_EC_PARAMS, [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07])
        publics.add(CKA_ID, [7])
        var privates = AttributeTemplate()
        for type in [CKA_TOKEN, CKA_PRIVATE, CKA_SENSITIVE, CKA_SIGN, CKA_EXTRACTABLE] { privates.add(type, true) }
        privates.add(CKA_LABEL, Array(label.utf8))
        privates.add(CKA_ID, [7])
        _ = try session.generatePair(CKM_EC_KEY_PAIR_GEN, publics, privates)
    }
}
