// SPDX-License-Identifier: Apache-2.0
import Foundation
import Identity
import XCTest

final class SolarHijriDateTests: XCTestCase {
    private static let gregorian: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        return calendar
    }()

    private func unixDay(_ text: String) -> Int {
        let parts = text.split(separator: "-").map { Int($0)! }
        let date = Self.gregorian.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))!
        return Int(date.timeIntervalSince1970) / 86_400
    }

    func testKnownDays() throws {
        let days = [
            ("2020-12-15", "1399/09/25"), ("2021-03-20", "1399/12/30"), ("2024-03-20", "1403/01/01"),
            ("2025-03-20", "1403/12/30"), ("2025-03-21", "1404/01/01"), ("2026-09-23", "1405/07/01"),
            ("2030-03-20", "1408/12/30"), ("2039-05-07", "1418/02/17"), ("1979-02-11", "1357/11/22"),
        ]
        for (gregorian, persian) in days {
            XCTAssertEqual(SolarHijriDate(unixDay: unixDay(gregorian)).description, persian)
            XCTAssertEqual(try SolarHijriDate(checking: persian).unixDay, unixDay(gregorian))
        }
    }

    func testLeapYears() throws {
        let leap: Set = [1395, 1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441]
        for year in 1395...1441 {
            XCTAssertEqual(try SolarHijriDate(year: year, month: 1, day: 1).isLeapYear, leap.contains(year), "\(year)")
            XCTAssertEqual(
                refusal { try SolarHijriDate(year: year, month: 12, day: 30) } == nil, leap.contains(year), "\(year)")
        }
    }

    func testEveryDayAgreesWithFoundation() {
        var calendar = Calendar(identifier: .persian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        // 1958-10 to 2040-12: 30,000 days, past the end of any certificate of this house's root.
        for day in stride(from: -4_100, to: 25_900, by: 1) {
            let parts = calendar.dateComponents(
                [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400 + 43_200))
            let date = SolarHijriDate(unixDay: day)
            guard date.year == parts.year, date.month == parts.month, date.day == parts.day else {
                return XCTFail("day \(day): \(date), Foundation \(parts)")
            }
        }
    }

    func testEveryDayOfTheCalendarComesBackAsItself() throws {
        let first = try SolarHijriDate(year: 1, month: 1, day: 1).unixDay
        let last = try SolarHijriDate(year: 9999, month: 12, day: 29).unixDay
        var before: SolarHijriDate?
        for day in stride(from: first, through: last, by: 1) {
            let date = SolarHijriDate(unixDay: day)
            guard date.unixDay == day, (1...12).contains(date.month), before.map({ $0 < date }) ?? true,
                date.day == 1 || date.day == (before?.day ?? 0) + 1
            else { return XCTFail("day \(day): \(date)") }
            before = date
        }
        XCTAssertEqual(before?.year, 9999)
    }

    func testAnyCountOfDaysOrSecondsGivesADate() {
        for day in [Int.min, Int.min + 1, -1_000_000_000, 1_000_000_000, Int.max] {
            XCTAssertTrue(SolarHijriDate.years.contains(SolarHijriDate(unixDay: day).year))
        }
        XCTAssertEqual(SolarHijriDate(unixDay: Int.min).description, "0001/01/01")
        XCTAssertEqual(SolarHijriDate(unixDay: Int.max).year, 9999)
        XCTAssertEqual(SolarHijriDate(unixDay: Int.max).month, 12)
        for seconds in [Int64.min, -1, 0, 1, Int64.max] {
            XCTAssertTrue(SolarHijriDate.years.contains(SolarHijriDate(secondsSince1970: seconds).year))
            XCTAssertTrue(
                SolarHijriDate.years.contains(
                    SolarHijriDate(secondsSince1970: seconds, offsetSeconds: Int64.min).year))
        }
    }

    func testDaysThatDoNotExistAreRefusedAndNotRolledOver() {
        XCTAssertEqual(
            refusal { try SolarHijriDate(checking: "1404/12/30") }, .range(.day, seen: Personal(30), allowed: 1...29))
        XCTAssertEqual(
            refusal { try SolarHijriDate(checking: "1405/07/31") }, .range(.day, seen: Personal(31), allowed: 1...30))
        XCTAssertEqual(
            refusal { try SolarHijriDate(checking: "1405/13/01") }, .range(.month, seen: Personal(13), allowed: 1...12))
        XCTAssertEqual(
            refusal { try SolarHijriDate(checking: "0/1/1") }, .range(.year, seen: Personal(0), allowed: 1...9999))
        XCTAssertEqual(
            refusal { try SolarHijriDate(year: Int.min, month: Int.max, day: 0) },
            .range(.year, seen: Personal(Int.min), allowed: 1...9999))
    }

    func testDatesAreReadAsPeopleTypeThem() throws {
        let date = try SolarHijriDate(year: 1405, month: 8, day: 30)
        for text in ["1405/08/30", "۱۴۰۵/۸/۳۰", "1405-08-30", "١٤٠٥/٠٨/٣٠"] {
            XCTAssertEqual(try SolarHijriDate(checking: text), date)
        }
        XCTAssertEqual(date.persianDescription, "۱۴۰۵/۰۸/۳۰")
        XCTAssertEqual(date.monthName, "آبان")
        XCTAssertEqual(
            refusal { try SolarHijriDate(checking: "1405.08.30") },
            .character(.solarHijriDate, seen: ".", at: 4, allowed: .decimalDigitsAndDateSeparator))
        XCTAssertEqual(
            refusal { try SolarHijriDate(checking: "1405/08") }, .length(.solarHijriDate, seen: 2, allowed: 3...3))
        XCTAssertEqual(refusal { try SolarHijriDate(checking: "1405//30") }, .empty(.month))
        XCTAssertEqual(
            refusal { try SolarHijriDate(checking: "99999999999999999999/1/1") },
            .length(.year, seen: 20, allowed: 1...4))
    }
}

