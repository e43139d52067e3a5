// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX
import TestSupport
import XCTest

@testable import Linting

final class PredictableKeyTests: LintTestCase {
    /// What process 7 makes, by the program in `Config/predictable-keys/README.md`.
    private static let modulus = try! Hex.decode(
        """
        e208354830d140298c03d67034b40fa56c06f6444a1d55d90312b54ca1709c30042ce0303bf01b274bece0c2f4efc5d7d824282acb9881ba57
        a42114dda22bfd874aea2c805e2dda440b54eb2df4387a35cb4c24850d641d96237cdf7338d832f5fc99bc2eba6e9e24a0d56a5fef4fe828f4
        6a946f91bcb3342ac74a977d908a0f9cf35fe815288db7d67fd5cce51de7aedbc6e391a5c34c1dc6eddcce5e44b04fe254d81e1dd369ac65dd
        f363a84180c59962fd9e6bc3674faafa8f02d8d8d4f8bd237111f00ea9dc50363148ffc3ac830bd894de4340c3508faeb7f38fa3ee914839ae
        c5c26fa2d1d4d49142859682ba2641ef75c675beffb1be895eecaa19
        """.filter { !$0.isWhitespace })

    private func shipped() throws -> KeyRules {
        var keys = PredictableKeys()
        let file = SharedData.packageRoot.appendingPathComponent("Config/predictable-keys/sample.txt")
        try keys.add([UInt8](try Data(contentsOf: file)), named: "sample.txt")
        XCTAssertEqual(keys.count, 32)
        return KeyRules(predictable: keys)
    }

    private func key(_ modulus: [UInt8]) throws -> PublicKey {
        try PublicKey(subjectPublicKeyInfo: KeyRulesTests.rsa(modulus: modulus))
    }

    func testAKeyOfABrokenGeneratorIsOnTheShippedList() throws {
        let weak = try key(Self.modulus)
        XCTAssertEqual(try shipped().weaknesses(of: weak), [.predictable(list: "sample.txt")])
        XCTAssertEqual(KeyRules.standard.weaknesses(of: weak), [], "without the list there is nothing to see")
        var other = Self.modulus
        other[255] ^= 0x02
        XCTAssertFalse(try shipped().weaknesses(of: key(other)).contains(.predictable(list: "sample.txt")))
    }

    func testAKeyOfAnyKindIsFoundByItsOwnDigest() throws {
        let ec = try PrivateKey.generate(.p256).publicKey
        var keys = PredictableKeys()
        let digest = Hex.encode(DigestAlgorithm.sha256.digest(ec.subjectPublicKeyInfo)).uppercased()
        try keys.add(Array("# cards of batch 7\n\n  \(digest) # one\r\n".utf8), named: "cards")
        XCTAssertEqual(KeyRules(predictable: keys).weaknesses(of: ec), [.predictable(list: "cards")])
        XCTAssertEqual(
            KeyRules(predictable: keys).weaknesses(of: try PrivateKey.generate(.p256).publicKey), [])
    }

    func testALineThatIsNoDigestIsNamed() {
        for line in ["xyz", "7d6f1a0b2c3d4e5f60", "7d6f1a0b2c3d4e5f607180"] {
            var keys = PredictableKeys()
            XCTAssertThrowsError(try keys.add(Array("# one\n\(line)\n".utf8), named: "list")) {
                XCTAssertEqual($0 as? PredictableKeysError, PredictableKeysError(list: "list", line: 2))
            }
        }
    }

    func testTheLinterAsksTheSameRules() throws {
        var keys = PredictableKeys()
        let digest = Hex.encode(DigestAlgorithm.sha256.digest(Self.subjectKey.publicKey.subjectPublicKeyInfo))
        try keys.add(Array(digest.utf8), named: "list")
        let linter = Linter.standard.with(keyRules: KeyRules(predictable: keys))
        XCTAssertThrowsError(
            try linter.clear(try Self.draft(), under: Self.doctor, issuer: Self.issuer.certificate, at: TestPKI.now)
                .spend()
        ) {
            guard case .refused(let findings) = $0 as? LintingError else { return XCTFail("\($0)") }
            XCTAssertEqual(findings.map(\.rule), ["cpcps.subject-key"])
        }
    }
}
