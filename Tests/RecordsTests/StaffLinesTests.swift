// SPDX-License-Identifier: Apache-2.0
import DER
import TestSupport
import XCTest

@testable import Database
@testable import Records

/// Somebody makes an approver of an enterer in the database, or lets a suspended office work; nobody may by that.
final class StaffLinesTests: XCTestCase {
    private func scene() throws -> (TestHome, Records) {
        let home = try TestHome()
        let records = try home.openFurnished()
        try records.give(certificateSHA256: [UInt8](repeating: 7, count: 32), to: "reza", by: "admin", at: later(1))
        try records.suspend(officer: "maryam", by: "admin", at: later(2))
        try records.license(office: "tehran", until: later(2_000_000), by: "admin", at: later(3))
        try records.change(
            office: "tehran", to: OfficeDetails(place: "tehran", professions: ["physician"], hours: "", dailyQuota: 5),
            by: "admin", at: later(4))
        try records.suspend(office: "tehran", by: "admin", at: later(5))
        _ = try records.delegate(
            from: "reza", to: "maryam", during: later(10)...later(100), because: "leave", signature: nil, by: "admin",
            at: later(6))
        return (home, records)
    }

    private func look(_ records: Records) throws {
        for officer in ["maryam", "reza"] { _ = try records.officer(officer) }
        _ = try records.officer(certificateSHA256: [UInt8](repeating: 7, count: 32))
        _ = try records.office("tehran")
        _ = try records.delegations(to: "maryam", at: later(50))
    }

    func testRowsThatTheLogKnowsOtherwiseLetNobodyWork() throws {
        let (control, untouched) = try scene()
        XCTAssertNoThrow(try look(untouched), "control")
        untouched.close()
        withExtendedLifetime(control) {}
        let attacks = [
            ("UPDATE officers SET role = 'approver' WHERE id = 'maryam'", "officers", "role"),
            ("UPDATE officers SET status = 'active' WHERE id = 'maryam'", "officers", "status"),
            ("UPDATE officers SET office = 'elsewhere' WHERE id = 'maryam'", "officers", "office"),
            (
                "UPDATE officers SET certificate_sha256 = x'\(String(repeating: "09", count: 32))' WHERE id = 'reza'",
                "officers", "certificateSHA256"
            ),
            ("UPDATE offices SET status = 'active'", "offices", "status"),
            ("UPDATE offices SET licensed_until = licensed_until + 1", "offices", "licensedUntil"),
            ("UPDATE offices SET profiles = 'seal'", "offices", "profiles"),
            ("UPDATE offices SET professions = 'dentist'", "offices", "professions"),
            ("UPDATE offices SET daily_quota = 5000", "offices", "dailyQuota"),
            ("UPDATE delegations SET ends = ends + 1", "delegations", "sequence"),
            ("UPDATE delegations SET starts = starts - 1", "delegations", "sequence"),
            (
                "UPDATE audit SET details = replace(details, 'suspended', 'active') WHERE act = 'officer.status'",
                "audit",
                "details"
            ),
        ]
        for (sql, table, column) in attacks {
            let (home, records) = try scene()
            try TestDatabase.alter(home: home.path, sql)
            XCTAssertThrowsError(try look(records), sql) {
                XCTAssertEqual($0 as? RecordsError, .damaged(table: table, column: column), sql)
            }
            records.close()
        }
    }

    func testAnOfficerWhoIsOnNoLineIsNobody() throws {
        let (home, records) = try scene()
        defer { records.close() }
        try TestDatabase.alter(
            home: home.path,
            """
            INSERT INTO officers (id, office, display_name, role, status, created)
            VALUES ('ghost', 'tehran', 'Ghost', 'approver', 'active', 0)
            """)
        XCTAssertThrowsError(try records.officer("ghost")) {
            XCTAssertEqual($0 as? RecordsError, .damaged(table: "officers", column: "office"))
        }
    }

    func testADelegationThatEndedDoesNotBeginAgain() throws {
        let (home, records) = try scene()
        defer { records.close() }
        let delegation = try XCTUnwrap(try records.delegations(to: "maryam", at: later(50)).first)
        try records.end(delegation: delegation.id, by: "admin", at: later(20))
        XCTAssertEqual(try records.delegations(to: "maryam", at: later(50)), [])
        try TestDatabase.alter(home: home.path, "UPDATE delegations SET ended = NULL")
        XCTAssertThrowsError(try records.delegations(to: "maryam", at: later(50))) {
            XCTAssertEqual($0 as? RecordsError, .damaged(table: "delegations", column: "ended"))
        }
    }
}
