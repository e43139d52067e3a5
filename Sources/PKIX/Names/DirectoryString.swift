// SPDX-License-Identifier: Apache-2.0
public import DER

/// Text with the string type that it is or was encoded in.
///
///     DirectoryString ::= CHOICE { teletexString, printableString, universalString, utf8String, bmpString }
///
/// - SeeAlso: RFC 5280 4.1.2.4.
public struct DirectoryString: Sendable, Hashable {
    /// The text, not normalised.
    public let text: String

    /// The string type.
    public let tag: Tag

    /// The content octets.
    public let content: ArraySlice<UInt8>

    /// Takes text to be written as UTF8String, the only choice that RFC 5280 leaves to new text beside
    /// PrintableString.
    public init(_ text: String) {
        self.text = text
        tag = .utf8String
        content = Array(text.utf8)[...]
    }

    /// Reads text of one of the five string types.
    ///
    /// - Parameter node: the string.
    /// - Throws: ``PKIXError``; `unexpected` for another type, `empty` when there is no text.
    public init(_ node: DERNode) throws(PKIXError) {
        switch node.tag {
        case .teletexString, .printableString, .universalString, .utf8String, .bmpString:
            text = try der(node.string())
        default:
            throw .unexpected(
                field: "DirectoryString", seen: "tag \(node.tag.octet)", allowed: "one of five string types",
                offset: node.offset)
        }
        guard !node.content.isEmpty else { throw .empty(field: "DirectoryString", offset: node.offset) }
        tag = node.tag
        content = node.content
    }

    /// Writes the string in its own type.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.primitive(tag, content)
    }
}
