// SPDX-License-Identifier: Apache-2.0
public import DER

/// One extension of a certificate, a list or an OCSP message, not interpreted.
///
///     Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
///
/// - SeeAlso: RFC 5280 4.2.
public struct Extension: Sendable, Hashable {
    /// Which extension it is.
    public let oid: ObjectIdentifier

    /// Whether whoever does not know it must refuse the whole.
    public let isCritical: Bool

    /// The content of `extnValue`: the encoding of the extension's own type.
    public let value: ArraySlice<UInt8>

    /// Takes an extension's parts.
    public init(oid: ObjectIdentifier, isCritical: Bool, value: ArraySlice<UInt8>) {
        self.oid = oid
        self.isCritical = isCritical
        self.value = value
    }

    /// Takes an extension whose value a closure writes.
    public init(oid: ObjectIdentifier, isCritical: Bool, _ body: (inout DERWriter) -> Void) {
        self.init(oid: oid, isCritical: isCritical, value: DERWriter.bytes(body)[...])
    }

    /// Reads an extension.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `unexpected` when `critical` is written although it has its default (X.690 11.5).
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        oid = try fields.nextObjectIdentifier()
        if let flag = try fields.nextIfPresent(.boolean) {
            isCritical = try der(flag.boolean())
            guard isCritical else {
                throw .unexpected(field: "critical", seen: "FALSE", allowed: "TRUE or absent", offset: flag.offset)
            }
        } else {
            isCritical = false
        }
        value = try fields.next(.octetString).content
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            writer.objectIdentifier(oid)
            if isCritical { writer.boolean(true) }
            writer.octetString(value)
        }
    }
}
