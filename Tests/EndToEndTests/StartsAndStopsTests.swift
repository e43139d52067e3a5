// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records
import Service
import TestSupport
import XCTest

/// Starts, stops and crashes of the running program, as the audit log tells them.
final class StartsAndStopsTests: XCTestCase {
    func testStartsStopsAndCrashesAreLinesOfTheLog() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        func lines() throws -> [AuditLine] {
            let workshop = try Workshop(home)
            defer { workshop.close() }
            return try workshop.service.records.auditLines(from: 0, limit: 100_000).filter {
                $0.subject == "service:all"
            }
        }
        let before = try lines().count
        let state = home + "/state/all.json"
        let first = try ServedHouse(home).ready()
        try Patience.wait("the first line", seconds: 90) {
            FileManager.default.fileExists(atPath: state) ? try lines().count > before ? true : nil : nil
        }
        first.kill()
        XCTAssertEqual(try first.end(), .killed)
        let second = try ServedHouse(home).ready()
        try Patience.wait("the second line", seconds: 90) { try lines().count > before + 1 ? true : nil }
        second.terminate()
        XCTAssertEqual(try second.end(), .clean)
        let told = try lines().dropFirst(before)
        XCTAssertEqual(told.map(\.act), ["service.began", "service.began", "service.ended"])
        XCTAssertEqual(
            told.map { $0.details.contains("\"previous\":\"crashed\"") }, [false, true, false], "\(told.map(\.details))"
        )
    }
}
