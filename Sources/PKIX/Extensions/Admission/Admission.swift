// SPDX-License-Identifier: Apache-2.0
public import DER

/// The professions that a certificate's subject is admitted to, and by whom.
///
///     AdmissionSyntax ::= SEQUENCE {
///         admissionAuthority   GeneralName OPTIONAL,
///         contentsOfAdmissions SEQUENCE OF Admissions }
///
/// - SeeAlso: Common PKI part 1, table 29a (1.3.36.8.3.3, formerly ISIS-MTT).
public struct Admission: Sendable, Hashable {
    /// Who admits.
    public let admissionAuthority: GeneralName?

    /// The admissions; one or more.
    public let contents: [AdmissionContents]

    /// Takes an authority and its admissions.
    public init(admissionAuthority: GeneralName?, contents: [AdmissionContents]) {
        self.admissionAuthority = admissionAuthority
        self.contents = contents
    }

    /// Takes the one profession that Mohr's certificates name.
    public init(admissionAuthority: GeneralName? = nil, profession: ProfessionInfo) {
        self.init(
            admissionAuthority: admissionAuthority, contents: [AdmissionContents(professionInfos: [profession])])
    }

    /// Reads the extension's value.
    ///
    /// - Parameter node: the SEQUENCE.
    /// - Throws: ``PKIXError``.
    public init(_ node: DERNode) throws(PKIXError) {
        var fields = try node.fields()
        // GeneralName's tags are all context-specific, so a SEQUENCE can only be the contents.
        if fields.nextTag != .sequence {
            admissionAuthority = try GeneralName(try fields.next())
        } else {
            admissionAuthority = nil
        }
        contents = try fields.next(.sequence).list(of: "contentsOfAdmissions") { item throws(PKIXError) in
            try AdmissionContents(item)
        }
        try fields.end()
    }

    /// Every profession, in their order.
    public var professionInfos: [ProfessionInfo] { contents.flatMap(\.professionInfos) }

    /// The identifiers of every profession, in their order.
    public var professionOIDs: [ObjectIdentifier] { professionInfos.flatMap(\.professionOIDs) }

    /// The names of every profession, in their order.
    public var professionItems: [String] { professionInfos.flatMap { $0.professionItems.map(\.text) } }

    /// The first licence number.
    public var registrationNumber: String? { professionInfos.lazy.compactMap(\.registrationNumber).first }

    /// Writes the SEQUENCE.
    ///
    /// - Parameter writer: what to append to.
    public func encode(into writer: inout DERWriter) {
        writer.sequence { writer in
            admissionAuthority?.encode(into: &writer)
            writer.sequence { writer in
                for item in contents { item.encode(into: &writer) }
            }
        }
    }
}
