// SPDX-License-Identifier: Apache-2.0

/// A strict walk over the few DER structures that keys and signatures are made of.
///
/// This room has no tie to the DER room, and needs only single-byte tags and definite, minimal
/// lengths (X.690 10.1). Indices of the slice are offsets in the caller's buffer.
struct DERCursor {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }
    var offset: Int { rest.startIndex }
    var nextTag: UInt8? { rest.first }

    /// Reads one value with the expected tag and returns its content octets.
    mutating func read(_ tag: UInt8) throws(CryptographyError) -> ArraySlice<UInt8> {
        guard rest.first == tag else { throw .malformedKey(offset: offset) }
        return try readAny().content
    }

    /// Reads one value whatever its tag.
    mutating func readAny() throws(CryptographyError) -> (tag: UInt8, content: ArraySlice<UInt8>) {
        let start = rest.startIndex
        guard let tag = rest.popFirst(), tag & 0x1f != 0x1f else { throw .malformedKey(offset: start) }
        let length = try readLength()
        guard length <= rest.count else { throw .malformedKey(offset: start) }
        let end = rest.startIndex + length
        defer { rest = rest[end...] }
        return (tag, rest[..<end])
    }

    /// Demands that nothing follows.
    func finish() throws(CryptographyError) {
        guard rest.isEmpty else { throw .trailingBytes(offset: offset, count: rest.count) }
    }

    /// X.690 10.1: definite form, in the fewest octets.
    private mutating func readLength() throws(CryptographyError) -> Int {
        let start = rest.startIndex
        guard let first = rest.popFirst() else { throw .malformedKey(offset: start) }
        guard first >= 0x80 else { return Int(first) }
        // Three octets reach 16 MB, far beyond any key; so nothing here can overflow.
        let octets = Int(first & 0x7f)
        guard (1...3).contains(octets), rest.count >= octets else { throw .malformedKey(offset: start) }
        let length = rest.prefix(octets).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(octets)
        guard length >= 0x80, octets == 1 || length >> (8 * (octets - 1)) != 0 else {
            throw .malformedKey(offset: start)
        }
        return length
    }
}

extension DERCursor {
    static let integer: UInt8 = 0x02
    static let bitString: UInt8 = 0x03
    static let null: UInt8 = 0x05
    static let objectIdentifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30

    /// Reads an INTEGER in its minimal form (X.690 8.3.2), sign octet included.
    mutating func readInteger() throws(CryptographyError) -> ArraySlice<UInt8> {
        let start = offset
        let content = try read(Self.integer)
        guard let first = content.first else { throw .malformedKey(offset: start) }
        if let second = content.dropFirst().first, (first == 0 && second < 0x80) || (first == 0xff && second >= 0x80) {
            throw .malformedKey(offset: start)
        }
        return content
    }

    /// Reads a BIT STRING that is whole octets.
    mutating func readOctetsInBitString() throws(CryptographyError) -> ArraySlice<UInt8> {
        let start = offset
        let content = try read(Self.bitString)
        guard content.first == 0 else { throw .malformedKey(offset: start) }
        return content.dropFirst()
    }

    /// Reads an OBJECT IDENTIFIER and returns its content octets.
    mutating func readObjectIdentifier() throws(CryptographyError) -> ArraySlice<UInt8> {
        let start = offset
        let content = try read(Self.objectIdentifier)
        guard isObjectIdentifier(content) else { throw .malformedKey(offset: start) }
        return content
    }
}

/// Whether content octets are whole arcs, each in its fewest octets (X.690 8.19.2).
private func isObjectIdentifier(_ content: ArraySlice<UInt8>) -> Bool {
    guard let last = content.last, last < 0x80 else { return false }
    var isInside = false
    for byte in content {
        guard isInside || byte != 0x80 else { return false }
        isInside = byte >= 0x80
    }
    return true
}

/// The dotted form of an OBJECT IDENTIFIER's content octets, `nil` when they are none (X.690 8.19) or an
/// arc needs more than 63 bits, as only arcs made of UUIDs do.
func dottedObjectIdentifier(_ content: ArraySlice<UInt8>) -> String? {
    var arcs: [UInt64] = []
    var arc: UInt64 = 0
    var isInside = false
    for byte in content {
        // A leading 80 is padding; 57 bits before the last shift keep the arc within 64.
        guard isInside || byte != 0x80, arc >> 57 == 0 else { return nil }
        arc = arc << 7 | UInt64(byte & 0x7f)
        isInside = byte >= 0x80
        if !isInside {
            if arcs.isEmpty {
                let root = min(arc / 40, 2)
                arcs = [root, arc - root * 40]
            } else {
                arcs.append(arc)
            }
            arc = 0
        }
    }
    guard !isInside, !arcs.isEmpty else { return nil }
    return arcs.map(String.init).joined(separator: ".")
}
