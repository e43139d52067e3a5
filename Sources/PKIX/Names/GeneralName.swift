// SPDX-License-Identifier: Apache-2.0
public import DER

/// A name of any kind that X.509 knows: a directory name, a host, an address, a URI.
///
/// - SeeAlso: RFC 5280 4.2.1.6.
public enum GeneralName: Sendable, Hashable {
    /// `otherName [0]`: a kind, and the encoded value.
    case otherName(ObjectIdentifier, ArraySlice<UInt8>)
    /// `rfc822Name [1]`: a mailbox, ASCII.
    case rfc822Name(String)
    /// `dNSName [2]`: a host or a domain, ASCII.
    case dnsName(String)
    /// `x400Address [3]`: the content octets.
    case x400Address(ArraySlice<UInt8>)
    /// `directoryName [4]`.
    case directoryName(Name)
    /// `ediPartyName [5]`: the content octets.
    case ediPartyName(ArraySlice<UInt8>)
    /// `uniformResourceIdentifier [6]`, ASCII.
    case uri(String)
    /// `iPAddress [7]`: 4 or 16 bytes; with a mask, as in name constraints, 8 or 32.
    case ipAddress([UInt8])
    /// `registeredID [8]`.
    case registeredID(ObjectIdentifier)

    /// Reads a general name.
    ///
    /// - Parameter node: the value under the CHOICE's own tag.
    /// - Throws: ``PKIXError``; `unexpected` for a tag that is none of the nine.
    public init(_ node: DERNode) throws(PKIXError) {
        switch node.tag {
        case .contextConstructed(0):
            var fields = try node.fields(node.tag)
            let type = try fields.nextObjectIdentifier()
            let value = try fields.next(.contextConstructed(0))
            try fields.end()
            self = .otherName(type, value.content)
        case .context(1):
            self = .rfc822Name(try der(node.ia5String(implicit: .context(1))))
        case .context(2):
            self = .dnsName(try der(node.ia5String(implicit: .context(2))))
        case .contextConstructed(3):
            self = .x400Address(node.content)
        case .contextConstructed(4):
            self = .directoryName(try Name(try der(node.only(.sequence))))
        case .contextConstructed(5):
            self = .ediPartyName(node.content)
        case .context(6):
            self = .uri(try der(node.ia5String(implicit: .context(6))))
        case .context(7):
            self = .ipAddress(Array(node.content))
        case .context(8):
            self = .registeredID(try der(node.objectIdentifier(implicit: .context(8))))
        default:
            throw .unexpected(
                field: "GeneralName", seen: "tag \(node.tag.octet)", allowed: "[0] to [8]", offset: node.offset)
        }
    }

    /// Reads the one general name inside an EXPLICIT tag.
    ///
    /// - Parameter wrapper: the value with the explicit tag, which the caller has checked.
    /// - Throws: ``PKIXError``.
    public init(explicit wrapper: DERNode) throws(PKIXError) {
        var reader = try wrapper.fields(wrapper.tag)
        let node = try reader.next()
        try reader.end()
        try self.init(node)
    }

    /// Reads `GeneralNames`, one name or more.
    ///
    /// - Parameter node: the SEQUENCE, or the same under an IMPLICIT tag, which the caller has checked.
    /// - Returns: the names in their order.
    /// - Throws: ``PKIXError``; `empty` when there is none.
    public static func list(_ node: DERNode) throws(PKIXError) -> [GeneralName] {
        var reader = try node.fields(node.tag)
        var names: [GeneralName] = []
        while !reader.isAtEnd {
            names.append(try GeneralName(try reader.next()))
        }
        guard !names.isEmpty else { throw .empty(field: "GeneralNames", offset: node.offset) }
        return names
    }

    /// Writes the name.
    ///
    /// Text goes out as it is: that it is ASCII is for whoever took it in to see to.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        switch self {
        case .otherName(let type, let value):
            writer.constructed(.contextConstructed(0)) { writer in
                writer.objectIdentifier(type)
                writer.explicit(0) { $0.raw(value) }
            }
        case .rfc822Name(let text): writer.ia5String(text, implicit: .context(1))
        case .dnsName(let text): writer.ia5String(text, implicit: .context(2))
        case .x400Address(let content): writer.primitive(.contextConstructed(3), content)
        case .directoryName(let name): writer.explicit(4) { $0.raw(name.encodedSlice) }
        case .ediPartyName(let content): writer.primitive(.contextConstructed(5), content)
        case .uri(let text): writer.ia5String(text, implicit: .context(6))
        case .ipAddress(let octets): writer.octetString(octets, implicit: .context(7))
        case .registeredID(let identifier): writer.objectIdentifier(identifier, implicit: .context(8))
        }
    }

    /// Writes `GeneralNames`.
    ///
    /// - Parameters:
    ///   - names: one name or more.
    ///   - tag: SEQUENCE's own tag, or an IMPLICIT one over it.
    ///   - writer: what to append to.
    public static func encode(_ names: [GeneralName], tag: Tag = .sequence, into writer: inout DERWriter) {
        writer.constructed(tag) { writer in
            for name in names { name.encode(into: &writer) }
        }
    }
}
