// SPDX-License-Identifier: Apache-2.0
import XCTest

@testable import Service

/// What a process finds wrong with its clock.
final class ClockDriftTests: XCTestCase {
    private let start: Int64 = 1_800_000_000
    private func reading(_ seconds: Int64, running: Int64) -> ClockDrift.Reading {
        ClockDrift.Reading(now: (start + seconds) * 1_000_000, uptime: running * 1_000_000)
    }

    private var watch: ClockDrift { ClockDrift(maximumStepSeconds: 600, synchronisedSeconds: 86_400) }

    func testAClockThatRunsAsItShouldIsFine() {
        var watch = watch
        for hour in 0..<48 {
            XCTAssertEqual(watch.complaints(reading(Int64(hour) * 3_600, running: Int64(hour) * 3_600)), [])
        }
        // Small corrections are what a kept clock has.
        XCTAssertEqual(watch.complaints(reading(48 * 3_600 + 599, running: 48 * 3_600)), [])
    }

    func testAJumpAheadIsToldUntilTheClockIsBackOrSomebodyConfirmsIt() {
        var watch = watch
        XCTAssertEqual(watch.complaints(reading(0, running: 0)), [])
        XCTAssertEqual(watch.complaints(reading(3_605, running: 5)), ["clock-jumped"])
        XCTAssertEqual(watch.complaints(reading(3_610, running: 10)), ["clock-jumped"])
        XCTAssertEqual(watch.stepSeconds, 3_600)
        XCTAssertEqual(watch.complaints(reading(15, running: 15)), [], "set back to what it was")

        XCTAssertEqual(watch.complaints(reading(3_620, running: 20)), ["clock-jumped"])
        var confirmed = reading(3_640, running: 40)
        // A word from before the jump is no word on it.
        confirmed.confirmed = (start + 10) * 1_000_000
        XCTAssertEqual(watch.complaints(confirmed), ["clock-jumped"])
        confirmed.confirmed = (start + 3_639) * 1_000_000
        XCTAssertEqual(watch.complaints(confirmed), [])
        XCTAssertEqual(watch.complaints(reading(3_660, running: 60)), [])
    }

    func testAClockBehindTheLogIsTold() {
        var watch = watch
        var reading = reading(0, running: 0)
        reading.newestLine = start + 60
        XCTAssertEqual(watch.complaints(reading), [])
        reading.newestLine = start + 61
        XCTAssertEqual(watch.complaints(reading), ["clock-behind"])
    }

    func testAClockThatNobodyKeepsIsTold() {
        var watch = watch
        var reading = reading(0, running: 0)
        XCTAssertEqual(watch.complaints(reading), [], "nobody asked")
        reading.isSynchronised = false
        XCTAssertEqual(watch.complaints(reading), ["clock-unsynchronised"])
        reading.isSynchronised = true
        XCTAssertEqual(watch.complaints(reading), [])
        reading.synchronisedAgeSeconds = 86_401
        XCTAssertEqual(watch.complaints(reading), ["clock-unsynchronised"])
    }
}
