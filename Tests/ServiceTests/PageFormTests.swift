// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import XCTest

@testable import Service

final class PageFormTests: XCTestCase {
    private func form(_ body: [UInt8], type: String = "multipart/form-data; boundary=B") throws -> PageForm {
        try PageForm(
            Request(method: "POST", target: "/", headers: Headers([("Content-Type", type)]), body: body))
    }

    private func refusal(_ text: String, type: String = "multipart/form-data; boundary=B") -> PageFormError? {
        do {
            _ = try form(Array(text.utf8), type: type)
            return nil
        } catch { return error as? PageFormError }
    }

    private let head = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"

    func testTextsAndFilesComeOut() throws {
        let bytes: [UInt8] = Array(0...255) + Array("\r\n--C\r\n-B--B".utf8)
        let body =
            Array("--B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n نسخه \r\n--B\r\n".utf8)
            + Array(
                "Content-Disposition: form-data; name=\"file\"; filename=\"a%22;b.p7s\"\r\nContent-Type: x/y\r\n\r\n"
                    .utf8) + bytes
            + Array("\r\n--B\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\r\n\r\n--B--\r\n".utf8)
        let form = try form(body)
        XCTAssertEqual(form.text("purpose"), "نسخه")
        XCTAssertEqual(form.file("file"), .init(name: "a\";b.p7s", bytes: bytes))
        XCTAssertNil(form.file("none"))
        XCTAssertNil(form.text("file"))
    }

    func testEncodedFormsComeOut() throws {
        let form = try form(Array("a=1+2&b=%DB%B1&b=x&c=".utf8), type: "application/x-www-form-urlencoded")
        XCTAssertEqual(form.text("a"), "1 2")
        XCTAssertEqual(form.texts("b"), ["۱", "x"])
        XCTAssertNil(form.text("c"))
    }

    func testWhatBrowsersDoNotSendIsRefused() {
        XCTAssertNil(refusal("--B\r\n\(head)x\r\n--B--\r\n"))
        XCTAssertNil(refusal("--B--\r\n"))
        for text in [
            "", "preamble\r\n--B\r\n\(head)x\r\n--B--", "--B\n\(head)x\r\n--B--", "--B\r\n\(head)x\r\n--B",
            "--B\r\n\(head)x\r\n--B--\r\nmore", "--B\r\n\(head)x", "--B\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nx\r\n--B--",
            "--B\r\nContent-Transfer-Encoding: base64\r\n\(head)x\r\n--B--",
            "--B\r\nX: \(String(repeating: "y", count: 5000))\r\n\(head)x\r\n--B--",
        ] {
            guard case .malformed = refusal(text) else { return XCTFail("\(text.prefix(80)) was taken") }
        }
        for type in ["", "; boundary=", "; boundary=\"a b", "; boundary=B; boundary=B", "; boundary=é"] {
            XCTAssertEqual(refusal("--B--", type: "multipart/form-data\(type)"), .boundary, type)
        }
        XCTAssertEqual(refusal("x", type: "text/plain"), .mediaType(seen: "text/plain"))
    }

    func testSizesAndCountsAreBounded() {
        let part = "--B\r\n\(head)x\r\n"
        XCTAssertNil(refusal(String(repeating: part, count: 200) + "--B--"))
        XCTAssertEqual(refusal(String(repeating: part, count: 201) + "--B--"), .tooMany(seen: 201, allowed: 200))
        let long = String(repeating: "x", count: PageForm.textLimit + 1)
        guard case .tooLarge = refusal("--B\r\n\(head)\(long)\r\n--B--") else { return XCTFail("taken") }
        guard case .tooLarge = refusal("a=\(long)", type: "application/x-www-form-urlencoded") else {
            return XCTFail("taken")
        }
        XCTAssertEqual(refusal("--B\r\n\(head)\r\n--B--"), nil)
    }

    func testNoPrefixOfAFormEndsTheProcess() throws {
        let whole = Array("--B\r\n\(head)x\r\n--B\r\n\(head)y\r\n--B--\r\n".utf8)
        for end in whole.indices where end < whole.count - 2 {
            XCTAssertThrowsError(try form(Array(whole[..<end])), "\(end)")
        }
    }
}
