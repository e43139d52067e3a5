// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// `Config/systemd`: a unit a role, judged by systemd's own tools.
final class UnitFileTests: XCTestCase {
    private static let folder = SharedData.packageRoot.appendingPathComponent("Config/systemd").path
    private static let roles = ["ca", "ra", "va"]

    /// The exposure that systemd finds in a unit; 0 is none, 10 all.
    private func exposure(of file: String) throws -> Double {
        let outcome = try Shell.run("systemd-analyze", ["security", "--offline=true", "--no-pager", file])
        let found = try XCTUnwrap(
            outcome.text.firstMatch(of: #/exposure level for [^:]+: ([0-9.]+)/#), outcome.text + outcome.errors)
        return try XCTUnwrap(Double(found.1))
    }

    func testEachUnitIsAsClosedAsTheReadmeSays() throws {
        let readme = try String(
            contentsOf: SharedData.packageRoot.appendingPathComponent("Config/README.md"), encoding: .utf8)
        for role in Self.roles {
            let score = try exposure(of: "\(Self.folder)/mohr-\(role).service")
            XCTAssertLessThanOrEqual(score, role == "ca" ? 0.5 : 1.5, role)
            XCTAssertTrue(
                readme.contains("`mohr-\(role).service` | \(String(format: "%.1f", score))"),
                "\(role): \(score) is not what Config/README.md says")
        }
        // The negative control: a unit without any of it.
        let folder = try temporaryFolder()
        let open = try folder.write(Array("[Service]\nExecStart=/bin/true\n".utf8), to: "open.service")
        XCTAssertGreaterThan(try exposure(of: open), 9)
    }

    func testSystemdTakesEachUnitWithoutAWord() throws {
        // Only the program is not where a package would put it.
        let folder = try temporaryFolder()
        for role in Self.roles {
            let text = try String(contentsOfFile: "\(Self.folder)/mohr-\(role).service", encoding: .utf8)
                .replacing("/usr/bin/mohr", with: "/bin/true")
            XCTAssertFalse(text.contains("/usr/bin/mohr"))
            let file = try folder.write(Array(text.utf8), to: "mohr-\(role).service")
            let outcome = try Shell.run("systemd-analyze", ["verify", "--man=no", file])
            XCTAssertTrue(outcome.isSuccess, outcome.errors)
            XCTAssertFalse(outcome.errors.contains("mohr-"), outcome.errors)

            let broken = try folder.write(
                Array(text.replacing("ProtectSystem=strict", with: "ProtectSystm=strict").utf8),
                to: "broken-\(role).service")
            XCTAssertTrue(
                try Shell.run("systemd-analyze", ["verify", "--man=no", broken]).errors.contains("ProtectSystm"))
        }
    }

    func testOnlyTheAuthoritiesUnitHasNoNetworkAndOnlyItSeesTheirKeys() throws {
        for role in Self.roles {
            let lines = try String(contentsOfFile: "\(Self.folder)/mohr-\(role).service", encoding: .utf8)
                .split(separator: "\n").map(String.init)
            XCTAssertEqual(lines.contains("PrivateNetwork=yes"), role == "ca", role)
            let hidden = lines.filter { $0.hasPrefix("InaccessiblePaths=") }.joined()
            for key in ["root", "health", "trade", "log"] {
                XCTAssertEqual(hidden.contains("/keys/\(key).key.pem"), role != "ca", "\(role) \(key)")
            }
            XCTAssertTrue(lines.contains("User=mohr-\(role)"))
            XCTAssertTrue(lines.contains { $0.contains("/Config/mohr-\(role).json5 ") })
        }
    }
}
