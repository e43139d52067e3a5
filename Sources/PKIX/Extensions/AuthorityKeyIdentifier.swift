// SPDX-License-Identifier: Apache-2.0
public import DER

/// Which of an issuer's keys signed: by the key's identifier, or by the issuer's own certificate.
///
///     AuthorityKeyIdentifier ::= SEQUENCE {
///         keyIdentifier             [0] OCTET STRING OPTIONAL,
///         authorityCertIssuer       [1] GeneralNames OPTIONAL,
///         authorityCertSerialNumber [2] INTEGER OPTIONAL }
///
/// - SeeAlso: RFC 5280 4.2.1.1.
public struct AuthorityKeyIdentifier: Sendable, Hashable {
    /// The issuer's subject key identifier.
    public let keyIdentifier: ArraySlice<UInt8>?

    /// Who issued the issuer's certificate; empty when it is not said.
    public let issuer: [GeneralName]

    /// The serial number of the issuer's certificate; there exactly when ``issuer`` is not empty.
    public let serialNumber: SerialNumber?

    /// Names the key by its identifier, as Mohr does.
    public init(keyIdentifier: ArraySlice<UInt8>) {
        self.keyIdentifier = keyIdentifier
        issuer = []
        serialNumber = nil
    }

    /// Reads the identifier.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``; `unexpected` when only one of issuer and serial number is there.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        keyIdentifier = try fields.nextIfPresent(.context(0))?.content
        if let names = try fields.nextIfPresent(.contextConstructed(1)) {
            issuer = try GeneralName.list(names)
        } else {
            issuer = []
        }
        if let number = try fields.nextIfPresent(.context(2)) {
            serialNumber = try SerialNumber(number, implicit: .context(2))
        } else {
            serialNumber = nil
        }
        try fields.end()
        guard issuer.isEmpty == (serialNumber == nil) else {
            throw .unexpected(
                field: "authorityKeyIdentifier", seen: issuer.isEmpty ? "serial number alone" : "issuer alone",
                allowed: "both or neither", offset: node.offset)
        }
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if let keyIdentifier { writer.octetString(keyIdentifier, implicit: .context(0)) }
            if !issuer.isEmpty { GeneralName.encode(issuer, tag: .contextConstructed(1), into: &writer) }
            if let serialNumber { writer.integer(content: serialNumber.bytes, implicit: .context(2)) }
        }
    }
}
