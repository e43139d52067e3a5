// SPDX-License-Identifier: Apache-2.0
public import DER

/// The professions to which one authority admits the subject.
///
///     Admissions ::= SEQUENCE {
///         admissionAuthority [0] EXPLICIT GeneralName OPTIONAL,
///         namingAuthority    [1] EXPLICIT NamingAuthority OPTIONAL,
///         professionInfos    SEQUENCE OF ProfessionInfo }
///
/// - SeeAlso: Common PKI part 1, table 29a (`Admissions`).
public struct AdmissionContents: Sendable, Hashable {
    /// Who admits, when it is not the authority of the whole extension.
    public let admissionAuthority: GeneralName?

    /// Who gives the professions their names.
    public let namingAuthority: NamingAuthority?

    /// The professions, one or more.
    public let professionInfos: [ProfessionInfo]

    /// Takes the parts.
    public init(
        professionInfos: [ProfessionInfo], admissionAuthority: GeneralName? = nil,
        namingAuthority: NamingAuthority? = nil
    ) {
        self.admissionAuthority = admissionAuthority
        self.namingAuthority = namingAuthority
        self.professionInfos = professionInfos
    }

    /// Reads the admissions of one authority.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        if let wrapper = try fields.nextIfPresent(.contextConstructed(0)) {
            admissionAuthority = try GeneralName(explicit: wrapper)
        } else {
            admissionAuthority = nil
        }
        if let wrapper = try fields.nextIfPresent(.contextConstructed(1)) {
            namingAuthority = try NamingAuthority(try der(wrapper.only(.sequence)))
        } else {
            namingAuthority = nil
        }
        professionInfos = try fields.next(.sequence).list(of: "professionInfos") { item throws(PKIXError) in
            try ProfessionInfo(item)
        }
        try fields.end()
    }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            if let admissionAuthority { writer.explicit(0) { admissionAuthority.encode(into: &$0) } }
            if let namingAuthority { writer.explicit(1) { namingAuthority.encode(into: &$0) } }
            writer.sequence { writer in
                for info in professionInfos { info.encode(into: &writer) }
            }
        }
    }
}
