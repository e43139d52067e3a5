// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
import XCTest

/// The reader of the files that people write.
final class JSON5Tests: XCTestCase {
    private func read(_ text: String) throws -> JSON5Value { try JSON5Reader.read(Array(text.utf8)) }

    private func assert(_ text: String, _ expected: JSON5Error, line: UInt = #line) {
        XCTAssertThrowsError(try read(text), text, line: line) {
            XCTAssertEqual($0 as? JSON5Error, expected, line: line)
        }
    }

    func testWhatJSON5Adds() throws {
        let text = """
            \u{feff}// a comment
            {
              /* another, *
                 over lines */ name: 'it''s', "quoted": "a\\u0041\\uD83D\\uDE00\\n\\'",
              $_a1: [1, -2, +3, .5, 1e3, 9223372036854775807,],
              نام: true, 'n': null, f: false,
            }
            """.replacingOccurrences(of: "it''s", with: "its")
        guard case .object(let members) = try read(text) else { return XCTFail("no object") }
        XCTAssertEqual(members.map(\.name), ["name", "quoted", "$_a1", "نام", "n", "f"])
        XCTAssertEqual(members.map(\.line), [4, 4, 5, 6, 6, 6])
        XCTAssertEqual(
            members.map(\.value),
            [
                .string("its"), .string("aA😀\n'"),
                .array([.integer(1), .integer(-2), .integer(3), .number(0.5), .number(1000), .integer(.max)]),
                .boolean(true), .null, .boolean(false),
            ])
    }

    func testEachFaultHasItsErrorAndLine() {
        assert("", .unexpected(seen: nil, wanted: "a value", line: 1))
        assert("{\n a: 1\n b: 2 }", .unexpected(seen: "b", wanted: ", or }", line: 3))
        assert("{ a: 1, a: 2 }", .duplicateName("a", line: 1))
        assert("{ a: 1, 'a': 2 }", .duplicateName("a", line: 1))
        assert("{} {}", .unexpected(seen: "{", wanted: "the end of the file", line: 1))
        assert("[1 2]", .unexpected(seen: "2", wanted: ", or ]", line: 1))
        assert("[,]", .unexpected(seen: ",", wanted: "a value", line: 1))
        assert("\"a\nb\"", .unexpected(seen: "\n", wanted: "\"", line: 1))
        assert("\"\\x41\"", .escape(line: 1))
        assert("\"\\uD83D\"", .escape(line: 1))
        assert("\"\\uDE00\"", .escape(line: 1))
        assert("/* open", .unexpected(seen: nil, wanted: "*/", line: 1))
        assert("/ 1", .unexpected(seen: " ", wanted: "a comment", line: 1))
        assert("yes", .unexpected(seen: "yes", wanted: "a value", line: 1))
        for number in ["01", "1.2.3", "--1", "0x10", "1e999", "9223372036854775808", "-", ".", "1a"] {
            assert(number, .number(number, line: 1))
        }
        assert(String(repeating: "[", count: 17), .tooDeep(allowed: 16, line: 1))
        XCTAssertThrowsError(try JSON5Reader.read([0x22, 0xff, 0x22])) { XCTAssertEqual($0 as? JSON5Error, .notUTF8) }
        XCTAssertThrowsError(try JSON5Reader.read([UInt8](repeating: 0x20, count: 262_145))) {
            XCTAssertEqual($0 as? JSON5Error, .tooLarge(seen: 262_145, allowed: 262_144))
        }
    }

    func testNamesThatLookAlikeButDifferInBytesAreTwo() throws {
        guard case .object(let members) = try read("{ 'é': 1, 'e\u{301}': 2 }") else { return XCTFail("no object") }
        XCTAssertEqual(members.count, 2)
    }

    func testNoPrefixCrashes() throws {
        let text = Array("{a:[1,'\\u0041',{b:/*x*/null}],//\n c:-1.5e3}".utf8)
        XCTAssertNoThrow(try JSON5Reader.read(text))
        for length in 0..<text.count { XCTAssertThrowsError(try JSON5Reader.read(Array(text.prefix(length)))) }
    }

    func testObjectsAreReadToTheEnd() throws {
        let text = Array("{ name: 'x', list: ['a'], inner: { deep: 1, odd: 2 }, left: 0 }".utf8)
        var file = try JSON5Object(reading: text)
        XCTAssertEqual(try file.string("name"), "x")
        XCTAssertEqual(try file.strings("list"), ["a"])
        XCTAssertEqual(try file.strings("absent", default: ["d"]), ["d"])
        var inner = try file.object("inner")
        XCTAssertEqual(try inner.integer("deep"), 1)
        XCTAssertThrowsError(try inner.finish()) {
            XCTAssertEqual($0 as? JSON5Error, .unknownName(path: "inner.odd", allowed: ["deep"], line: 1))
        }
        XCTAssertThrowsError(try file.string("nothing")) {
            XCTAssertEqual($0 as? JSON5Error, .missing(path: "nothing"))
        }
        XCTAssertThrowsError(try file.boolean("name")) {
            XCTAssertEqual($0 as? JSON5Error, .wrongType(path: "name", seen: "text", allowed: "boolean"))
        }
        XCTAssertThrowsError(try file.finish())
        XCTAssertEqual(try file.integer("left"), 0)
        XCTAssertNoThrow(try file.finish())
    }
}
