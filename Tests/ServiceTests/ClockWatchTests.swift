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
}
