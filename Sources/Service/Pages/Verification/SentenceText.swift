// SPDX-License-Identifier: Apache-2.0
import DER

/// A sentence of the catalogue for a page: the moments in it stand in the reader's calendar.
enum SentenceText {
    /// Turns a sentence into a piece of a page.
    ///
    /// - Parameters:
    ///   - sentence: as reports have it; moments in it are RFC 3339.
    ///   - language: the reader's.
    /// - Returns: the same words, each moment as ``DateText/moment(_:in:)``.
    static func html(_ sentence: String, in language: Language) -> HTML {
        let bytes = Array(sentence.utf8)
        var pieces: [HTML] = []
        var start = 0
        var at = 0
        while at + momentLength <= bytes.count {
            guard bytes[at].isDigit, let instant = moment(bytes[at..<(at + momentLength)]) else {
                at += 1
                continue
            }
            pieces.append(.text(String(decoding: bytes[start..<at], as: UTF8.self)))
            pieces.append(DateText.moment(instant, in: language))
            at += momentLength
            start = at
        }
        pieces.append(.text(String(decoding: bytes[start...], as: UTF8.self)))
        return .joined(pieces)
    }

    /// `2026-11-21T22:00:00Z`.
    private static let momentLength = 20

    private static func moment(_ bytes: ArraySlice<UInt8>) -> Instant? {
        guard bytes.last == UInt8(ascii: "Z") else { return nil }
        return Instant(rfc3339: String(decoding: bytes, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
