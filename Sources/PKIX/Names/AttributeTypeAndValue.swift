// SPDX-License-Identifier: Apache-2.0
public import DER

/// One attribute of a name: a type and a value.
///
///     AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY DEFINED BY type }
///
/// - SeeAlso: RFC 5280 4.1.2.4.
public struct AttributeTypeAndValue: Sendable, Hashable {
    /// What the value is: `OID.commonName`, for instance.
    public let type: ObjectIdentifier

    /// The value's identifier octet; a string type nearly always.
    public let valueTag: Tag

    /// The whole attribute as it is encoded.
    public let encoded: ArraySlice<UInt8>

    /// How many of ``encoded``'s octets, at its end, are the value's content.
    private let valueLength: Int

    /// The value's content octets, in the encoding that ``valueTag`` names.
    public var valueContent: ArraySlice<UInt8> { encoded.suffix(valueLength) }

    /// Takes an attribute that has just been encoded, its value last.
    init(type: ObjectIdentifier, valueTag: Tag, valueLength: Int, encoded: ArraySlice<UInt8>) {
        self.type = type
        self.valueTag = valueTag
        self.encoded = encoded
        self.valueLength = valueLength
    }

    /// Reads an attribute.
    ///
    /// The value may be of any type; a character string's bytes must be of that type.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError/der(_:)``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        type = try fields.nextObjectIdentifier()
        let value = try fields.next()
        try fields.end()
        if !Self.isPlainASCII(value) {
            _ = try Self.checkedText(of: value)
        }
        valueTag = value.tag
        valueLength = value.content.count
        encoded = node.encoded
    }

    /// The value as text, not normalised; `nil` when it is no character string.
    public var string: String? {
        if Self.asciiTags.contains(valueTag) || valueTag == .utf8String {
            return String(validating: valueContent, as: UTF8.self)
        }
        let node = try? DERReader(encoded).readOnlyValue()
        return try? node?.string()
    }

    static let asciiTags: Set<Tag> = [.printableString, .ia5String, .numericString, .visibleString]

    private static func isPlainASCII(_ value: DERNode) -> Bool {
        switch value.tag {
        case .printableString, .ia5String, .utf8String, .numericString, .visibleString:
            value.content.allSatisfy { $0 < 0x80 }
        default:
            false
        }
    }

    private static func checkedText(of value: DERNode) throws(PKIXError) -> String? {
        switch value.tag {
        case .utf8String, .printableString, .ia5String, .numericString, .visibleString, .teletexString, .bmpString,
            .universalString:
            try der(value.string())
        default:
            nil
        }
    }
}

extension DERReader {
    /// The value of the attribute that the reader stands before.
    fileprivate consuming func readOnlyValue() throws(DERError) -> DERNode {
        var fields = try read(.sequence).reader()
        _ = try fields.read(.objectIdentifier)
        return try fields.read()
    }
}
