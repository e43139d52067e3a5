// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

/// Nothing that arrives ends the process, and nothing changed passes for what was signed.
final class HostileCertificateTests: XCTestCase {
    private static let root = Result { try TestPKI.root(key: .p256) }

    /// A certificate with every extension that is decoded.
    private func full() throws -> Certificate {
        try Self.root.get().signer("سارا احمدی") { draft in
            for item in ExtensionSamples.all { draft.set(item) }
        }.certificate
    }

    /// Looks at everything that is worked out after parsing.
    private func use(_ certificate: Certificate) {
        _ = certificate.subject.description
        _ = certificate.subject.matchKey
        _ = certificate.issuer.matches(certificate.subject)
        _ = certificate.admission?.licenceNumber
        _ = certificate.certificatePolicies?.all.first?.qualifiers.first?.cps
        _ = try? certificate.publicKey()
        _ = certificate.tbs.encoded()
    }

    func testNoPrefixIsACertificate() throws {
        let bytes = try full().encoded
        for length in 0..<bytes.count {
            XCTAssertThrowsError(try Certificate(der: Array(bytes.prefix(length)))) {
                XCTAssertNotNil(($0 as? PKIXError)?.offset, "\(length)")
            }
        }
        XCTAssertNoThrow(try Certificate(der: bytes))
        print("prefixes: \(bytes.count)")
    }

    func testNoFlippedBitIsTakenForWhatWasSigned() throws {
        let root = try Self.root.get()
        let certificate = try root.signer("سارا احمدی").certificate
        let key = root.key.publicKey
        XCTAssertTrue(certificate.isSigned(by: key))
        var bytes = certificate.encoded
        var readable = 0
        for index in bytes.indices {
            for bit in 0..<8 {
                bytes[index] ^= 1 << UInt8(bit)
                if let changed = try? Certificate(der: bytes) {
                    readable += 1
                    XCTAssertFalse(changed.isSigned(by: key), "byte \(index), bit \(bit)")
                    XCTAssertNotEqual(changed, certificate)
                }
                bytes[index] ^= 1 << UInt8(bit)
            }
        }
        print("flipped bits: \(bytes.count * 8), still certificates: \(readable)")
        XCTAssertGreaterThan(readable, 0)
    }

    func testEveryExtensionStandsAFlippedBitInEachByte() throws {
        var bytes = try full().encoded
        for index in bytes.indices {
            bytes[index] ^= 1 << UInt8(index % 8)
            if let changed = try? Certificate(der: bytes) { use(changed) }
            bytes[index] ^= 1 << UInt8(index % 8)
        }
        print("bytes with a flipped bit: \(bytes.count)")
    }

    func testRandomBytesDoNotCrash() throws {
        let original = try full().encoded
        var random = SeededRandom(seed: 280)
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let changed = try? Certificate(derOrPEM: bytes) { use(changed) }
        }
    }
}
