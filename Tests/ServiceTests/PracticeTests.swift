// SPDX-License-Identifier: Apache-2.0
import Foundation
import PKIX
import TestSupport
import XCTest

@testable import Service

/// `PKI/CP-CPS.md`: RFC 3647's outline whole, with the numbers of the shipped configuration.
final class PracticeTests: XCTestCase {
    private static let root = SharedData.packageRoot

    private func read(_ name: String) throws -> String {
        try String(contentsOf: Self.root.appendingPathComponent(name), encoding: .utf8)
    }

    private func numbers(_ change: (old: String, new: String)? = nil) throws -> PracticeNumbers {
        let file = Self.root.appendingPathComponent("Config/mohr.json5").path
        var text = try String(contentsOfFile: file, encoding: .utf8)
        if let change { text = text.replacing(change.old, with: change.new) }
        let configuration = try Configuration(Array(text.utf8), file: file)
        return PracticeNumbers(configuration, try MohrService.profiles(of: configuration))
    }

    func testThePageIsWhatTheShippedConfigurationSays() throws {
        let template = try read("PKI/CP-CPS.template.md")
        let page = try read("PKI/CP-CPS.md")
        XCTAssertEqual(
            try PracticeStatement.text(template, try numbers(), file: "template"), page,
            "mohr cps --out PKI/CP-CPS.md writes it anew")
        // Another number is another page.
        let other = try numbers(("periodSeconds: 300,", "periodSeconds: 600,"))
        XCTAssertNotEqual(try PracticeStatement.text(template, other, file: "template"), page)
        XCTAssertTrue(try PracticeStatement.text(template, other, file: "template").contains("every 10 minutes"))
    }

    func testNoSectionOfTheOutlineIsMissingOrEmpty() throws {
        let page = try read("PKI/CP-CPS.md")
        let headings = page.split(separator: "\n").filter { $0.hasPrefix("##") }
        let numbers = headings.map { String($0.drop { $0 == "#" || $0 == " " }.prefix { $0 != " " }) }
        XCTAssertEqual(numbers, Self.outline)
        // A section says something, or has sections of its own that do.
        for (place, heading) in headings.enumerated() {
            let after = try XCTUnwrap(page.range(of: "\n\(heading)\n")).upperBound
            let body = page[after...].prefix(while: { $0 != "#" })
            let isParent = numbers.dropFirst(place + 1).first?.hasPrefix(numbers[place] + ".") ?? false
            XCTAssertTrue(isParent || body.contains { $0.isLetter }, String(heading))
        }
    }

    func testEverySectionThatTheSourceCitesIsThere() throws {
        let folder = Self.root.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var cited: Set<String> = []
        for name in files where name.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            for after in text.components(separatedBy: "CP/CPS ").dropFirst() {
                let number = after.prefix { $0.isNumber || $0 == "." }
                let bare = number.hasSuffix(".") ? number.dropLast() : number
                if !bare.isEmpty { cited.insert(String(bare)) }
            }
        }
        XCTAssertGreaterThan(cited.count, 20)
        XCTAssertEqual(cited.subtracting(Self.outline), [])
    }

    func testATemplateThatAsksForWhatThereIsNotIsRefusedWithItsLine() throws {
        let numbers = try numbers()
        XCTAssertEqual(try PracticeStatement.text("{{a}} {crl.shards}", numbers, file: "t"), "{a} 16")
        for (text, cause) in [
            ("\n\n{crl.colour}", "line 3: no number is called crl.colour"),
            ("{crl", "line 1: a brace without its other"),
            ("}", "line 1: a brace without its other"),
        ] {
            XCTAssertThrowsError(try PracticeStatement.text(text, numbers, file: "t")) { error in
                guard case .unreadable("t", cause) = error as? ServiceError else { return XCTFail("\(error)") }
            }
        }
    }

    func testASpanIsInTheLargestUnitThatItIsWholeIn() {
        for (seconds, text) in [
            (300, "5 minutes"), (60, "1 minute"), (86_400, "1 day"), (31_536_000, "1 year"), (61, "61 seconds"),
            (0, "0 seconds"), (57_600, "16 hours"),
        ] as [(Int64, String)] { XCTAssertEqual(PracticeNumbers.span(seconds), text) }
    }

    /// RFC 3647 6: how many subsections each section has.
    private static let outline: [String] = {
        let counts: [(String, [Int])] = [
            ("1", [0, 0, 5, 2, 4, 0]), ("2", [0, 0, 0, 0]), ("3", [6, 6, 2, 0]),
            ("4", [2, 3, 2, 3, 2, 7, 7, 7, 16, 3, 0, 2]), ("5", [8, 4, 8, 8, 7, 0, 4, 0]),
            ("6", [7, 11, 2, 3, 2, 3, 0, 0]), ("7", [9, 2, 2]), ("8", [0, 0, 0, 0, 0, 0]),
            ("9", [5, 3, 3, 7, 0, 5, 0, 0, 0, 3, 0, 3, 0, 0, 0, 5, 0]),
        ]
        return counts.flatMap { chapter, sections in
            [chapter]
                + sections.enumerated().flatMap { number, count in
                    ["\(chapter).\(number + 1)"] + (0..<count).map { "\(chapter).\(number + 1).\($0 + 1)" }
                }
        }
    }()
}
