// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import XCTest

/// The drills of load, short and without a word about time: what is counted must be right on any machine.
final class LoadDrillTests: XCTestCase {
    private func drill(_ arguments: String...) throws -> (status: Int32, failures: [String]) {
        // A copy of the tests' tree: founding one takes longer than the load.
        let folder = try TemporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let outcome = try withExtendedLifetime(folder) {
            try Program.run(["drill"] + arguments + ["--home", home, "--untimed", "--json"])
        }
        let line = outcome.output.split(separator: UInt8(ascii: "\n")).last.map(Array.init) ?? []
        let report = try JSONReader.read(line)
        return (outcome.status, report["failures"]?.elements?.compactMap(\.text) ?? [])
    }

    func testSlowClientsKeepNobodyOutAndAFloodStopsNoRevocation() throws {
        let (status, failures) = try drill("slow", "--connections", "300", "--seconds", "3", "--rate", "20")
        XCTAssertEqual(failures, [])
        XCTAssertEqual(status, 0)
    }

    func testWithoutALimitForEachAddressHonestClientsStarve() throws {
        let (status, failures) = try drill(
            "slow", "--connections", "300", "--seconds", "3", "--rate", "20", "--broken")
        XCTAssertEqual(status, 1)
        XCTAssertTrue(failures.contains { $0.hasSuffix("honest questions were refused") }, "\(failures)")
    }

    func testASteadyLoadLeavesNothingOpen() throws {
        let (status, failures) = try drill("soak", "--seconds", "5", "--rate", "40")
        XCTAssertEqual(failures, [])
        XCTAssertEqual(status, 0)
    }

    func testALeakOfConnectionsIsFound() throws {
        let (status, failures) = try drill("soak", "--seconds", "5", "--rate", "40", "--broken")
        XCTAssertEqual(status, 1)
        XCTAssertTrue(failures.contains { $0.hasPrefix("descriptors went from") }, "\(failures)")
    }

    func testTheMorningIsAnsweredWithoutAnAuthoritysKey() throws {
        let (status, failures) = try drill("morning", "--seconds", "2", "--rate", "60")
        XCTAssertEqual(failures, [])
        XCTAssertEqual(status, 0)
    }

    func testWithoutTheRespondersKeyThereIsNoMorning() throws {
        XCTAssertEqual(try drill("morning", "--seconds", "1", "--rate", "20", "--broken").status, 1)
    }
}
