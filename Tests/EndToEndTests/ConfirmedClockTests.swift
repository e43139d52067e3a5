// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import Service
import TestSupport
import XCTest

/// A house that is opened after a pause longer than it believes, and somebody who says that the clock is right.
final class ConfirmedClockTests: XCTestCase {
    /// Two days ahead of everything on record; a day is what is believed.
    private static let offset = "+172800"

    private func library() throws -> String {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
        let files = folders.map { $0 + "/faketime/libfaketimeMT.so.1" }
        guard let file = files.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw XCTSkip("libfaketime: not installed")
        }
        return file
    }

    private func home(_ folder: TemporaryFolder) throws -> String { try DemoTree.shared().copy(into: folder) }

    private func clockComplaints(_ house: ServedHouse) throws -> [String] {
        let value = try JSONReader.read(try HTTPClient().get(house.publicURL + "/healthz").body)
        return (value["complaints"]?.elements ?? []).compactMap(\.text).filter { $0.hasPrefix("clock-") }
    }

    private func confirm(_ home: String) throws {
        let outcome = try Shell.run(
            "/usr/bin/env",
            [
                "LD_PRELOAD=\(try library())", "FAKETIME=\(Self.offset)", "FAKETIME_DONT_FAKE_MONOTONIC=1", "timeout",
                "60", try Program.path(), "timestamps", "confirm", "--home", home,
            ])
        XCTAssertTrue(outcome.isSuccess, outcome.errors)
    }

    func testAProcessThatOnlyAnswersBelievesAConfirmedClockWithoutAStart() throws {
        let folder = try temporaryFolder()
        let home = try home(folder)
        let house = try ServedHouse(home, clock: (try library(), Self.offset), more: ["--role", "va"]).ready()
        XCTAssertEqual(try clockComplaints(house), ["clock-ahead"])
        // The control: waiting is no confirmation.
        Thread.sleep(forTimeInterval: 2)
        XCTAssertEqual(try clockComplaints(house), ["clock-ahead"])
        try confirm(home)
        try Patience.wait("the clock is believed", seconds: 90) { try clockComplaints(house).isEmpty ? true : nil }
        XCTAssertTrue(house.isRunning)
        house.terminate()
        _ = try house.end()
    }

    func testAProcessThatMayOnlyAnswerDoesTheRestWhenTheClockIsConfirmed() throws {
        let folder = try temporaryFolder()
        let home = try home(folder)
        let house = try ServedHouse(home, clock: (try library(), Self.offset)).ready()
        Thread.sleep(forTimeInterval: 2)
        XCTAssertFalse(house.said.contains("Offices: "), house.said)
        try confirm(home)
        try Patience.wait("the offices are served", seconds: 90) { house.said.contains("Offices: ") ? true : nil }
        XCTAssertTrue(house.isRunning)
        house.terminate()
        _ = try house.end()
    }
}
