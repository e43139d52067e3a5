// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records
import TestSupport
import XCTest

/// A house that is served for a drill or a test ends with it, also when that one is killed.
final class LastingProcessTests: XCTestCase {
    /// As `ProcessIdentity` names a process.
    private func identity(of number: Int32) throws -> String {
        let stat = try String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
        let fields = try XCTUnwrap(stat.split(separator: ")").last).split(separator: " ")
        let place = ProcessIdentity.own.text.split(separator: "/").prefix(2).joined(separator: "/")
        return "\(place)/\(number)/\(fields[19])"
    }

    func testAServedHouseEndsWithWhomItIsFor() throws {
        let folder = try temporaryFolder()
        let other = Process()
        other.executableURL = URL(fileURLWithPath: "/bin/sleep")
        other.arguments = ["300"]
        try other.run()
        defer { other.terminate() }
        let home = try DemoTree.shared().copy(into: folder)
        let house = try ServedHouse(
            home, environment: ["MOHR_ENDS_WITH": try identity(of: other.processIdentifier)]
        ).ready()
        // The control: while that one is there, so is the house.
        Thread.sleep(forTimeInterval: 2.5)
        XCTAssertTrue(house.isRunning)
        kill(other.processIdentifier, SIGKILL)
        XCTAssertEqual(try house.end(), .clean)
    }
}
