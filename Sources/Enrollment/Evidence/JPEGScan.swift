// SPDX-License-Identifier: Apache-2.0

/// A walk through a JPEG's segments, from SOI to EOI.
///
/// - SeeAlso: ITU-T T.81 B.1.1.
enum JPEGScan {
    /// The image's size; the file must end where the image does.
    static func size(of bytes: [UInt8]) throws(EnrollmentError) -> (width: Int, height: Int) {
        let type = EvidenceType.jpeg.rawValue
        var size: (width: Int, height: Int)?
        var at = 2
        while at + 3 < bytes.count {
            guard bytes[at] == 0xFF else { throw .handling(.evidenceDamaged(type: type)) }
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            let end = at + 2 + length
            guard length >= 2, end <= bytes.count else { throw .handling(.evidenceDamaged(type: type)) }
            let segment = bytes[(at + 4)..<end]
            switch marker {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard segment.count >= 5, size == nil else { throw .handling(.evidenceDamaged(type: type)) }
                let base = segment.startIndex
                size = (
                    Int(segment[base + 3]) << 8 | Int(segment[base + 4]),
                    Int(segment[base + 1]) << 8 | Int(segment[base + 2])
                )
            case 0xE0...0xEF, 0xFE:
                guard !ForeignContent.isIn(segment) else { throw .handling(.evidenceTwofold(type: type)) }
            default: break
            }
            at = end
            if marker == 0xDA {
                at = afterScan(bytes, from: end)
                guard at + 1 < bytes.count else { throw .handling(.evidenceDamaged(type: type)) }
                if bytes[at + 1] == 0xD9 {
                    guard at + 2 == bytes.count else { throw .handling(.evidenceTwofold(type: type)) }
                    guard let size else { throw .handling(.evidenceDamaged(type: type)) }
                    return size
                }
            }
        }
        throw .handling(.evidenceDamaged(type: type))
    }

    /// The next marker that is neither a stuffed byte nor a restart.
    private static func afterScan(_ bytes: [UInt8], from start: Int) -> Int {
        var at = start
        while at + 1 < bytes.count {
            if bytes[at] == 0xFF, bytes[at + 1] != 0, bytes[at + 1] != 0xFF, !(0xD0...0xD7).contains(bytes[at + 1]) {
                return at
            }
            at += 1
        }
        return bytes.count
    }
}
