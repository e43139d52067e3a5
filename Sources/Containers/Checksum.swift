// SPDX-License-Identifier: Apache-2.0

/// CRC-32 as ZIP uses it: it finds accidents, not forgers.
///
/// - SeeAlso: ISO/IEC 13239; APPNOTE.TXT 4.4.7.
enum Checksum {
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var value = UInt32.max
        for octet in bytes {
            // The index is one byte, the table has 256 values.
            value = table[Int((value ^ UInt32(octet)) & 0xff)] ^ (value >> 8)
        }
        return ~value
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in
            value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1
        }
    }
}
