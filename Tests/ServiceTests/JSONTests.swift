// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import Service

final class JSONTests: XCTestCase {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    func testReadsEveryKindOfValue() throws {
        let value = try read(
            #" {"a":[1,-2,3.5,1e3,true,false,null],"ن":"مُهر \u0645\ud83d\ude00\n\"","e":{},"f":[]} "#)
        XCTAssertEqual(value["a"]?.elements?.count, 7)
        XCTAssertEqual(value["a"]?.elements?[0], 1)
        XCTAssertEqual(value["a"]?.elements?[3], .number(1_000))
        XCTAssertEqual(value["ن"]?.text, "مُهر م😀\n\"")
        XCTAssertEqual(value["e"], .object([]))
    }

    func testASecondMemberOfOneNameIsRefused() {
        XCTAssertThrowsError(try read(#"{"at":1,"at":2}"#)) {
            XCTAssertEqual($0 as? JSONError, .duplicateName(offset: 8, name: "at"))
        }
        XCTAssertThrowsError(try read(#"{"at":1,"a\u0074":2}"#))
        // Canonically equivalent, yet two names.
        XCTAssertNoThrow(try read("{\"\u{622}\":1,\"\u{627}\u{653}\":2}"))
    }

    func testWhatTheGrammarDoesNotHaveIsRefused() {
        for text in [
            "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "+1", "1.", ".5", "1e", "NaN", "-", "tru",
            "nulll",
            "[1 2]", "\"\u{1}\"", "\"\\x\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "{}{}", "\u{feff}{}",
            "// c\n1", "1e999", "{\"a\" 1}", "\"abc",
        ] {
            XCTAssertThrowsError(try read(text), text)
        }
        XCTAssertThrowsError(try JSONReader.read([0x22, 0xc3, 0x28, 0x22]))
    }

    func testDepthAndSizeAreLimited() {
        XCTAssertNoThrow(try read(String(repeating: "[", count: 16) + String(repeating: "]", count: 16)))
        XCTAssertThrowsError(try read(String(repeating: "[", count: 17) + String(repeating: "]", count: 17))) {
            XCTAssertEqual($0 as? JSONError, .tooDeep(offset: 16, allowed: 16))
        }
        XCTAssertThrowsError(try JSONReader.read([UInt8](repeating: 0x20, count: 65_537))) {
            XCTAssertEqual($0 as? JSONError, .tooLarge(bytes: 65_537, allowed: 65_536))
        }
        XCTAssertThrowsError(try JSONReader.read([UInt8](repeating: UInt8(ascii: "["), count: 60_000)))
    }

    func testWhatIsWrittenIsReadBackHereAndByFoundation() throws {
        let value: JSONValue = [
            "decision": "accept", "n": 7, "none": nil, "list": [1, "دو", true], "text": "a\"\\\u{1}\n\t/ \u{200c}",
            "o": [:],
        ]
        for layout in [JSONWriter.Layout.compact, .indented] {
            let bytes = JSONWriter.bytes(value, layout)
            XCTAssertEqual(try JSONReader.read(bytes), value)
            let judged = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            XCTAssertEqual(judged?["text"] as? String, value["text"]?.text)
        }
    }

    func testAnEscapeIsWrittenWhereverItIsAndNothingElseIsTouched() throws {
        let escapes = [
            "\"": "\\\"", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{0}": "\\u0000", "\u{1f}": "\\u001f",
        ]
        for plain in ["", "a", "مُهر 😀/\u{7f}\u{80}\u{2028} ", String(repeating: "QUJD", count: 3_000)] {
            XCTAssertEqual(JSONWriter.bytes(.string(plain)), Array("\"\(plain)\"".utf8))
            for (raw, escaped) in escapes {
                for (before, after) in [("", plain), (plain, ""), (plain, plain)] {
                    let written = JSONWriter.bytes(.string(before + raw + after))
                    XCTAssertEqual(written, Array("\"\(before)\(escaped)\(after)\"".utf8))
                    XCTAssertEqual(try JSONReader.read(written), .string(before + raw + after))
                }
            }
        }
    }

    func testNoDamageEndsTheProcess() {
        let good = Array(#"{"a":[1,-2.5e3,"\u0645\n",{"b":null}],"c":true}"#.utf8)
        for count in 0..<good.count { XCTAssertThrowsError(try JSONReader.read(Array(good[..<count]))) }
        for bit in 0..<good.count * 8 {
            var damaged = good
            damaged[bit / 8] ^= 1 << (bit % 8)
            _ = try? JSONReader.read(damaged)
        }
    }
}
