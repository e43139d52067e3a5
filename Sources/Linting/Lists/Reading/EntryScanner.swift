// SPDX-License-Identifier: Apache-2.0
import DER

/// Goes through the entries of a list once, octet by octet.
///
///     30 len  02 len number  17 0d YYMMDDHHMMSSZ  30 0c 30 0a 06 03 55 1d 15 04 03 0a 01 reason
///
/// That is what an entry looks like; an entry with anything more to it is read by ``EntryExtensionReader``.
struct EntryScanner {
    var seen = LintedEntries()

    private let bytes: [UInt8]
    private var last = 0..<0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func scan(_ range: Range<Int>) {
        // The bytes are held here, so that the span's owner is not what is being changed.
        let held = bytes
        let span = held.span
        var place = range.lowerBound
        while place < range.upperBound {
            seen.count &+= 1
            guard let entry = Self.value(.sequence, at: place, before: range.upperBound, in: span),
                let number = Self.value(.integer, at: entry.lowerBound, before: entry.upperBound, in: span),
                !number.isEmpty, let end = takeDate(at: number.upperBound, before: entry.upperBound, in: span)
            else {
                seen.malformed.add(seen.count)
                return
            }
            takeNumber(number, in: span)
            if end < entry.upperBound { takeExtensions(end..<entry.upperBound, in: span) }
            place = entry.upperBound
        }
    }

    /// The content of the value at a place, when it has this tag, a minimal length and room for it.
    private static func value(
        _ tag: Tag, at place: Int, before end: Int, in span: borrowing Span<UInt8>
    ) -> Range<Int>? {
        guard end - place >= 2, span[place] == tag.octet else { return nil }
        let first = Int(span[place + 1])
        if first < 0x80 {
            return place + 2 + first <= end ? place + 2..<place + 2 + first : nil
        }
        // No entry of this house or another is longer than 64 KiB.
        let octets = first & 0x7f
        guard (1...2).contains(octets), end - place >= 2 + octets else { return nil }
        var length = 0
        for index in 0..<octets { length = length << 8 | Int(span[place + 2 + index]) }
        guard length >= (octets == 1 ? 0x80 : 0x100) else { return nil }
        let start = place + 2 + octets
        return start + length <= end ? start..<start + length : nil
    }

    private mutating func takeNumber(_ number: Range<Int>, in span: borrowing Span<UInt8>) {
        let first = span[number.lowerBound]
        let isPadded = number.count > 1 && first == 0 && span[number.lowerBound + 1] < 0x80
        if first >= 0x80 || number.count > 20 || isPadded || (number.count == 1 && first == 0) {
            seen.badSerialNumbers.add(seen.count)
        }
        if seen.count > 1 { compare(number, in: span) }
        last = number
    }

    /// By length, then octet by octet, which for positive numbers is by value.
    private mutating func compare(_ number: Range<Int>, in span: borrowing Span<UInt8>) {
        guard number.count == last.count else {
            if number.count < last.count { seen.outOfOrder.add(seen.count) }
            return
        }
        for index in 0..<number.count {
            let (octet, above) = (span[number.lowerBound + index], span[last.lowerBound + index])
            if octet != above {
                if octet < above { seen.outOfOrder.add(seen.count) }
                return
            }
        }
        seen.repeated.add(seen.count)
    }

    /// Takes the date; gives the place after it, `nil` when there is no value of a time's tag.
    private mutating func takeDate(at place: Int, before end: Int, in span: borrowing Span<UInt8>) -> Int? {
        guard end - place >= 2, span[place + 1] < 0x80 else { return nil }
        let isUTC = span[place] == Tag.utcTime.octet
        guard isUTC || span[place] == Tag.generalizedTime.octet else { return nil }
        let content = place + 2..<place + 2 + Int(span[place + 1])
        guard content.upperBound <= end else { return nil }
        let number = content.count == (isUTC ? 13 : 15) ? Self.number(content, in: span) : nil
        guard var date = number, Self.isInCalendar(date), isUTC || date >= 2050_0000_000000 else {
            seen.badDates.add(seen.count)
            return content.upperBound
        }
        if isUTC { date += date >= 50_0000_000000 ? 1900_0000_000000 : 2000_0000_000000 }
        if date > seen.latestDate { seen.latestDate = date }
        return content.upperBound
    }

    /// Digits up to a closing Z as one number.
    private static func number(_ content: Range<Int>, in span: borrowing Span<UInt8>) -> Int? {
        guard span[content.upperBound - 1] == UInt8(ascii: "Z") else { return nil }
        var value = 0
        for index in content.lowerBound..<content.upperBound - 1 {
            let digit = Int(span[index]) - 0x30
            guard digit >= 0, digit <= 9 else { return nil }
            value = value &* 10 &+ digit
        }
        return value
    }

    private static func isInCalendar(_ date: Int) -> Bool {
        let (month, day) = (date / 100_000_000 % 100, date / 1_000_000 % 100)
        let (hour, minute, second) = (date / 10_000 % 100, date / 100 % 100, date % 100)
        return (1...12).contains(month) && (1...31).contains(day) && hour < 24 && minute < 60 && second < 60
    }

    private mutating func takeExtensions(_ range: Range<Int>, in span: borrowing Span<UInt8>) {
        if range.count == Self.reasonOnly.count + 1 {
            var index = 0
            while index < Self.reasonOnly.count, span[range.lowerBound + index] == Self.reasonOnly[index] { index += 1 }
            if index == Self.reasonOnly.count {
                takeReason(Int(span[range.upperBound - 1]))
                return
            }
        }
        var reader = EntryExtensionReader(place: seen.count, seen: seen)
        if reader.read(bytes[range]) {
            seen = reader.seen
        } else {
            seen.malformed.add(seen.count)
        }
    }

    private mutating func takeReason(_ number: Int) {
        switch number {
        case 0: seen.unspecifiedReasons.add(seen.count)
        case 8: seen.removals.add(seen.count)
        case 1...6, 9, 10: break
        default: seen.badReasons.add(seen.count)
        }
    }

    /// The extensions of an entry that gives a reason only, up to the reason's number.
    private static let reasonOnly: [UInt8] = [
        0x30, 0x0c, 0x30, 0x0a, 0x06, 0x03, 0x55, 0x1d, 0x15, 0x04, 0x03, 0x0a, 0x01,
    ]
}
