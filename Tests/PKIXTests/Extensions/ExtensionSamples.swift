// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// One of each extension that is decoded, with as much in it as it may hold.
enum ExtensionSamples {
    static let name: Name = (try? Name([(OID.countryName, "IR"), (OID.organizationName, "Mohr")])) ?? .empty

    static let generalNames: [GeneralName] = [
        .otherName(ObjectIdentifier(1, 2, 3), [0x0c, 0x01, 0x41]), .rfc822Name("a@example.ir"),
        .dnsName("example.ir"), .x400Address([0x30, 0x00]), .directoryName(name),
        .ediPartyName([0xa1, 0x03, 0x0c, 0x01, 0x41]), .uri("http://example.ir/"), .ipAddress([127, 0, 0, 1]),
        .registeredID(ObjectIdentifier(1, 2, 3)),
    ]

    static let points: [DistributionPoint] = [
        DistributionPoint(uri: "http://example.ir/a.crl"),
        DistributionPoint(
            name: .fullName(generalNames), reasons: [.keyCompromise, .aACompromise], crlIssuer: [.directoryName(name)]),
        DistributionPoint(name: nil, crlIssuer: [.directoryName(name)]),
    ]

    static let professions = ProfessionInfo(
        professionItems: [DirectoryString("پزشک"), DirectoryString("Physician")], professionOIDs: [MohrOID.physician],
        registrationNumber: "12345",
        namingAuthority: NamingAuthority(
            identifier: ObjectIdentifier(1, 2, 3), url: "http://example.ir", text: DirectoryString("مرجع")),
        additionalInfo: [1, 2, 3])

    static let admission = Admission(
        admissionAuthority: .directoryName(name),
        contents: [
            AdmissionContents(
                professionInfos: [
                    professions, ProfessionInfo(professionItems: [DirectoryString("x")], professionOIDs: []),
                ],
                admissionAuthority: .directoryName(name),
                namingAuthority: NamingAuthority(identifier: ObjectIdentifier(1, 2, 3))),
            AdmissionContents(professionInfos: [professions]),
        ])

    static let all: [Extension] = [
        .basicConstraints(BasicConstraints(isCA: true, pathLength: 300)),
        .keyUsage([.digitalSignature, .nonRepudiation, .decipherOnly]),
        .extendedKeyUsage([OID.timeStamping, OID.anyExtendedKeyUsage], isCritical: true),
        .subjectAlternativeName(generalNames), .issuerAlternativeName(generalNames),
        .nameConstraints(
            NameConstraints(
                permitted: [GeneralSubtree(base: .dnsName("example.ir"))],
                excluded: generalNames.map { GeneralSubtree(base: $0) })),
        .crlDistributionPoints(points), .freshestCRL(points),
        .authorityInformationAccess([
            AccessDescription(method: OID.ocspAccess, location: .uri("http://example.ir/ocsp")),
            AccessDescription(method: OID.caIssuersAccess, location: .uri("http://example.ir/ca.cer")),
        ]),
        .subjectInformationAccess([AccessDescription(method: OID.caRepositoryAccess, location: .directoryName(name))]),
        .certificatePolicies(
            CertificatePolicies([
                PolicyInformation(policy: MohrOID.healthSubscriberPolicy),
                PolicyInformation(policy: OID.anyPolicy, qualifiers: [PolicyQualifier(cps: "http://example.ir/cps")]),
            ])),
        .policyMappings([
            PolicyMapping(issuerDomainPolicy: ObjectIdentifier(1, 2, 3), subjectDomainPolicy: ObjectIdentifier(1, 2, 4))
        ]),
        .policyConstraints(PolicyConstraints(requireExplicitPolicy: 0, inhibitPolicyMapping: 200)),
        .inhibitAnyPolicy(0), .admission(admission),
        .qcStatements([
            QCStatement(identifier: ObjectIdentifier(0, 4, 0, 1_862, 1, 4)),
            QCStatement(identifier: ObjectIdentifier(1, 2, 3), encodedInfo: [0x30, 0x00]),
        ]),
        .ocspNoCheck,
    ]
}
