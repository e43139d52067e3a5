// SPDX-License-Identifier: Apache-2.0

extension DERNode {
    /// A UTCTime or a GeneralizedTime in the one form that certificates and lists may use.
    ///
    /// UTCTime is `YYMMDDHHMMSSZ`, years 1950 to 2049; GeneralizedTime is `YYYYMMDDHHMMSSZ`.
    ///
    /// - Throws: ``DERError/time(offset:)`` for another form, and for a moment that is not in the calendar.
    /// - SeeAlso: RFC 5280 4.1.2.5.
    public func time() throws(DERError) -> Instant {
        switch tag {
        case .utcTime:
            guard content.count == 13 else { throw .time(offset: offset) }
            let year = try digits(0, 2)
            return try instant(year: year < 50 ? 2000 + year : 1900 + year, from: 2)
        case .generalizedTime:
            return try generalizedTime()
        default:
            throw .unexpectedTag(offset: offset, seen: tag, allowed: .generalizedTime)
        }
    }

    /// A GeneralizedTime `YYYYMMDDHHMMSSZ`, or one under the IMPLICIT tag given.
    ///
    /// - Throws: ``DERError/time(offset:)``.
    public func generalizedTime(implicit: Tag = .generalizedTime) throws(DERError) -> Instant {
        try expect(implicit)
        guard content.count == 15 else { throw .time(offset: offset) }
        return try instant(year: digits(0, 4), from: 4)
    }

    /// A GeneralizedTime that may carry a fraction of a second, cut to whole seconds.
    ///
    /// - Throws: ``DERError/time(offset:)``.
    public func generalizedTimeCutToSeconds() throws(DERError) -> Instant {
        try generalizedTimeWithFraction().instant
    }

    /// A GeneralizedTime that may carry a fraction of a second, cut to microseconds.
    ///
    /// Time stamps carry fractions; DER then forbids trailing zeros and an empty fraction.
    ///
    /// - Throws: ``DERError/time(offset:)``.
    /// - SeeAlso: RFC 3161 2.4.2 (genTime).
    public func generalizedTimeWithFraction() throws(DERError) -> (instant: Instant, microseconds: Int) {
        try expect(.generalizedTime)
        guard content.count > 15 else { return (try generalizedTime(), 0) }
        let fraction = content.dropFirst(14).dropLast()
        guard fraction.first == UInt8(ascii: "."), fraction.count >= 2, fraction.last != UInt8(ascii: "0"),
            fraction.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { throw .time(offset: offset) }
        var microseconds = 0
        let digits = Array(fraction.dropFirst().prefix(6))
        for place in 0..<6 {
            microseconds = microseconds * 10 + (place < digits.count ? Int(digits[place] - 0x30) : 0)
        }
        return (try instant(year: self.digits(0, 4), from: 4), microseconds)
    }

    private func instant(year: Int, from start: Int) throws(DERError) -> Instant {
        guard content.last == UInt8(ascii: "Z") else { throw .time(offset: offset) }
        let month = try digits(start, 2)
        let day = try digits(start + 2, 2)
        let hour = try digits(start + 4, 2)
        let minute = try digits(start + 6, 2)
        let second = try digits(start + 8, 2)
        guard
            let instant = Instant(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { throw .time(offset: offset) }
        return instant
    }

    /// Digits at a place that the caller has checked to exist.
    private func digits(_ start: Int, _ count: Int) throws(DERError) -> Int {
        var value = 0
        for octet in content.dropFirst(start).prefix(count) {
            guard (0x30...0x39).contains(octet) else { throw .time(offset: offset) }
            value = value * 10 + Int(octet - 0x30)
        }
        return value
    }
}
