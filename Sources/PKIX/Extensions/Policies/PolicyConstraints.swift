// SPDX-License-Identifier: Apache-2.0
public import DER

/// After how many more certificates an explicit policy is required, or mapping is forbidden.
///
///     PolicyConstraints ::= SEQUENCE {
///         requireExplicitPolicy [0] INTEGER (0..MAX) OPTIONAL,
///         inhibitPolicyMapping  [1] INTEGER (0..MAX) OPTIONAL }
///
/// - SeeAlso: RFC 5280 4.2.1.11.
public struct PolicyConstraints: Sendable, Hashable {
    /// `requireExplicitPolicy`, in certificates.
    public let requireExplicitPolicy: Int?

    /// `inhibitPolicyMapping`, in certificates.
    public let inhibitPolicyMapping: Int?

    /// Takes both numbers, of which one at least must be there.
    public init(requireExplicitPolicy: Int?, inhibitPolicyMapping: Int?) {
        self.requireExplicitPolicy = requireExplicitPolicy
        self.inhibitPolicyMapping = inhibitPolicyMapping
    }

    /// Reads the constraints.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `empty` when neither is there.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        requireExplicitPolicy =
            if let number = try fields.nextIfPresent(.context(0)) {
                try number.naturalNumber(field: "requireExplicitPolicy", implicit: .context(0))
            } else {
                nil
            }
        inhibitPolicyMapping =
            if let number = try fields.nextIfPresent(.context(1)) {
                try number.naturalNumber(field: "inhibitPolicyMapping", implicit: .context(1))
            } else {
                nil
            }
        try fields.end()
        guard requireExplicitPolicy != nil || inhibitPolicyMapping != nil else {
            throw .empty(field: "policyConstraints", offset: node.offset)
        }
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if let requireExplicitPolicy { writer.integer(requireExplicitPolicy, implicit: .context(0)) }
            if let inhibitPolicyMapping { writer.integer(inhibitPolicyMapping, implicit: .context(1)) }
        }
    }
}
