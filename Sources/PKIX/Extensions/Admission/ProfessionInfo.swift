// SPDX-License-Identifier: Apache-2.0
public import DER

/// A profession that the subject is admitted to, by its names, its identifiers and the licence's number.
///
///     ProfessionInfo ::= SEQUENCE {
///         namingAuthority    [0] EXPLICIT NamingAuthority OPTIONAL,
///         professionItems    SEQUENCE OF DirectoryString (SIZE(1..128)),
///         professionOIDs     SEQUENCE OF OBJECT IDENTIFIER OPTIONAL,
///         registrationNumber PrintableString (SIZE(1..128)) OPTIONAL,
///         addProfessionInfo  OCTET STRING OPTIONAL }
///
/// - SeeAlso: Common PKI part 1, table 29a.
public struct ProfessionInfo: Sendable, Hashable {
    /// Who gives the profession its names.
    public let namingAuthority: NamingAuthority?

    /// The profession's names, one or more.
    public let professionItems: [DirectoryString]

    /// The profession's identifiers; empty when there is none.
    public let professionOIDs: [ObjectIdentifier]

    /// The number under which the profession's register knows the subject.
    public let registrationNumber: String?

    /// `addProfessionInfo`, not interpreted.
    public let additionalInfo: ArraySlice<UInt8>?

    /// Takes a profession's parts.
    ///
    /// - Parameters:
    ///   - professionItems: the profession's names, one or more.
    ///   - professionOIDs: its identifiers.
    ///   - registrationNumber: the licence's number, in PrintableString's alphabet.
    ///   - namingAuthority: who gives the profession its names.
    ///   - additionalInfo: anything else.
    public init(
        professionItems: [DirectoryString], professionOIDs: [ObjectIdentifier], registrationNumber: String? = nil,
        namingAuthority: NamingAuthority? = nil, additionalInfo: ArraySlice<UInt8>? = nil
    ) {
        self.namingAuthority = namingAuthority
        self.professionItems = professionItems
        self.professionOIDs = professionOIDs
        self.registrationNumber = registrationNumber
        self.additionalInfo = additionalInfo
    }

    /// Reads a profession.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        if let wrapper = try fields.nextIfPresent(.contextConstructed(0)) {
            namingAuthority = try NamingAuthority(try der(wrapper.only(.sequence)))
        } else {
            namingAuthority = nil
        }
        professionItems = try fields.next(.sequence).list(of: "professionItems") { item throws(PKIXError) in
            try DirectoryString(item)
        }
        if let list = try fields.nextIfPresent(.sequence) {
            professionOIDs = try list.list(of: "professionOIDs") { item throws(PKIXError) in
                try der(item.objectIdentifier())
            }
        } else {
            professionOIDs = []
        }
        if let number = try fields.nextIfPresent(.printableString) {
            registrationNumber = try der(number.string())
        } else {
            registrationNumber = nil
        }
        additionalInfo = try fields.nextIfPresent(.octetString)?.content
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if let namingAuthority { writer.explicit(0) { namingAuthority.encode(into: &$0) } }
            writer.sequence { writer in
                for item in professionItems { item.encode(into: &writer) }
            }
            if !professionOIDs.isEmpty {
                writer.sequence { writer in
                    for identifier in professionOIDs { writer.objectIdentifier(identifier) }
                }
            }
            if let registrationNumber { writer.printableString(registrationNumber) }
            if let additionalInfo { writer.octetString(additionalInfo) }
        }
    }
}
