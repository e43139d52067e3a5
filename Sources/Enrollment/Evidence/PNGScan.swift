// SPDX-License-Identifier: Apache-2.0

/// A walk through a PNG's chunks, from IHDR to IEND.
///
/// - SeeAlso: ISO/IEC 15948 5.
enum PNGScan {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The image's size; the file must end where the image does.
    static func size(of bytes: [UInt8]) throws(EnrollmentError) -> (width: Int, height: Int) {
        let type = EvidenceType.png.rawValue
        var size: (width: Int, height: Int)?
        var hasData = false
        var at = signature.count
        while at + 12 <= bytes.count {
            let length = number(bytes, at)
            guard length <= bytes.count - at - 12 else { throw .handling(.evidenceDamaged(type: type)) }
            let name = String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self)
            let end = at + 8 + length
            guard checksum(bytes[(at + 4)..<end]) == UInt32(truncatingIfNeeded: number(bytes, end)) else {
                throw .handling(.evidenceDamaged(type: type))
            }
            if (name == "IHDR") != (size == nil) { throw .handling(.evidenceDamaged(type: type)) }
            switch name {
            case "IHDR":
                guard length == 13 else { throw .handling(.evidenceDamaged(type: type)) }
                size = (number(bytes, at + 8), number(bytes, at + 12))
            case "IDAT": hasData = true
            case "IEND":
                guard length == 0, hasData, let size else { throw .handling(.evidenceDamaged(type: type)) }
                guard end + 4 == bytes.count else { throw .handling(.evidenceTwofold(type: type)) }
                return size
            default:
                guard !ForeignContent.isIn(bytes[(at + 8)..<end]) else {
                    throw .handling(.evidenceTwofold(type: type))
                }
            }
            at = end + 4
        }
        throw .handling(.evidenceDamaged(type: type))
    }

    private static func number(_ bytes: [UInt8], _ at: Int) -> Int {
        bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8 }
        return crc ^ 0xFFFF_FFFF
    }

    private static let table: [UInt32] = (0..<256).map { (byte: UInt32) in
        (0..<8).reduce(byte) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
    }
}