final class TehranClockTests: XCTestCase {
    func testTheDayChangesAtTehransMidnight() {
        // 2026-11-20T20:29:59Z is the last second of 29 Aban 1405 there.
        XCTAssertEqual(TehranClock.description(secondsSince1970: 1_795_206_599), "1405/08/29 23:59:59")
        XCTAssertEqual(TehranClock.description(secondsSince1970: 1_795_206_600), "1405/08/30 00:00:00")
        XCTAssertEqual(TehranClock.persianDescription(secondsSince1970: 1_795_206_600), "۱۴۰۵/۰۸/۳۰ ۰۰:۰۰:۰۰")
        XCTAssertEqual(TehranClock.date(secondsSince1970: 1_795_206_600).description, "1405/08/30")
        XCTAssertEqual(TehranClock.description(secondsSince1970: -12_601), "1348/10/10 23:59:59")
    }

    func testTheOffsetIsTheOneInForce() throws {
        let tehran = try XCTUnwrap(TimeZone(identifier: "Asia/Tehran"))
        // From the first winter after daylight saving time on, summer and winter.
        for seconds in stride(from: 1_672_531_200.0, to: 1_924_992_000, by: 86_400 * 10) {
            XCTAssertEqual(
                tehran.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)), Int(TehranClock.offsetSeconds))
        }
        // The documented exception: in the summer of 2021 clocks were an hour further.
        XCTAssertEqual(
            tehran.secondsFromGMT(for: Date(timeIntervalSince1970: 1_625_097_600)),
            Int(TehranClock.offsetSeconds) + 3600)
    }

    func testAnyMomentHasAnHourAndADay() {
        for seconds in [Int64.min, Int64.min + 12_600, -86_401, -86_400, -1, 0, 86_399, Int64.max - 1, Int64.max] {
            XCTAssertEqual(TehranClock.description(secondsSince1970: seconds).utf8.count, 19)
        }
    }
}
