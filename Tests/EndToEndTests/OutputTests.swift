// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import TestSupport
import XCTest

/// What the program does when nobody can hear it.
final class OutputTests: XCTestCase {
    private func shell(_ script: String, _ arguments: [String]) throws -> Shell.Outcome {
        try Shell.run("/bin/sh", ["-c", script, "sh", try Program.path()] + arguments)
    }

    func testAnAnswerThatDidNotFitIsNoSuccess() throws {
        XCTAssertEqual(try shell("\"$1\" help > /dev/null", []).status, 0, "the control: an answer that fits")
        XCTAssertEqual(try shell("\"$1\" help > /dev/full", []).status, 69)
    }

    /// Whoever watched the service's words went away; those who are served do not notice, and it ends as it should.
    func testAServiceOutlivesWhoeverReadItsWords() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let house = try ServedHouse(home).ready()
        house.deafen()
        XCTAssertEqual(try HTTPClient().get(house.publicURL + "/healthz").status, 200)
        XCTAssertEqual(try house.stop(), .clean)
    }
}
