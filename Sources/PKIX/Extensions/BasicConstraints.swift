// SPDX-License-Identifier: Apache-2.0
public import DER

/// Whether a certificate's subject is a certificate authority, and how many more may stand below it.
///
///     BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
///
/// - SeeAlso: RFC 5280 4.2.1.9.
public struct BasicConstraints: Sendable, Hashable {
    /// Whether the subject may issue certificates.
    public let isCA: Bool

    /// How many intermediate certificates that are not self-issued may follow; `nil` for any number.
    public let pathLength: Int?

    /// Takes the constraints' parts.
    ///
    /// - Parameters:
    ///   - isCA: whether the subject may issue certificates.
    ///   - pathLength: 0 or more; means something only for a certificate authority.
    public init(isCA: Bool, pathLength: Int? = nil) {
        self.isCA = isCA
        self.pathLength = pathLength
    }

    /// Reads the constraints.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `unexpected` when FALSE is written out, which DER leaves out (X.690 11.5).
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        if let flag = try fields.nextIfPresent(.boolean) {
            isCA = try der(flag.boolean())
            guard isCA else {
                throw .unexpected(field: "cA", seen: "FALSE", allowed: "TRUE or absent", offset: flag.offset)
            }
        } else {
            isCA = false
        }
        pathLength =
            if let number = try fields.nextIfPresent(.integer) {
                try number.naturalNumber(field: "pathLenConstraint")
            } else {
                nil
            }
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if isCA { writer.boolean(true) }
            if let pathLength { writer.integer(pathLength) }
        }
    }
}
