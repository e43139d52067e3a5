// SPDX-License-Identifier: Apache-2.0

/// Dates as HTTP writes them: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// - SeeAlso: RFC 9110 5.6.7 (IMF-fixdate).
public enum HTTPDate {
    /// Writes a moment.
    ///
    /// - Parameter seconds: since 1970, UTC; years 0 to 9999.
    /// - Returns: 29 characters.
    public static func text(secondsSince1970 seconds: Int64) -> String {
        // Outside of four-digit years there is no such text; the nearest one that there is will do.
        let seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
        let day = Int(seconds.quotient(flooredBy: 86_400))
        let time = Int(seconds - Int64(day) * 86_400)
        let (year, month, dayOfMonth) = civil(day)
        let weekday = weekdays[(day % 7 + 11) % 7]
        return "\(weekday), \(two(dayOfMonth)) \(months[month - 1]) \(two(year / 100))\(two(year % 100)) "
            + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// The Gregorian date of a day counted from 1970-01-01, by counting in 400-year cycles that begin on 1 March.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfCycle = shifted - cycle * 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

extension Int64 {
    fileprivate func quotient(flooredBy divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
