// SPDX-License-Identifier: Apache-2.0
public import DER

/// An algorithm and its parameters, as they are encoded.
///
///     AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm OPTIONAL }
///
/// Equality is by bytes, as the comparison of a certificate's inner and outer identifier must be
/// (RFC 5280 4.1.1.2); what they mean is ``signatureAlgorithm``.
public struct AlgorithmIdentifier: Sendable, Hashable {
    /// Which algorithm it is.
    public let algorithm: ObjectIdentifier

    /// The parameters' whole encoding; `nil` when absent, `05 00` when NULL.
    public let parameters: ArraySlice<UInt8>?

    /// Takes an algorithm and its encoded parameters.
    public init(algorithm: ObjectIdentifier, parameters: ArraySlice<UInt8>?) {
        self.algorithm = algorithm
        self.parameters = parameters
    }

    /// Reads an algorithm identifier.
    ///
    /// - Parameters:
    ///   - node: the SEQUENCE.
    ///   - implicit: the tag to expect instead of SEQUENCE's own.
    /// - Throws: ``PKIXError/der(_:)``; the parameters' own content is not looked into.
    public init(_ node: DERNode, implicit: Tag = .sequence) throws(PKIXError) {
        var fields = try node.fields(implicit)
        algorithm = try fields.nextObjectIdentifier()
        parameters = fields.isAtEnd ? nil : try fields.next().encoded
        try fields.end()
    }

    /// Writes the algorithm identifier.
    ///
    /// - Parameters:
    ///   - writer: what to append to.
    ///   - implicit: the tag to write instead of SEQUENCE's own.
    public func encode(into writer: inout DERWriter, implicit: Tag = .sequence) {
        writer.constructed(implicit) { writer in
            writer.objectIdentifier(algorithm)
            if let parameters { writer.raw(parameters) }
        }
    }

    /// Whether the parameters are absent or NULL.
    var hasNoParameters: Bool {
        parameters.map { $0 == Self.null } ?? true
    }

    /// The encoding of NULL.
    static let null: ArraySlice<UInt8> = [0x05, 0x00]
}
