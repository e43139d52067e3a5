// SPDX-License-Identifier: Apache-2.0
public import DER

/// The policies under which a certificate was issued, each once.
///
/// - SeeAlso: RFC 5280 4.2.1.4.
public struct CertificatePolicies: Sendable, Hashable {
    /// The policies in their order; one or more.
    public let all: [PolicyInformation]

    /// Takes the policies to be written.
    public init(_ all: [PolicyInformation]) {
        self.all = all
    }

    /// Reads the policies.
    ///
    /// - Parameter node: the SEQUENCE OF.
    /// - Throws: ``PKIXError``; `repeated` when one is there twice, `empty` when there is none.
    public init(_ node: DERNode) throws(PKIXError) {
        all = try node.list(of: "certificatePolicies") { item throws(PKIXError) in try PolicyInformation(item) }
        var seen: Set<ObjectIdentifier> = []
        for item in all where !seen.insert(item.policy).inserted {
            throw .repeated(field: "certificatePolicies", value: item.policy.dotted, offset: node.offset)
        }
    }

    /// The policies' identifiers in their order.
    public var identifiers: [ObjectIdentifier] { all.map(\.policy) }

    /// Whether a policy is among them; `anyPolicy` stands for itself only.
    public func contains(_ policy: ObjectIdentifier) -> Bool {
        all.contains { $0.policy == policy }
    }

    /// Writes the SEQUENCE OF.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            for item in all { item.encode(into: &writer) }
        }
    }
}
