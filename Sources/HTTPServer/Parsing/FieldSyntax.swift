// SPDX-License-Identifier: Apache-2.0

/// A set of ASCII characters as two words of bits, so that asking costs a shift.
struct CharacterTable: Sendable {
    /// Bit n: the character n is in.
    let low: UInt64
    /// Bit n: the character 64 + n is in.
    let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 0x80 else { return false }
        return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
    }

    /// `tchar`, what methods and field names are made of: ``!#$%&'*+-.^_`|~``, digits, letters (RFC 9110 5.6.2).
    static let token = CharacterTable(low: 0x03ff_6cfa_0000_0000, high: 0x57ff_ffff_c7ff_fffe)

    /// `pchar` and `/`, what a path is made of; `%` is looked at on its own (RFC 3986 3.3).
    static let path = CharacterTable(low: 0x2fff_fff2_0000_0000, high: 0x47ff_fffe_87ff_ffff)

    /// What a query is made of (RFC 3986 3.4), and ``[]{}|\^` `` besides, which browsers leave as they are in one
    /// (WHATWG URL, query percent-encode set) and which mean nothing to us.
    static let query = CharacterTable(low: 0xafff_fff2_0000_0000, high: 0x7fff_ffff_ffff_ffff)

    /// `reg-name`: unreserved, sub-delims and `%` (RFC 3986 3.2.2).
    static let registeredName = CharacterTable(low: 0x2bff_7ff2_0000_0000, high: 0x47ff_fffe_87ff_fffe)
}

extension UInt8 {
    /// This character in lower case if it is an ASCII letter, else itself.
    @inline(__always)
    var asciiLowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }

    @inline(__always)
    var isDigit: Bool { self &- 48 < 10 }

    var hexDigitValue: UInt8? {
        switch self {
        case 48...57: self &- 48
        case 65...70: self &- 55
        case 97...102: self &- 87
        default: nil
        }
    }

    static let carriageReturn: UInt8 = 13
    static let lineFeed: UInt8 = 10
    static let space: UInt8 = 32
    static let tab: UInt8 = 9
}

extension String {
    /// Equality without regard to ASCII case, byte by byte.
    func isEqualIgnoringCase(to other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}
