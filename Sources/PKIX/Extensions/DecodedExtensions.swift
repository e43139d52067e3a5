// SPDX-License-Identifier: Apache-2.0
import DER

/// The extensions of a certificate that this room understands, each decoded once.
struct DecodedExtensions: Sendable {
    private(set) var subjectKeyIdentifier: ArraySlice<UInt8>?
    private(set) var keyUsage: KeyUsage?
    private(set) var subjectAlternativeName: [GeneralName] = []
    private(set) var issuerAlternativeName: [GeneralName] = []
    private(set) var basicConstraints: BasicConstraints?
    private(set) var nameConstraints: NameConstraints?
    private(set) var crlDistributionPoints: [DistributionPoint] = []
    private(set) var certificatePolicies: CertificatePolicies?
    private(set) var policyMappings: [PolicyMapping] = []
    private(set) var authorityKeyIdentifier: AuthorityKeyIdentifier?
    private(set) var policyConstraints: PolicyConstraints?
    private(set) var extendedKeyUsage: [ObjectIdentifier]?
    private(set) var freshestCRL: [DistributionPoint] = []
    private(set) var inhibitAnyPolicy: Int?
    private(set) var authorityInformationAccess: [AccessDescription] = []
    private(set) var subjectInformationAccess: [AccessDescription] = []
    private(set) var qcStatements: [QCStatement] = []
    private(set) var admission: Admission?
    private(set) var hasOCSPNoCheck = false

    /// Decodes what is understood and passes over the rest.
    ///
    /// - Parameter extensions: the certificate's extensions.
    /// - Throws: ``PKIXError/malformedExtension(_:_:)``.
    init(_ extensions: Extensions) throws(PKIXError) {
        for item in extensions.all {
            do throws(PKIXError) {
                try decode(item)
            } catch {
                throw .malformedExtension(item.oid, error)
            }
        }
    }

    /// Told apart by the last octet where they are in `id-ce` (2.5.29, `55 1d`), as nearly all are: comparing with
    /// every known identifier in turn would cost more than decoding.
    private mutating func decode(_ item: Extension) throws(PKIXError) {
        let octets = item.oid.contentBytes
        if octets.count == 3, octets.first == 0x55, octets.dropFirst().first == 0x1d, let last = octets.last {
            try decodeStandard(item, last)
        } else {
            try decodePrivate(item)
        }
    }

    private mutating func decodeStandard(_ item: Extension, _ number: UInt8) throws(PKIXError) {
        switch number {
        case 14: subjectKeyIdentifier = try der(DERReader.single(item.value, .octetString)).content
        case 15: keyUsage = try KeyUsage(try der(DERReader.single(item.value, .bitString)))
        case 17: subjectAlternativeName = try GeneralName.list(try item.sequence())
        case 18: issuerAlternativeName = try GeneralName.list(try item.sequence())
        case 19: basicConstraints = try BasicConstraints(try item.sequence())
        case 30: nameConstraints = try NameConstraints(try item.sequence())
        case 31: crlDistributionPoints = try DistributionPoint.list(try item.sequence())
        case 32: certificatePolicies = try CertificatePolicies(try item.sequence())
        case 33:
            policyMappings = try item.sequence().list(of: "policyMappings") { item throws(PKIXError) in
                try PolicyMapping(item)
            }
        case 35: authorityKeyIdentifier = try AuthorityKeyIdentifier(try item.sequence())
        case 36: policyConstraints = try PolicyConstraints(try item.sequence())
        case 37:
            extendedKeyUsage = try item.sequence().list(of: "extKeyUsage") { item throws(PKIXError) in
                try der(item.objectIdentifier())
            }
        case 46: freshestCRL = try DistributionPoint.list(try item.sequence())
        case 54:
            inhibitAnyPolicy = try der(DERReader.single(item.value, .integer))
                .naturalNumber(field: "inhibitAnyPolicy")
        default: break
        }
    }

    private mutating func decodePrivate(_ item: Extension) throws(PKIXError) {
        switch item.oid {
        case OID.authorityInformationAccess: authorityInformationAccess = try Self.descriptions(item)
        case OID.subjectInformationAccess: subjectInformationAccess = try Self.descriptions(item)
        case OID.qcStatements:
            qcStatements = try item.sequence().list(of: "qcStatements") { item throws(PKIXError) in
                try QCStatement(item)
            }
        case OID.admission: admission = try Admission(try item.sequence())
        case OID.ocspNoCheck:
            try der(DERReader.single(item.value, .null).null())
            hasOCSPNoCheck = true
        default: break
        }
    }

    private static func descriptions(_ item: Extension) throws(PKIXError) -> [AccessDescription] {
        try item.sequence().list(of: "AccessDescriptions") { item throws(PKIXError) in try AccessDescription(item) }
    }
}

extension Extension {
    /// The value as the one SEQUENCE that most extensions are.
    fileprivate func sequence() throws(PKIXError) -> DERNode {
        try der(DERReader.single(value, .sequence))
    }
}
