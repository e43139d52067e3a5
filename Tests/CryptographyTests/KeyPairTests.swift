// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// Every kind of key signs and verifies what it signed, and nothing else.
final class KeyPairTests: XCTestCase {
    private static let kinds: [KeyKind] = [
        .rsa(bits: 1024), .rsa(bits: 2048), .rsa(bits: 3072), .p192, .p224, .p256, .p384, .p521, .brainpoolP256r1,
        .brainpoolP384r1, .brainpoolP512r1, .ed25519, .dsa(bits: 1024),
    ]

    func testEveryKindVerifiesWhatItSignedAndNothingElse() throws {
        for kind in Self.kinds {
            let key = try PrivateKey.generate(kind)
            XCTAssertEqual(key.publicKey.kind, kind)
            let message = Array("نسخه ۱۲".utf8)
            let algorithm = key.preferredSignatureAlgorithm
            let signature = try key.sign(message, by: algorithm)
            let public_ = try PublicKey(subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo)
            XCTAssertEqual(public_, key.publicKey)
            XCTAssertTrue(public_.isValid(signature[...], over: message[...], by: algorithm), "\(kind)")
            XCTAssertFalse(public_.isValid(signature[...], over: (message + [0])[...], by: algorithm), "\(kind)")
            XCTAssertFalse(public_.isValid(signature.dropLast(), over: message[...], by: algorithm), "\(kind)")
            XCTAssertFalse(public_.isValid((signature + [0])[...], over: message[...], by: algorithm), "\(kind)")
            XCTAssertFalse(public_.isValid([], over: message[...], by: algorithm), "\(kind)")
        }
    }

    func testKeySurvivesItsFile() throws {
        for kind in Self.kinds {
            let key = try PrivateKey.generate(kind)
            let again = try PrivateKey(pem: try key.pem(), passphrase: nil)
            XCTAssertEqual(again.publicKey, key.publicKey, "\(kind)")
        }
        let key = try PrivateKey.generate(.p256)
        let file = try key.pem(encryptedWith: Passphrase(Array("رمز".utf8)))
        let again = try PrivateKey(pem: file, passphrase: Passphrase(Array("رمز".utf8)))
        XCTAssertEqual(again.publicKey, key.publicKey)
    }
}
