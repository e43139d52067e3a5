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
        // Arrays come this way without a copy; the loop itself must not be generic, or it runs
        // forty times slower when called from another room.
        encoded(Array(bytes), alphabet)
    }

    private static func encoded(_ bytes: [UInt8], _ alphabet: Alphabet) -> [UInt8] {
        let isPadded = alphabet == .standard
        let capacity = isPadded ? (bytes.count + 2) / 3 * 4 : (bytes.count * 4 + 2) / 3
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { text, count in
            let digits = isPadded ? standardDigits : urlDigits
            var position = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let taken = min(3, bytes.count - start)
                let first = UInt32(bytes[start]) << 16
                let second = taken > 1 ? UInt32(bytes[start + 1]) << 8 : 0
                let group = first | second | (taken > 2 ? UInt32(bytes[start + 2]) : 0)
                for place in 0..<UInt32(4) {
                    let isDigit = place <= taken
                    guard isDigit || isPadded else { break }
                    unsafe text[position] = isDigit ? digits[Int(group >> (18 - 6 * place) & 63)] : pad
                    position += 1
                }
            }
            count = position
        }
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
        var wrong: Int?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: body.count / 4 * 3 + 3) { bytes, count in
            unsafe body.withUnsafeBufferPointer { body in
                unsafe values.withUnsafeBufferPointer { values in
                    unsafe (count, wrong) = decode(body, values, into: bytes)
                }
            }
        }
        if let wrong { throw .malformedBase64(offset: wrong) }
        return bytes
    }

    /// Decodes whole quartets, then the rest; stops at the first character that is wrong.
    ///
    /// The three lengths are the caller's: `values` has 256 entries, `bytes` three places for each
    /// quartet that was begun.
    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>,
        into bytes: UnsafeMutableBufferPointer<UInt8>
    ) -> (count: Int, wrong: Int?) {
        var count = 0
        var start = 0
        while text.count - start >= 4 {
            let first = unsafe UInt32(values[Int(text[start])])
            let second = unsafe UInt32(values[Int(text[start + 1])])
            let third = unsafe UInt32(values[Int(text[start + 2])])
            let fourth = unsafe UInt32(values[Int(text[start + 3])])
            guard (first | second | third | fourth) < 64 else { break }
            let group = first << 18 | second << 12 | third << 6 | fourth
            unsafe bytes[count] = UInt8(truncatingIfNeeded: group >> 16)
            unsafe bytes[count + 1] = UInt8(truncatingIfNeeded: group >> 8)
            unsafe bytes[count + 2] = UInt8(truncatingIfNeeded: group)
            count += 3
            start += 4
        }
        var held: UInt32 = 0
        for position in start..<text.count {
            let value = unsafe values[Int(text[position])]
            guard value < 64 else { return (0, position) }
            held = held << 6 | UInt32(value)
        }
        // RFC 4648 3.5: two characters make one byte, three make two, the bits left over are zero.
        switch text.count - start {
        case 0: return (count, nil)
        case 2 where held & 0x0f == 0:
            unsafe bytes[count] = UInt8(truncatingIfNeeded: held >> 4)
            return (count + 1, nil)
        case 3 where held & 0x03 == 0:
            unsafe bytes[count] = UInt8(truncatingIfNeeded: held >> 10)
            unsafe bytes[count + 1] = UInt8(truncatingIfNeeded: held >> 2)
            return (count + 2, nil)
        default: return (0, text.count - 1)
        }
    }

    private static func withoutPadding(
        _ text: ArraySlice<UInt8>, _ alphabet: Alphabet
    ) throws(CryptographyError) -> ArraySlice<UInt8> {
        guard alphabet == .standard else { return text }
        var body = text
        while body.last == pad, text.count - body.count < 2 { body.removeLast() }
        // With padding the text is whole quartets, and the padding fills exactly the last one.
        guard text.count % 4 == 0, (text.count - body.count) == (4 - body.count % 4) % 4 else {
            throw .malformedBase64(offset: body.count)
        }
        return body
    }

    private static let pad: UInt8 = 0x3d
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
