// SPDX-License-Identifier: Apache-2.0
public import DER

extension Certificate {
    /// `basicConstraints`; `nil` when absent, which means no certificate authority.
    public var basicConstraints: BasicConstraints? { contents.decoded.basicConstraints }

    /// `keyUsage`; `nil` when absent, which means any use.
    public var keyUsage: KeyUsage? { contents.decoded.keyUsage }

    /// `extKeyUsage`; `nil` when absent, which means any purpose.
    public var extendedKeyUsage: [ObjectIdentifier]? { contents.decoded.extendedKeyUsage }

    /// `subjectKeyIdentifier`.
    public var subjectKeyIdentifier: ArraySlice<UInt8>? { contents.decoded.subjectKeyIdentifier }

    /// `authorityKeyIdentifier`.
    public var authorityKeyIdentifier: AuthorityKeyIdentifier? { contents.decoded.authorityKeyIdentifier }

    /// `certificatePolicies`.
    public var certificatePolicies: CertificatePolicies? { contents.decoded.certificatePolicies }

    /// `policyMappings`; empty when absent.
    public var policyMappings: [PolicyMapping] { contents.decoded.policyMappings }

    /// `policyConstraints`.
    public var policyConstraints: PolicyConstraints? { contents.decoded.policyConstraints }

    /// `inhibitAnyPolicy`, in certificates.
    public var inhibitAnyPolicy: Int? { contents.decoded.inhibitAnyPolicy }

    /// `nameConstraints`.
    public var nameConstraints: NameConstraints? { contents.decoded.nameConstraints }

    /// `subjectAltName`; empty when absent.
    public var subjectAlternativeName: [GeneralName] { contents.decoded.subjectAlternativeName }

    /// `issuerAltName`; empty when absent.
    public var issuerAlternativeName: [GeneralName] { contents.decoded.issuerAlternativeName }

    /// `cRLDistributionPoints`; empty when absent.
    public var crlDistributionPoints: [DistributionPoint] { contents.decoded.crlDistributionPoints }

    /// `freshestCRL`; empty when absent.
    public var freshestCRL: [DistributionPoint] { contents.decoded.freshestCRL }

    /// `authorityInfoAccess`; empty when absent.
    public var authorityInformationAccess: [AccessDescription] { contents.decoded.authorityInformationAccess }

    /// `subjectInfoAccess`; empty when absent.
    public var subjectInformationAccess: [AccessDescription] { contents.decoded.subjectInformationAccess }

    /// `admission`: the professions that the subject is admitted to.
    public var admission: Admission? { contents.decoded.admission }

    /// `qcStatements`; empty when absent.
    public var qcStatements: [QCStatement] { contents.decoded.qcStatements }

    /// Whether `id-pkix-ocsp-nocheck` is there: the responder's own status is not to be asked.
    public var hasOCSPNoCheck: Bool { contents.decoded.hasOCSPNoCheck }

    /// The extensions that are decoded here; whether they are also obeyed is for whoever judges the certificate.
    public static let decodedExtensions: Set<ObjectIdentifier> = [
        OID.subjectKeyIdentifier, OID.keyUsage, OID.subjectAlternativeName, OID.issuerAlternativeName,
        OID.basicConstraints, OID.nameConstraints, OID.crlDistributionPoints, OID.certificatePolicies,
        OID.policyMappings, OID.authorityKeyIdentifier, OID.policyConstraints, OID.extendedKeyUsage, OID.freshestCRL,
        OID.inhibitAnyPolicy, OID.authorityInformationAccess, OID.subjectInformationAccess, OID.qcStatements,
        OID.admission, OID.ocspNoCheck,
    ]
}
