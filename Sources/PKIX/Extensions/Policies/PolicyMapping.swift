// SPDX-License-Identifier: Apache-2.0
public import DER

/// A policy of the issuer's domain that is worth a policy of the subject's.
///
/// - SeeAlso: RFC 5280 4.2.1.5.
public struct PolicyMapping: Sendable, Hashable {
    /// `issuerDomainPolicy`.
    public let issuerDomainPolicy: ObjectIdentifier

    /// `subjectDomainPolicy`.
    public let subjectDomainPolicy: ObjectIdentifier

    /// Takes both policies.
    public init(issuerDomainPolicy: ObjectIdentifier, subjectDomainPolicy: ObjectIdentifier) {
        self.issuerDomainPolicy = issuerDomainPolicy
        self.subjectDomainPolicy = subjectDomainPolicy
    }

    /// Reads a mapping.
    ///
    /// That neither side may be anyPolicy is for path validation to judge (RFC 5280 6.1.4 (a)).
    ///
    /// - Parameter node: the SEQUENCE of two identifiers.
    /// - Throws: ``PKIXError/der(_:)``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        issuerDomainPolicy = try fields.nextObjectIdentifier()
        subjectDomainPolicy = try fields.nextObjectIdentifier()
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(issuerDomainPolicy)
            writer.objectIdentifier(subjectDomainPolicy)
        }
    }
}
