// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import Records
import Timestamping
import XCTest

@testable import Service

/// A clock that is set while the process runs.
final class ClockWatchTests: XCTestCase {
    /// Two clocks in seconds, and what somebody confirmed.
    private final class Clocks: @unchecked Sendable {
        var now: Int64 = 1_000_000
        var uptime: Int64 = 50
        var confirmed: Int64?

        func pass(_ seconds: Int64) {
            now += seconds
            uptime += seconds
        }
    }

    private let clocks = Clocks()
    private lazy var watch: ClockWatch = {
        let clocks = clocks
        return ClockWatch(
            FineClock(now: { clocks.now * 1_000_000 }, uptime: { clocks.uptime * 1_000_000 }), step: 600
        ) { clocks.confirmed.map { $0 * 1_000_000 } }
    }()

    private var time: Int64 { watch.now.secondsSince1970 }

    func testAClockThatRunsIsFollowed() {
        XCTAssertEqual(time, 1_000_000)
        for step: Int64 in [1, 86_400, 0] {
            clocks.pass(step)
            XCTAssertEqual(time, clocks.now)
            XCTAssertNil(watch.trouble)
        }
        clocks.now += 500
        XCTAssertEqual(time, clocks.now, "a correction that is allowed")
        clocks.now -= 20
        XCTAssertEqual(time, clocks.now)
        XCTAssertNil(watch.trouble)
    }

    func testAJumpIsNotFollowedAndIsOverWhenTheClockIsRight() {
        XCTAssertEqual(time, 1_000_000)
        for jump: Int64 in [-3_600, 3_600, 315_360_000] {
            clocks.now += jump
            XCTAssertNotNil(watch.news)
            XCTAssertNil(watch.news, "told once")
            clocks.pass(7)
            XCTAssertEqual(time, clocks.now - jump, "time goes on from where it was")
            switch watch.trouble {
            case .clockBehind: XCTAssertLessThan(jump, 0)
            case .clockAhead: XCTAssertGreaterThan(jump, 0)
            default: XCTFail("\(jump)")
            }
            clocks.now -= jump
            XCTAssertEqual(time, clocks.now)
            XCTAssertNil(watch.trouble)
        }
    }

    func testAJumpAheadIsBelievedWhenSomebodySaysSoAndAStepBackNever() {
        XCTAssertEqual(time, 1_000_000)
        clocks.now += 3_600
        XCTAssertNotNil(watch.trouble)
        // What was said before the jump says nothing of it.
        clocks.confirmed = 1_000_000
        clocks.pass(2)
        XCTAssertNotNil(watch.trouble)
        clocks.confirmed = clocks.now
        clocks.pass(2)
        XCTAssertNil(watch.trouble)
        XCTAssertEqual(time, clocks.now)
        clocks.now -= 3_600
        clocks.confirmed = clocks.now
        clocks.pass(2)
        XCTAssertNotNil(watch.trouble)
    }

    func testAClockFarAheadOfTheRecordsAtTheStartIsBelievedWhenTheRecordsAreOfNow() {
        let clocks = clocks
        let watch = ClockWatch(
            FineClock(now: { clocks.now * 1_000_000 }, uptime: { clocks.uptime * 1_000_000 }), step: 600, pause: 86_400
        ) { nil }
        func hold(_ age: Int64) -> RecordsError? {
            watch.hold(against: Instant(secondsSince1970: clocks.now - age))
            return watch.trouble
        }
        guard case .clockAhead = hold(86_401) else { return XCTFail("\(String(describing: watch.trouble))") }
        XCTAssertNotNil(watch.news)
        XCTAssertNil(watch.news, "told once")
        XCTAssertTrue(watch.waitsForRecords)
        clocks.pass(10)
        XCTAssertNotNil(hold(86_411), "time that passes confirms nothing")
        XCTAssertNil(hold(0), "somebody confirmed it")
        XCTAssertFalse(watch.waitsForRecords)
        // A house where nothing happens for days, under the same process.
        clocks.pass(300_000)
        XCTAssertNil(hold(300_000))
    }

    func testAClockBehindTheRecordsIsNotBelievedUntilItIsPastThem() {
        let newest = Instant(secondsSince1970: clocks.now + 61)
        watch.hold(against: newest)
        guard case .clockBehind = watch.trouble else { return XCTFail("\(String(describing: watch.trouble))") }
        clocks.pass(1)
        watch.hold(against: newest)
        XCTAssertNil(watch.trouble)
        watch.hold(against: nil)
        XCTAssertNil(watch.trouble)
    }

    func testAHouseTellsAClockThatIsNotBelievedByOneComplaint() throws {
        let house = try HouseFixture()
        let clocks = clocks
        clocks.now = Instant.now().secondsSince1970
        let service = try MohrService(
            home: house.service.home, configuration: house.service.configuration, passphrase: house.passphrase,
            roles: [.validationAuthority], opening: .toServe,
            watched: FineClock(now: { clocks.now * 1_000_000 }, uptime: { clocks.uptime * 1_000_000 }))
        defer { service.records.close() }
        func told() throws -> [String] {
            try service.refreshStatus()
            service.reconsiderClock()
            service.lookAround()
            return service.complaints.filter { $0.hasPrefix("clock-") }
        }
        XCTAssertEqual(try told(), [])
        clocks.now += 3_600
        XCTAssertEqual(try told(), ["clock-ahead"])
        XCTAssertTrue(service.metrics.contains("mohr_complaint{kind=\"clock-ahead\"} 1\n"))
        XCTAssertTrue(service.metrics.contains("mohr_clock_step_seconds 3600\n"))
        clocks.now -= 7_200
        XCTAssertEqual(try told(), ["clock-behind"])
        clocks.now += 3_600
        XCTAssertEqual(try told(), [])
    }
}
