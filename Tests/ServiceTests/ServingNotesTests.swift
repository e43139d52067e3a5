// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records
import TestSupport
import XCTest

@testable import Service

/// What the log says of the processes themselves and of their clock.
final class ServingNotesTests: XCTestCase {
    private static let touched = FileManager.default.temporaryDirectory.appendingPathComponent(
        "mohr-notes-\(UUID().uuidString)")
    private static let shared = Result {
        _ = FileManager.default.createFile(atPath: touched.path, contents: nil)
        return try HouseFixture(changes: [("clockSetBy: null,", "clockSetBy: \"\(touched.path)\",")])
    }

    override class func tearDown() { try? FileManager.default.removeItem(at: touched) }

    private var service: MohrService { get throws { try Self.shared.get().service } }

    private func lines(_ acts: Set<String>) throws -> [AuditLine] {
        let records = try service.records
        return try records.auditLines(from: 0, limit: Int(try records.auditHead().size)).filter {
            acts.contains($0.act)
        }
    }

    func testAProcessSaysOnceThatItBeganAndOnceThatItEnded() throws {
        let service = try service
        let notes = ServingNotes(StateFolder(path: service.home.state, role: "all"))
        notes.end(service, isDrained: true)
        XCTAssertEqual(try lines([ServingNotes.began, ServingNotes.ended]).count, 0, "what never began does not end")
        for _ in 0..<3 { notes.begin(service) }
        notes.end(service, isDrained: false)
        let told = try lines([ServingNotes.began, ServingNotes.ended])
        XCTAssertEqual(told.map(\.act), [ServingNotes.began, ServingNotes.ended])
        XCTAssertEqual(told.map(\.subject), ["service:all", "service:all"])
        XCTAssertTrue(told[0].details.contains("\"previous\":\"ended\""), told[0].details)
        XCTAssertTrue(told[1].details.contains("\"drained\":\"no\""), told[1].details)
    }

    func testWhatTheOneBeforeLeftBehindTellsHowItEnded() throws {
        let folder = try TemporaryFolder()
        let state = StateFolder(path: folder.path("state"), role: "ra")
        func previous() -> String? {
            Mirror(reflecting: ServingNotes(state)).children.first { $0.label == "previous" }.map { "\($0.value)" }
        }
        XCTAssertEqual(previous(), "ended", "there was none")
        state.write(complaints: [], warnings: [], metrics: "", at: .now())
        XCTAssertEqual(previous(), "serving", "this very process wrote it")
        // The same number, started at another time: a process that is there no more.
        let file = state.path + "/ra.json"
        let own = ProcessIdentity.own.text
        let text = try String(contentsOfFile: file, encoding: .utf8).replacing(own, with: own + "1")
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        XCTAssertEqual(previous(), "crashed")
        state.remove()
        XCTAssertEqual(previous(), "ended")
    }

    func testThatTheClockIsKeptIsALineADayAndThatItIsNotAtOnce() throws {
        let service = try service
        func look(_ age: TimeInterval) throws {
            try FileManager.default.setAttributes(
                [.modificationDate: Date().addingTimeInterval(-age)], ofItemAtPath: Self.touched.path)
            service.lookAround()
        }
        func acts() throws -> [String] { try lines([ServingNotes.clockKept, ServingNotes.clockUnkept]).map(\.act) }
        for _ in 0..<3 { try look(10) }
        XCTAssertEqual(try acts(), [ServingNotes.clockKept])
        for _ in 0..<3 { try look(90_000) }
        XCTAssertEqual(try acts(), [ServingNotes.clockKept, ServingNotes.clockUnkept])
        try look(10)
        XCTAssertEqual(try acts(), [ServingNotes.clockKept, ServingNotes.clockUnkept, ServingNotes.clockKept])
    }
}
