// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import PKIX
import TestSupport
import XCTest

/// Two processes with the authorities' keys on one home of files: one acts, the other waits for its end.
final class TwoAuthoritiesTests: XCTestCase {
    func testTheSecondWaitsUntilTheFirstIsGone() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let first = try ServedHouse(home, more: ["--role", "ca"]).ready()
        let second = try ServedHouse(home, more: ["--role", "ca"]).ready()
        XCTAssertEqual(try acting(home), first.processIdentifier)
        Thread.sleep(forTimeInterval: 3)
        XCTAssertEqual(try acting(home), first.processIdentifier)
        first.kill()
        _ = try first.end()
        try Patience.wait("the second acts") { try acting(home) == second.processIdentifier ? true : nil }
        // Given back when it ends as it should: nobody has it, and the next one has it at once.
        XCTAssertEqual(try second.stop(), .clean)
        XCTAssertNil(try acting(home))
        let third = try ServedHouse(home, more: ["--role", "ca"]).ready()
        XCTAssertEqual(try acting(home), third.processIdentifier)
        XCTAssertEqual(try third.stop(), .clean)
        XCTAssertEqual(third.complained, "")
        let check = try Program.run(["log", "check", "--home", home])
        XCTAssertEqual(check.status, 0, check.text + check.errors)
    }

    private func acting(_ home: String) throws -> Int32? {
        let shown = try Program.run(["database", "show", "--home", home, "--json"])
        XCTAssertEqual(shown.status, 0, shown.errors)
        let value = try JSONReader.read(shown.output)
        XCTAssertEqual(value["kind"], "sqlite")
        let parts = value["authority"]?.text?.split(separator: "/") ?? []
        return parts.count == 4 ? Int32(parts[2]) : nil
    }
}
