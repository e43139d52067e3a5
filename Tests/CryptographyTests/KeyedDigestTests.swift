// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// HMAC with SHA-256 against RFC 4231.
final class KeyedDigestTests: XCTestCase {
    func testTheVectorsOfTheStandard() throws {
        let vectors: [([UInt8], [UInt8], String)] = [
            (
                [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xaa, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ]
        for (key, message, expected) in vectors {
            XCTAssertEqual(Hex.encode(try KeyedDigest(key: key).digest(of: message)), expected)
        }
        XCTAssertFalse("\(KeyedDigest(key: [1, 2, 3]))".contains("1"))
    }
}
