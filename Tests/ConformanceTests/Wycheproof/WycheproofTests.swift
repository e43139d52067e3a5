// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// Every signature algorithm that Mohr verifies, against C2SP Wycheproof's vectors: what is invalid is refused, what is
/// valid is accepted.
final class WycheproofTests: XCTestCase {
    private func hex(_ value: Any?) -> [UInt8] { (value as? String).flatMap { try? Hex.decode($0) } ?? [] }

    /// Runs the vectors of some files: the key of a group, then each test by the group's algorithm.
    private func run(
        _ what: String, atLeast: Int, _ isWanted: (String) -> Bool,
        algorithm: ([String: Any]) -> SignatureAlgorithm?,
        encoded: ([UInt8], SignatureAlgorithm) -> [UInt8]? = { a, _ in a }
    ) throws {
        var tally = WycheproofTally()
        for (name, groups) in try WycheproofFolder.files(isWanted) {
            for group in groups {
                guard let algorithm = algorithm(group) else {
                    tally.passOver(name)
                    continue
                }
                let key = try? PublicKey(
                    subjectPublicKeyInfo: hex(group["publicKeyDer"] ?? group["keyDer"]))
                for test in group["tests"] as? [[String: Any]] ?? [] {
                    let value = encoded(hex(test["sig"]), algorithm)
                    let accepted =
                        value.map { key?.isValid($0[...], over: hex(test["msg"])[...], by: algorithm) == true } == true
                    tally.take(test, in: name, accepted: accepted)
                }
            }
        }
        tally.report(what)
        // A DigestInfo without its NULL is another encoding of the same statement, and there is to be one.
        XCTAssertEqual(tally.acceptable["MissingNull"]?.taken ?? 0, 0)
        XCTAssertEqual(tally.wrong, [])
        XCTAssertGreaterThanOrEqual(tally.ran, atLeast)
    }

    private static let curves = [
        "secp256r1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1",
    ]

    func testECDSA() throws {
        try run("ECDSA", atLeast: 5_000) { name in
            Self.curves.contains { name.hasPrefix("ecdsa_\($0)_") } && !name.contains("p1363")
        } algorithm: {
            WycheproofFolder.digest($0["sha"]).map { .ecdsa($0) }
        }
    }

    func testECDSAInTheFormOfJSONWebSignatures() throws {
        let names: [SignatureAlgorithm: JWSAlgorithm] = [
            .ecdsa(.sha256): .es256, .ecdsa(.sha384): .es384, .ecdsa(.sha512): .es512,
        ]
        let files = ["secp256r1_sha256", "secp384r1_sha384", "secp521r1_sha512"].map { "ecdsa_\($0)_p1363_test.json" }
        try run("ECDSA, r and s alone", atLeast: 800) {
            files.contains($0)
        } algorithm: {
            WycheproofFolder.digest($0["sha"]).map { .ecdsa($0) }
        } encoded: { value, algorithm in
            names[algorithm]?.encoded(fromRaw: value)
        }
    }

    func testEd25519() throws {
        try run("Ed25519", atLeast: 150) {
            $0 == "ed25519_test.json"
        } algorithm: { _ in
            .ed25519
        }
    }

    func testRSAPKCS1() throws {
        try run("RSA PKCS#1 v1.5", atLeast: 4_000) { name in
            name.hasPrefix("rsa_signature_") || (name.hasPrefix("rsa_pkcs1_") && name.hasSuffix("sig_gen_test.json"))
        } algorithm: {
            WycheproofFolder.digest($0["sha"]).map { .rsaPKCS1($0) }
        }
    }

    func testRSAPSS() throws {
        try run("RSA-PSS", atLeast: 2_500) {
            $0.hasPrefix("rsa_pss_")
        } algorithm: { group in
            guard let digest = WycheproofFolder.digest(group["sha"]),
                let mask = WycheproofFolder.digest(group["mgfSha"]), let salt = group["sLen"] as? Int
            else { return nil }
            return .rsaPSS(digest, mgf1: mask, saltLength: salt)
        }
    }

    // MARK: JSON Web Signatures

