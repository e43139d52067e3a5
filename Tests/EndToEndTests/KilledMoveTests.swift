// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import XCTest

/// `mohr database move`, killed between its steps: the same command again ends it, and nothing is lost or there twice.
final class KilledMoveTests: XCTestCase {
    private func move(_ house: ServerHome, stopAt point: String) throws {
        let killed = try Shell.run(
            "env", ["MOHR_STOP_AT=\(point)", try Program.path(), "database", "move", "--home", house.home])
        XCTAssertNotEqual(killed.status, 0, "it was to be killed: \(killed.text)")
    }

    private func moveAgain(_ house: ServerHome) throws -> JSONValue {
        let outcome = try Program.run(["database", "move", "--home", house.home, "--json"])
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        return try JSONReader.read(outcome.output)
    }

    private func names(_ house: ServerHome) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: house.home + "/records").sorted()
            .filter { $0.hasPrefix("records.sqlite") && !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") }
    }

    func testAKilledMoveIsEndedByTheSameCommand() throws {
        for point in ["move.arrived", "move.putAway"] {
            let folder = try temporaryFolder()
            let house = try ServerHome(in: folder, isMoved: false)
            try move(house, stopAt: point)
            XCTAssertEqual(
                try names(house), [point == "move.arrived" ? "records.sqlite" : "records.sqlite.moved"], point)
            let again = try moveAgain(house)
            XCTAssertEqual(again["rows"], .null, "they had arrived")
            XCTAssertEqual(try names(house), ["records.sqlite.moved"], point)
            // Asked once more, it says the same.
            XCTAssertEqual(try moveAgain(house)["auditSize"], again["auditSize"])
            let fsck = try Program.run(["fsck", "--home", house.home])
            XCTAssertEqual(fsck.status, 0, "\(point) \(fsck.text)\(fsck.errors)")
            XCTAssertEqual(try ServedHouse(house.home).ready().stop(), .clean, point)
        }
    }

    /// The control: a home of other records is not taken for one whose records have arrived.
    func testAnothersRecordsAreNotTakenForTheOnesThatArrived() throws {
        let folder = try temporaryFolder()
        let house = try ServerHome(in: folder, isMoved: false)
        try move(house, stopAt: "move.arrived")
        // The house went on at its old place.
        let serial = try JSONReader.read(
            Program.run([
                "certificate", "find", "--home", house.home, "--licence", "99900000061", "--config",
                try house.configuration("file.json5", naming: nil), "--json",
            ]).output
        )["certificates"]?.elements?.first?["serial"]?.text
        let held = try Program.run([
            "certificate", "hold", try XCTUnwrap(serial), "--home", house.home, "--config",
            house.home + "/file.json5", "--because", "test",
        ])
        XCTAssertEqual(held.status, 0, held.errors)
        let refused = try Program.run(["database", "move", "--home", house.home])
        XCTAssertEqual(refused.status, 77, refused.text + refused.errors)
        XCTAssertEqual(try names(house), ["records.sqlite"])
    }
}
