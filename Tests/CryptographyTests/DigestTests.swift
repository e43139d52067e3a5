// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

final class DigestTests: XCTestCase {
    /// The examples of FIPS 180-4 and FIPS 202 for "abc".
    private static let abc: [DigestAlgorithm: String] = [
        .sha1: "a9993e364706816aba3e25717850c26c9cd0d89d",
        .sha224: "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        .sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        .sha384: "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
            + "8086072ba1e7cc2358baeca134c825a7",
        .sha512: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        .sha3_224: "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        .sha3_256: "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        .sha3_384: "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b2"
            + "98d88cea927ac7f539f1edf228376d25",
        .sha3_512: "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e"
            + "10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0",
    ]

    func testKnownAnswers() {
        for algorithm in DigestAlgorithm.allCases {
            let digest = algorithm.digest(Array("abc".utf8))
            XCTAssertEqual(Hex.encode(digest), Self.abc[algorithm], "\(algorithm)")
            XCTAssertEqual(digest.count, algorithm.byteCount)
        }
    }

    func testEveryWayToHandInBytesGivesTheSameDigest() {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let digest = DigestAlgorithm.sha256.digest(bytes)
        XCTAssertEqual(DigestAlgorithm.sha256.digest(([1] + bytes).dropFirst()), digest)
        XCTAssertEqual(DigestAlgorithm.sha256.digest(bytes.lazy.map { $0 }), digest)
        let context = DigestContext(.sha256)
        for _ in 0..<2 {
            context.update(bytes[..<7])
            context.update([])
            context.update(Array(bytes[7...]))
            XCTAssertEqual(context.finish(), digest, "a finished context starts afresh")
        }
        XCTAssertEqual(
            Hex.encode(DigestAlgorithm.sha256.digest([UInt8]())),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    func testOpenSSLAgreesOnALongMessage() throws {
        let openssl = try OpenSSLCommand()
        let bytes = try SecureRandom.bytes(1_000_000)
        try openssl.write(bytes, to: "bytes")
        for (algorithm, name) in [(DigestAlgorithm.sha256, "sha256"), (.sha512, "sha512"), (.sha3_256, "sha3-256")] {
            XCTAssertTrue(try openssl.must("dgst -\(name) bytes").contains(Hex.encode(algorithm.digest(bytes))))
        }
    }

    func testRandomBytes() throws {
        XCTAssertEqual(try SecureRandom.bytes(0), [])
        XCTAssertEqual(try SecureRandom.bytes(16).count, 16)
        XCTAssertEqual(Set((0..<1000).map { _ in try! SecureRandom.bytes(16) }).count, 1000)
        for count in [-1, Int.min, 1_048_577] {
            XCTAssertThrowsError(try SecureRandom.bytes(count)) {
                XCTAssertEqual($0 as? CryptographyError, .byteCount(seen: count, allowed: 0...1_048_576))
            }
        }
    }
}
