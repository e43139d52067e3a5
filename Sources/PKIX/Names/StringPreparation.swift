// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The string preparation that names are compared after.
///
/// Text is mapped, folded to lower case, put in normal form KC, and rid of needless spaces. Texts that are prepared
/// to the same bytes are the same value to caseIgnoreMatch.
///
/// - SeeAlso: RFC 4518 2; RFC 5280 7.1.
enum StringPreparation {
    /// Prepares text.
    ///
    /// - Parameter utf8: the text in UTF-8.
    /// - Returns: the prepared text in UTF-8, without spaces at its ends and with single ones inside.
    static func prepare(utf8: ArraySlice<UInt8>) -> [UInt8] {
        utf8.allSatisfy { $0 < 0x80 } ? foldASCII(utf8) : prepareBeyondASCII(utf8)
    }

    /// Folds capitals and spaces of ASCII and leaves every other octet as it is.
    private static func foldASCII(_ utf8: some Collection<UInt8>) -> [UInt8] {
        var prepared: [UInt8] = []
        prepared.reserveCapacity(utf8.count)
        for octet in utf8 {
            switch octet {
            case 0x41...0x5a:
                prepared.append(octet | 0x20)
            case 0x20, 0x09...0x0d:
                if let last = prepared.last, last != 0x20 { prepared.append(0x20) }
            case 0x00...0x08, 0x0e...0x1f, 0x7f:
                // Control characters are mapped to nothing. RFC 4518 2.2.
                continue
            default:
                prepared.append(octet)
            }
        }
        if prepared.last == 0x20 { prepared.removeLast() }
        return prepared
    }

    private static func prepareBeyondASCII(_ utf8: ArraySlice<UInt8>) -> [UInt8] {
        if let prepared = preparePersian(utf8) { return prepared }
        var mapped = String.UnicodeScalarView()
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            if isMappedToSpace(scalar) {
                mapped.append(" ")
            } else if !isMappedToNothing(scalar) {
                mapped.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        // Normalising can bring capitals out of compatibility characters, and folding can undo the form: two rounds
        // are what RFC 3454 B.2 folds in one table.
        let once = String(mapped).precomposedStringWithCompatibilityMapping
        let folded = once.lowercased().precomposedStringWithCompatibilityMapping
        var prepared: [UInt8] = []
        for octet in folded.utf8 {
            if octet != 0x20 || prepared.last.map({ $0 != 0x20 }) ?? false { prepared.append(octet) }
        }
        if prepared.last == 0x20 { prepared.removeLast() }
        return prepared
    }

    /// Persian and Arabic letters and digits without marks: nothing of them is folded or composed.
    ///
    /// - Returns: `nil` when there is any other character beyond ASCII, joiners aside.
    private static func preparePersian(_ utf8: ArraySlice<UInt8>) -> [UInt8]? {
        var plain: [UInt8] = []
        plain.reserveCapacity(utf8.count)
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x00...0x7f: plain.append(UInt8(truncatingIfNeeded: scalar.value))
            // Left out: tatweel's neighbours that are marks, and the letters with a compatibility form (0675 to 0678).
            case 0x0621...0x063a, 0x0641...0x064a, 0x0660...0x0669, 0x066e, 0x066f, 0x0671...0x0674, 0x0679...0x06d3,
                0x06d5, 0x06f0...0x06f9:
                plain.append(0xc0 | UInt8(truncatingIfNeeded: scalar.value >> 6))
                plain.append(0x80 | UInt8(truncatingIfNeeded: scalar.value & 0x3f))
            case 0x200c, 0x200d: continue
            default: return nil
            }
        }
        return foldASCII(plain)
    }

    /// Line ends, tabs and every separator (RFC 4518 2.2).
    private static func isMappedToSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: true
        default: false
        }
    }

    /// Controls, soft hyphens, joiners, direction marks and variation selectors (RFC 4518 2.2).
    private static func isMappedToNothing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x08, 0x0e...0x1f, 0x7f...0x84, 0x86...0x9f, 0xad, 0x034f, 0x06dd, 0x070f, 0x1806,
            0x180b...0x180e, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2063, 0x206a...0x206f, 0xfe00...0xfe0f,
            0xfeff, 0xfff9...0xfffc, 0x1d173...0x1d17a, 0xe0001, 0xe0020...0xe007f:
            true
        default: false
        }
    }
}
