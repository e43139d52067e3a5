// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import XCTest

/// Base64 and hexadecimal: one text for the same bytes, and no other is read.
final class TextTests: XCTestCase {
    func testBase64AgreesWithFoundation() throws {
        for count in 0..<200 {
            let bytes = try SecureRandom.bytes(count)
            let text = Base64.encode(bytes)
            XCTAssertEqual(text, Data(bytes).base64EncodedString())
            XCTAssertEqual(try Base64.decode(text), bytes)
            let url = Base64.encode(bytes, .url)
            XCTAssertEqual(
                url,
                text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                    .replacingOccurrences(of: "=", with: ""))
            XCTAssertEqual(try Base64.decode(url, .url), bytes)
        }
    }

    /// RFC 4648 10.
    func testBase64Vectors() throws {
        for (plain, text) in [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            XCTAssertEqual(Base64.encode(Array(plain.utf8)), text)
            XCTAssertEqual(try Base64.decode(text), Array(plain.utf8))
        }
    }

    func testBase64IsStrict() {
        let wrong: [(String, Int)] = [
            ("Zg=", 2), ("Zg", 2), ("Zg===", 3), ("Z", 1), ("=", 0), ("==", 0), ("===", 1), ("====", 0), ("Zh==", 1),
            ("Zm9=", 2), ("Zm9v\n", 5), ("Zm9v Zm9v", 9), ("Zm 9", 2), ("Zm-_", 2), ("Zg==Zg==", 2), ("Zmé", 2),
        ]
        for (text, offset) in wrong {
            XCTAssertThrowsError(try Base64.decode(text), text) {
                XCTAssertEqual($0 as? CryptographyError, .malformedBase64(offset: offset), text)
            }
        }
        for text in ["Zg==", "Zh", "Z", "Zm9v+", "Zm9v/", "Zm8=", "Zm9vYmFyZ", "Zm9\n"] {
            XCTAssertThrowsError(try Base64.decode(text, .url), text)
        }
    }

    /// Whatever is read is written back the same: no two texts for the same bytes.
    func testDecodingIsTheInverseOfEncoding() throws {
        let alphabet = Array("ABab01+/-_= \n".utf8)
        var read = 0
        for _ in 0..<20_000 {
            let draw = try SecureRandom.bytes(9)
            let text = String(
                decoding: draw.dropFirst().prefix(Int(draw[0] % 9)).map { alphabet[Int($0) % alphabet.count] },
                as: UTF8.self)
            for variant in [Base64.Alphabet.standard, .url] {
                guard let bytes = try? Base64.decode(text, variant) else { continue }
                read += 1
                XCTAssertEqual(Base64.encode(bytes, variant), text)
            }
        }
        XCTAssertGreaterThan(read, 100)
    }

    func testHex() throws {
        XCTAssertEqual(Hex.encode([0x00, 0x9f, 0xff]), "009fff")
        XCTAssertEqual(try Hex.decode("009FfF"), [0x00, 0x9f, 0xff])
        XCTAssertEqual(try Hex.decode(""), [])
        for (text, offset) in [("0", 1), ("0g", 1), ("00:11", 2), (" 00", 0), ("۰۰", 0), ("0x00", 1)] {
            XCTAssertThrowsError(try Hex.decode(text)) {
                XCTAssertEqual($0 as? CryptographyError, .malformedHex(offset: offset))
            }
        }
    }

    func testBytesAreComparedAsBytesWhereverTheyLie() {
        let bytes = (0..<200).map { UInt8($0) }
        XCTAssertTrue(Octets.areEqual(bytes[10..<190], ([9] + bytes[10..<190])[1...]))
        XCTAssertTrue(Octets.areEqual([], bytes[5..<5]))
        XCTAssertFalse(Octets.areEqual(bytes[10..<190], bytes[10..<189]))
        XCTAssertFalse(Octets.areEqual(bytes[10..<190], bytes[11..<191]))
        for place in [10, 100, 189] {
            var other = bytes
            other[place] ^= 1
            XCTAssertFalse(Octets.areEqual(bytes[10..<190], other[10..<190]), "\(place)")
        }
    }
}
