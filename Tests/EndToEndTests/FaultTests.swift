// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// The drills of `Faults`, short: each holds, and each finds what is broken on purpose.
final class FaultTests: XCTestCase {
    private func drill(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let program = URL(fileURLWithPath: try Program.path()).deletingLastPathComponent().path + "/Faults"
        setenv("MOHR_GROWN", try DemoTree.shared().home, 1)
        let outcome = try Shell.run(program, arguments)
        let figures = outcome.text.split(separator: "\n").filter { $0.hasPrefix("  ") }
        print("  cases: \(arguments.joined(separator: " ")):\(figures.joined(separator: ";"))")
        return (outcome.status, outcome.text + outcome.errors)
    }

    private func assertHolds(_ arguments: String...) throws {
        let outcome = try drill(arguments)
        XCTAssertEqual(outcome.status, 0, outcome.text)
    }

    private func assertFinds(_ what: String, _ arguments: String...) throws {
        let outcome = try drill(arguments + ["--broken"])
        XCTAssertEqual(outcome.status, 1, outcome.text)
        XCTAssertTrue(outcome.text.contains(what), "\(what) in \(outcome.text)")
    }

    func testTenHistoriesHaveAnOrder() throws {
        try assertHolds("histories", "--count", "10", "--seconds", "0.2")
    }

    func testEveryPlantedLieIsFound() throws {
        try assertFinds("11 of 11 planted lies found", "histories", "--count", "1", "--seconds", "0.3")
    }

    func testNothingAcknowledgedIsLostByAKill() throws {
        try assertHolds("kills", "--count", "4", "--seconds", "0.5")
    }

    func testNothingAcknowledgedIsLostByAPowerCut() throws {
        try assertHolds("power-cuts", "--count", "2000", "--seconds", "0.3")
    }

    func testAPowerCutIsSeenWhenSyncsAreForgotten() throws {
        try assertFinds("cuts: lost", "power-cuts", "--count", "500", "--seconds", "0.3")
    }

    func testFaultsOfTheDiskAreRefusalsAndNothingElse() throws {
        try assertHolds("disk", "--count", "6")
    }

    func testAWrongClockIsNotFollowed() throws {
        try assertHolds("clock", "--seconds", "1.5")
    }
}
