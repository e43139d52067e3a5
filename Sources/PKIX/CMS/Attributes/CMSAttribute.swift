// SPDX-License-Identifier: Apache-2.0
public import DER

/// One attribute of a signer, signed or unsigned, not interpreted.
///
///     Attribute ::= SEQUENCE { attrType OBJECT IDENTIFIER, attrValues SET OF AttributeValue }
///
/// - SeeAlso: RFC 5652 5.3.
public struct CMSAttribute: Sendable, Hashable {
    /// What the attribute says.
    public let type: ObjectIdentifier

    /// The encoded values in the order they stand in; one for every attribute that Mohr knows, none is malformed but
    /// readable.
    public let values: [ArraySlice<UInt8>]

    /// The whole attribute as it stands in the message.
    public let encoded: ArraySlice<UInt8>

    /// No attribute in use has more than a few values.
    public static let maximumValues = 64

    /// Draws up an attribute with one value.
    ///
    /// - Parameters:
    ///   - type: what it says.
    ///   - body: writes the one value.
    public init(_ type: ObjectIdentifier, _ body: (inout DERWriter) -> Void) {
        self.init(type, value: DERWriter.bytes(body))
    }

    /// Draws up an attribute with one value that is already encoded.
    ///
    /// - Parameters:
    ///   - type: what it says.
    ///   - value: one DER value.
    public init(_ type: ObjectIdentifier, value: [UInt8]) {
        self.type = type
        values = [value[...]]
        encoded =
            DERWriter.bytes { writer in
                writer.sequence { writer in
                    writer.objectIdentifier(type)
                    writer.constructed(.set) { $0.raw(value) }
                }
            }[...]
    }

    /// Reads an attribute.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    public init(_ node: DERNode) throws(PKIXError) {
        try der(node.expect(.sequence))
        var fields = try der(node.reader())
        type = try der(fields.read(.objectIdentifier).objectIdentifier())
        var reader = try der(fields.read(.set).reader())
        var values: [ArraySlice<UInt8>] = []
        while !reader.isAtEnd {
            guard values.count < Self.maximumValues else {
                throw .tooLarge(field: "attrValues", seen: values.count + 1, allowed: Self.maximumValues)
            }
            values.append(try der(reader.read()).encoded)
        }
        try der(fields.finish())
        self.values = values
        encoded = node.encoded
    }

    /// Reads the attributes of a SET OF, in their order.
    ///
    /// - Parameters:
    ///   - node: the SET under its IMPLICIT tag, which the caller has checked.
    ///   - field: what to call them in an error.
    /// - Returns: at most ``SignedData/maximumAttributes``.
    /// - Throws: ``PKIXError``; `tooLarge` when there are more.
    static func list(_ node: DERNode, field: String) throws(PKIXError) -> [CMSAttribute] {
        var reader = try der(node.reader())
        var attributes: [CMSAttribute] = []
        while !reader.isAtEnd {
            guard attributes.count < SignedData.maximumAttributes else {
                throw .tooLarge(field: field, seen: attributes.count + 1, allowed: SignedData.maximumAttributes)
            }
            attributes.append(try CMSAttribute(try der(reader.read(.sequence))))
        }
        return attributes
    }
}
