// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import Timestamping
import XCTest

/// Numbers that never come twice, times that never go back, and a clock that is not believed blindly.
final class ClockTests: XCTestCase {
    private func time(_ info: TimestampInfo) -> Int64 {
        info.genTime.secondsSince1970 * 1_000_000 + Int64(info.genTimeMicroseconds)
    }

    func testTimesRiseStrictlyWhileTheClockStands() throws {
        let house = try StampingHouse()
        let authority = try house.authority()
        var infos: [TimestampInfo] = []
        for _ in 0..<50 { infos.append(try authority.answer(StampingHouse.request()).token.info) }
        for (first, second) in zip(infos, infos.dropFirst()) {
            XCTAssertLessThan(time(first), time(second))
            XCTAssertLessThan(first.serialNumber, second.serialNumber)
        }
        withExtendedLifetime(house) {}
    }

    func testNumbersAndTimesGoOnAfterACrashInTheSameInstant() throws {
        let house = try StampingHouse()
        var seen: Set<SerialNumber> = []
        var last: Int64 = 0
        for _ in 0..<20 {
            let authority = try house.authority()
            for _ in 0..<3 {
                let info = try authority.answer(StampingHouse.request()).token.info
                XCTAssertTrue(seen.insert(info.serialNumber).inserted)
                XCTAssertGreaterThan(time(info), last)
                // Within what is promised of the time.
                XCTAssertLessThanOrEqual(abs(time(info) - house.clocks.microseconds), 1_000_000)
                last = time(info)
            }
            try house.restart()
            house.clocks.pass(seconds: 1)
        }
    }

    func testThreadsGetDifferentNumbersAndTimes() throws {
        let house = try StampingHouse()
        let authority = try house.authority(clock: .system, key: nil)
        let stamps = Stamps()
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<100 { stamps.add(try? authority.answer(StampingHouse.request()).token.info) }
        }
        let serials = Set(stamps.all.map(\.serialNumber))
        let times = Set(stamps.all.map { time($0) })
        XCTAssertEqual(serials.count, 800)
        XCTAssertEqual(times.count, 800)
    }

    func testAClockThatIsSetBackIsRefusedEvenAfterARestart() throws {
        let house = try StampingHouse()
        var authority = try house.authority()
        XCTAssertNil(authority.answer(StampingHouse.request()).failure)
        house.clocks.set(bySeconds: -3_600)
        XCTAssertEqual(authority.answer(StampingHouse.request()).failure, .timeNotAvailable)
        XCTAssertNotNil(authority.complaint)
        try house.restart()
        authority = try house.authority()
        XCTAssertEqual(authority.answer(StampingHouse.request()).failure, .timeNotAvailable)
        XCTAssertThrowsError(
            try house.records.confirmClock(of: "timestamps", by: "test", at: house.clocks.microseconds))
        house.clocks.set(bySeconds: 3_601)
        XCTAssertNil(authority.answer(StampingHouse.request()).failure)
        XCTAssertNil(authority.complaint)
    }

    func testASmallCorrectionStopsNothing() throws {
        let house = try StampingHouse()
        let clocks = house.clocks
        // Within the half second that a reservation lasts; HandClock sets whole seconds, so time passes first.
        let shift = Shift()
        let authority = try house.authority(
            clock: FineClock(now: { clocks.microseconds + shift.value }, uptime: clocks.clock.uptime))
        let first = try authority.answer(StampingHouse.request()).token.info
        shift.value = -200_000
        let second = try authority.answer(StampingHouse.request()).token.info
        XCTAssertLessThan(time(first), time(second))
    }

    func testAClockThatJumpsAheadIsRefusedUntilSomeoneSaysItIsRight() throws {
        let house = try StampingHouse()
        let authority = try house.authority()
        XCTAssertNil(authority.answer(StampingHouse.request()).failure)
        for step: Int64 in [3_600, 10 * 31_536_000] {
            house.clocks.set(bySeconds: step)
            XCTAssertEqual(authority.answer(StampingHouse.request()).failure, .timeNotAvailable, "\(step)")
            house.clocks.set(bySeconds: -step)
            XCTAssertNil(authority.answer(StampingHouse.request()).failure)
        }
        house.clocks.set(bySeconds: 3_600)
        XCTAssertEqual(authority.answer(StampingHouse.request()).failure, .timeNotAvailable)
        try house.records.confirmClock(of: "timestamps", by: "test", at: house.clocks.microseconds)
        house.clocks.pass(seconds: 2)
        XCTAssertNil(authority.answer(StampingHouse.request()).failure)
    }

    func testAPauseIsNoJumpButTenYearsAre() throws {
        let house = try StampingHouse()
        XCTAssertNil(try house.authority().answer(StampingHouse.request()).failure)
        try house.restart()
        house.clocks.set(bySeconds: 3_600)
        XCTAssertNil(try house.authority().answer(StampingHouse.request()).failure)
        try house.restart()
        house.clocks.set(bySeconds: 10 * 31_536_000)
        let authority = try house.authority()
        XCTAssertEqual(authority.answer(StampingHouse.request()).failure, .timeNotAvailable)
        try house.records.confirmClock(of: "timestamps", by: "test", at: house.clocks.microseconds)
        house.clocks.pass(seconds: 2)
        XCTAssertNil(authority.answer(StampingHouse.request()).failure)
    }

    func testAClockBehindTheAuditLogIsRefused() throws {
        let house = try StampingHouse()
        try house.records.note(
            "test", of: "test", by: "test", at: TestPKI.now.advanced(bySeconds: 3_600), details: [:])
        XCTAssertEqual(
            try house.authority().answer(StampingHouse.request()).failure, .timeNotAvailable)
    }

    func testAPlanOutsideItsBoundsIsRefused() throws {
        XCTAssertThrowsError(try StampingPlan(accuracySeconds: 0))
        XCTAssertThrowsError(try StampingPlan(maximumStepSeconds: 86_401))
        XCTAssertThrowsError(try StampingPlan(maximumPauseSeconds: 59))
    }
}

private final class Shift: @unchecked Sendable {
    private let lock = NSLock()
    private var microseconds: Int64 = 0
    var value: Int64 {
        get { lock.withLock { microseconds } }
        set { lock.withLock { microseconds = newValue } }
    }
}

private final class Stamps: @unchecked Sendable {
    private let lock = NSLock()
    private var infos: [TimestampInfo] = []
    func add(_ info: TimestampInfo?) { if let info { lock.withLock { infos.append(info) } } }
    var all: [TimestampInfo] { lock.withLock { infos } }
}
