// SPDX-License-Identifier: Apache-2.0
import DER
import Identity

/// Days and times as officers type them: Solar Hijri, by the clock of Tehran.
enum TehranMoment {
    /// The moment that a day and a time of Tehran name.
    ///
    /// - Parameters:
    ///   - day: `1405/09/01`, in any digits.
    ///   - time: `08:30`; nil for the day's first second.
    /// - Returns: the moment; nil for what is no day or no time.
    static func instant(day: String, time: String? = nil) -> Instant? {
        guard let date = try? SolarHijriDate(checking: day) else { return nil }
        var second = 0
        if let time {
            guard let given = Self.second(of: time) else { return nil }
            second = given
        }
        return Instant(
            secondsSince1970: Int64(date.unixDay) * 86_400 - TehranClock.offsetSeconds + Int64(second))
    }

    /// The last second of a day.
    static func end(ofDay day: String) -> Instant? { instant(day: day)?.advanced(bySeconds: 86_399) }

    /// The day of a moment: `1405/09/01`.
    static func day(of instant: Instant) -> String {
        TehranClock.date(secondsSince1970: instant.secondsSince1970).description
    }

    /// The time of a moment: `08:30`.
    static func time(of instant: Instant) -> String {
        String(TehranClock.description(secondsSince1970: instant.secondsSince1970).suffix(8).prefix(5))
    }

    private static func second(of text: String) -> Int? {
        let parts = PersianText.asciiDigits(text).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        return hour * 3_600 + minute * 60
    }
}
