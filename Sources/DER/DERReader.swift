// SPDX-License-Identifier: Apache-2.0

/// Reads a series of X.690 values, one after another.
///
/// A value is laid out as identifier octet, length octets, content octets:
///
///     30 | 82 01 0a | ...266 bytes...        SEQUENCE, long definite length
///     02 | 01 | 05                           INTEGER 5
///     24 | 80 | ... | 00 00                  OCTET STRING in pieces, indefinite length (BER only)
///
/// The reader copies nothing: each ``DERNode`` is a view into the buffer. It never traps, whatever the bytes; nesting
/// is limited by ``maximumDepth``, the total size by whoever took the bytes in.
///
/// - SeeAlso: X.690 8.1.
public struct DERReader: Sendable {
    /// How deep values may nest; the deepest certificate in the field has about 12 levels.
    public static let maximumDepth = 32

    /// How many values are stepped over in search of the end of one indefinite length, or joined to one string.
    ///
    /// Each level of indefinite lengths is searched again by the one below. 16 MB in pieces of 256 bytes, smaller than
    /// any that signing devices send, are 65,536.
    public static let maximumPieces = 131_072

    private let bytes: ArraySlice<UInt8>
    private let rules: EncodingRules
    private let depth: Int
    private var position: Int

    /// Reads the values in a whole buffer.
    public init(_ bytes: [UInt8], rules: EncodingRules = .der) {
        self.init(bytes[...], rules: rules)
    }

    /// Reads the values in a view; errors name offsets in the buffer that the view belongs to.
    public init(_ bytes: ArraySlice<UInt8>, rules: EncodingRules = .der) {
        self.init(bytes, rules: rules, depth: 0)
    }

    init(_ bytes: ArraySlice<UInt8>, rules: EncodingRules, depth: Int) {
        self.bytes = bytes
        self.rules = rules
        self.depth = depth
        position = bytes.startIndex
    }

    /// Reads exactly one value with nothing before or after it.
    ///
    /// - Parameters:
    ///   - bytes: the encoding, whole.
    ///   - tag: the tag that the value must have.
    ///   - rules: DER unless said.
    /// - Returns: the value.
    /// - Throws: ``DERError``; `trailingBytes` when more follows.
    public static func single(
        _ bytes: ArraySlice<UInt8>, _ tag: Tag, rules: EncodingRules = .der
    ) throws(DERError) -> DERNode {
        var reader = DERReader(bytes, rules: rules)
        let node = try reader.read(tag)
        try reader.finish()
        return node
    }

    /// Reads exactly one value with nothing before or after it.
    public static func single(
        _ bytes: [UInt8], _ tag: Tag, rules: EncodingRules = .der
    ) throws(DERError) -> DERNode {
        try single(bytes[...], tag, rules: rules)
    }

    /// Whether every value has been read.
    public var isAtEnd: Bool { position >= bytes.endIndex }

    /// The tag of the next value, or `nil` at the end; the value itself may still be malformed.
    public var nextTag: Tag? { isAtEnd ? nil : Tag(octet: bytes[position]) }

    /// Where the next value starts, in bytes from the start of the outermost buffer.
    public var offset: Int { position }

    /// Reads the next value, whatever its tag.
    ///
    /// - Throws: ``DERError``; `valueMissing` at the end.
    public mutating func read() throws(DERError) -> DERNode {
        guard !isAtEnd else { throw .valueMissing(offset: position, allowed: nil) }
        let start = position
        let header = try Header(at: start, in: bytes, rules: rules)
        guard depth < Self.maximumDepth else { throw .tooDeep(offset: start, allowed: Self.maximumDepth) }
        let contentEnd: Int
        let end: Int
        if let length = header.length {
            contentEnd = header.contentStart + length
            end = contentEnd
        } else {
            contentEnd = try Self.endOfContents(from: header.contentStart, in: bytes, depth: depth)
            end = contentEnd + 2
        }
        position = end
        return DERNode(
            tag: header.tag, encoded: bytes[start..<end], content: bytes[header.contentStart..<contentEnd],
            isDistinguished: header.isDistinguished, rules: rules, depth: depth + 1)
    }

