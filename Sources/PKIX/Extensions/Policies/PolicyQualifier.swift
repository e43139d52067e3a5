// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a certificate says about one of its policies besides the policy's identifier.
///
/// - SeeAlso: RFC 5280 4.2.1.4 (`PolicyQualifierInfo`).
public struct PolicyQualifier: Sendable, Hashable {
    /// Which kind: `OID.cpsQualifier`, `OID.userNoticeQualifier`, or another.
    public let kind: ObjectIdentifier

    /// The qualifier's whole encoding.
    public let encodedValue: ArraySlice<UInt8>

    /// Points to a practice statement.
    ///
    /// - Parameter cps: its URI, ASCII.
    public init(cps: String) {
        kind = OID.cpsQualifier
        encodedValue = DERWriter.bytes { $0.ia5String(cps) }[...]
    }

    /// Reads a qualifier.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError/der(_:)``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        kind = try fields.nextObjectIdentifier()
        encodedValue = try fields.next().encoded
        try fields.end()
    }

    /// The URI of the practice statement, when the qualifier is one.
    public var cps: String? {
        guard kind == OID.cpsQualifier else { return nil }
        return try? DERReader.single(encodedValue, .ia5String).string()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(kind)
            writer.raw(encodedValue)
        }
    }
}
