// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import JSON
import TestSupport
import XCTest

/// `mohr office` and `mohr officer` for what the desk's administrators do.
final class OfficeCommandTests: XCTestCase {
    private func value(_ outcome: Shell.Outcome) throws -> JSONValue {
        try JSONReader.read(Array(outcome.text.split(separator: "\n").first.map(String.init)?.utf8 ?? "".utf8))
    }

    func testAnOfficeIsSetUpChangedLicensedAndShown() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        func office(_ arguments: [String]) throws -> Shell.Outcome {
            try Program.run(["office"] + arguments + ["--home", home])
        }
        let until = Instant.now().advanced(bySeconds: 300 * 86_400).rfc3339
        let added = try office([
            "add", "yazd", "--kind", "counter", "--name-fa", "پیشخوان یزد", "--name", "Yazd", "--profile",
            "doctor-signing", "--licensed-until", until, "--place", "یزد", "--daily-quota", "50",
        ])
        XCTAssertEqual(added.status, 0, added.errors)
        let changed = try office([
            "change", "yazd", "--hours", "sat-wed 08:00-14:00", "--profession", "physician", "--json",
        ])
        XCTAssertEqual(changed.status, 0, changed.errors)
        let shown = try value(try office(["show", "yazd", "--json"]))
        XCTAssertEqual(shown["hours"]?.text, "sat-wed 08:00-14:00")
        XCTAssertEqual(shown["dailyQuota"]?.wholeNumber, 50, "what was not given stays")
        XCTAssertEqual(shown["place"]?.text, "یزد")
        XCTAssertTrue(try office(["show", "yazd"]).text.contains("sat-wed"))
        for (arguments, status) in [
            (["change", "yazd", "--hours", "always"], Int32(77)), (["change", "yazd", "--daily-quota", "many"], 64),
            (["license", "yazd"], 64), (["license", "yazd", "--licensed-until", "2099-01-01T00:00:00Z"], 77),
            (["show", "nowhere"], 77), (["show"], 64),
        ] {
            let outcome = try office(arguments)
            XCTAssertEqual(outcome.status, status, "\(arguments): \(outcome.errors)")
            XCTAssertNotEqual(outcome.errors, "", "\(arguments)")
        }
        let longer = Instant.now().advanced(bySeconds: 900 * 86_400).rfc3339
        XCTAssertEqual(try office(["license", "yazd", "--licensed-until", longer]).status, 0)
        XCTAssertEqual(try value(try office(["show", "yazd", "--json"]))["licensedUntil"]?.text, longer)
    }

    func testADeputyIsNamedAndTheDelegationEnded() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        let workshop = try Workshop(home)
        _ = try workshop.enlist(.enterer, nationalID: "9990001006", id: "first")
        _ = try workshop.enlist(.approver, nationalID: "9990001014", id: "second")
        workshop.close()
        func officer(_ arguments: [String]) throws -> Shell.Outcome {
            try Program.run(["officer"] + arguments + ["--home", home])
        }
        let (from, until) = (Instant.now().rfc3339, Instant.now().advanced(bySeconds: 86_400).rfc3339)
        let command = ["delegate", "second", "--to", "first", "--from", from, "--until", until, "--because", "ill"]
        let named = try officer(command)
        XCTAssertEqual(named.status, 0, named.errors)
        XCTAssertNotEqual(try officer(command).status, 0, "the time is given away already")
        let listed = try value(try officer(["deputies", "medical-council-tehran", "--json"]))
        XCTAssertEqual(listed["deputy"]?.text, "first")
        XCTAssertEqual(listed["ended"], .null)
        let number = try XCTUnwrap(listed["id"]?.wholeNumber)
        XCTAssertEqual(try officer(["undelegate", "\(number)"]).status, 0)
        XCTAssertNotEqual(try officer(["undelegate", "\(number)"]).status, 0, "it is over")
        XCTAssertNotEqual(
            try value(try officer(["deputies", "medical-council-tehran", "--json"]))["ended"], .null)
        XCTAssertEqual(
            try officer(["delegate", "second", "--to", "first", "--from", until, "--until", from]).status, 64)
    }
}
