// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import TestSupport
import XCTest

/// The drills, short: each passes, and each fails when what it rehearses is left out.
final class DrillTests: XCTestCase {
    private func drill(_ arguments: [String]) throws -> (status: Int32, report: JSONValue) {
        let outcome = try Program.run(["drill"] + arguments + ["--json"])
        let line = outcome.output.split(separator: UInt8(ascii: "\n")).last.map(Array.init) ?? []
        let report = try JSONReader.read(line)
        return (outcome.status, report)
    }

    private func failures(_ report: JSONValue) -> [String] {
        report["failures"]?.elements?.compactMap(\.text) ?? []
    }

    func testTheLossOfTheResponderIsSurvived() throws {
        let (status, report) = try drill(["responder-loss"])
        XCTAssertEqual(failures(report), [])
        XCTAssertEqual(status, 0)
        XCTAssertEqual(report["passed"]?.flag, true)
    }

    func testWithoutANewResponderTheDrillFails() throws {
        let (status, report) = try drill(["responder-loss", "--broken"])
        XCTAssertEqual(status, 1)
        XCTAssertTrue(failures(report).contains { $0.hasPrefix("no answer about") }, "\(failures(report))")
    }

    func testEverybodysCertificateIsRevokedListedAndAnswered() throws {
        let (status, report) = try drill(["mass-revocation", "--certificates", "60"])
        XCTAssertEqual(failures(report), [])
        XCTAssertEqual(status, 0)
        let steps = report["steps"]?.elements?.compactMap { $0["step"]?.text } ?? []
        XCTAssertEqual(steps, ["serve", "quiet", "plan", "approve", "revoke", "lists", "answers", "audit"])
    }

    func testAnOfficeLeftOutIsFound() throws {
        let (status, report) = try drill(["mass-revocation", "--certificates", "60", "--broken"])
        XCTAssertEqual(status, 1)
        XCTAssertTrue(failures(report).contains { $0.hasSuffix("is on no list") }, "\(failures(report))")
    }

    func testAStolenAuthoritysKeyIsSurvived() throws {
        let (status, report) = try drill(["ca-compromise"])
        XCTAssertEqual(failures(report), [])
        XCTAssertEqual(status, 0)
        // Whatever happened, nobody was ever told that the thief's certificate is good.
        for step in report["steps"]?.elements ?? [] {
            XCTAssertEqual(step["served"]?["rogue"]?["wrong"]?.wholeNumber ?? 0, 0)
            XCTAssertEqual(step["served"]?["rogue ocsp"]?["wrong"]?.wholeNumber ?? 0, 0)
        }
    }

    func testAnIntermediateThatNobodyRevokedIsFound() throws {
        let (status, report) = try drill(["ca-compromise", "--broken"])
        XCTAssertEqual(status, 1)
        XCTAssertTrue(
            failures(report).contains { $0.contains("still believed") || $0.contains("by whoever asks lists alone") },
            "\(failures(report))")
    }

    func testADrillOnACopyLeavesTheHouseAlone() throws {
        let tree = try DemoTree.shared()
        let folder = try TemporaryFolder()
        let home = try tree.copy(into: folder)
        func check() throws -> String { try Program.run(["log", "checkpoint", "--home", home]).text }
        let before = try check()
        XCTAssertEqual(try drill(["responder-loss", "--home", home]).status, 0)
        XCTAssertEqual(try check(), before)
        XCTAssertEqual(try drill(["responder-loss", "--home", home, "--record"]).status, 0)
        XCTAssertNotEqual(try check(), before, "asked for, the proof of the drill is in the log")
    }

    func testTamperingIsFound() throws {
        let (status, report) = try drill(["tamper", "--attacks", "16", "--seed", "3"])
        XCTAssertEqual(failures(report), [])
        XCTAssertEqual(status, 0)
        XCTAssertEqual(report["facts"]?["attacks found"]?.text, "16 of 16")
    }

    func testWhatNobodyOutsideKeptIsNotFound() throws {
        let (status, report) = try drill(["tamper", "--attacks", "8", "--seed", "3", "--broken"])
        XCTAssertEqual(status, 1)
        XCTAssertEqual(failures(report).count, 2, "\(failures(report))")
    }

    func testNoRevocationIsLostByARestore() throws {
        let (status, report) = try drill(["restore", "--rounds", "3", "--seed", "5"])
        XCTAssertEqual(failures(report), [])
        XCTAssertEqual(status, 0)
        XCTAssertEqual(report["facts"]?["restored"]?.text, "3 of 3")
        XCTAssertNotEqual(report["facts"]?["of these missing in the copies"]?.text, "0")
    }

    func testWithoutTheLockARestoreLoses() throws {
        let (status, report) = try drill(["restore", "--rounds", "1", "--seed", "5", "--broken"])
        XCTAssertEqual(status, 1)
        XCTAssertTrue(failures(report).contains { $0.contains("was revoked, and is") }, "\(failures(report))")
    }

    func testThePlanHasItsNinePartsInBothLanguages() throws {
        let outcome = try Program.run(["drill", "plan"])
        XCTAssertEqual(outcome.status, 0)
        let headings = outcome.text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        XCTAssertEqual(headings.count, 18)
        XCTAssertTrue(outcome.text.contains("ابطال همگانی"))
        XCTAssertFalse(outcome.text.contains("{"))
    }

    func testWhatIsNoDrillIsAUsageError() throws {
        XCTAssertEqual(try Program.run(["drill", "earthquake"]).status, 64)
        XCTAssertEqual(try Program.run(["drill", "mass-revocation", "--certificates", "0"]).status, 64)
        XCTAssertEqual(try Program.run(["drill", "responder-loss", "--record"]).status, 64)
    }
}
