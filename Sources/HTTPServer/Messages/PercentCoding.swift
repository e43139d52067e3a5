// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding of URIs.
///
/// - SeeAlso: RFC 3986 2.1.
public enum PercentCoding {
    /// Decodes every `%XX`.
    ///
    /// - Parameter bytes: ASCII; other bytes pass as they are.
    /// - Returns: nil if a `%` is not followed by two hexadecimal digits.
    public static func decode(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.underestimatedCount)
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = iterator.next()?.hexDigitValue, let low = iterator.next()?.hexDigitValue else {
                return nil
            }
            decoded.append(high << 4 | low)
        }
        return decoded
    }

    /// Encodes all but the unreserved characters of RFC 3986 2.3, so that the result is one path segment.
    ///
    /// - Parameter text: any text; its UTF-8 is encoded.
    /// - Returns: ASCII.
    public static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default:
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
