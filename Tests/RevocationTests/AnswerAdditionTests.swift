// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Answers that are added to a file: some of them are not taken for all, and none is told before its time.
final class AnswerAdditionTests: XCTestCase {
    private struct Scene {
        let pressed: AnswerFileTests.Pressed
        let status: CurrentStatus
        let store: AnswerStore
        var overlay: String { pressed.press.path + ".overlay" }

        init() throws {
            pressed = try AnswerFileTests.Pressed()
            status = try pressed.house.status()
            store = try pressed.press.press(status.reading, by: [try pressed.house.responding()])
        }

        func revoke(_ issued: Issued) throws {
            try pressed.house.clerk.revoke(
                issued.reference, reason: .keyCompromise, because: "", by: "m", at: pressed.house.clock.now)
        }

        func add(to store: AnswerStore, _ reading: CurrentStatus.Reading) throws {
            try pressed.press.add(
                to: store, reading, try pressed.house.records.statusChanges(since: store.position),
                by: [try pressed.house.responding()])
        }

        func open() throws -> AnswerStore { try AnswerStore(path: pressed.press.path, plan: pressed.plan) }

        /// What a process without keys says that begins now; nil when it says nothing.
        func told(_ issued: Issued) throws -> CertificateStatus? {
            let store = try open()
            store.leaveOut(try pressed.house.records.statusChanges(since: store.position), of: "health")
            let answer = try pressed.ask(pressed.keyless(store), issued)
            return answer.status == .successful ? try pressed.status(answer) : nil
        }

        var isRevokedOrUntold: (Issued) throws -> Bool {
            { issued in
                switch try told(issued) {
                case nil, .revoked: true
                default: false
                }
            }
        }
    }

    func testOfManyAnswersSomeAreNotTakenForAll() throws {
        let scene = try Scene()
        let (good, held) = (scene.pressed.good, scene.pressed.held)
        XCTAssertEqual(try scene.told(good), .good, "control")
        try scene.revoke(good)
        try scene.revoke(held)
        try scene.add(to: scene.store, try scene.status.refresh())
        let whole = Array(try Data(contentsOf: URL(fileURLWithPath: scene.overlay)))
        let position = try scene.open().position
        XCTAssertEqual(position, scene.store.position)
        // Whoever reads in between, or after a crash, sees a first part of what was appended at once.
        for length in stride(from: 0, to: whole.count, by: 7) {
            try Data(whole.prefix(length)).write(to: URL(fileURLWithPath: scene.overlay))
            XCTAssertEqual(try scene.open().position, scene.store.file.position, "\(length)")
            for issued in [good, held] {
                XCTAssertTrue(try scene.isRevokedOrUntold(issued), "\(length) of \(whole.count)")
            }
        }
        // And whoever writes next tells all of it.
        let next = try scene.open()
        try scene.add(to: next, try scene.status.refresh())
        XCTAssertEqual(try scene.open().position, position)
        for issued in [good, held] { XCTAssertNotNil(try scene.told(issued)) }
    }

    func testWhatWasAddedAfterSomethingThatIsGoneSaysNothingOfThat() throws {
        let scene = try Scene()
        try scene.revoke(scene.pressed.good)
        try scene.add(to: scene.store, try scene.status.refresh())
        // Another process made the file anew a moment ago, and clears away what it takes for the old one's.
        try FileManager.default.removeItem(atPath: scene.overlay)
        try scene.revoke(scene.pressed.held)
        try scene.add(to: scene.store, try scene.status.refresh())
        XCTAssertLessThan(try scene.open().position, scene.store.position)
        XCTAssertTrue(try scene.isRevokedOrUntold(scene.pressed.good))
    }

    func testWhatIsNotKnownHereYetIsNotReadFromBesideTheFile() throws {
        let scene = try Scene()
        let elsewhere = try scene.open()
        let known = scene.status.reading.index.position
        try scene.revoke(scene.pressed.good)
        try scene.add(to: scene.store, try scene.status.refresh())
        elsewhere.refresh(upTo: known)
        XCTAssertEqual(elsewhere.changes, 0)
        XCTAssertEqual(
            try AnswerStore(path: scene.pressed.press.path, plan: scene.pressed.plan, upTo: known).changes, 0)
        elsewhere.refresh(upTo: scene.status.reading.index.position)
        XCTAssertEqual(elsewhere.changes, 1)
    }

    /// Whoever reads the files and whoever writes them look at the records at different moments.
    func testAnAnswerThatWasSignedAfterTheChangeCountsHoweverLateTheChangeWasSeen() throws {
        let scene = try Scene()
        let elsewhere = try scene.open()
        try scene.revoke(scene.pressed.good)
        let (reading, changes) = (
            try scene.status.refresh(), try scene.pressed.house.records.statusChanges(since: scene.store.position)
        )
        // Lines of the log that are about something else.
        try scene.revoke(scene.pressed.held)
        elsewhere.leaveOut(
            try scene.pressed.house.records.statusChanges(since: elsewhere.position), of: "health")
        try scene.pressed.press.add(
            to: scene.store, reading, changes, by: [try scene.pressed.house.responding()])
        elsewhere.refresh()
        let responder = scene.pressed.keyless(elsewhere)
        XCTAssertEqual(
            try scene.pressed.status(try scene.pressed.ask(responder, scene.pressed.good)),
            .revoked(at: scene.pressed.house.clock.now, reason: .keyCompromise))
        XCTAssertNotEqual(try scene.pressed.ask(responder, scene.pressed.held).status, .successful)
    }

    func testAFileOfListsDoesNotGoBack() throws {
        let house = try House()
        let folder = ListFolder(path: house.folder.path("lists"))
        let publisher = try RevocationPublisher(
            status: try house.status(), authority: "health", certificate: house.health.certificate,
            key: house.health.key,
            plan: try ListPlan(publicURL: House.publicURL, shards: House.shards, lifetimeSeconds: 86_400),
            lists: house.lists, folder: folder, clock: house.clock.reading)
        func file() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/health.crl"))) }
        try publisher.publish()
        let older = try XCTUnwrap(house.lists.list(at: "health.crl"))
        try house.next(publisher)
        let newer = try XCTUnwrap(house.lists.list(at: "health.crl"))
        // Two processes published; the one that filed first writes last.
        try folder.write(older, unlessOvertakenIn: house.records)
        XCTAssertEqual(try file(), newer.encoded)
        try folder.write(older)
        XCTAssertEqual(try file(), older.encoded, "control")
        try folder.write(newer, unlessOvertakenIn: house.records)
        XCTAssertEqual(try file(), newer.encoded)
    }
}
