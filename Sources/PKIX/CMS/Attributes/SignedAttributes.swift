// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a signer signed: statements about the content, the digest of the content among them.
///
///     SignedAttributes ::= SET SIZE (1..MAX) OF Attribute
///
/// In the message they stand under `[0] IMPLICIT`; signed is the same SET under its own tag, sorted as DER asks.
/// Some signing devices send them unsorted, so both orders are kept: ``encodedAsSetOf`` is what the standard says is
/// signed, ``encodedAsReceived`` is what a wrong implementation may have signed instead.
///
/// - SeeAlso: RFC 5652 5.3 and 5.4.
public struct SignedAttributes: Sendable {
    /// The attributes in the order they were received; a type may be there twice, which the validator refuses.
    public let all: [CMSAttribute]

    /// The DER SET OF, tag 31, sorted: the bytes that are signed.
    public let encodedAsSetOf: [UInt8]

    /// The same under tag 31 in the order they were received.
    public let encodedAsReceived: [UInt8]

    /// Whether they were received in DER's order.
    public let wasSorted: Bool

    /// Reads signed attributes.
    ///
    /// - Parameter node: the value under `[0] IMPLICIT`, read by DER's rules.
    /// - Throws: ``PKIXError``.
    init(_ node: DERNode) throws(PKIXError) {
        all = try CMSAttribute.list(node, field: "signedAttrs")
        var received: [UInt8] = []
        received.reserveCapacity(node.encoded.count)
        received.append(Tag.set.octet)
        received.append(contentsOf: node.encoded.dropFirst())
        encodedAsReceived = received
        wasSorted = zip(all, all.dropFirst()).allSatisfy { first, second in
            !second.encoded.lexicographicallyPrecedes(first.encoded)
        }
        if wasSorted {
            encodedAsSetOf = received
        } else {
            let elements = all.map { Array($0.encoded) }
            encodedAsSetOf = DERWriter.bytes { $0.setOf(elements) }
        }
    }

    /// The attributes of one type, in their order.
    ///
    /// - Parameter type: the type to look for.
    /// - Returns: none, one, or more when the signer broke the rule that there is one at most.
    public func attributes(of type: ObjectIdentifier) -> [CMSAttribute] {
        all.filter { $0.type == type }
    }

    /// The types that are there more than once, each named once.
    ///
    /// Only `content-time-stamp` and what is unknown may be repeated; for `contentType`, `messageDigest`,
    /// `signingTime` and the signing certificate it is forbidden.
    ///
    /// - SeeAlso: RFC 5652 11.1 to 11.3; RFC 5035 3.
    public var repeatedTypes: [ObjectIdentifier] {
        var repeated: [ObjectIdentifier] = []
        for (index, attribute) in all.enumerated() {
            let isLater = all.prefix(index).contains { $0.type == attribute.type }
            if isLater, !repeated.contains(attribute.type) { repeated.append(attribute.type) }
        }
        return repeated
    }

    /// The types of attributes that have no value, or more than one.
    public var typesWithoutSingleValue: [ObjectIdentifier] {
        all.filter { $0.values.count != 1 }.map(\.type)
    }

    /// The one value of the one attribute of a type.
    ///
    /// - Parameter type: the type to look for.
    /// - Returns: the encoded value, or `nil` when there is no such attribute.
    /// - Throws: ``PKIXError/attributeNotSingle(_:attributes:values:)`` when the attribute is repeated or has not
    ///   exactly one value.
    public func singleValue(of type: ObjectIdentifier) throws(PKIXError) -> ArraySlice<UInt8>? {
        var found: ArraySlice<UInt8>?
        var attributes = 0
        var values = 0
        for attribute in all where attribute.type == type {
            attributes += 1
            values += attribute.values.count
            found = attribute.values.first
        }
        guard attributes > 0 else { return nil }
        guard attributes == 1, values == 1, let found else {
            throw .attributeNotSingle(type, attributes: attributes, values: values)
        }
        return found
    }
}
