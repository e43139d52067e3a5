// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPServer
import JSON
import TestSupport
import XCTest

/// The audit log as strangers see it: fetched whole over HTTP, proved without the house, and found out when it is rewritten.
final class LogTests: XCTestCase {
    private func served(_ folder: TemporaryFolder) throws -> (house: ServedHouse, home: String) {
        let home = try DemoTree.shared().copy(into: folder)
        return (try ServedHouse(home).ready(), home)
    }

    private func fetchHead(_ house: ServedHouse) throws -> [UInt8] {
        for _ in 0..<100 {
            let answer = try HTTPClient().get(house.publicURL + "/checkpoint")
            if answer.status == 200 { return answer.body }
            Thread.sleep(forTimeInterval: 0.1)
        }
        XCTFail("no checkpoint within ten seconds")
        return []
    }

    func testTheLogIsMirroredAndProvedFromOutside() throws {
        let folder = try temporaryFolder()
        let (house, home) = try served(folder)
        let head = folder.path("seen")
        try Data(try fetchHead(house)).write(to: URL(fileURLWithPath: head))
        let key = home + "/log.vkey"
        let mirror = ["log", "check", "--url", house.publicURL, "--key", key, "--checkpoint", head]
        let outcome = try Program.run(mirror)
        XCTAssertEqual(outcome.status, 0, outcome.text)
        XCTAssertEqual(try Program.run(["log", "check", "--home", home, "--checkpoint", head]).status, 0)

        let proof = folder.path("line.tlog-proof")
        XCTAssertEqual(try Program.run(["log", "prove", "3", "--home", home, "--out", proof]).status, 0)
        let check = ["log", "check", proof, "--entry", proof + ".entry", "--key", key]
        XCTAssertEqual(try Program.run(check).status, 0)
        // Another line under the same proof is not in the log.
        let other = folder.path("other")
        try Data(#"{"act":"forged"}"#.utf8).write(to: URL(fileURLWithPath: other))
        XCTAssertEqual(try Program.run(["log", "check", proof, "--entry", other, "--key", key]).status, 1)
        for path in ["/tile/0/999", "/tile/0/1", "/tile/9/000.p/300", "/tile/entries/x000/001", "/tile/"] {
            XCTAssertEqual(try HTTPClient().get(house.publicURL + path).status, 404, path)
        }
        XCTAssertEqual(try house.stop(), .clean)
    }

    /// Somebody with the database changes a line, its hash and the head: whoever kept a checkpoint finds out.
    func testARewrittenLogIsFoundByWhoeverKeptAHead() throws {
        let folder = try temporaryFolder()
        let (house, home) = try served(folder)
        let head = folder.path("seen")
        try Data(try fetchHead(house)).write(to: URL(fileURLWithPath: head))
        XCTAssertEqual(try house.stop(), .clean)
        let check = ["log", "check", "--home", home, "--checkpoint", head]
        XCTAssertEqual(try Program.run(check).status, 0, "the control: untouched, it holds")
        let sql = "PRAGMA foreign_keys=0; UPDATE audit SET actor = 'somebody else' WHERE sequence = 2;"
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        shell.arguments = [
            "python3", "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2])",
            home + "/records/records.sqlite", sql,
        ]
        try shell.run()
        shell.waitUntilExit()
        XCTAssertEqual(shell.terminationStatus, 0)
        let outcome = try Program.run(check)
        XCTAssertEqual(outcome.status, 1)
        XCTAssertTrue(outcome.text.contains("line 2 is not the one"), outcome.text)
    }

    func testWhatCannotBeProvedIsSaid() throws {
        let folder = try temporaryFolder()
        let home = try DemoTree.shared().copy(into: folder)
        XCTAssertEqual(try Program.run(["log", "prove", "--home", home, "--out", "x"]).status, 64)
        XCTAssertEqual(try Program.run(["log", "burn"]).status, 64)
        XCTAssertEqual(try Program.run(["log", "prove", "999999", "--home", home, "--out", "x"]).status, 65)
        XCTAssertEqual(
            try Program.run(["log", "check", "--url", "http://127.0.0.1:1", "--key", "/nothing"]).status, 65)
    }
}
