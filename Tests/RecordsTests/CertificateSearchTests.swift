// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX
import TestSupport
import XCTest

@testable import Database
@testable import Records

final class CertificateSearchTests: XCTestCase {
    private var home: TestHome!
    private var records: Records!

    // XCTest keeps its cases to the end, and they would keep their folders.
    override func tearDown() {
        records = nil
        home = nil
    }

    override func setUpWithError() throws {
        home = try TestHome()
        records = try home.openFurnished()
        for number in 1...30 {
            try records.issue(
                number,
                draft: paper(
                    number, name: "محمدی \(number % 3)", nationalID: "99900000\(10 + number % 5)",
                    licence: "\(1_000 + number)"),
                for: IssuanceRequest(withoutApplicationUnder: "doctor", office: number % 2 == 0 ? "tehran" : "shiraz"),
                at: later(Int64(number * 10)))
        }
    }

    private func found(_ search: CertificateSearch) throws -> [Int] {
        try records.certificates(matching: search).map { $0.reference.serial.bytes.last.map(Int.init) ?? -1 }
    }

    func testEachThingThatIsKnownFindsItsCertificates() throws {
        XCTAssertEqual(try found(.name("محمدی 1")), [1, 4, 7, 10, 13, 16, 19, 22, 25, 28])
        XCTAssertEqual(try found(.name("محمدی")), [])
        XCTAssertEqual(Set(try found(.namePrefix("محمدی"))), Set(1...30))
        XCTAssertEqual(try found(.namePrefix("محمدی 2")), [2, 5, 8, 11, 14, 17, 20, 23, 26, 29])
        XCTAssertEqual(try found(.namePrefix("ن")), [])
        XCTAssertEqual(try found(.nationalID("9990000013")), [3, 8, 13, 18, 23, 28])
        XCTAssertEqual(try found(.licence("1017")), [17])
        XCTAssertEqual(try found(.office("shiraz")), Array(stride(from: 1, to: 30, by: 2)))
        XCTAssertEqual(try found(.serial(reference(9).serial)), [9])
        XCTAssertEqual(try found(.issued(from: later(100), before: later(130))), [10, 11, 12])
        let sha256 = try records.issuance(reference(21)).certificateSHA256!
        XCTAssertEqual(try found(.certificateSHA256(sha256)), [21])
        XCTAssertEqual(try found(.application("none")), [])
    }

    func testPagesFollowEachOtherWithoutGapOrRepeat() throws {
        for search in [
            CertificateSearch.namePrefix("محمدی"), .office("tehran"), .nationalID("9990000011"),
            .issued(from: start, before: later(10_000)),
        ] {
            let whole = try records.certificates(matching: search, limit: 1_000)
            var pages: [IssuanceRecord] = []
            while true {
                let page = try records.certificates(matching: search, after: pages.last, limit: 4)
                if page.isEmpty { break }
                pages += page
            }
            XCTAssertEqual(pages, whole)
            XCTAssertFalse(whole.isEmpty)
        }
    }

    // With a million certificates a scan is a denial of service.
    func testEverySearchUsesAnIndex() throws {
        try XCTSkipIf(TestDatabase.isPostgreSQL, "the plans are SQLite's; PostgreSQL's follow its statistics")
        let connection = try SQLiteConnection(path: home.path + "/records/records.sqlite")
        let searches: [(CertificateSearch, String)] = [
            (.application("x"), "issuances_by_application"), (.certificateSHA256([1]), "issuances_by_certificate"),
            (.issued(from: start, before: start), "issuances_by_time"), (.licence("x"), "issuances_by_licence"),
            (.name("x"), "issuances_by_name"), (.namePrefix("x"), "issuances_by_name"),
            (.nationalID("x"), "issuances_by_national_id"), (.office("x"), "issuances_by_office"),
            (.serial(reference(1).serial), "issuances_by_serial"),
        ]
        for (search, index) in searches {
            let (condition, arguments) = search.condition(after: nil)
            let plan = try Self.plan(IssuanceRecord.selection + " WHERE " + condition, arguments, connection)
            XCTAssertTrue(plan.contains("INDEX \(index) "), "\(search): \(plan)")
            XCTAssertFalse(plan.contains("SCAN issuances"), "\(search): \(plan)")
        }
        let unfinished = try Self.plan(IssuanceRecord.selection + IssuanceRecord.unfinished, [], connection)
        XCTAssertTrue(unfinished.contains("INDEX issuances_unfinished"), unfinished)
        let listed = try Self.plan(
            """
            SELECT status, since, until, reason, invalidity, serial FROM status_intervals
            WHERE authority = ? AND until IS NULL AND (status = 'revoked' OR status = 'onHold')
            """, [.text("x")], connection)
        XCTAssertTrue(listed.contains("COVERING INDEX status_intervals_listed"), listed)
        let changed = try Self.plan(
            "SELECT issuance FROM status_intervals WHERE changed >= ?", [.integer(1)], connection)
        XCTAssertTrue(changed.contains("INDEX status_intervals_by_change"), changed)
        // The negative control: a plan that does scan says so.
        let scan = try Self.plan(IssuanceRecord.selection + " WHERE reserved = 1", [], connection)
        XCTAssertTrue(scan.contains("SCAN issuances"), scan)
    }

    private static func plan(
        _ sql: String, _ arguments: [DatabaseValue], _ connection: SQLiteConnection
    ) throws -> String {
        let cursor = try connection.cursor("EXPLAIN QUERY PLAN " + sql, arguments)
        defer { cursor.close() }
        var steps: [String] = []
        while try cursor.next() { steps.append(cursor.text(at: 3) + " ") }
        return steps.joined(separator: "; ")
    }
}
