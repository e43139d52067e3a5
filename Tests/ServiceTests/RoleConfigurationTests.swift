// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

@testable import Service

/// Configurations that are based on another, as those of the roles are.
final class RoleConfigurationTests: XCTestCase {
    private static let folder = SharedData.packageRoot.appendingPathComponent("Config").path

    private func taken(_ text: String, named name: String = "own.json5") throws -> Configuration {
        try Configuration(Array(text.utf8), file: "\(Self.folder)/\(name)")
    }

    private func refusal(_ text: String) -> ConfigurationError? {
        do throws(ConfigurationError) {
            _ = try Configuration(Array(text.utf8), file: "\(Self.folder)/own.json5")
            return nil
        } catch {
            return error
        }
    }

    func testTheRolesFilesAreTheCommonOneWithARole() throws {
        let common = try Configuration(reading: Self.folder + "/mohr.json5")
        XCTAssertNil(common.role)
        for role in Role.allCases {
            let own = try Configuration(reading: "\(Self.folder)/mohr-\(role.rawValue).json5")
            XCTAssertEqual(own.role, role.rawValue)
            XCTAssertEqual(own.crl, common.crl)
            XCTAssertEqual(own.authorities, common.authorities)
            XCTAssertEqual(own.profiles, common.profiles)
            // Links lead to where the offices' process serves holders; whoever describes the API says the same.
            XCTAssertEqual(own.holdersListener == nil, role == .certificateAuthority)
            XCTAssertEqual(own.holders.address, own.holdersListener?.url ?? common.holders.address)
            XCTAssertEqual(own.publicListener.publicURL, common.publicListener.publicURL)
        }
    }

    func testASectionTakesThePlaceOfTheWholeOneAndAListenerOfOneListener() throws {
        let own = try taken(
            """
            { base: "mohr.json5", ocsp: { lifetimeSeconds: 28800, refreshSeconds: 60 },
              listeners: { office: { address: "::1", port: 9443 } } }
            """)
        let common = try Configuration(reading: Self.folder + "/mohr.json5")
        XCTAssertEqual(own.ocsp.refreshSeconds, 60)
        XCTAssertEqual(own.officeListener.port, 9_443)
        XCTAssertEqual(own.publicListener, common.publicListener)
        guard
            case .file(_, .missing("ocsp.refreshSeconds")) = refusal(
                "{ base: \"mohr.json5\", ocsp: { lifetimeSeconds: 28800 } }")
        else { return XCTFail("half a section was taken") }
    }

    func testTheHoldersListenerIsReadClosedAndChecked() throws {
        func holders(_ text: String) -> String { "{ base: \"mohr.json5\", listeners: { holders: { \(text) } } }" }
        let rest = "address: \"::1\", port: 9081, "
        let own = try taken(holders(rest + "url: \"https://mine.example.ir\", trustedProxies: [\"::1\"]"))
        XCTAssertEqual(own.holdersListener?.port, 9_081)
        XCTAssertEqual(own.holders.address, "https://mine.example.ir")
        XCTAssertNil(try Configuration(reading: Self.folder + "/mohr.json5").holdersListener)
        for (text, path) in [
            ("url: \"mine.example.ir\", trustedProxies: []", "listeners.holders.url"),
            ("url: \"https://mine.example.ir/\", trustedProxies: []", "listeners.holders.url"),
            ("url: \"https://mine.example.ir\", trustedProxies: [\"proxy\"]", "listeners.holders.trustedProxies"),
        ] {
            guard case .value(_, path, _, _)? = refusal(holders(rest + text)) else {
                return XCTFail("\(text) was taken")
            }
        }
        guard case .file? = refusal(holders(rest + "url: \"https://a\", trustedProxies: [], tls: true")) else {
            return XCTFail("an unknown key was taken")
        }
    }

    func testWhatIsUnknownOrOutOfRangeIsRefusedHereToo() {
        guard case .file(_, .unknownName("colour", _, _)) = refusal("{ base: \"mohr.json5\", colour: 7 }") else {
            return XCTFail("an unknown key was taken")
        }
        guard case .value(_, "role", "cb", _) = refusal("{ base: \"mohr.json5\", role: \"cb\" }") else {
            return XCTFail("an unknown role was taken")
        }
        for base in ["../mohr.json5", "", "/etc/passwd"] {
            guard case .value(_, "base", _, _) = refusal("{ base: \"\(base)\" }") else {
                return XCTFail("\(base) was taken")
            }
        }
        guard case .value(_, "base", _, _) = refusal("{ base: \"mohr-ca.json5\" }") else {
            return XCTFail("a base of a base was taken")
        }
        guard case .unreadable = refusal("{ base: \"none.json5\" }") else { return XCTFail("no base was taken") }
    }
}
