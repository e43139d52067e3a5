// SPDX-License-Identifier: Apache-2.0
import DER

/// Dates as a list writes them, each day's worked out once: a million entries share a few hundred days.
struct EncodedDates {
    private var days: [Int64: [UInt8]] = [:]

    mutating func append(_ instant: Instant, to bytes: inout [UInt8]) {
        let (seconds, secondsADay) = (instant.secondsSince1970, Int64(86_400))
        let remainder = seconds % secondsADay
        let second = remainder < 0 ? remainder + secondsADay : remainder
        let midnight = seconds &- second
        if let day = days[midnight] {
            bytes.append(contentsOf: day)
        } else {
            let day = DERWriter.bytes { $0.time(Instant(secondsSince1970: midnight)) }
            days[midnight] = day
            bytes.append(contentsOf: day)
        }
        // HHMMSS before the closing Z.
        var place = bytes.count - 7
        for number in [second / 3600, second / 60 % 60, second % 60] {
            bytes[place] = UInt8(ascii: "0") + UInt8(number / 10)
            bytes[place + 1] = UInt8(ascii: "0") + UInt8(number % 10)
            place += 2
        }
    }
}
