// SPDX-License-Identifier: Apache-2.0
public import DER

/// What the signer says the content is.
///
///     ContentHints ::= SEQUENCE { contentDescription UTF8String (SIZE (1..MAX)) OPTIONAL, contentType ContentType }
///
/// - SeeAlso: RFC 2634 2.9.
public struct ContentHints: Sendable, Hashable {
    /// Words for people, if there are any.
    public let contentDescription: String?

    /// The type of the innermost content.
    public let contentType: ObjectIdentifier

    /// Takes a description and a type.
    public init(contentDescription: String?, contentType: ObjectIdentifier) {
        self.contentDescription = contentDescription
        self.contentType = contentType
    }

    init(_ node: DERNode) throws(PKIXError) {
        var fields = try der(node.reader())
        contentDescription = try der(fields.readIfPresent(.utf8String)?.string())
        contentType = try der(fields.read(.objectIdentifier).objectIdentifier())
        try der(fields.finish())
    }

    func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if let contentDescription { writer.utf8String(contentDescription) }
            writer.objectIdentifier(contentType)
        }
    }
}
