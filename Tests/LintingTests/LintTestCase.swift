// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

/// A tree to lint in: profiles, an issuer, and a doctor's certificate that no rule objects to.
class LintTestCase: XCTestCase {
    static let doctor = profile(
        """
        { name: "doctor", kind: "subscriber", title: { fa: "پزشک", en: "Doctor" },
          validitySeconds: 63072000, validityJitterSeconds: 2592000, backdateSeconds: 300,
          signatureAlgorithm: "ecdsa-sha256", allowedKeys: ["p256", "rsa2048", "rsa3072", "rsa4096"],
          subject: [
            { attribute: "countryName", fixed: "IR" }, { attribute: "organizationName", presence: "optional" },
            { attribute: "surname", presence: "required" }, { attribute: "givenName", presence: "required" },
            { attribute: "serialNumber", presence: "required", prefix: "PNOIR-" },
            { attribute: "commonName", presence: "required" } ],
          keyUsage: { uses: ["nonRepudiation"], critical: true },
          policies: ["health-subscriber"],
          authorityInformationAccess: {
            issuer: "{publicURL}/certificates/{authority}.cer", ocsp: "{publicURL}/ocsp" },
          crlDistributionPoint: "{publicURL}/crls/{authority}/{shard}.crl",
          admission: { professionOID: "physician", professionItem: { fa: "پزشک", en: "Physician" },
            registrationNumberRequired: true },
          qcStatements: ["semantics-natural"], documentKinds: ["prescription"] }
        """)

    static let intermediate = profile(
        """
        { name: "intermediate", kind: "authority", title: { fa: "میانی", en: "Intermediate" },
          validitySeconds: 252288000, signatureAlgorithm: "ecdsa-sha384", allowedKeys: ["p256"],
          subject: [ { attribute: "countryName", fixed: "IR" }, { attribute: "commonName", presence: "required" } ],
          keyUsage: { uses: ["keyCertSign", "cRLSign"], critical: true },
          basicConstraints: { isCA: true, pathLength: 0 },
          authorityInformationAccess: { issuer: "{publicURL}/certificates/{authority}.cer" },
          crlDistributionPoint: "{publicURL}/crls/{authority}.crl" }
        """)

    static let root = profile(
        """
        { name: "root", kind: "authority", title: { fa: "ریشه", en: "Root" },
          validitySeconds: 630720000, signatureAlgorithm: "ecdsa-sha384", allowedKeys: ["p384"],
          subject: [ { attribute: "countryName", fixed: "IR" }, { attribute: "commonName", presence: "required" } ],
          keyUsage: { uses: ["keyCertSign", "cRLSign"], critical: true },
          basicConstraints: { isCA: true } }
        """)

    static let responder = profile(
        """
        { name: "responder", kind: "ocspResponder", title: { fa: "پاسخ‌گو", en: "Responder" },
          validitySeconds: 2592000, signatureAlgorithm: "ecdsa-sha256", allowedKeys: ["p256"],
          subject: [ { attribute: "countryName", fixed: "IR" }, { attribute: "commonName", presence: "required" } ],
          keyUsage: { uses: ["digitalSignature"], critical: true },
          extendedKeyUsage: { purposes: ["OCSPSigning"], critical: false },
          policies: ["status-responder"],
          authorityInformationAccess: { issuer: "{publicURL}/certificates/{authority}.cer" },
          ocspNoCheck: true }
        """)

    static let listener = profile(
        """
        { name: "listener", kind: "tlsServer", title: { fa: "میز", en: "Desk" },
          validitySeconds: 31536000, signatureAlgorithm: "ecdsa-sha256", allowedKeys: ["p256"],
          subject: [ { attribute: "countryName", fixed: "IR" }, { attribute: "commonName", presence: "required" } ],
          alternativeNames: ["dnsName", "ipAddress"],
          keyUsage: { uses: ["digitalSignature"], critical: true },
          extendedKeyUsage: { purposes: ["serverAuth"], critical: false },
          policies: ["office-listener"],
          authorityInformationAccess: { issuer: "{publicURL}/certificates/{authority}.cer" },
          crlDistributionPoint: "{publicURL}/crls/{authority}/{shard}.crl" }
        """)

