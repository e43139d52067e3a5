// SPDX-License-Identifier: Apache-2.0
public import DER

/// One policy under which a certificate was issued, with its qualifiers.
///
/// - SeeAlso: RFC 5280 4.2.1.4.
public struct PolicyInformation: Sendable, Hashable {
    /// The policy.
    public let policy: ObjectIdentifier

    /// What is said about it; often nothing.
    public let qualifiers: [PolicyQualifier]

    /// Takes a policy and its qualifiers.
    public init(policy: ObjectIdentifier, qualifiers: [PolicyQualifier] = []) {
        self.policy = policy
        self.qualifiers = qualifiers
    }

    /// Reads a policy.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        policy = try fields.nextObjectIdentifier()
        if let list = try fields.nextIfPresent(.sequence) {
            qualifiers = try list.list(of: "policyQualifiers") { item throws(PKIXError) in
                try PolicyQualifier(item)
            }
        } else {
            qualifiers = []
        }
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(policy)
            guard !qualifiers.isEmpty else { return }
            writer.sequence { writer in
                for qualifier in qualifiers { qualifier.encode(into: &writer) }
            }
        }
    }
}