    /// The key of a group, from its JWK; `nil` for secrets.
    private func key(_ group: [String: Any]) -> PublicKey? {
        guard let jwk = (group["public"] ?? group["private"]) as? [String: Any] else { return nil }
        func number(_ name: String) -> [UInt8] { (jwk[name] as? String).flatMap { try? Base64.decode($0, .url) } ?? [] }
        switch jwk["kty"] as? String {
        case "EC":
            let curves: [String: (String, Int)] = [
                "P-256": ("06082a8648ce3d030107", 32), "P-384": ("06052b81040022", 48), "P-521": ("06052b81040023", 66),
            ]
            guard let (curve, octets) = curves[jwk["crv"] as? String ?? ""] else { return nil }
            func padded(_ number: [UInt8]) -> [UInt8] {
                [UInt8](repeating: 0, count: max(0, octets - number.count)) + number
            }
            let point: [UInt8] = [4] + padded(number("x")) + padded(number("y"))
            let parameters = try! Hex.decode("06072a8648ce3d0201" + curve)
            return try? PublicKey(subjectPublicKeyInfo: Self.keyInfo(parameters, point))
        case "RSA":
            let numbers = Self.value(0x30, Self.integer(number("n")) + Self.integer(number("e")))
            // A key that is for RSA-PSS alone says so in a certificate by its own identifier (RFC 4055 1.2).
            // Groups that are named for it hold keys to it; RFC 7520's own key is marked PS256 and signs by PS384.
            let restriction = (jwk["alg"] as? String).flatMap { JWSAlgorithm(rawValue: $0) }
            guard let restriction, restriction.rawValue.hasPrefix("PS"),
                restriction.rawValue.lowercased() == group["comment"] as? String
            else {
                return try? PublicKey(
                    subjectPublicKeyInfo: Self.keyInfo(try! Hex.decode("06092a864886f70d0101010500"), numbers))
            }
            let algorithm = DERWriter.bytes { AlgorithmIdentifier(restriction.signatureAlgorithm).encode(into: &$0) }
            return try? PublicKey(subjectPublicKeyInfo: Self.value(0x30, algorithm + Self.value(3, [0] + numbers)))
        default: return nil
        }
    }

    private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        switch content.count {
        case ..<0x80: [tag, UInt8(content.count)] + content
        case ..<0x100: [tag, 0x81, UInt8(content.count)] + content
        default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
        }
    }

    private static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        value(2, (magnitude.first ?? 0) >= 0x80 ? [0] + magnitude : magnitude)
    }

    private static func keyInfo(_ algorithm: [UInt8], _ key: [UInt8]) -> [UInt8] {
        value(0x30, value(0x30, algorithm) + value(3, [0] + key))
    }

    func testJSONWebSignatures() throws {
        var tally = WycheproofTally()
        for (name, groups) in try WycheproofFolder.files({ $0 == "json_web_signature_test.json" }) {
            for group in groups {
                let jwk = (group["public"] ?? group["private"]) as? [String: Any] ?? [:]
                // What a key is for is the certificate's matter here: keys come from nowhere else.
                let isForSigning =
                    jwk["use"] as? String != "enc" && (jwk["key_ops"] as? [String])?.contains("encrypt") != true
                let key = isForSigning ? self.key(group) : nil
                for test in group["tests"] as? [[String: Any]] ?? [] {
                    let bytes: [UInt8]
                    if let compact = test["jws"] as? String {
                        bytes = Array(compact.utf8)
                    } else {
                        bytes = [UInt8](try JSONSerialization.data(withJSONObject: test["jws"] ?? [:]))
                    }
                    let jws = try? JWS(bytes)
                    guard jwk["kty"] as? String != "oct" else {
                        // A shared secret proves nothing to a third person: all of these are refused.
                        tally.passOver("HMAC (refused, \(jws == nil ? "unread" : "READ"))")
                        continue
                    }
                    // In the compact form no payload may be one elsewhere, or an empty one.
                    let accepted =
                        jws.map { signature in
                            key.map { signature.isSigned(by: $0) || signature.isSigned(by: $0, payload: []) } == true
                        } == true
                    tally.take(test, in: "\(name) \(group["comment"] ?? "")", accepted: accepted)
                }
            }
        }
        tally.report("JSON Web Signatures")
        XCTAssertFalse(tally.passedOver.contains { $0.contains("READ") })
        XCTAssertEqual(tally.wrong, [])
        XCTAssertGreaterThanOrEqual(tally.ran, 340)
    }
}
