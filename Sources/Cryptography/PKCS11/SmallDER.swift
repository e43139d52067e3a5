// SPDX-License-Identifier: Apache-2.0

/// The few DER structures that a token gives in pieces, put together; this room has no tie to the DER room.
enum SmallDER {
    /// One value; X.690 10.1, lengths up to 65,535.
    static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length: [UInt8] =
            switch count {
            case ..<0x80: [UInt8(count)]
            case ..<0x100: [0x81, UInt8(count)]
            default: [0x82, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
            }
        return [tag] + length + content
    }

    static func sequence(_ content: [UInt8]) -> [UInt8] { value(DERCursor.sequence, content) }

    /// A number that is not negative, from big-endian octets with or without leading zeros.
    static func integer(_ octets: some Collection<UInt8>) -> [UInt8] {
        var number = Array(octets.drop { $0 == 0 })
        if (number.first ?? 0x80) >= 0x80 { number.insert(0, at: 0) }
        return value(DERCursor.integer, number)
    }

    static func bitString(_ octets: [UInt8]) -> [UInt8] { value(DERCursor.bitString, [0] + octets) }

    /// `Ecdsa-Sig-Value` from r and s of equal length, one after the other.
    ///
    /// - Returns: nil when the octets are no two halves.
    /// - SeeAlso: PKCS #11 v2.40 curr, 2.3.1 (EC signatures); RFC 3279 2.2.3.
    static func signature(halves octets: [UInt8]) -> [UInt8]? {
        guard !octets.isEmpty, octets.count % 2 == 0, octets.count <= 256 else { return nil }
        let half = octets.count / 2
        return sequence(integer(octets.prefix(half)) + integer(octets.suffix(half)))
    }
}
