// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

@testable import DER

final class InstantTests: XCTestCase {
    private func time(_ tag: UInt8, _ text: String) throws -> Instant {
        var reader = DERReader([tag, UInt8(text.utf8.count)] + Array(text.utf8))
        return try reader.read().time()
    }

    func testUTCTimeTurnsTheCenturyAtFifty() throws {
        XCTAssertEqual(try time(0x17, "491231235959Z").rfc3339, "2049-12-31T23:59:59Z")
        XCTAssertEqual(try time(0x17, "500101000000Z").rfc3339, "1950-01-01T00:00:00Z")
    }

    func testOnlyTheOneFormOfATimeIsTaken() {
        for text in [
            "4912312359Z", "491231235959+0330", "49123123595Z", "491331235959Z", "490229000000Z", "49123a235959Z",
        ] {
            XCTAssertThrowsError(try time(0x17, text), text)
        }
        for text in ["20491231235959", "20491231235959.5Z", "20490230000000Z", "20491231240000Z", "20491231235960Z"] {
            XCTAssertThrowsError(try time(0x18, text), text)
        }
        XCTAssertEqual(try time(0x18, "20480229000000Z").rfc3339, "2048-02-29T00:00:00Z")
    }

    func testAFractionIsCutOnlyWhereItIsAskedFor() throws {
        func cut(_ text: String) throws -> Instant {
            var reader = DERReader([0x18, UInt8(text.utf8.count)] + Array(text.utf8))
            return try reader.read().generalizedTimeCutToSeconds()
        }
        XCTAssertEqual(try cut("20261121220000.25Z").rfc3339, "2026-11-21T22:00:00Z")
        XCTAssertThrowsError(try cut("20261121220000.50Z"))
        XCTAssertThrowsError(try cut("20261121220000.Z"))
        XCTAssertThrowsError(try cut("20261121220000,5Z"))
    }

    func testRFC3339IsReadStrictly() {
        XCTAssertEqual(Instant(rfc3339: "1970-01-01T00:00:00Z")?.secondsSince1970, 0)
        XCTAssertEqual(Instant(rfc3339: "2021-04-22T11:36:35.613Z")?.rfc3339, "2021-04-22T11:36:35Z")
        for text in [
            "", "2021-04-22", "2021-04-22T11:36:35", "2021-04-22T11:36:35+00:00", "2021-04-22 11:36:35Z",
            "2021-02-29T00:00:00Z", "2021-04-22T11:36:35.Z", "٢٠٢١-04-22T11:36:35Z", "2021-4-22T11:36:350Z",
        ] {
            XCTAssertNil(Instant(rfc3339: text), text)
        }
    }

    /// Foundation is the second judge of the calendar.
    func testTheCalendarAgreesWithFoundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try XCTUnwrap(TimeZone(secondsFromGMT: 0))
        for step in 0..<3_000 {
            // From 1900 to 2130, a prime number of seconds apart.
            let seconds = -2_208_988_800 + Int64(step) * 2_419_243
            let parts = Instant(secondsSince1970: seconds).calendarParts
            let judged = calendar.dateComponents(
                [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
            XCTAssertEqual(
                [parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second],
                [judged.year, judged.month, judged.day, judged.hour, judged.minute, judged.second].compactMap { $0 })
            let back = Instant(
                year: parts.year, month: parts.month, day: parts.day, hour: parts.hour, minute: parts.minute,
                second: parts.second)
            XCTAssertEqual(back?.secondsSince1970, seconds)
        }
    }

    func testTheWriterChangesTheTypeAfter2049() throws {
        let last = try XCTUnwrap(Instant(rfc3339: "2049-12-31T23:59:59Z"))
        XCTAssertEqual(DERWriter.bytes { $0.time(last) }.first, 0x17)
        XCTAssertEqual(DERWriter.bytes { $0.time(last.advanced(bySeconds: 1)) }.first, 0x18)
    }

    func testArithmeticStopsAtTheEnds() {
        let end = Instant(secondsSince1970: .max)
        XCTAssertEqual(end.advanced(bySeconds: 1), end)
        XCTAssertEqual(end.seconds(since: Instant(secondsSince1970: .min)), .max)
        XCTAssertEqual(end.rfc3339, "9999-12-31T23:59:59Z")
    }
}
