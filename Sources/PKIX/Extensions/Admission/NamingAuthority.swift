// SPDX-License-Identifier: Apache-2.0
public import DER

/// Who gives professions the names that an admission uses.
///
///     NamingAuthority ::= SEQUENCE {
///         namingAuthorityId   OBJECT IDENTIFIER OPTIONAL,
///         namingAuthorityUrl  IA5String OPTIONAL,
///         namingAuthorityText DirectoryString (SIZE(1..128)) OPTIONAL }
///
/// - SeeAlso: Common PKI part 1, table 29a.
public struct NamingAuthority: Sendable, Hashable {
    /// `namingAuthorityId`.
    public let identifier: ObjectIdentifier?

    /// `namingAuthorityUrl`, ASCII.
    public let url: String?

    /// `namingAuthorityText`.
    public let text: DirectoryString?

    /// Takes an authority's parts.
    public init(identifier: ObjectIdentifier?, url: String? = nil, text: DirectoryString? = nil) {
        self.identifier = identifier
        self.url = url
        self.text = text
    }

    /// Reads an authority.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        if let value = try fields.nextIfPresent(.objectIdentifier) {
            identifier = try der(value.objectIdentifier())
        } else {
            identifier = nil
        }
        if let value = try fields.nextIfPresent(.ia5String) {
            url = try der(value.string())
        } else {
            url = nil
        }
        text = fields.isAtEnd ? nil : try DirectoryString(try fields.next())
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if let identifier { writer.objectIdentifier(identifier) }
            if let url { writer.ia5String(url) }
            text?.encode(into: &writer)
        }
    }
}
