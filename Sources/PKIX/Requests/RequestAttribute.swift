// SPDX-License-Identifier: Apache-2.0
public import DER

/// Something that a certification request asks for or says besides name and key, not interpreted.
///
///     Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET OF ANY }
///
/// - SeeAlso: RFC 2986 4.1.
public struct RequestAttribute: Sendable, Hashable {
    /// Which attribute it is.
    public let type: ObjectIdentifier

    /// The encoded values; one or more.
    public let values: [ArraySlice<UInt8>]

    /// Takes an attribute to be written.
    public init(type: ObjectIdentifier, values: [ArraySlice<UInt8>]) {
        self.type = type
        self.values = values
    }

    /// Reads an attribute.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `empty` when there is no value, `unsorted` when they are not in DER order.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        type = try fields.nextObjectIdentifier()
        let set = try fields.next(.set)
        try fields.end()
        values = try set.list(of: "attribute values", implicit: .set) { value throws(PKIXError) in value.encoded }
        for (value, next) in zip(values, values.dropFirst()) where next.lexicographicallyPrecedes(value) {
            throw .unsorted(field: "attribute values", offset: next.startIndex)
        }
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(type)
            writer.setOf(values.map { Array($0) })
        }
    }
}
