// SPDX-License-Identifier: Apache-2.0

/// A day of the Solar Hijri calendar (هجری شمسی), for people to read and type; records keep UTC seconds.
///
/// The leap years follow the 33-year rule in integers, which agrees with the observed calendar for every day that
/// a certificate here can name. (The 2820-year rule makes 1404 a leap year instead of 1403 and is not used.)
public struct SolarHijriDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 1 to 9999.
    public let year: Int

    /// 1 (فروردین) to 12 (اسفند).
    public let month: Int

    /// 1 to 31, as the month has.
    public let day: Int

    /// The years that a date can have.
    public static let years = 1...9999

    /// Takes in a day by its numbers.
    ///
    /// - Parameters:
    ///   - year: 1 to 9999.
    ///   - month: 1 to 12.
    ///   - day: 1 to the month's length: 31 in the first six, 30 in the next five, 29 or in a leap year 30 in the last.
    /// - Throws: ``IdentityError/range(_:seen:allowed:)``, naming the first number that is out of its bounds.
    public init(year: Int, month: Int, day: Int) throws(IdentityError) {
        guard Self.years.contains(year) else {
            throw .range(.year, seen: Personal(year), allowed: Self.years)
        }
        guard (1...12).contains(month) else {
            throw .range(.month, seen: Personal(month), allowed: 1...12)
        }
        let days = 1...Self.dayCount(year: year, month: month)
        guard days.contains(day) else {
            throw .range(.day, seen: Personal(day), allowed: days)
        }
        self.init(lawfulYear: year, month: month, day: day)
    }

    /// Takes in a day as typed: `1405/08/30`, `۱۴۰۵/۸/۳۰`, `1405-08-30`.
    ///
    /// - Parameter text: year, month and day in Persian, Arabic-Indic or ASCII digits, at most four, two and two,
    ///   with a `/` or a `-` between them.
    /// - Throws: ``IdentityError`` if it has another form or there is no such day.
    public init(checking text: String) throws(IdentityError) {
        guard !text.isEmpty else { throw .empty(.solarHijriDate) }
        for (offset, scalar) in text.unicodeScalars.enumerated()
        where scalar.decimalDigit == nil && scalar != "/" && scalar != "-" {
            throw .character(
                .solarHijriDate, seen: scalar, at: offset, allowed: .decimalDigitsAndDateSeparator)
        }
        let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "-" }
        guard parts.count == 3, let year = parts.first, let month = parts.dropFirst().first, let day = parts.last else {
            throw .length(.solarHijriDate, seen: parts.count, allowed: 3...3)
        }
        try self.init(
            year: Self.number(year, field: .year, digits: 1...4),
            month: Self.number(month, field: .month, digits: 1...2),
            day: Self.number(day, field: .day, digits: 1...2))
    }

    /// The day that a count of days names.
    ///
    /// - Parameter unixDay: days since 1970-01-01; a day before year 1 or after year 9999 gives the
    ///   first or the last one that a date can be.
    public init(unixDay: Int) {
        let first = Self.unixDay(year: Self.years.lowerBound, month: 1, day: 1)
        let last = Self.unixDay(year: Self.years.upperBound + 1, month: 1, day: 1) - 1
        let sinceEpoch = min(max(unixDay, first), last) - first
        let year = 1 + (33 * sinceEpoch + 3) / 12_053
        let dayOfYear = sinceEpoch - (Self.unixDay(year: year, month: 1, day: 1) - first)
        let month = dayOfYear < 186 ? dayOfYear / 31 + 1 : (dayOfYear - 186) / 30 + 7
        self.init(lawfulYear: year, month: month, day: dayOfYear - Self.daysBefore(month: month) + 1)
    }

    /// The day on which a moment falls.
    ///
    /// - Parameters:
    ///   - secondsSince1970: the moment, UTC; any.
    ///   - offsetSeconds: what local time is ahead of UTC; Tehran's if not given.
    public init(secondsSince1970: Int64, offsetSeconds: Int64 = TehranClock.offsetSeconds) {
        self.init(unixDay: LocalSeconds(secondsSince1970, offsetSeconds: offsetSeconds).day)
    }

    /// Days since 1970-01-01.
    public var unixDay: Int { Self.unixDay(year: year, month: month, day: day) }

    /// Whether the year has a 30th of اسفند.
    public var isLeapYear: Bool { Self.isLeap(year: year) }

    /// The month's name in Persian.
    public var monthName: String {
        Self.monthNames.indices.contains(month - 1) ? Self.monthNames[month - 1] : ""
    }

    /// `1405/08/30`, in ASCII digits.
    public var description: String {
        "\(padded(year, to: 4))/\(padded(month, to: 2))/\(padded(day, to: 2))"
    }

    /// `۱۴۰۵/۰۸/۳۰`, in Persian digits; its order holds in lines of either direction.
    public var persianDescription: String { PersianText.persianDigits(description) }

    /// Orders by time.
    public static func < (one: SolarHijriDate, other: SolarHijriDate) -> Bool {
        one.unixDay < other.unixDay
    }

    private init(lawfulYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}

// The arithmetic; all years are within 1...10000, so nothing here can overflow.
extension SolarHijriDate {
    private static func number(
        _ part: Substring.UnicodeScalarView, field: IdentityField, digits: ClosedRange<Int>
    ) throws(IdentityError) -> Int {
        try DigitString(String(scalars: part), field: field, allowed: digits).digits.reduce(0) { $0 * 10 + Int($1) }
    }

    private static func unixDay(year: Int, month: Int, day: Int) -> Int {
        // 1948320 is the Julian day number of the calendar's first day, 2440588 that of 1970-01-01.
        1_948_320 - 2_440_588 + 365 * (year - 1) + (8 * year + 21) / 33 + daysBefore(month: month) + day - 1
    }

    private static func daysBefore(month: Int) -> Int {
        month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6
    }

    private static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case ...6: 31
        case ...11: 30
        default: isLeap(year: year) ? 30 : 29
        }
    }

    private static func isLeap(year: Int) -> Bool {
        (25 * year + 11) % 33 < 8
    }

    private static let monthNames = [
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ]
}

/// A number with zeros before it, at least `width` digits wide.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
