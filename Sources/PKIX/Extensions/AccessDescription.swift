// SPDX-License-Identifier: Apache-2.0
public import DER

/// Where something about a certificate's issuer or subject is found, and what it is.
///
/// - SeeAlso: RFC 5280 4.2.2.1 and 4.2.2.2.
public struct AccessDescription: Sendable, Hashable {
    /// What is there: `OID.ocspAccess`, `OID.caIssuersAccess`, or another.
    public let method: ObjectIdentifier

    /// Where it is.
    public let location: GeneralName

    /// Takes a method and a location.
    public init(method: ObjectIdentifier, location: GeneralName) {
        self.method = method
        self.location = location
    }

    /// Reads a description.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        method = try fields.nextObjectIdentifier()
        location = try GeneralName(try fields.next())
        try fields.end()
    }

    /// The location, when it is a URI.
    public var uri: String? {
        if case .uri(let uri) = location { uri } else { nil }
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(method)
            location.encode(into: &writer)
        }
    }
}
