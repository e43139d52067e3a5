// SPDX-License-Identifier: Apache-2.0
public import DER

/// One statement about a certificate's quality, its content not interpreted.
///
///     QCStatement ::= SEQUENCE { statementId OBJECT IDENTIFIER, statementInfo ANY DEFINED BY statementId OPTIONAL }
///
/// - SeeAlso: RFC 3739 3.2.6; ETSI EN 319 412-5.
public struct QCStatement: Sendable, Hashable {
    /// What is stated.
    public let identifier: ObjectIdentifier

    /// The encoding of what is said besides; `nil` when nothing is.
    public let encodedInfo: ArraySlice<UInt8>?

    /// Takes a statement's parts.
    public init(identifier: ObjectIdentifier, encodedInfo: ArraySlice<UInt8>? = nil) {
        self.identifier = identifier
        self.encodedInfo = encodedInfo
    }

    /// Reads a statement.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError/der(_:)``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        identifier = try fields.nextObjectIdentifier()
        encodedInfo = fields.isAtEnd ? nil : try fields.next().encoded
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(identifier)
            if let encodedInfo { writer.raw(encodedInfo) }
        }
    }
}
