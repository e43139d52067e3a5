// SPDX-License-Identifier: Apache-2.0
import PKIX

/// A serial number as files of answers sort it: its octets from the left, then how many there are.
struct AnswerFileKey: Sendable, Hashable, Comparable {
    let words: (UInt64, UInt64, UInt64)

    /// Packs the content octets of a number; nil for one longer than any issuer may give (RFC 5280 4.1.2.2).
    init?(_ octets: [UInt8]) {
        guard octets.count <= 20 else { return nil }
        var words: (UInt64, UInt64, UInt64) = (0, 0, UInt64(octets.count))
        for (place, octet) in octets.enumerated() {
            switch place {
            case 0..<8: words.0 |= UInt64(octet) << UInt64(56 - 8 * place)
            case 8..<16: words.1 |= UInt64(octet) << UInt64(120 - 8 * place)
            default: words.2 |= UInt64(octet) << UInt64(184 - 8 * place)
            }
        }
        self.words = words
    }

    /// Takes what a file has.
    init(_ first: UInt64, _ second: UInt64, _ third: UInt64) { words = (first, second, third) }

    /// The number's content octets.
    var octets: [UInt8] {
        let count = Int(words.2 & 0xff)
        return (0..<min(20, count)).map { place in
            switch place {
            case 0..<8: UInt8(truncatingIfNeeded: words.0 >> UInt64(56 - 8 * place))
            case 8..<16: UInt8(truncatingIfNeeded: words.1 >> UInt64(120 - 8 * place))
            default: UInt8(truncatingIfNeeded: words.2 >> UInt64(184 - 8 * place))
            }
        }
    }

    static func < (left: AnswerFileKey, right: AnswerFileKey) -> Bool {
        if left.words.0 != right.words.0 { return left.words.0 < right.words.0 }
        if left.words.1 != right.words.1 { return left.words.1 < right.words.1 }
        return left.words.2 < right.words.2
    }

    static func == (left: AnswerFileKey, right: AnswerFileKey) -> Bool { left.words == right.words }

    func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
