// SPDX-License-Identifier: Apache-2.0
public import DER

/// A distinguished name: who a certificate is about, or who issued it.
///
///     Name ::= SEQUENCE OF SET SIZE (1..MAX) OF AttributeTypeAndValue
///
/// Two names are `==` when their bytes are; whether they name the same thing is ``matches(_:)``.
///
/// - SeeAlso: RFC 5280 4.1.2.4 and 7.1.
public struct Name: Sendable, Hashable {
    /// The DER encoding.
    public let encodedSlice: ArraySlice<UInt8>

    /// The attributes, most significant first; each inner list is one relative distinguished name, one or more long.
    public let relativeDistinguishedNames: [[AttributeTypeAndValue]]

    /// The DER encoding, copied out of the buffer it was read from.
    public var encoded: [UInt8] { Array(encodedSlice) }

    /// Whether the name has no attributes, as the subject of a certificate that names its holder elsewhere may.
    public var isEmpty: Bool { relativeDistinguishedNames.isEmpty }

    /// Reads a name.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `empty` for a relative distinguished name without attributes, `unsorted` for a
    ///   multi-valued one that is not in DER order.
    public init(_ node: DERNode) throws(PKIXError) {
        var sets = try node.fields()
        var names: [[AttributeTypeAndValue]] = []
        while !sets.isAtEnd {
            let set = try sets.next(.set)
            names.append(try Self.attributes(of: set))
        }
        encodedSlice = node.encoded
        relativeDistinguishedNames = names
    }

    /// Reads a name that stands alone.
    ///
    /// - Parameter bytes: the DER encoding, nothing after it.
    /// - Throws: ``PKIXError``.
    public init(der bytes: [UInt8]) throws(PKIXError) {
        try self.init(try der(DERReader.single(bytes, .sequence)))
    }

    init(encodedSlice: ArraySlice<UInt8>, relativeDistinguishedNames: [[AttributeTypeAndValue]]) {
        self.encodedSlice = encodedSlice
        self.relativeDistinguishedNames = relativeDistinguishedNames
    }

    /// The name without attributes.
    public static let empty = Name(encodedSlice: [0x30, 0x00], relativeDistinguishedNames: [])

    /// Every attribute, most significant first, those of one relative distinguished name in their encoded order.
    public var attributes: [AttributeTypeAndValue] { relativeDistinguishedNames.flatMap { $0 } }

    /// The text of the last, that is most specific, attribute of a type.
    ///
    /// - Parameter type: the attribute's type.
    /// - Returns: the text as encoded, or `nil` when there is none or it is no text.
    public func value(of type: ObjectIdentifier) -> String? {
        values(of: type).last
    }

    /// The texts of every attribute of a type, most significant first.
    ///
    /// - Parameter type: the attributes' type.
    /// - Returns: texts as encoded; attributes that are no text are left out.
    public func values(of type: ObjectIdentifier) -> [String] {
        attributes.compactMap { $0.type == type ? $0.string : nil }
    }

    /// Reads the attributes of one relative distinguished name.
    ///
    /// - Parameter set: the SET, or the same under an IMPLICIT tag.
    /// - Returns: one attribute or more, in DER order.
    /// - Throws: ``PKIXError``.
    static func attributes(of set: DERNode) throws(PKIXError) -> [AttributeTypeAndValue] {
        var members = try set.fields(set.tag)
        var attributes: [AttributeTypeAndValue] = []
        while !members.isAtEnd {
            let attribute = try AttributeTypeAndValue(try members.next(.sequence))
            if let last = attributes.last, attribute.encoded.lexicographicallyPrecedes(last.encoded) {
                throw .unsorted(field: "RelativeDistinguishedName", offset: set.offset)
            }
            attributes.append(attribute)
        }
        guard !attributes.isEmpty else { throw .empty(field: "RelativeDistinguishedName", offset: set.offset) }
        return attributes
    }

    /// Whether both have the same bytes.
    public static func == (left: Name, right: Name) -> Bool {
        left.encodedSlice == right.encodedSlice
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(encodedSlice)
    }
}

extension Name {
    /// The name with one relative distinguished name added at its end.
    ///
    /// - Parameter attributes: one attribute or more, in any order.
    /// - Returns: the longer name.
    public func appending(_ attributes: [AttributeTypeAndValue]) -> Name {
        let sorted = attributes.sorted { $0.encoded.lexicographicallyPrecedes($1.encoded) }
        let names = relativeDistinguishedNames + [sorted]
        return Name(encodedSlice: Self.encode(names)[...], relativeDistinguishedNames: names)
    }

    static func encode(_ names: [[AttributeTypeAndValue]]) -> [UInt8] {
        DERWriter.bytes { writer in
            writer.sequence { writer in
                for attributes in names { writer.setOf(attributes.map { Array($0.encoded) }) }
            }
        }
    }
}
