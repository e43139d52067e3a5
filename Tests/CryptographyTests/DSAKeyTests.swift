// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// DSA keys with parameters of their own and with their issuer's, as RFC 3279 2.3.2 has it.
final class DSAKeyTests: XCTestCase {
    private static let oid = "1.2.840.10040.4.1"
    private let message = Array("dsa".utf8)

    /// The encoded parameters and value of a well-formed DSA key.
    private func parts(_ key: PublicKey) -> (parameters: [UInt8], value: [UInt8]) {
        let encoded = key.subjectPublicKeyInfo
        // SEQUENCE(4) SEQUENCE(4) OID(9), then the parameters with a header of 4.
        let length = Int(encoded[19]) << 8 | Int(encoded[20])
        let end = 21 + length
        // BIT STRING header of 4 and its unused-bits octet.
        return (Array(encoded[17..<end]), Array(encoded[(end + (encoded[end + 1] == 0x81 ? 4 : 5))...]))
    }

    func testInheritedParametersVerify() throws {
        let key = try PrivateKey.generate(.dsa(bits: 1024))
        let (parameters, value) = parts(key.publicKey)
        XCTAssertEqual(TestDER.spki(Self.oid, parameters, value), key.publicKey.subjectPublicKeyInfo)

        let bare = TestDER.spki(Self.oid, [], value)
        XCTAssertThrowsError(try PublicKey(subjectPublicKeyInfo: bare)) {
            XCTAssertEqual($0 as? CryptographyError, .missingDSAParameters)
        }
        let child = try PublicKey(dsaSubjectPublicKeyInfo: bare, inheritingParametersFrom: key.publicKey)
        let signature = try key.sign(message, by: .dsa(.sha1))
        XCTAssertTrue(child.isValid(signature[...], over: message[...], by: .dsa(.sha1)))
        XCTAssertEqual(child.kind, .dsa(bits: 1024))

        // A grandchild inherits what its issuer inherited.
        let grandchild = try PublicKey(dsaSubjectPublicKeyInfo: bare, inheritingParametersFrom: child)
        XCTAssertEqual(grandchild, child)
    }

    func testOtherIssuersParametersAreAnotherKey() throws {
        // A value must lie below the other's p; of two keys that holds for one at least.
        let pair = [try PrivateKey.generate(.dsa(bits: 1024)), try PrivateKey.generate(.dsa(bits: 1024))]
            .sorted { parts($0.publicKey).parameters.lexicographicallyPrecedes(parts($1.publicKey).parameters) }
        let (key, other) = (pair[0], pair[1])
        let bare = TestDER.spki(Self.oid, [], parts(key.publicKey).value)
        let wrong = try PublicKey(dsaSubjectPublicKeyInfo: bare, inheritingParametersFrom: other.publicKey)
        let right = try PublicKey(dsaSubjectPublicKeyInfo: bare, inheritingParametersFrom: key.publicKey)
        XCTAssertNotEqual(wrong, right)
        let signature = try key.sign(message, by: .dsa(.sha1))
        XCTAssertTrue(right.isValid(signature[...], over: message[...], by: .dsa(.sha1)))
        XCTAssertFalse(wrong.isValid(signature[...], over: message[...], by: .dsa(.sha1)))
    }

    func testIssuerWithoutParametersGivesNone() throws {
        let bare = TestDER.spki(Self.oid, [], parts(try PrivateKey.generate(.dsa(bits: 1024)).publicKey).value)
        let issuer = try PrivateKey.generate(.p256).publicKey
        XCTAssertThrowsError(try PublicKey(dsaSubjectPublicKeyInfo: bare, inheritingParametersFrom: issuer)) {
            XCTAssertEqual($0 as? CryptographyError, .missingDSAParameters)
        }
    }

    func testValuesOutOfRangeAreNamed() throws {
        let p = [UInt8](repeating: 0xff, count: 128)
        let q = [UInt8](repeating: 0xff, count: 20)
        func spki(_ p: [UInt8], _ q: [UInt8], _ g: [UInt8], _ y: [UInt8]) -> [UInt8] {
            let parameters = TestDER.sequence(TestDER.integer(p), TestDER.integer(q), TestDER.integer(g))
            return TestDER.spki(Self.oid, parameters, TestDER.integer(y))
        }
        XCTAssertNoThrow(try PublicKey(subjectPublicKeyInfo: spki(p, q, [2], [2])))
        let wrong: [(DSAValue, [UInt8])] = [
            (.p, spki(p.dropLast() + [0xfe], q, [2], [2])), (.p, spki([0xff], q, [2], [2])),
            (.p, spki([UInt8](repeating: 0xff, count: 400), q, [2], [2])), (.q, spki(p, [0xff], [2], [2])),
            (.q, spki(p, q.dropLast() + [0xfe], [2], [2])), (.g, spki(p, q, [1], [2])), (.g, spki(p, q, p, [2])),
            (.g, spki(p, q, [0], [2])), (.y, spki(p, q, [2], [1])), (.y, spki(p, q, [2], p)),
            (.y, spki(p, q, [2], [0])),
        ]
        for (value, encoded) in wrong {
            XCTAssertThrowsError(try PublicKey(subjectPublicKeyInfo: encoded)) {
                XCTAssertEqual($0 as? CryptographyError, .dsaValueOutOfRange(value))
            }
        }
    }
}
