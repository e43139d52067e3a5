// SPDX-License-Identifier: Apache-2.0

/// Bytes as pairs of hexadecimal digits.
///
/// - SeeAlso: RFC 4648 8.
public enum Hex {
    /// Writes bytes as lower-case digits, without separators.
    ///
    /// - Parameter bytes: any bytes.
    /// - Returns: two digits a byte.
    public static func encode(_ bytes: some Sequence<UInt8>) -> String {
        // Arrays come this way without a copy; the loop itself must not be generic, or it runs many times slower when
        // called from another room.
        encoded(Array(bytes))
    }

    private static func encoded(_ bytes: [UInt8]) -> String {
        unsafe String(unsafeUninitializedCapacity: bytes.count * 2) { text in
            var position = 0
            for byte in bytes {
                unsafe text[position] = digit(byte >> 4)
                unsafe text[position + 1] = digit(byte & 15)
                position += 2
            }
            return position
        }
    }

    /// Reads digits of either case, without separators.
    ///
    /// - Parameter text: an even number of digits.
    /// - Returns: one byte for two digits.
    /// - Throws: ``CryptographyError/malformedHex(offset:)``.
    public static func decode(_ text: String) throws(CryptographyError) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        var offset = 0
        for character in text.utf8 {
            guard let value = value(character) else { throw .malformedHex(offset: offset) }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
            offset += 1
        }
        guard high == nil else { throw .malformedHex(offset: offset) }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    private static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x41...0x46: character - 0x37
        case 0x61...0x66: character - 0x57
        default: nil
        }
    }
}
