// SPDX-License-Identifier: Apache-2.0

/// The digits of a number as a person typed it: Persian, Arabic-Indic or ASCII, nothing else.
struct DigitString {
    /// Each 0…9, in the order typed.
    let digits: [UInt8]

    /// Takes in a text that consists of digits.
    ///
    /// Nothing is trimmed or skipped: what a form allows around a number is the form's business.
    init(_ text: String, field: IdentityField, allowed: ClosedRange<Int>) throws(IdentityError) {
        guard !text.isEmpty else { throw .empty(field) }
        var digits: [UInt8] = []
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            guard let digit = scalar.decimalDigit else {
                throw .character(field, seen: scalar, at: offset, allowed: .decimalDigits)
            }
            digits.append(digit)
        }
        guard allowed.contains(digits.count) else {
            throw .length(field, seen: digits.count, allowed: allowed)
        }
        self.digits = digits
    }

    /// Takes in digits that are known to be digits.
    init(digits: [UInt8]) {
        self.digits = digits
    }

    /// The digits in ASCII.
    var text: String {
        String(decoding: digits.map { $0 &+ 0x30 }, as: UTF8.self)
    }

    /// Whether one digit makes up the whole number; false for an empty one.
    var isOneDigitRepeated: Bool {
        guard let first = digits.first else { return false }
        return digits.allSatisfy { $0 == first }
    }

    /// The same number with zeros before it, `length` digits long; unchanged if it is that long already.
    func padded(to length: Int) -> DigitString {
        let missing = max(0, length - digits.count)
        return DigitString(digits: Array(repeating: 0, count: missing) + digits)
    }
}

extension Unicode.Scalar {
    /// The value of a Persian, Arabic-Indic or ASCII digit; nil for everything else.
    ///
    /// Other scripts' digits are not taken: no keyboard in Iran types them, and some look like
    /// digits of another value (Gurmukhi 4 looks like 8).
    var decimalDigit: UInt8? {
        switch value {
        case 0x30...0x39: UInt8(truncatingIfNeeded: value - 0x30)
        case 0x660...0x669: UInt8(truncatingIfNeeded: value - 0x660)
        case 0x6F0...0x6F9: UInt8(truncatingIfNeeded: value - 0x6F0)
        default: nil
        }
    }
}
