// SPDX-License-Identifier: Apache-2.0
import Cryptography
import XCTest

/// RFC 7468 as files in the field have it, and every breach with its line.
final class PEMTests: XCTestCase {
    private let good = "-----BEGIN TEST-----\nAQID\nBAUG\n-----END TEST-----\n"

    private func blocks(_ text: String) throws -> [PEMBlock] { try PEM.blocks(in: Array(text.utf8)) }

    private func assert(
        _ text: String, _ fault: PEMFault, line: Int, file: StaticString = #filePath, at: UInt = #line
    ) {
        XCTAssertThrowsError(try blocks(text), file: file, line: at) {
            XCTAssertEqual($0 as? CryptographyError, .malformedPEM(fault, line: line), file: file, line: at)
        }
    }

    func testWhatIsTaken() throws {
        let expected = PEMBlock(label: "TEST", bytes: [1, 2, 3, 4, 5, 6])
        XCTAssertEqual(try blocks(good), [expected])
        XCTAssertEqual(try blocks(good.replacingOccurrences(of: "\n", with: "\r\n")), [expected])
        XCTAssertEqual(try blocks(good.replacingOccurrences(of: "\n", with: " \t\n")), [expected])
        XCTAssertEqual(try blocks("\u{feff}" + good), [expected])
        XCTAssertEqual(try blocks(String(good.dropLast())), [expected], "no line end at the end")
        XCTAssertEqual(try blocks(good.replacingOccurrences(of: "D\nB", with: "DB")), [expected])
        XCTAssertEqual(try blocks(good.replacingOccurrences(of: "AQID", with: "A\nQI\n\nD")), [expected])
        let explained = "subject=CN = مهر\nissuer: none\n" + good + "the end\n"
        XCTAssertEqual(try blocks(explained), [PEMBlock(label: "TEST", bytes: expected.bytes, line: 3)])
        XCTAssertEqual(try blocks(good + good).map(\.line), [1, 5])
        XCTAssertEqual(try blocks(""), [])
        XCTAssertEqual(try blocks("no block at all"), [])
    }

    func testWhatIsRefusedAndWhere() {
        assert("-----BEGIN TEST-----\nAQID\n", .missingEnd(label: "TEST"), line: 3)
        assert("-----BEGIN TEST-----\nAQID\n-----END OTHER-----", .labelMismatch(begin: "TEST", end: "OTHER"), line: 3)
        assert("-----BEGIN TEST-----\nAQID\n-----BEGIN TEST-----\n", .beginInsideBlock(label: "TEST"), line: 3)
        assert("text\n-----END TEST-----\n", .endWithoutBegin(label: "TEST"), line: 2)
        assert("-----BEGIN TEST-----\n-----END TEST-----\n", .empty(label: "TEST"), line: 2)
        assert("-----BEGIN TEST-----\nAQID\nB*UG\n-----END TEST-----\n", .base64, line: 3)
        assert("-----BEGIN TEST-----\nAQI\n-----END TEST-----\n", .base64, line: 2)
        assert("-----BEGIN TEST-----\nAQ==\nAQID\n-----END TEST-----\n", .base64, line: 2)
        assert("-----BEGIN TEST-----\nAQ ID\n-----END TEST-----\n", .base64, line: 2)
        assert("-----BEGIN TEST----\nAQID\n-----END TEST-----\n", .boundary, line: 1)
        assert("-----BEGIN TEST-----x\nAQID\n-----END TEST-----\n", .boundary, line: 1)
        assert("-----BEGIN  TEST-----\nAQID\n", .boundary, line: 1)
        assert("-----BEGIN TEST -----\nAQID\n", .boundary, line: 1)
        assert("-----BEGIN A\u{1}B-----\nAQID\n", .boundary, line: 1)
        assert("-----BEGIN -----\nAQID\n", .missingEnd(label: ""), line: 3)
        assert("-----BEGIN TEST-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END TEST-----\n", .headers, line: 2)
    }

    func testOpenSSLReadsWhatWeWriteAndWeReadWhatItWrites() throws {
        let openssl = try OpenSSLCommand()
        let key = try PrivateKey.generate(.rsa(bits: 2048)).publicKey
        try openssl.write(PEM.encode(key.subjectPublicKeyInfo, label: "PUBLIC KEY"), to: "key.pem")
        try openssl.must("pkey -pubin -in key.pem -pubout -out again.pem")
        XCTAssertEqual(try openssl.read("again.pem"), try openssl.read("key.pem"))
        XCTAssertEqual(try PEM.blocks(in: try openssl.read("again.pem")).first?.bytes, key.subjectPublicKeyInfo)
    }

    func testLinesAreSixtyFourCharactersAtMost() {
        for count in [1, 47, 48, 49, 96, 97] {
            let text = String(decoding: PEM.encode([UInt8](repeating: 0, count: count), label: "X"), as: UTF8.self)
            let lines = text.split(separator: "\n").dropFirst().dropLast()
            XCTAssertTrue(lines.dropLast().allSatisfy { $0.count == 64 })
            XCTAssertTrue(lines.allSatisfy { (1...64).contains($0.count) })
        }
    }

    func testLooksLikePEM() throws {
        XCTAssertTrue(PEM.looksLikePEM(Array(good.utf8)))
        XCTAssertTrue(PEM.looksLikePEM(Array(("text\r\n" + good).utf8)))
        XCTAssertFalse(PEM.looksLikePEM([0x30, 0x82]))
        XCTAssertFalse(PEM.looksLikePEM([]))
        XCTAssertFalse(PEM.looksLikePEM(Array(" -----BEGIN TEST-----".utf8)))
    }

    /// Any bytes are read or refused; none ends the process.
    func testRandomDamageIsReadOrRefused() throws {
        let text = Array(("intro\n" + good + good).utf8)
        for _ in 0..<5000 {
            var damaged = text
            for byte in try SecureRandom.bytes(4) { damaged[Int(byte) % damaged.count] = byte }
            _ = try? PEM.blocks(in: damaged)
        }
    }
}
