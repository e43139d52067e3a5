// SPDX-License-Identifier: Apache-2.0

extension DERWriter {
    /// Writes a BOOLEAN, or one under an IMPLICIT tag.
    ///
    /// A value equal to its DEFAULT must not be written at all; that is the caller's to know (X.690 11.5).
    public mutating func boolean(_ value: Bool, implicit: Tag = .boolean) {
        primitive(implicit, [value ? 0xff : 0x00])
    }

    /// Writes an INTEGER, or one under an IMPLICIT tag.
    public mutating func integer(_ value: Int, implicit: Tag = .integer) {
        var octets = (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - $0 * 8)) }
        while octets.count > 1,
            (octets[0] == 0 && octets[1] < 0x80) || (octets[0] == 0xff && octets[1] >= 0x80)
        {
            octets.removeFirst()
        }
        primitive(implicit, octets)
    }

    /// Writes a natural number of any size.
    ///
    /// - Parameters:
    ///   - magnitude: big-endian; leading zeros and an empty number are put in form.
    ///   - implicit: the tag to write instead of INTEGER's own.
    public mutating func integer(unsigned magnitude: some Collection<UInt8>, implicit: Tag = .integer) {
        var octets = Array(magnitude.drop { $0 == 0 })
        if octets.isEmpty || octets[0] >= 0x80 { octets.insert(0, at: 0) }
        primitive(implicit, octets)
    }

    /// Writes an INTEGER from its content octets, which must be in form already.
    public mutating func integer(content: some Collection<UInt8>, implicit: Tag = .integer) {
        primitive(implicit, content)
    }

    /// Writes an ENUMERATED.
    public mutating func enumerated(_ value: Int) {
        integer(value, implicit: .enumerated)
    }

    /// Writes a BIT STRING.
    ///
    /// - Parameters:
    ///   - content: the bits, first bit highest.
    ///   - unusedBits: low bits of the last byte that do not belong to the string; 0 to 7. They must be zero.
    ///   - implicit: the tag to write instead of BIT STRING's own.
    public mutating func bitString(
        _ content: some Collection<UInt8>, unusedBits: UInt8 = 0, implicit: Tag = .bitString
    ) {
        primitive(implicit, [unusedBits & 7] + Array(content))
    }

    /// Writes a named-bit list without trailing zero bits.
    ///
    /// - Parameters:
    ///   - numbers: the bits that are set, by their numbers in the ASN.1 module; any order.
    ///   - implicit: the tag to write instead of BIT STRING's own.
    /// - SeeAlso: X.690 11.2.2.
    public mutating func namedBits(_ numbers: some Sequence<Int>, implicit: Tag = .bitString) {
        let set = numbers.filter { (0..<64).contains($0) }
        guard let highest = set.max() else { return bitString([], implicit: implicit) }
        var content = [UInt8](repeating: 0, count: highest / 8 + 1)
        for number in set { content[number / 8] |= 0x80 >> (number % 8) }
        bitString(content, unusedBits: UInt8(7 - highest % 8), implicit: implicit)
    }

    /// Writes a UTF8String.
    public mutating func utf8String(_ text: String, implicit: Tag = .utf8String) {
        primitive(implicit, Array(text.utf8))
    }

    /// Writes a PrintableString; the caller has seen to its alphabet (X.680 41.4).
    public mutating func printableString(_ text: String) {
        primitive(.printableString, Array(text.utf8))
    }

    /// Writes an IA5String, or one under an IMPLICIT tag; the caller has seen that it is ASCII.
    public mutating func ia5String(_ text: String, implicit: Tag = .ia5String) {
        primitive(implicit, Array(text.utf8))
    }

    /// Writes a time as certificates and lists want it: UTCTime through 2049, GeneralizedTime after.
    ///
    /// - SeeAlso: RFC 5280 4.1.2.5.
    public mutating func time(_ instant: Instant) {
        let parts = instant.calendarParts
        guard (1950...2049).contains(parts.year) else { return generalizedTime(instant) }
        primitive(.utcTime, Self.compactTime(instant).dropFirst(2))
    }

    /// Writes a GeneralizedTime `YYYYMMDDHHMMSSZ`, or one under an IMPLICIT tag.
    public mutating func generalizedTime(_ instant: Instant, implicit: Tag = .generalizedTime) {
        primitive(implicit, Self.compactTime(instant))
    }

    /// Writes a GeneralizedTime with a fraction of a second, without its trailing zeros as DER wants it.
    ///
    /// - Parameters:
    ///   - instant: the whole seconds.
    ///   - microseconds: 0 to 999,999; 0 writes no fraction.
    /// - SeeAlso: X.690 11.7; RFC 3161 2.4.2 (genTime).
    public mutating func generalizedTime(_ instant: Instant, microseconds: Int) {
        guard (1...999_999).contains(microseconds) else { return generalizedTime(instant) }
        var digits = Array(String(1_000_000 + microseconds).utf8.dropFirst())
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        var text = Array(Self.compactTime(instant).dropLast())
        text.append(UInt8(ascii: "."))
        text.append(contentsOf: digits)
        text.append(UInt8(ascii: "Z"))
        primitive(.generalizedTime, text)
    }

    private static func compactTime(_ instant: Instant) -> [UInt8] {
        instant.rfc3339.utf8.filter { (0x30...0x39).contains($0) } + [UInt8(ascii: "Z")]
    }
}
