// SPDX-License-Identifier: Apache-2.0
public import DER

/// The names that certificates below a certificate authority may and may not carry.
///
///     NameConstraints ::= SEQUENCE {
///         permittedSubtrees [0] GeneralSubtrees OPTIONAL,
///         excludedSubtrees  [1] GeneralSubtrees OPTIONAL }
///
/// - SeeAlso: RFC 5280 4.2.1.10.
public struct NameConstraints: Sendable, Hashable {
    /// Names of a kind that is listed here must lie in one of them.
    public let permitted: [GeneralSubtree]

    /// No name may lie in any of these.
    public let excluded: [GeneralSubtree]

    /// Takes both lists, of which one at least must not be empty.
    public init(permitted: [GeneralSubtree], excluded: [GeneralSubtree]) {
        self.permitted = permitted
        self.excluded = excluded
    }

    /// Reads the constraints.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `empty` when there is nothing in them.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        permitted = try Self.subtrees(try fields.nextIfPresent(.contextConstructed(0)))
        excluded = try Self.subtrees(try fields.nextIfPresent(.contextConstructed(1)))
        try fields.end()
        guard !permitted.isEmpty || !excluded.isEmpty else {
            throw .empty(field: "nameConstraints", offset: node.offset)
        }
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            for (number, subtrees) in [permitted, excluded].enumerated() where !subtrees.isEmpty {
                writer.constructed(.contextConstructed(UInt8(number))) { writer in
                    for subtree in subtrees { subtree.encode(into: &writer) }
                }
            }
        }
    }

    private static func subtrees(_ node: DERNode?) throws(PKIXError) -> [GeneralSubtree] {
        guard let node else { return [] }
        return try node.list(of: "GeneralSubtrees", implicit: node.tag) { item throws(PKIXError) in
            try GeneralSubtree(item)
        }
    }
}
