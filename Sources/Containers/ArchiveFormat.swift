// SPDX-License-Identifier: Apache-2.0

/// The constants of the format, and the fields that both headers of an entry have.
///
/// - SeeAlso: PKWARE APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16.
enum ArchiveFormat {
    static let localSignature: UInt32 = 0x0403_4b50
    static let directorySignature: UInt32 = 0x0201_4b50
    static let endSignature: UInt32 = 0x0605_4b50
    static let localSize = 30
    static let directorySize = 46
    static let endSize = 22
    /// 2.0: files in folders.
    static let version: UInt16 = 20
    /// Names are UTF-8; set when a name is not ASCII.
    static let utf8Flag: UInt16 = 0x0800
    /// 1980-01-01 00:00, the format's zero.
    static let time: UInt16 = 0
    static let date: UInt16 = 0x0021
    /// One less than the values by which ZIP64 is announced.
    static let maximumEntries = 65_534
    static let maximumBytes = 0xffff_fffe
    static let maximumNameBytes = 512

    /// From the version needed to the extra field's length: 26 bytes.
    static func commonFields(of entry: ArchiveEntry) -> [UInt8] {
        var fields: [UInt8] = []
        fields.append(little: version)
        fields.append(little: entry.name.utf8.allSatisfy { $0 < 0x80 } ? 0 : utf8Flag)
        // Method: stored.
        fields.append(little: UInt16(0))
        fields.append(little: time)
        fields.append(little: date)
        fields.append(little: Checksum.of(entry.bytes))
        fields.append(little: UInt32(truncatingIfNeeded: entry.bytes.count))
        fields.append(little: UInt32(truncatingIfNeeded: entry.bytes.count))
        fields.append(little: UInt16(truncatingIfNeeded: entry.name.utf8.count))
        fields.append(little: UInt16(0))
        return fields
    }
}

extension [UInt8] {
    mutating func append(little value: some FixedWidthInteger & UnsignedInteger) {
        for shift in stride(from: 0, to: value.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
