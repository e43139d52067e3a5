// SPDX-License-Identifier: Apache-2.0
import CPKCS11
import XCTest

@testable import Cryptography

/// Names of tokens and keys, and what is said when they lead nowhere.
final class TokenFindingTests: XCTestCase {
    func testURIsAreReadAndWrittenAlike() throws {
        let uri = try PKCS11URI("pkcs11:token=Mohr%20Health;serial=0a;object=health;type=private;id=%01%FF")
        XCTAssertEqual(uri.token, "Mohr Health")
        XCTAssertEqual(uri.serial, "0a")
        XCTAssertEqual(uri.object, "health")
        XCTAssertEqual(uri.id, [1, 255])
        XCTAssertEqual(uri.type, "private")
        XCTAssertEqual(
            uri.description, "pkcs11:token=Mohr%20Health;serial=0a;object=health;type=private;id=%01%FF")
        XCTAssertEqual(try PKCS11URI(uri.description), uri)
        let persian = PKCS11URI(token: "مُهر")
        XCTAssertEqual(try PKCS11URI(persian.description), persian)
        XCTAssertEqual(uri.tokenPart.description, "pkcs11:token=Mohr%20Health;serial=0a")
    }

    func testURIsThatAreNotUnderstoodAreRefused() throws {
        for text in [
            "", "pkcs12:token=a", "pkcs11:token", "pkcs11:token=a;token=b", "pkcs11:slot-id=3", "pkcs11:token=%4",
            "pkcs11:token=%zz", "pkcs11:token=%FF", "pkcs11:type=secret-key", "pkcs11:x-vendor=1",
            "pkcs11:token=a?module-path=/tmp/evil.so",
        ] {
            guard case .uri = tokenFault(try PKCS11URI(text)) else { return XCTFail("another fault: \(text)") }
        }
        for text in ["pkcs11:token=a?pin-value=1234", "pkcs11:token=a;pin-value=1234", "pkcs11:a=b?x=1&pin-source=f"] {
            let fault = try XCTUnwrap(tokenFault(try PKCS11URI(text)))
            guard case .secretInURI = fault else { return XCTFail("another fault: \(text)") }
            XCTAssertFalse("\(fault)".contains("1234"))
        }
    }

    func testModulesThatAreNoneAreRefused() throws {
        let cases: [(String, (TokenFault) -> Bool)] = [
            (
                "/nowhere/module.so",
                { if case .moduleNotLoaded(_, let cause) = $0 { cause.contains("nowhere") } else { false } }
            ),
            ("libsofthsm2.so", { $0 == .moduleNotLoaded(module: "libsofthsm2.so", cause: "not an absolute path") }),
            ("/etc/passwd", { if case .moduleNotLoaded = $0 { true } else { false } }),
            (
                "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0",
                { $0 == .notAModule(module: "/usr/lib/x86_64-linux-gnu/libsqlite3.so.0") }
            ),
        ]
        for (path, isRight) in cases where !path.hasPrefix("/usr") || FileManager.default.fileExists(atPath: path) {
            let fault = try XCTUnwrap(tokenFault(try PKCS11Token(module: path, uri: PKCS11URI(token: "a"), pin: nil)))
            XCTAssertTrue(isRight(fault), "\(fault)")
        }
    }

    func testTokensThatAreMissingOrTwiceAreNamed() throws {
        let soft = try SoftToken()
        let pin = Passphrase(Array(SoftToken.pin.utf8))
        let none = PKCS11URI(token: "nobody")
        guard
            case .noToken("pkcs11:token=nobody", let seen) = tokenFault(
                try PKCS11Token(module: SoftToken.modulePath, uri: none, pin: pin))
        else { return XCTFail("another fault") }
        XCTAssertTrue(seen.contains { $0.contains("token=\(soft.label);serial=") }, "\(seen)")

        let twin = try SoftToken(label: soft.label)
        guard case .severalTokens(_, let both) = tokenFault(try twin.open()) else { return XCTFail("another fault") }
        XCTAssertEqual(both.count, 2)
        // The serial number tells them apart.
        let one = try PKCS11URI(try XCTUnwrap(both.first))
        XCTAssertNoThrow(try PKCS11Token(module: SoftToken.modulePath, uri: one, pin: pin))
    }

    func testPINsThatAreMissingOrWrongAreSaidSo() throws {
        let soft = try SoftToken()
        let name = "pkcs11:token=\(soft.label)"
        XCTAssertEqual(tokenFault(try soft.open(pin: nil)), .pinNeeded(token: name))
        XCTAssertEqual(tokenFault(try soft.open(pin: "wrong!")), .wrongPIN(token: name))
        XCTAssertEqual(tokenFault(try soft.open(pin: "")), .wrongPIN(token: name))
        XCTAssertNoThrow(try soft.open())
    }

    func testKeysThatAreMissingOrTwiceAreNamed() throws {
        let soft = try SoftToken()
        let token = try soft.open()
        guard
            case .objectMissing(let object) = tokenFault(
                try token.key(PKCS11URI(object: "nothing"), custody: .madeInToken))
        else { return XCTFail("another fault") }
        XCTAssertTrue(object.hasSuffix("object=nothing;type=private"))
        let first = try token.generateKey(.p256, label: "twice")
        _ = try token.generateKey(.p256, label: "twice")
        guard
            case .severalObjects(_, 2) = tokenFault(
                try token.key(PKCS11URI(object: "twice"), custody: .madeInToken))
        else { return XCTFail("another fault") }
        XCTAssertEqual(try token.key(first.uri, custody: .madeInToken).publicKey, first.publicKey)
        guard
            case .uri = tokenFault(
                try token.key(try PKCS11URI("pkcs11:object=twice;type=cert"), custody: .madeInToken))
        else { return XCTFail("another fault") }
    }

    func testAKeyOfAnotherKindIsRefused() throws {
        let soft = try SoftToken()
        try soft.importKey(try PrivateKey.generate(.dsa(bits: 1024)), label: "dsa", id: "D5")
        guard
            case .keyType(_, let seen, let allowed) = tokenFault(
                try soft.open().key(PKCS11URI(object: "dsa"), custody: .staysInToken))
        else { return XCTFail("another fault") }
        XCTAssertEqual(seen, "CKK 0x1")
        XCTAssertEqual(allowed, ["CKK_EC", "CKK_RSA"])
    }

    func testAKeyThatChangedUnderneathIsNotSignedWith() throws {
        let soft = try SoftToken()
        let token = try soft.open()
        let key = try token.generateKey(.p256, label: "k")
        token.destroyKey(key.uri)
        try soft.importKey(try PrivateKey.generate(.p256), label: "k", id: Hex.encode(try XCTUnwrap(key.uri.id)))
        try soft.closeAllSessionsFromTheSide()
        XCTAssertNotNil(tokenFault(try key.sign([1], by: .ecdsa(.sha256))))
    }
}
