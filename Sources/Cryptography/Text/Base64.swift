// SPDX-License-Identifier: Apache-2.0

/// Base64 in its one canonical form: no white space, no missing padding, no stray bits.
///
/// Two texts for the same bytes would be two names for one thing, so a decoder that shrugs is a
/// way around caches, receipts and lists.
///
/// - SeeAlso: RFC 4648 3.5, 4 and 5.
public enum Base64 {
    /// Which 64 characters.
    public enum Alphabet: Sendable {
        /// `+` and `/`, padded with `=`. RFC 4648 4.
        case standard
        /// `-` and `_`, without padding. RFC 4648 5, RFC 7515 2.
        case url
    }

    /// Writes bytes as text.
    ///
    /// - Parameters:
    ///   - bytes: any bytes.
    ///   - alphabet: which characters, and so whether padded.
    /// - Returns: ASCII text without line ends; empty for no bytes.
    public static func encode(_ bytes: some Sequence<UInt8>, _ alphabet: Alphabet = .standard) -> String {
        String(decoding: encodedASCII(bytes, alphabet), as: UTF8.self)
    }

    /// Writes bytes as ASCII octets.
    ///
    /// - Parameters:
    ///   - bytes: any bytes.
    ///   - alphabet: which characters, and so whether padded.
    /// - Returns: ASCII octets without line ends; empty for no bytes.
    public static func encodedASCII(_ bytes: some Sequence<UInt8>, _ alphabet: Alphabet = .standard) -> [UInt8] {
        let digits = alphabet == .standard ? Self.standardDigits : Self.urlDigits
        var text: [UInt8] = []
        text.reserveCapacity(bytes.underestimatedCount / 3 * 4 + 4)
        var held: UInt32 = 0
        var count = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            count += 1
            guard count == 3 else { continue }
            text.append(digits[Int(held >> 18 & 63)])
            text.append(digits[Int(held >> 12 & 63)])
            text.append(digits[Int(held >> 6 & 63)])
            text.append(digits[Int(held & 63)])
            held = 0
            count = 0
        }
        switch count {
        case 1:
            text.append(digits[Int(held >> 2 & 63)])
            text.append(digits[Int(held << 4 & 63)])
        case 2:
            text.append(digits[Int(held >> 10 & 63)])
            text.append(digits[Int(held >> 4 & 63)])
            text.append(digits[Int(held << 2 & 63)])
        default: return text
        }
        if alphabet == .standard { text.append(contentsOf: repeatElement(0x3d, count: 3 - count)) }
        return text
    }

    /// Reads text back.
    ///
    /// - Parameters:
    ///   - text: what ``encode(_:_:)`` writes.
    ///   - alphabet: which characters, and so whether padded.
    /// - Returns: the bytes.
    /// - Throws: ``CryptographyError/malformedBase64(offset:)``, the offset in UTF-8 octets.
    public static func decode(
        _ text: String, _ alphabet: Alphabet = .standard
    ) throws(CryptographyError) -> [UInt8] {
        try decode(ascii: Array(text.utf8)[...], alphabet)
    }

    /// Reads ASCII octets back.
    ///
    /// - Parameters:
    ///   - text: what ``encodedASCII(_:_:)`` writes.
    ///   - alphabet: which characters, and so whether padded.
    /// - Returns: the bytes.
    /// - Throws: ``CryptographyError/malformedBase64(offset:)``, the offset counted from the slice's start.
    public static func decode(
        ascii text: ArraySlice<UInt8>, _ alphabet: Alphabet = .standard
    ) throws(CryptographyError) -> [UInt8] {
        let body = try withoutPadding(text, alphabet)
        let values = alphabet == .standard ? standardValues : urlValues
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count / 4 * 3 + 3)
        var held: UInt32 = 0
        var bits = 0
        for (offset, character) in body.enumerated() {
            let value = values[Int(character)]
            guard value < 64 else { throw .malformedBase64(offset: offset) }
            held = (held << 6 | UInt32(value)) & 0xffff
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
        }
        // RFC 4648 3.5: bits that are left over are zero, and there are never six of them.
        guard bits < 6, held & (1 << UInt32(bits) - 1) == 0 else {
            throw .malformedBase64(offset: max(body.count - 1, 0))
        }
        return bytes
    }

    private static func withoutPadding(
        _ text: ArraySlice<UInt8>, _ alphabet: Alphabet
    ) throws(CryptographyError) -> ArraySlice<UInt8> {
        guard alphabet == .standard else { return text }
        let body =
            text.suffix(2).allSatisfy { $0 == 0x3d } ? text.dropLast(2) : text.last == 0x3d ? text.dropLast() : text
        // With padding the text is whole quartets, and the padding fills exactly the last one.
        guard text.count % 4 == 0, (text.count - body.count) == (4 - body.count % 4) % 4 else {
            throw .malformedBase64(offset: body.count)
        }
        return body
    }

    private static let standardDigits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let urlDigits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let standardValues = values(of: standardDigits)
    private static let urlValues = values(of: urlDigits)

    /// 256 entries; 255 marks what is no digit.
    private static func values(of digits: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }
}
