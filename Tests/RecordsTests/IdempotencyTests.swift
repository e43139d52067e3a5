// SPDX-License-Identifier: Apache-2.0
import DER
import XCTest

@testable import Records

final class IdempotencyTests: XCTestCase {
    private let one = [UInt8](repeating: 1, count: 32)
    private let other = [UInt8](repeating: 2, count: 32)

    func testTheSameRequestGetsTheSameAnswerAndAnotherIsRefused() throws {
        let home = try TestHome()
        let records = try home.open()
        let answer = StoredAnswer(status: 201, body: Array(#"{"id":"A1"}"#.utf8))
        XCTAssertEqual(try records.claim(key: "k", by: "reza", request: one, at: start), .fresh)
        XCTAssertThrowsError(try records.claim(key: "k", by: "reza", request: one, at: later(1))) {
            XCTAssertEqual($0 as? RecordsError, .keyInUse(key: "k", since: start))
        }
        try records.remember(answer, forKey: "k", of: "reza")
        for _ in 0..<3 {
            XCTAssertEqual(try records.claim(key: "k", by: "reza", request: one, at: later(2)), .answered(answer))
        }
        XCTAssertThrowsError(try records.claim(key: "k", by: "reza", request: other, at: later(2))) {
            XCTAssertEqual($0 as? RecordsError, .keyUsedForOtherRequest(key: "k"))
        }
        // Keys of different actors do not meet.
        XCTAssertEqual(try records.claim(key: "k", by: "maryam", request: other, at: later(2)), .fresh)
        XCTAssertEqual(try home.open().claim(key: "k", by: "reza", request: one, at: later(2)), .answered(answer))
    }

    func testOfManyThreadsWithOneKeyOneDoesTheRequest() throws {
        let home = try TestHome()
        let records = try home.open()
        let one = one
        let outcomes = onThreads(16) { _ in try records.claim(key: "k", by: "reza", request: one, at: start) }
        XCTAssertEqual(outcomes.filter { (try? $0.get()) == .fresh }.count, 1)
        for case .failure(let error) in outcomes {
            XCTAssertEqual(error as? RecordsError, .keyInUse(key: "k", since: start))
        }
    }

    func testAClaimWithoutAnswerIsForgottenAfterACrashAndAfterAFault() throws {
        let home = try TestHome()
        let records = try home.open()
        XCTAssertEqual(try records.claim(key: "k", by: "reza", request: one, at: start), .fresh)
        let afterwards = try home.asAfterKill()
        let reopened = try afterwards.open()
        XCTAssertEqual(try reopened.recover(at: later(1)).claimsForgotten, 1)
        XCTAssertEqual(try reopened.claim(key: "k", by: "reza", request: one, at: later(2)), .interrupted)
        XCTAssertThrowsError(try reopened.claim(key: "k", by: "reza", request: one, at: later(2)), "it is being done")
        try reopened.forget(key: "k", of: "reza")
        XCTAssertEqual(try reopened.claim(key: "k", by: "reza", request: one, at: later(3)), .fresh)
        try reopened.remember(StoredAnswer(status: 200, body: []), forKey: "k", of: "reza")
        try reopened.forget(key: "k", of: "reza")
        XCTAssertEqual(
            try reopened.claim(key: "k", by: "reza", request: one, at: later(4)),
            .answered(StoredAnswer(status: 200, body: [])), "what was answered is not forgotten")
        XCTAssertEqual(try reopened.forgetAnswers(before: later(3)), 0)
        XCTAssertEqual(try reopened.forgetAnswers(before: later(4)), 1)
    }

    func testAKeyOfNoLengthOrTooMuchIsRefused() throws {
        let home = try TestHome()
        let records = try home.open()
        for key in ["", String(repeating: "k", count: 256)] {
            XCTAssertThrowsError(try records.claim(key: key, by: "reza", request: one, at: start)) {
                XCTAssertEqual(
                    $0 as? RecordsError,
                    .value(field: "key", seen: "\(key.utf8.count) characters", allowed: "1 to 255"))
            }
        }
    }
}
