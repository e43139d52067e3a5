// SPDX-License-Identifier: Apache-2.0

/// Just enough DER to build structures that are wrong on purpose.
enum TestDER {
    static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        switch content.count {
        case ..<0x80: [tag, UInt8(content.count)] + content
        case ..<0x100: [tag, 0x81, UInt8(content.count)] + content
        default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
        }
    }

    static func sequence(_ parts: [UInt8]...) -> [UInt8] { value(0x30, parts.flatMap(\.self)) }
    static func bitString(_ bytes: [UInt8]) -> [UInt8] { value(0x03, [0] + bytes) }
    static let null: [UInt8] = [0x05, 0x00]

    /// A non-negative INTEGER from big-endian octets, in its minimal form.
    static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let digits = Array(magnitude.drop { $0 == 0 })
        return value(0x02, (digits.first ?? 0x80) >= 0x80 ? [0] + digits : digits)
    }

    static func identifier(_ dotted: String) -> [UInt8] {
        let arcs = dotted.split(separator: ".").compactMap { UInt64($0) }
        return value(0x06, ([arcs[0] * 40 + arcs[1]] + arcs.dropFirst(2)).flatMap(base128))
    }

    private static func base128(_ arc: UInt64) -> [UInt8] {
        var octets = [UInt8(arc & 0x7f)]
        var rest = arc >> 7
        while rest > 0 {
            octets.insert(UInt8(rest & 0x7f) | 0x80, at: 0)
            rest >>= 7
        }
        return octets
    }

    /// The two INTEGERs of an ECDSA or DSA signature, as magnitudes without sign octets.
    static func pair(_ signature: [UInt8]) -> (r: [UInt8], s: [UInt8]) {
        let start = signature[1] == 0x81 ? 3 : 2
        let rLength = Int(signature[start + 1])
        let r = signature[(start + 2)..<(start + 2 + rLength)]
        let s = signature[(start + 4 + rLength)...]
        return (Array(r.drop { $0 == 0 }), Array(s.drop { $0 == 0 }))
    }

    static func spki(_ algorithm: String, _ parameters: [UInt8], _ key: [UInt8]) -> [UInt8] {
        sequence(sequence(identifier(algorithm), parameters), bitString(key))
    }

    static func ec(_ curve: String, _ point: [UInt8]) -> [UInt8] {
        spki("1.2.840.10045.2.1", identifier(curve), point)
    }

    static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
        spki("1.2.840.113549.1.1.1", null, sequence(integer(modulus), integer(exponent)))
    }

    /// The key bits of an SPKI that was well formed.
    static func keyBits(_ key: [UInt8], count: Int) -> [UInt8] { Array(key.suffix(count)) }
}
