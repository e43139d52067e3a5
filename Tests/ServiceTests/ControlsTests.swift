// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Service

/// `Config/controls.json`: no line claims a test that is not there.
final class ControlsTests: XCTestCase {
    private static let root = SharedData.packageRoot

    private func shipped() throws -> Controls {
        let data = try Data(contentsOf: Self.root.appendingPathComponent("Config/controls.json"))
        return try Controls([UInt8](data), file: "controls.json")
    }

    /// `Class.test` of every test, with whether it runs the program.
    private func tests() throws -> [String: Bool] {
        let folder = Self.root.appendingPathComponent("Tests")
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var found: [String: Bool] = [:]
        for name in files where name.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let runs = ["EndToEndTests/", "BrowserTests/"].contains { name.hasPrefix($0) }
            // Drills on the running program are named as they are called.
            if name == "Faults/Drill.swift" {
                for match in text.matches(of: #/name: "([a-z-]+)"/#) { found["Faults.\(match.1)"] = true }
            }
            var subject = ""
            // Without regular expressions: these are tens of thousands of lines.
            for line in text.split(separator: "\n") {
                if line.first == " " {
                    let rest = line.drop { $0 == " " }
                    guard rest.hasPrefix("func test"), let end = rest.firstIndex(of: "(") else { continue }
                    let name = "\(subject).\(rest[..<end].dropFirst(5))"
                    found[name] = runs || found[name] ?? false
                } else if line.last == "{" {
                    let words = line.split(separator: " ")
                    guard let place = words.firstIndex(where: { $0 == "class" || $0 == "extension" }) else { continue }
                    subject = words.dropFirst(place + 1).first.map { String($0.prefix { $0 != ":" }) } ?? subject
                }
            }
        }
        return found
    }

    /// What is wrong with a table.
    private func flaws(_ controls: Controls, _ tests: [String: Bool]) -> [String] {
        var flaws: [String] = []
        let ids = controls.all.map(\.id)
        flaws += Set(ids.filter { id in ids.count { $0 == id } > 1 }).map { "twice: \($0)" }
        for one in controls.all {
            flaws += (one.unitTests + one.binaryTests).filter { tests[$0] == nil }.map { "\(one.id): no test \($0)" }
            flaws += one.binaryTests.filter { tests[$0] == false }.map { "\(one.id): \($0) runs no program" }
            flaws += one.mechanism.filter { path in
                !FileManager.default.fileExists(atPath: Self.root.appendingPathComponent(path).path)
            }.map { "\(one.id): no file \($0)" }
            switch one.status {
            case .covered:
                if one.binaryTests.isEmpty { flaws.append("\(one.id): covered by no test of the program") }
                if one.mechanism.isEmpty { flaws.append("\(one.id): no mechanism") }
            case .implemented:
                if one.unitTests.isEmpty { flaws.append("\(one.id): implemented without a test") }
                if one.mechanism.isEmpty { flaws.append("\(one.id): no mechanism") }
            case .gap, .outOfScope:
                if one.why.isEmpty { flaws.append("\(one.id): no reason") }
            }
        }
        return flaws
    }

    func testEveryTestThatIsNamedIsThereAndNothingIsCoveredWithoutTheProgram() throws {
        let (controls, tests) = (try shipped(), try tests())
        XCTAssertGreaterThan(tests.count, 1_500)
        XCTAssertGreaterThan(controls.all.count, 100)
        XCTAssertEqual(flaws(controls, tests), [])
    }

    func testATableThatClaimsTooMuchIsFound() throws {
        let tests = ["RoomTests.testA": false, "ProgramTests.testB": true]
        func flaws(_ entry: String) throws -> [String] {
            self.flaws(try Controls(Array("{\"controls\":[\(entry)]}".utf8), file: "t"), tests)
        }
        func entry(_ rest: String) -> String {
            #"{"id":"X","standard":"Mohr","clause":"X","demand":"Anything.","# + rest + "}"
        }
        let good = #""status":"covered","mechanism":["README.md"],"binaryTests":["ProgramTests.testB"]"#
        XCTAssertEqual(try flaws(entry(good)), [])
        XCTAssertEqual(try flaws(entry(good) + "," + entry(good)), ["twice: X"])
        for bad in [
            #""status":"covered","mechanism":["README.md"],"unitTests":["RoomTests.testA"]"#,
            #""status":"covered","mechanism":["README.md"],"binaryTests":["RoomTests.testA"]"#,
            #""status":"covered","mechanism":["README.md"],"binaryTests":["ProgramTests.testGone"]"#,
            #""status":"covered","mechanism":["Sources/Gone.swift"],"binaryTests":["ProgramTests.testB"]"#,
            #""status":"implemented","mechanism":["README.md"]"#, #""status":"gap""#, #""status":"out-of-scope""#,
        ] { XCTAssertEqual(try flaws(entry(bad)).count, 1, bad) }
        for bad in [#""status":"done""#, #""status":"gap","colour":1"#] {
            XCTAssertThrowsError(try Controls(Array("{\"controls\":[\(entry(bad))]}".utf8), file: "t"), bad)
        }
    }

    func testEveryPromiseAndInvariantStandsInTheTable() throws {
        let ids = Set(try shipped().all.map(\.id))
        let promises =
            (1...9).map { "R\($0)" } + (1...8).map { "S\($0)" } + (1...3).map { "E\($0)" } + (1...5).map { "D\($0)" }
            + (1...12).map { "I\($0)" }
        XCTAssertEqual(promises.filter { !ids.contains($0) }, [])
    }

    func testTheReadmesTableIsTheOneThatIsWritten() throws {
        let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let parts = readme.components(separatedBy: "<!-- mohr controls --gaps -->\n")
        XCTAssertEqual(parts.count, 3, "the table stands between two marks")
        guard parts.count == 3 else { return }
        XCTAssertEqual(parts[1], try shipped().gaps)
    }
}
