// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import XCTest

/// Identifiers of algorithms and what they stand for.
final class AlgorithmIdentifierTests: XCTestCase {
    private func identifier(_ bytes: [UInt8]) throws -> AlgorithmIdentifier {
        try AlgorithmIdentifier(DERReader.single(bytes, .sequence))
    }

    private func bytes(_ identifier: AlgorithmIdentifier) -> [UInt8] {
        DERWriter.bytes { identifier.encode(into: &$0) }
    }

    func testEverySignatureAlgorithmIsWrittenAndReadBack() throws {
        var all: [SignatureAlgorithm] = [.ed25519]
        for digest in DigestAlgorithm.allCases {
            all += [.rsaPKCS1(digest), .ecdsa(digest), .dsa(digest)]
            for mask in DigestAlgorithm.allCases {
                for salt in [0, 20, 32, 300] { all.append(.rsaPSS(digest, mgf1: mask, saltLength: salt)) }
            }
        }
        for algorithm in all {
            let written = AlgorithmIdentifier(algorithm)
            XCTAssertEqual(try identifier(bytes(written)).signatureAlgorithm, algorithm)
            XCTAssertEqual(try identifier(bytes(written)), written)
        }
        XCTAssertEqual(Set(all.map { bytes(AlgorithmIdentifier($0)) }).count, all.count, "no two share an encoding")
    }

    func testParametersAreThoseOfTheAlgorithm() {
        let null: ArraySlice<UInt8> = [0x05, 0x00]
        func read(_ oid: ObjectIdentifier, _ parameters: ArraySlice<UInt8>?) -> SignatureAlgorithm? {
            AlgorithmIdentifier(algorithm: oid, parameters: parameters).signatureAlgorithm
        }
        XCTAssertEqual(read(OID.sha256WithRSA, null), .rsaPKCS1(.sha256))
        XCTAssertEqual(read(OID.sha256WithRSA, nil), .rsaPKCS1(.sha256))
        XCTAssertNil(read(OID.sha256WithRSA, [0x30, 0x00]))
        XCTAssertEqual(read(OID.ecdsaWithSHA256, nil), .ecdsa(.sha256))
        XCTAssertNil(read(OID.ecdsaWithSHA256, null))
        XCTAssertNil(read(OID.ed25519, null))
        XCTAssertNil(read(OID.dsaWithSHA256, null))
        XCTAssertNil(read(OID.rsaPSS, nil), "parameters must be there (RFC 4055 3.1)")
        XCTAssertNil(read(OID.rsaPSS, null))
        XCTAssertNil(read(OID.rsaEncryption, null), "names no digest")
        XCTAssertNil(read(ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 4), null), "MD5")
    }

    func testPSSDefaultsAreSHA1() {
        func read(_ parameters: [UInt8]) -> SignatureAlgorithm? {
            AlgorithmIdentifier(algorithm: OID.rsaPSS, parameters: parameters[...]).signatureAlgorithm
        }
        XCTAssertEqual(read([0x30, 0x00]), .rsaPSS(.sha1, mgf1: .sha1, saltLength: 20))
        XCTAssertEqual(
            read([0x30, 0x05, 0xa2, 0x03, 0x02, 0x01, 0x20]), .rsaPSS(.sha1, mgf1: .sha1, saltLength: 32))
        XCTAssertEqual(
            read([0x30, 0x05, 0xa3, 0x03, 0x02, 0x01, 0x01]), .rsaPSS(.sha1, mgf1: .sha1, saltLength: 20),
            "a default that is written out")
        XCTAssertNil(read([0x30, 0x05, 0xa3, 0x03, 0x02, 0x01, 0x02]), "another trailer")
        XCTAssertNil(read([0x30, 0x05, 0xa2, 0x03, 0x02, 0x01, 0xff]), "a negative salt")
        XCTAssertNil(read([0x30, 0x06, 0xa2, 0x04, 0x02, 0x02, 0x7f, 0xff]), "a salt longer than any key")
        XCTAssertNil(read([0x30, 0x07, 0xa2, 0x03, 0x02, 0x01, 0x20, 0x05, 0x00]), "something after it")
        XCTAssertNil(read([0x30, 0x05, 0xa0, 0x03, 0x30, 0x01, 0x00]), "no digest")
    }

    func testDigestIsTakenFromBesideWhereNoneIsNamed() {
        func read(_ oid: ObjectIdentifier, _ parameters: ArraySlice<UInt8>? = nil) -> SignatureAlgorithm? {
            AlgorithmIdentifier(algorithm: oid, parameters: parameters).signatureAlgorithm(withDigest: .sha384)
        }
        XCTAssertEqual(read(OID.rsaEncryption), .rsaPKCS1(.sha384))
        XCTAssertEqual(read(OID.rsaEncryption, [0x05, 0x00]), .rsaPKCS1(.sha384))
        XCTAssertEqual(read(OID.ecPublicKey), .ecdsa(.sha384))
        XCTAssertEqual(read(OID.dsa), .dsa(.sha384))
        XCTAssertEqual(read(OID.sha256WithRSA), .rsaPKCS1(.sha256), "names its own")
        XCTAssertNil(read(OID.sha256))
    }

    func testDigests() throws {
        for digest in DigestAlgorithm.allCases {
            let identifier = AlgorithmIdentifier(digest: digest)
            XCTAssertEqual(identifier.digestAlgorithm, digest)
            XCTAssertNil(identifier.parameters)
            let withNull = AlgorithmIdentifier(algorithm: identifier.algorithm, parameters: [0x05, 0x00])
            XCTAssertEqual(withNull.digestAlgorithm, digest)
            XCTAssertNotEqual(withNull, identifier, "equality is by bytes")
            XCTAssertNil(
                AlgorithmIdentifier(algorithm: identifier.algorithm, parameters: [0x30, 0x00]).digestAlgorithm)
        }
        XCTAssertNil(AlgorithmIdentifier(algorithm: OID.rsaPSS, parameters: nil).digestAlgorithm)
    }

    func testMalformedIdentifiersAreRefused() {
        for wrong: [UInt8] in [
            [0x30, 0x00], [0x30, 0x02, 0x05, 0x00], [0x30, 0x08, 0x06, 0x02, 0x2a, 0x03, 0x05, 0x00, 0x05, 0x00],
        ] {
            XCTAssertThrowsError(try identifier(wrong)) { XCTAssertNotNil(($0 as? PKIXError)?.offset) }
        }
    }
}
