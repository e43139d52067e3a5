// SPDX-License-Identifier: Apache-2.0

/// Iran Standard Time: what the clock on the wall shows people here.
///
/// It is UTC+03:30 all year since daylight saving time ended with the summer of 1401 (on 2022-09-21), and
/// that offset is used for every moment. For summer moments of earlier years, when clocks stood at
/// +04:30, the time shown is one hour behind what they said then; nothing that Mohr issues is that
/// old, and records and certificates carry UTC, which has no such question.
///
/// - SeeAlso: IANA time zone database, `Asia/Tehran`.
public enum TehranClock {
    /// What Tehran is ahead of UTC; seconds.
    public static let offsetSeconds: Int64 = 12_600

    /// The Solar Hijri day in Tehran at a moment.
    ///
    /// - Parameter secondsSince1970: the moment, UTC; any.
    /// - Returns: the day, held to years 1 to 9999.
    public static func date(secondsSince1970: Int64) -> SolarHijriDate {
        SolarHijriDate(secondsSince1970: secondsSince1970, offsetSeconds: offsetSeconds)
    }

    /// A moment's day and time in Tehran: `1405/08/30 01:30:00`.
    ///
    /// - Parameter secondsSince1970: the moment, UTC; any.
    /// - Returns: ASCII, 19 characters.
    public static func description(secondsSince1970: Int64) -> String {
        let local = LocalSeconds(secondsSince1970, offsetSeconds: offsetSeconds)
        let hour = padded(local.secondOfDay / 3600, to: 2)
        let minute = padded(local.secondOfDay / 60 % 60, to: 2)
        let second = padded(local.secondOfDay % 60, to: 2)
        return "\(SolarHijriDate(unixDay: local.day)) \(hour):\(minute):\(second)"
    }

    /// A moment's day and time in Tehran for people to read: `۱۴۰۵/۰۸/۳۰ ۰۱:۳۰:۰۰`.
    ///
    /// The two numbers keep their order only inside a left-to-right isolate
    /// (``PersianText/leftToRightIsolate(_:)`` or `<bdi dir="ltr">`).
    ///
    /// - Parameter secondsSince1970: the moment, UTC; any.
    /// - Returns: the text in Persian digits.
    public static func persianDescription(secondsSince1970: Int64) -> String {
        PersianText.persianDigits(description(secondsSince1970: secondsSince1970))
    }
}

/// A moment split into a local day and the second within it.
struct LocalSeconds {
    /// Days since 1970-01-01, local.
    let day: Int

    /// 0 to 86,399.
    let secondOfDay: Int

    /// Splits any moment; one that the offset carries beyond what 64 bits hold stays at their end.
    init(_ secondsSince1970: Int64, offsetSeconds: Int64) {
        let (sum, overflow) = secondsSince1970.addingReportingOverflow(offsetSeconds)
        let seconds = overflow ? (offsetSeconds < 0 ? Int64.min : Int64.max) : sum
        let remainder = Int(seconds % 86_400)
        // Division rounds towards zero; a day begins at or before its moments.
        day = Int(seconds / 86_400) - (remainder < 0 ? 1 : 0)
        secondOfDay = remainder < 0 ? remainder + 86_400 : remainder
    }
}
