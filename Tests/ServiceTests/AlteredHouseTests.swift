// SPDX-License-Identifier: Apache-2.0
import Foundation
import Records
import TestSupport
import XCTest

@testable import Service

/// Somebody writes into the database of a house, and takes away what would show it.
final class AlteredHouseTests: XCTestCase {
    private func tamper(_ house: HouseFixture, _ sql: String) throws {
        try TestDatabase.alter(home: house.service.home.path, sql)
    }

    private func reopen(_ house: HouseFixture) throws {
        let service = try MohrService(
            home: house.service.home, configuration: house.service.configuration, passphrase: house.passphrase,
            roles: Set(Role.allCases), opening: .forOneCommand)
        service.records.close()
    }

    func testNothingBeginsWithAnAnchorThatTheLogDoesNotKnow() throws {
        let house = try HouseFixture()
        XCTAssertNoThrow(try reopen(house), "control")
        let made = try Shell.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                "/dev/null",
                "-subj", "/CN=Somebody", "-days", "30", "-outform", "DER", "-out", house.folder.path("anchor"),
            ])
        XCTAssertTrue(made.isSuccess, made.errors)
        let anchor = try Data(contentsOf: URL(fileURLWithPath: house.folder.path("anchor")))
        let hex = anchor.map { String(format: "%02x", $0) }.joined()
        for (sql, table) in [
            (
                """
                INSERT INTO authority_links (name, issuer, certificate, created) VALUES ('somebody', 'root', x'\(hex)', 0)
                """, "authority_links"
            ), ("UPDATE authorities SET certificate = x'\(hex)' WHERE name = 'root'", "authorities"),
        ] {
            try tamper(house, "DELETE FROM authority_links; " + sql)
            XCTAssertThrowsError(try reopen(house), sql) {
                guard case .records(.damaged(table, "certificate")) = $0 as? ServiceError else {
                    return XCTFail("\($0)")
                }
            }
        }
        let breaches = try house.service.records.invariantBreaches().map(\.description)
        XCTAssertTrue(breaches.contains("I1 authority:root certificateWithoutLine"), "\(breaches)")
    }

    func testWhoTakesTheSignedHeadAwayIsFound() throws {
        let house = try HouseFixture()
        let service = house.service
        let founding = try Founding(
            home: service.home, configuration: service.configuration, passphrase: house.passphrase)
        XCTAssertTrue(try founding.completeServices().contains(Home.log))
        founding.close()
        try service.tellLogKey()
        XCTAssertNotNil(try service.signLog())
        let check = HouseCheck(service.home, service.records, passphrase: house.passphrase)
        XCTAssertEqual(try check.findings(in: .log), [])
        let before = try SeenHeads(service.home, service.records).heads
        XCTAssertFalse(before.isEmpty)

        try tamper(house, "DELETE FROM audit_checkpoint; DELETE FROM revocation_lists")
        XCTAssertThrowsError(try service.signLog(), "none is signed in its place") {
            guard case .records(.logRewritten) = $0 as? ServiceError else { return XCTFail("\($0)") }
        }
        XCTAssertEqual(try check.findings(in: .log).map(\.fact), ["missing"])
        // What the lists' files carry is still asked for.
        let seen = try SeenHeads(service.home, service.records)
        XCTAssertEqual(seen.flaw, .missing)
        XCTAssertFalse(seen.heads.isEmpty)
        XCTAssertTrue(Set(seen.heads).isSubset(of: before))
    }
}