    static let issuerKey = try! PrivateKey.generate(.p256)
    static let rootIdentity = try! TestPKI.root { $0.validity = longValidity }
    static let issuer = try! rootIdentity.authority("Health", pathLength: 0) {
        $0.validity = longValidity
        $0.set(.certificatePolicies(CertificatePolicies(policies.map { PolicyInformation(policy: $0) })))
    }
    static let policies = [
        MohrOID.healthSubscriberPolicy, MohrOID.officerPolicy, MohrOID.responderPolicy, MohrOID.listenerPolicy,
    ]
    static let subjectKey = try! PrivateKey.generate(.p256)

    static let longValidity = Validity(
        notBefore: TestPKI.now.advanced(bySeconds: -86_400), notAfter: TestPKI.now.advanced(bySeconds: 10 * 31_536_000))

    static let locations = IssuerLocations(publicURL: "http://pki.example.ir", authority: "health", shard: "3")

    static func profile(_ text: String) -> CertificateProfile {
        try! CertificateProfile(reading: Array(text.utf8))
    }

    /// What a doctor's application gives.
    static func doctorContent(key: PublicKey = subjectKey.publicKey) -> CertificateContent {
        CertificateContent(
            subject: [
                (OID.surname, "احمدی"), (OID.givenName, "سارا"), (OID.serialNumber, "PNOIR-9990000018"),
                (OID.commonName, "Sara Ahmadi"),
            ], publicKey: key, licenceNumber: "12345")
    }

    static func serviceContent(_ names: [GeneralName] = []) -> CertificateContent {
        CertificateContent(
            subject: [(OID.commonName, "Mohr Service")], publicKey: subjectKey.publicKey, alternativeNames: names)
    }

    /// A draft that is as it should be.
    static func draft(
        _ profile: CertificateProfile = doctor, _ content: CertificateContent? = nil,
        issuer: Certificate? = issuer.certificate, serial: SerialNumber = SerialNumber(unsigned: 1...17)
    ) throws -> TBSCertificate {
        try profile.ceremonyDraft(
            of: content ?? doctorContent(),
            by: IssuingParameters(issuer: issuer, serialNumber: serial, time: TestPKI.now, locations: locations))
    }

    /// The names of the rules that object to a certificate, each once, in their order.
    func objections(
        to draft: TBSCertificate, under profile: CertificateProfile = doctor,
        issuer: Certificate? = LintTestCase.issuer.certificate, outer: AlgorithmIdentifier? = nil
    ) throws -> [String] {
        let kind = try PublicKey(
            subjectPublicKeyInfo: issuer?.tbs.subjectPublicKeyInfo ?? draft.subjectPublicKeyInfo
        ).kind
        let certificate = try Certificate.assemble(
            tbs: draft.encoded(), signatureAlgorithm: outer ?? draft.signature,
            signature: [UInt8](repeating: 1, count: 64))
        let context = LintContext(profile: profile, issuer: issuer, issuerKeyKind: kind, time: TestPKI.now)
        var names: [String] = []
        for rule in Linter.standard.rules where !rule.findings(in: certificate, context: context).isEmpty {
            names.append(rule.name)
        }
        return names
    }
}

extension TBSCertificate {
    /// The same draft with some parts different.
    func with(
        serialNumber: SerialNumber? = nil, signature: AlgorithmIdentifier? = nil, issuer: Name? = nil,
        validity: Validity? = nil, subject: Name? = nil, subjectPublicKeyInfo: [UInt8]? = nil,
        extensions: [Extension]? = nil
    ) throws -> TBSCertificate {
        TBSCertificate(
            serialNumber: serialNumber ?? self.serialNumber, signature: signature ?? self.signature,
            issuer: issuer ?? self.issuer, validity: validity ?? self.validity, subject: subject ?? self.subject,
            subjectPublicKeyInfo: subjectPublicKeyInfo ?? self.subjectPublicKeyInfo,
            extensions: try extensions.map { try Extensions($0) } ?? self.extensions)
    }

    /// The same draft with one extension in place of, or beside, those there.
    func setting(_ item: Extension) throws -> TBSCertificate {
        try with(extensions: extensions.all.filter { $0.oid != item.oid } + [item])
    }

    /// The same draft without one extension.
    func without(_ oid: ObjectIdentifier) throws -> TBSCertificate {
        try with(extensions: extensions.all.filter { $0.oid != oid })
    }
}
