// SPDX-License-Identifier: Apache-2.0

/// One X.690 value: a tag and a view of its bytes.
///
/// Each accessor checks the tag and the form of the content and says where and why it does not fit.
public struct DERNode: Sendable {
    /// What the value says it is.
    public let tag: Tag

    /// The whole value with identifier and length octets, as it stands in the buffer.
    public let encoded: ArraySlice<UInt8>

    /// The content octets alone.
    public let content: ArraySlice<UInt8>

    /// Whether this value's own header is in the one form that DER allows; says nothing of its children.
    public let isDistinguished: Bool

    let rules: EncodingRules
    let depth: Int

    /// Where the value starts, in bytes from the start of the outermost buffer.
    public var offset: Int { encoded.startIndex }

    /// The values inside a constructed value.
    ///
    /// - Throws: ``DERError/notConstructed(offset:seen:)``.
    public func reader() throws(DERError) -> DERReader {
        guard tag.isConstructed else { throw .notConstructed(offset: offset, seen: tag) }
        return DERReader(content, rules: rules, depth: depth)
    }

    /// The one value inside an EXPLICIT tag.
    ///
    /// - Throws: ``DERError`` when there is no child, more than one, or one with another tag.
    public func only(_ tag: Tag) throws(DERError) -> DERNode {
        var reader = try reader()
        let node = try reader.read(tag)
        try reader.finish()
        return node
    }

    /// Checks the tag.
    ///
    /// - Parameter allowed: the tag the value must have.
    /// - Throws: ``DERError/unexpectedTag(offset:seen:allowed:)``.
    public func expect(_ allowed: Tag) throws(DERError) {
        guard tag == allowed else { throw .unexpectedTag(offset: offset, seen: tag, allowed: allowed) }
    }

    /// A BOOLEAN, or one under the IMPLICIT tag given.
    ///
    /// - Throws: ``DERError``; DER knows only 00 and FF (X.690 11.1).
    public func boolean(implicit: Tag = .boolean) throws(DERError) -> Bool {
        try expect(implicit)
        guard content.count == 1, let octet = content.first, octet == 0 || octet == 0xff else {
            throw .boolean(offset: offset)
        }
        return octet == 0xff
    }

    /// The content of a NULL.
    ///
    /// - Throws: ``DERError`` when it has any.
    public func null(implicit: Tag = .null) throws(DERError) {
        try expect(implicit)
        guard content.isEmpty else { throw .null(offset: offset) }
    }

    /// An OBJECT IDENTIFIER.
    ///
    /// - Throws: ``DERError/objectIdentifier(offset:)``.
    public func objectIdentifier(implicit: Tag = .objectIdentifier) throws(DERError) -> ObjectIdentifier {
        try expect(implicit)
        guard let identifier = ObjectIdentifier(contentBytes: content) else {
            throw .objectIdentifier(offset: offset)
        }
        return identifier
    }

    /// The bytes of an OCTET STRING in one piece.
    ///
    /// - Throws: ``DERError``; `unexpectedTag` for a string in pieces, see ``joinedOctetString()``.
    public func octetString(implicit: Tag = .octetString) throws(DERError) -> ArraySlice<UInt8> {
        try expect(implicit)
        return content
    }

    /// A BIT STRING.
    ///
    /// - Throws: ``DERError/bitString(offset:)``; unused bits must be zero (X.690 11.2.1).
    public func bitString(implicit: Tag = .bitString) throws(DERError) -> BitString {
        try expect(implicit)
        guard let unused = content.first, unused <= 7 else { throw .bitString(offset: offset) }
        let bytes = content.dropFirst()
        guard let last = bytes.last else {
            guard unused == 0 else { throw .bitString(offset: offset) }
            return BitString(bytes: bytes, unusedBits: 0)
        }
        guard last & ((1 << unused) - 1) == 0 else { throw .bitString(offset: offset) }
        return BitString(bytes: bytes, unusedBits: Int(unused))
    }

    /// The bytes of an OCTET STRING that BER may have cut in pieces, joined.
    ///
    /// - Throws: ``DERError``; pieces may nest as deep as any value, ``DERReader/maximumPieces`` of them in all.
    /// - SeeAlso: X.690 8.7.3.
    public func joinedOctetString() throws(DERError) -> [UInt8] {
        if tag == .octetString { return Array(content) }
        try expect(.octetString.constructed)
        var joined: [UInt8] = []
        joined.reserveCapacity(content.count)
        var pieces = 0
        try join(into: &joined, &pieces)
        return joined
    }

    private func join(into joined: inout [UInt8], _ count: inout Int) throws(DERError) {
        var pieces = try reader()
        while !pieces.isAtEnd {
            count += 1
            guard count <= DERReader.maximumPieces else {
                throw .tooManyPieces(offset: offset, allowed: DERReader.maximumPieces)
            }
            let piece = try pieces.read(.octetString)
            if piece.tag.isConstructed {
                try piece.join(into: &joined, &count)
            } else {
                joined.append(contentsOf: piece.content)
            }
        }
    }
}
