// SPDX-License-Identifier: Apache-2.0
public import DER

/// A part of the space of names.
///
///     GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] INTEGER DEFAULT 0, maximum [1] INTEGER OPTIONAL }
///
/// RFC 5280 wants `minimum` 0 and `maximum` absent; other values can be read so that path validation can refuse them.
///
/// - SeeAlso: RFC 5280 4.2.1.10.
public struct GeneralSubtree: Sendable, Hashable {
    /// Where the part begins.
    public let base: GeneralName

    /// How far below the base it begins; 0 in RFC 5280.
    public let minimum: Int

    /// How far below the base it ends; `nil` in RFC 5280.
    public let maximum: Int?

    /// Takes the base of a whole subtree.
    public init(base: GeneralName) {
        self.base = base
        minimum = 0
        maximum = nil
    }

    /// Reads a subtree.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `unexpected` when a minimum of 0 is written out (X.690 11.5).
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        base = try GeneralName(try fields.next())
        if let number = try fields.nextIfPresent(.context(0)) {
            minimum = try number.naturalNumber(field: "minimum", implicit: .context(0))
            guard minimum != 0 else {
                throw .unexpected(field: "minimum", seen: "0", allowed: "above 0 or absent", offset: number.offset)
            }
        } else {
            minimum = 0
        }
        maximum =
            if let number = try fields.nextIfPresent(.context(1)) {
                try number.naturalNumber(field: "maximum", implicit: .context(1))
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
            base.encode(into: &writer)
            if minimum != 0 { writer.integer(minimum, implicit: .context(0)) }
            if let maximum { writer.integer(maximum, implicit: .context(1)) }
        }
    }
}
