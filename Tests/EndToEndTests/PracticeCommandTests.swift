// SPDX-License-Identifier: Apache-2.0
import Foundation
import Service
import TestSupport
import XCTest

/// `mohr cps` and `mohr controls`: pages that are written, and compared with what they are written from.
final class PracticeCommandTests: XCTestCase {
    private static let root = SharedData.packageRoot.path

    func testThePageIsWrittenComparedAndRefused() throws {
        let folder = try temporaryFolder()
        let shipped = Self.root + "/Config/mohr.json5"
        let files = ["--config", shipped, "--template", Self.root + "/PKI/CP-CPS.template.md"]
        let page = Self.root + "/PKI/CP-CPS.md"
        let printed = try Program.run(["cps"] + files)
        XCTAssertEqual(printed.status, 0, printed.errors)
        XCTAssertEqual(printed.text, try String(contentsOfFile: page, encoding: .utf8))
        XCTAssertEqual(try Program.run(["cps"] + files + ["--check", page]).status, 0)

        let out = folder.path("page.md")
        XCTAssertEqual(try Program.run(["cps"] + files + ["--out", out]).status, 0)
        try Data((printed.text + "\n").utf8).write(to: URL(fileURLWithPath: out))
        let other = try Program.run(["cps"] + files + ["--check", out])
        XCTAssertEqual(other.status, 1)
        XCTAssertTrue(other.text.contains(out), other.text)

        let values = try JSONReader.read(Array(try Program.run(["cps"] + files + ["--json"]).output))
        XCTAssertEqual(values["crl.lifetimeSeconds"]?.text, "1 day")
        let template = try folder.write(Array("a\n{nothing}".utf8), to: "template.md")
        let refused = try Program.run(["cps", "--config", shipped, "--template", template])
        XCTAssertEqual(refused.status, 65)
        XCTAssertTrue(refused.errors.contains("line 2"), refused.errors)
        XCTAssertEqual(try Program.run(["cps", "--out", out, "--check", out]).status, 64)
    }

    func testTheTableOfControlsIsPrintedWithItsGaps() throws {
        let file = Self.root + "/Config/controls.json"
        let all = try Program.run(["controls", "--file", file])
        XCTAssertEqual(all.status, 0, all.errors)
        let gaps = try Program.run(["controls", "--file", file, "--gaps"])
        let readme = try String(contentsOfFile: Self.root + "/README.md", encoding: .utf8)
        XCTAssertTrue(readme.contains(gaps.text), "mohr controls --gaps writes the README's table")
        XCTAssertEqual(
            all.text.split(separator: "\n").count { $0.hasPrefix("gap ") },
            gaps.text.split(separator: "\n").count { $0.hasPrefix("| ") } - 1)
        XCTAssertEqual(try Program.run(["controls", "--file", "/nowhere"]).status, 65)
    }
}