    /// Reads the next value, which must have the tag given.
    ///
    /// Where BER is taken, a string may come in pieces: the constructed form of a primitive tag is read too.
    ///
    /// - Throws: ``DERError``; `unexpectedTag` or `valueMissing` when something else or nothing follows.
    public mutating func read(_ tag: Tag) throws(DERError) -> DERNode {
        guard let seen = nextTag else { throw .valueMissing(offset: position, allowed: tag) }
        guard seen == tag || (rules == .ber && tag == .octetString && seen == tag.constructed) else {
            throw .unexpectedTag(offset: position, seen: seen, allowed: tag)
        }
        return try read()
    }

    /// Reads the next value if it has the tag given; otherwise reads nothing.
    ///
    /// - Returns: the value, or `nil` when something else or nothing follows.
    /// - Throws: ``DERError`` when the value is there and malformed.
    public mutating func readIfPresent(_ tag: Tag) throws(DERError) -> DERNode? {
        guard let seen = nextTag, seen == tag || (rules == .ber && tag == .octetString && seen == tag.constructed)
        else { return nil }
        return try read()
    }

    /// Says that all values have been read.
    ///
    /// - Throws: ``DERError/trailingBytes(offset:count:)`` when something follows.
    public func finish() throws(DERError) {
        guard isAtEnd else { throw .trailingBytes(offset: position, count: bytes.endIndex - position) }
    }

    /// Finds the end-of-contents octets that close an indefinite length.
    ///
    /// One pass over the headers; values inside with a definite length are stepped over whole.
    private static func endOfContents(
        from start: Int, in bytes: ArraySlice<UInt8>, depth: Int
    ) throws(DERError) -> Int {
        var position = start
        var open = 1
        var pieces = 0
        while position < bytes.endIndex {
            if bytes[position] == 0 {
                guard position + 1 < bytes.endIndex, bytes[position + 1] == 0 else {
                    throw .endOfContentsMissing(offset: position)
                }
                open -= 1
                if open == 0 { return position }
                position += 2
                continue
            }
            let header = try Header(at: position, in: bytes, rules: .ber)
            pieces += 1
            guard pieces <= maximumPieces else { throw .tooManyPieces(offset: start, allowed: maximumPieces) }
            if let length = header.length {
                position = header.contentStart + length
            } else {
                open += 1
                guard depth + open <= maximumDepth else { throw .tooDeep(offset: position, allowed: maximumDepth) }
                position = header.contentStart
            }
        }
        throw .endOfContentsMissing(offset: start)
    }
}

/// Identifier and length octets, read and checked against what follows.
private struct Header {
    let tag: Tag
    let contentStart: Int
    /// In bytes, already known to fit; `nil` for the indefinite form.
    let length: Int?
    let isDistinguished: Bool

    /// More than 2^32 bytes are never in memory here, so four length octets are enough.
    static let maximumLengthOctets = 4

    init(at start: Int, in bytes: ArraySlice<UInt8>, rules: EncodingRules) throws(DERError) {
        let end = bytes.endIndex
        guard end - start >= 2 else { throw .truncated(offset: start, needed: 2, present: end - start) }
        tag = Tag(octet: bytes[start])
        guard bytes[start] & 0x1f != 0x1f else { throw .tagNumberTooHigh(offset: start) }
        let first = bytes[start + 1]
        if first < 0x80 {
            contentStart = start + 2
            let length = Int(first)
            guard end - contentStart >= length else {
                throw .truncated(offset: start, needed: length, present: end - contentStart)
            }
            self.length = length
            isDistinguished = true
            return
        }
        if first == 0x80 {
            guard rules == .ber, tag.isConstructed else { throw .lengthNotMinimal(offset: start) }
            contentStart = start + 2
            length = nil
            isDistinguished = false
            return
        }
        let octets = Int(first & 0x7f)
        guard octets <= Self.maximumLengthOctets else {
            throw .lengthTooLarge(offset: start, octets: octets, allowed: Self.maximumLengthOctets)
        }
        guard end - start - 2 >= octets else {
            throw .truncated(offset: start, needed: octets, present: end - start - 2)
        }
        var length = 0
        for index in start + 2..<start + 2 + octets {
            length = length << 8 | Int(bytes[index])
        }
        contentStart = start + 2 + octets
        isDistinguished = length >= 0x80 && bytes[start + 2] != 0
        guard isDistinguished || rules == .ber else { throw .lengthNotMinimal(offset: start) }
        guard end - contentStart >= length else {
            throw .truncated(offset: start, needed: length, present: end - contentStart)
        }
        self.length = length
    }
}
