// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A moment in UTC, in whole seconds: the only time that Mohr computes with.
///
/// Certificates, lists and log entries have no finer grain, so fractions are cut where a time enters.
public struct Instant: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    public let secondsSince1970: Int64

    /// Takes seconds since 1970-01-01T00:00:00Z.
    public init(secondsSince1970: Int64) {
        self.secondsSince1970 = secondsSince1970
    }

    /// Takes a date and a time of day in UTC.
    ///
    /// Gives `nil` when there is no such day or time; a leap second is not taken.
    public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard (0...9999).contains(year), (1...12).contains(month), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second),
            (1...Self.days(inMonth: month, of: year)).contains(day)
        else { return nil }
        let days = Self.daysSince1970(year: year, month: month, day: day)
        secondsSince1970 = Int64(days * 86_400 + hour * 3_600 + minute * 60 + second)
    }

    /// Reads RFC 3339 in UTC: `2026-11-21T22:00:00Z`.
    ///
    /// A fraction of a second is cut; an offset other than `Z` and a lower-case letter are not taken. Any other form,
    /// and a moment that is not in the calendar, give `nil`.
    ///
    /// - Parameter text: 20 characters, more with a fraction.
    public init?(rfc3339 text: String) {
        let octets = Array(text.utf8)
        guard octets.count >= 20, octets.count <= 40, octets.last == UInt8(ascii: "Z"),
            octets[4] == UInt8(ascii: "-"), octets[7] == UInt8(ascii: "-"), octets[10] == UInt8(ascii: "T"),
            octets[13] == UInt8(ascii: ":"), octets[16] == UInt8(ascii: ":")
        else { return nil }
        let fraction = octets[19..<octets.count - 1]
        guard
            fraction.isEmpty
                || (fraction.count > 1 && fraction.first == UInt8(ascii: ".")
                    && fraction.dropFirst().allSatisfy { (0x30...0x39).contains($0) })
        else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            octets[range].reduce(Optional(0)) { value, octet in
                (0x30...0x39).contains(octet) ? value.map { $0 * 10 + Int(octet - 0x30) } : nil
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }

    /// The moment by this machine's clock.
    public static func now() -> Instant {
        Instant(secondsSince1970: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }

    /// The moment some seconds later, or earlier when negative; stops at the ends of the number range.
    public func advanced(bySeconds seconds: Int64) -> Instant {
        let (sum, overflow) = secondsSince1970.addingReportingOverflow(seconds)
        return Instant(secondsSince1970: overflow ? (seconds < 0 ? .min : .max) : sum)
    }

    /// Seconds from another moment to this one; negative when the other is later.
    public func seconds(since other: Instant) -> Int64 {
        let (difference, overflow) = secondsSince1970.subtractingReportingOverflow(other.secondsSince1970)
        return overflow ? (secondsSince1970 < other.secondsSince1970 ? .min : .max) : difference
    }

    /// RFC 3339 in UTC: `2026-11-21T22:00:00Z`.
    public var rfc3339: String {
        let parts = calendarParts
        var text: [UInt8] = []
        text.reserveCapacity(20)
        // Written digit by digit: a report has several, and putting strings together would cost more than all else in it.
        func write(_ value: Int, digits: Int, before separator: UInt8) {
            var unit = digits == 4 ? 1_000 : 10
            while unit > 0 {
                text.append(0x30 + UInt8(value / unit % 10))
                unit /= 10
            }
            text.append(separator)
        }
        write(parts.year, digits: 4, before: UInt8(ascii: "-"))
        write(parts.month, digits: 2, before: UInt8(ascii: "-"))
        write(parts.day, digits: 2, before: UInt8(ascii: "T"))
        write(parts.hour, digits: 2, before: UInt8(ascii: ":"))
        write(parts.minute, digits: 2, before: UInt8(ascii: ":"))
        write(parts.second, digits: 2, before: UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether one moment is before another.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }
}

extension Instant {
    /// Year, month, day and time of day in UTC.
    public var calendarParts: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        // 9999-12-31T23:59:59Z and 0000-01-01: beyond them no encoding that Mohr writes has a form.
        let clamped = Int(min(max(secondsSince1970, -62_167_219_200), 253_402_300_799))
        let days = (clamped - (clamped >= 0 ? 0 : 86_399)) / 86_400
        let secondOfDay = clamped - days * 86_400
        // Howard Hinnant's civil_from_days: eras of 400 years, years that start in March.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (year, month, day, secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
