// SPDX-License-Identifier: Apache-2.0
import DER
import XCTest

@testable import Records

final class RevocationListTests: XCTestCase {
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
    }

    func testNumbersOnlyGrowAcrossThreadsAndRestarts() throws {
        let records = records!
        let drawn = try onThreads(16) { _ in
            try (0..<5).map { _ in try records.nextListNumber(of: "health", by: "p", at: start) }
        }
        .map { try $0.get() }
        for mine in drawn { XCTAssertEqual(mine, mine.sorted()) }
        XCTAssertEqual(Set(drawn.joined()), Set(1...80))
        let reopened = try home.open()
        // Whatever the clock says.
        XCTAssertEqual(try reopened.nextListNumber(of: "health", by: "p", at: later(-100_000)), 81)
        XCTAssertThrowsError(try reopened.nextListNumber(of: "nobody", by: "p", at: start)) {
            XCTAssertEqual($0 as? RecordsError, .unknownAuthority(name: "nobody"))
        }
    }

    func testAListThatGoesBackwardsIsNotFiled() throws {
        try records.file(testList(number: 5, at: later(100)), by: "p", at: later(100))
        for number in [Int64(5), 4, 0, -1] {
            XCTAssertThrowsError(try records.file(testList(number: number, at: later(200)), by: "p", at: later(200))) {
                XCTAssertEqual(
                    $0 as? RecordsError,
                    .listNumberBehind(authority: "health", scope: "full", seen: number, newest: 5))
            }
        }
        XCTAssertThrowsError(try records.file(testList(number: 6, at: later(99)), by: "p", at: later(200))) {
            XCTAssertEqual(
                $0 as? RecordsError,
                .listTimeBehind(authority: "health", scope: "full", seen: later(99), newest: later(100)))
        }
        XCTAssertEqual(try records.newestList(of: "health", scope: "full")?.number, 5)
        // Another scope is another list.
        try records.file(testList(number: 2, at: later(50), scope: "shard-01"), by: "p", at: later(100))
        try records.file(testList(number: 6, at: later(100)), by: "p", at: later(100))
        XCTAssertEqual(
            try records.newestLists().map { "\($0.scope) \($0.number)" }, ["full 6", "shard-01 2"])
        XCTAssertEqual(try records.list(of: "health", scope: "full", number: 5)?.encoded, [5])
        XCTAssertNil(try records.list(of: "health", scope: "full", number: 4))
        XCTAssertNil(try records.newestList(of: "health", scope: "delta"))
    }

    func testOfTwoPublishersWithOneNumberOneFiles() throws {
        let records = records!
        let outcomes = onThreads(8) { _ in try records.file(testList(number: 9, at: start), by: "p", at: start) }
        XCTAssertEqual(outcomes.filter { (try? $0.get()) != nil }.count, 1)
        for case .failure(let error) in outcomes {
            XCTAssertEqual(
                error as? RecordsError, .listNumberBehind(authority: "health", scope: "full", seen: 9, newest: 9))
        }
    }

    func testAListDatedByAClockThatWentBackIsNotFiled() throws {
        try records.note("test", of: "x", by: "y", at: later(10_000))
        XCTAssertThrowsError(try records.file(testList(number: 1, at: start), by: "p", at: start)) {
            XCTAssertEqual(
                $0 as? RecordsError, .clockBehind(seen: start, newest: later(10_000), toleratedSeconds: 60))
        }
    }

    func testAListThatIsOverBeforeItBeginsIsNotFiled() throws {
        let list = RevocationListRecord(
            authority: "health", scope: "full", number: 1, thisUpdate: start, nextUpdate: start, encoded: [],
            sha256: Array(repeating: 0, count: 32))
        XCTAssertThrowsError(try records.file(list, by: "p", at: start)) {
            guard case .value(field: "nextUpdate", _, _)? = $0 as? RecordsError else { return XCTFail("\($0)") }
        }
    }
}
