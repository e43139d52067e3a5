// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Service
import TestSupport
import XCTest

/// A copy of a home, and a home that is being put back, are locked at every moment: whoever goes past `mohr restore` too.
final class LockedCopyTests: XCTestCase {
    private func backup(in folder: TemporaryFolder) throws -> String {
        let home = try DemoTree.shared().copy(into: folder)
        let made = try Program.run(["backup", "--home", home, "--out", folder.path("backup") + "/", "--with-keys"])
        XCTAssertEqual(made.status, 0, made.text + made.errors)
        return folder.path("backup")
    }

    func testACopyThatIsPutToWorkByHandIsLocked() throws {
        let folder = try temporaryFolder()
        let backup = try backup(in: folder)
        let home = folder.path("by-hand")
        try FileManager.default.copyItem(atPath: backup, toPath: home)
        let refused = try Program.run(["log", "check", "--home", home])
        XCTAssertEqual(refused.status, 77, refused.text)
        XCTAssertTrue(refused.errors.contains("locked"), refused.errors)
        // The control: it is the lock alone that keeps it from being worked with.
        try FileManager.default.removeItem(atPath: home + "/records/locked")
        XCTAssertEqual(try Program.run(["log", "check", "--home", home]).status, 0)
        // A copy without the mark is no copy that was made here.
        try FileManager.default.removeItem(atPath: backup + "/records/locked")
        XCTAssertEqual(try Program.run(["backup", "--check", backup]).status, 65)
    }

    func testWhatAKilledRestoreLeavesIsLocked() throws {
        let folder = try temporaryFolder()
        let backup = try backup(in: folder)
        let manifest = try HomeRestoration.check(backup)
        let mark = folder.path("again.part/records/locked")
        var looks: [Bool] = []
        try HomeRestoration.restore(backup, manifest, to: Home(folder.path("again")), at: .now()) { _, _ in
            looks.append(FileManager.default.fileExists(atPath: mark))
        }
        XCTAssertGreaterThan(looks.count, 10)
        XCTAssertFalse(looks.contains(false), "a kill there leaves a home that is not locked")
        XCTAssertEqual(try Program.run(["log", "check", "--home", folder.path("again")]).status, 77)
    }

    /// One was stopped, and another was started: it waits, and does not go into the other's place.
    func testTwoRestoresOfOneHomeDoNotMix() throws {
        let folder = try temporaryFolder()
        let backup = try backup(in: folder)
        let manifest = try HomeRestoration.check(backup)
        let home = Home(folder.path("again"))
        let (isAsked, isOver) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let second = Outcome()
        Thread.detachNewThread {
            isAsked.wait()
            do throws(CareError) {
                try HomeRestoration.restore(backup, manifest, to: home, at: .now())
            } catch { second.error = error }
            isOver.signal()
        }
        var isFirst = true
        try HomeRestoration.restore(backup, manifest, to: home, at: .now()) { _, _ in
            guard isFirst else { return }
            isFirst = false
            isAsked.signal()
            XCTAssertEqual(isOver.wait(timeout: .now() + 0.5), .timedOut, "it did not wait")
        }
        isOver.wait()
        XCTAssertEqual(second.error, .notEmpty(path: home.path))
        XCTAssertEqual(try Program.run(["fsck", "--home", home.path]).status, 0)
    }

    func testWhatCameToTheHomesPlaceMeanwhileStays() throws {
        let folder = try temporaryFolder()
        let backup = try backup(in: folder)
        let manifest = try HomeRestoration.check(backup)
        let home = Home(folder.path("again"))
        try FileManager.default.createDirectory(atPath: home.path, withIntermediateDirectories: true)
        XCTAssertThrowsError(
            try HomeRestoration.restore(backup, manifest, to: home, at: .now()) { _, _ in
                try? Data("here".utf8).write(to: URL(fileURLWithPath: home.path + "/somebody"))
            })
        XCTAssertEqual(try String(contentsOfFile: home.path + "/somebody", encoding: .utf8), "here")
        // The control: an empty folder is no hindrance.
        try FileManager.default.removeItem(atPath: home.path + "/somebody")
        try HomeRestoration.restore(backup, manifest, to: home, at: .now())
    }
}

/// Written on one thread before another is woken.
private final class Outcome: @unchecked Sendable {
    var error: CareError?
}
