// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

/// What the rules on extensions object to: each case is one thing wrong, and no other rule may object.
final class ExtensionRuleTests: LintTestCase {
    func testKeyIdentifiers() throws {
        let draft = try Self.draft()
        XCTAssertEqual(
            try objections(to: draft.setting(.subjectKeyIdentifier([UInt8](repeating: 1, count: 20)))),
            ["rfc5280.subject-key-identifier"])
        XCTAssertEqual(
            try objections(to: draft.without(OID.subjectKeyIdentifier)),
            ["rfc5280.subject-key-identifier", "cpcps.closed-extensions"])
        let other = AuthorityKeyIdentifier(keyIdentifier: Self.rootIdentity.certificate.subjectKeyIdentifier!)
        XCTAssertEqual(
            try objections(to: draft.setting(.authorityKeyIdentifier(other))), ["rfc5280.authority-key-identifier"])
        XCTAssertEqual(
            try objections(to: draft.without(OID.authorityKeyIdentifier)),
            ["rfc5280.authority-key-identifier", "cpcps.closed-extensions"])
        let own = Self.issuer.certificate
        let tied = Extension(oid: OID.authorityKeyIdentifier, isCritical: false) { writer in
            writer.sequence { writer in
                writer.octetString(own.subjectKeyIdentifier!, implicit: .context(0))
                GeneralName.encode([.directoryName(own.issuer)], tag: .contextConstructed(1), into: &writer)
                writer.integer(content: own.serialNumber.bytes, implicit: .context(2))
            }
        }
        XCTAssertEqual(try objections(to: draft.setting(tied)), ["rfc5280.authority-key-identifier"])
    }

    func testKeyUsage() throws {
        let draft = try Self.draft()
        XCTAssertEqual(
            try objections(to: draft.setting(.keyUsage(.digitalSignature))), ["etsi.commitment", "cpcps.exact-usage"])
        XCTAssertEqual(
            try objections(to: draft.setting(.keyUsage([.nonRepudiation, .digitalSignature]))),
            ["etsi.commitment", "cpcps.exact-usage"])
        XCTAssertEqual(
            try objections(to: draft.setting(.keyUsage(.nonRepudiation, isCritical: false))), ["rfc5280.criticality"])
        XCTAssertEqual(
            try objections(to: draft.setting(.keyUsage([.nonRepudiation, .keyCertSign]))),
            ["rfc5280.key-usage", "etsi.commitment", "cpcps.authority", "cpcps.exact-usage"])
        XCTAssertEqual(
            try objections(to: draft.without(OID.keyUsage)),
            [
                "rfc5280.key-usage", "etsi.commitment", "cpcps.closed-extensions", "cpcps.authority",
                "cpcps.exact-usage",
            ])
        let responder = try Self.draft(Self.responder, Self.serviceContent())
        XCTAssertEqual(
            try objections(to: responder.setting(.keyUsage(.nonRepudiation)), under: Self.responder),
            ["etsi.commitment", "cpcps.exact-usage"])
        XCTAssertTrue(
            try objections(to: draft.setting(.keyUsage([.encipherOnly]))).contains("rfc5280.key-usage"))
    }

    func testNobodyButACeremonyMakesAnAuthority() throws {
        let draft = try Self.draft()
        let authority = try draft.setting(.basicConstraints(BasicConstraints(isCA: true)))
        XCTAssertEqual(
            try objections(to: authority),
            [
                "rfc5280.key-usage", "rfc5280.basic-constraints", "cpcps.closed-extensions", "cpcps.authority",
            ])
        XCTAssertTrue(
            try objections(to: draft.setting(.basicConstraints(BasicConstraints(isCA: false, pathLength: 0))))
                .contains("rfc5280.basic-constraints"))
        let selfSigned = try Self.draft(issuer: nil)
        XCTAssertTrue(try objections(to: selfSigned, issuer: nil).contains("cpcps.authority"))
    }

    func testPathLengths() throws {
        let root = Self.rootIdentity.certificate
        let draft = try Self.draft(Self.intermediate, Self.serviceContent(), issuer: root)
        func objections(_ constraints: BasicConstraints) throws -> [String] {
            try self.objections(
                to: draft.setting(.basicConstraints(constraints)), under: Self.intermediate, issuer: root)
        }
        XCTAssertEqual(try objections(BasicConstraints(isCA: true, pathLength: 0)), [])
        XCTAssertEqual(try objections(BasicConstraints(isCA: true, pathLength: 1)), ["cpcps.authority"])
        XCTAssertEqual(try objections(BasicConstraints(isCA: true)), ["cpcps.authority"])
        XCTAssertEqual(
            try self.objections(
                to: draft.setting(.basicConstraints(BasicConstraints(isCA: true, pathLength: 0), isCritical: false)),
                under: Self.intermediate, issuer: root), ["rfc5280.criticality"])
        // Below an issuer that may have none below it.
        let below = try Self.draft(Self.intermediate, Self.serviceContent()).with(
            signature: AlgorithmIdentifier(.ecdsa(.sha256)))
        XCTAssertEqual(
            try self.objections(to: below, under: Self.intermediate),
            ["rfc5280.basic-constraints", "cpcps.signature-algorithm"])
    }

    func testPolicies() throws {
        let draft = try Self.draft()
        func objections(_ policies: [PolicyInformation]) throws -> [String] {
            try self.objections(to: draft.setting(.certificatePolicies(CertificatePolicies(policies))))
        }
        let own = MohrOID.healthSubscriberPolicy
        XCTAssertEqual(try objections([PolicyInformation(policy: own)]), [])
        XCTAssertEqual(try objections([PolicyInformation(policy: MohrOID.officerPolicy)]), ["cpcps.exact-policies"])
        XCTAssertEqual(
            try objections([PolicyInformation(policy: OID.anyPolicy)]),
            ["rfc5280.certificate-policies", "rfc5280.issuer-policies", "cpcps.exact-policies"])
        XCTAssertEqual(
            try objections([PolicyInformation(policy: own, qualifiers: [PolicyQualifier(cps: "ftp://x")])]),
            ["rfc5280.certificate-policies"])
        XCTAssertEqual(
            try objections([PolicyInformation(policy: own, qualifiers: [PolicyQualifier(cps: "https://x.ir/cps")])]),
            [])
    }

    func testPoliciesAreAmongTheIssuers() throws {
        let bare = try Self.rootIdentity.authority("Bare", pathLength: 0) { $0.validity = Self.longValidity }
        XCTAssertEqual(
            try objections(to: Self.draft(issuer: bare.certificate), issuer: bare.certificate),
            ["rfc5280.issuer-policies"])
        let any = try Self.rootIdentity.authority("Any", pathLength: 0) {
            $0.validity = Self.longValidity
            $0.set(.certificatePolicies(CertificatePolicies([PolicyInformation(policy: OID.anyPolicy)])))
        }
        XCTAssertEqual(try objections(to: Self.draft(issuer: any.certificate), issuer: any.certificate), [])
        let trade = try Self.draft().setting(
            .certificatePolicies(CertificatePolicies([PolicyInformation(policy: MohrOID.tradeSubscriberPolicy)])))
        XCTAssertEqual(try objections(to: trade), ["rfc5280.issuer-policies", "cpcps.exact-policies"])
    }

    func testAddresses() throws {
        let draft = try Self.draft()
        func objections(list: String) throws -> [String] {
            try self.objections(to: draft.setting(.crlDistributionPoints([DistributionPoint(uri: list)])))
        }
        XCTAssertEqual(try objections(list: "http://[::1]:8080/crls/health/3.crl"), [])
        for wrong in [
            "https://pki.example.ir/3.crl", "ldap://pki.example.ir/", "http:///3.crl", "http://pki example.ir/3.crl",
            "http://user@pki.example.ir/3.crl", "http://pki.example.ir/{shard}.crl", "http://pki.example.ir/3.crl#a",
        ] {
            XCTAssertEqual(try objections(list: wrong), ["rfc5280.distribution-points"], wrong)
        }
        let two = [DistributionPoint(uri: "http://a.ir/1.crl"), DistributionPoint(uri: "http://a.ir/2.crl")]
        XCTAssertEqual(try self.objections(to: draft.setting(.crlDistributionPoints(two))), ["cpcps.repository"])
        let partial = DistributionPoint(name: .fullName([.uri("http://a.ir/1.crl")]), reasons: .keyCompromise)
        XCTAssertEqual(
            try self.objections(to: draft.setting(.crlDistributionPoints([partial]))), ["rfc5280.distribution-points"])

        let issuer = AccessDescription(method: OID.caIssuersAccess, location: .uri("http://a.ir/health.cer"))
        let responder = AccessDescription(method: OID.ocspAccess, location: .uri("http://a.ir/ocsp"))
        func objections(access: [AccessDescription]) throws -> [String] {
            try self.objections(to: draft.setting(.authorityInformationAccess(access)))
        }
        XCTAssertEqual(try objections(access: [issuer, responder]), [])
        XCTAssertEqual(try objections(access: [issuer]), ["cpcps.repository"])
        let secure = AccessDescription(method: OID.ocspAccess, location: .uri("https://a.ir/ocsp"))
        XCTAssertEqual(try objections(access: [issuer, secure]), ["rfc5280.authority-information-access"])
        let named = AccessDescription(method: OID.ocspAccess, location: .dnsName("a.ir"))
        XCTAssertEqual(try objections(access: [issuer, named]), ["rfc5280.authority-information-access"])
        let other = AccessDescription(method: OID.caRepositoryAccess, location: .uri("http://a.ir/"))
        XCTAssertEqual(try objections(access: [issuer, responder, other]), ["rfc5280.authority-information-access"])
    }

    func testPurposesAndResponders() throws {
        let draft = try Self.draft(Self.responder, Self.serviceContent())
        func objections(_ purposes: [ObjectIdentifier]) throws -> [String] {
            try self.objections(to: draft.setting(.extendedKeyUsage(purposes)), under: Self.responder)
        }
        XCTAssertEqual(try objections([OID.ocspSigning]), [])
        XCTAssertEqual(try objections([OID.ocspSigning, OID.clientAuthentication]), ["cpcps.exact-usage"])
        XCTAssertEqual(
            try objections([OID.ocspSigning, OID.anyExtendedKeyUsage]),
            ["rfc5280.extended-key-usage", "cpcps.exact-usage"])
        XCTAssertEqual(
            try objections([OID.ocspSigning, OID.ocspSigning]), ["rfc5280.extended-key-usage", "cpcps.exact-usage"])
        XCTAssertEqual(
            try objections([OID.serverAuthentication]), ["rfc6960.responder", "cpcps.exact-usage"])
        XCTAssertEqual(
            try self.objections(to: draft.without(OID.ocspNoCheck), under: Self.responder),
            ["rfc6960.responder", "cpcps.closed-extensions"])
        let access = AccessDescription(method: OID.ocspAccess, location: .uri("http://a.ir/ocsp"))
        let issuer = AccessDescription(method: OID.caIssuersAccess, location: .uri("http://a.ir/health.cer"))
        XCTAssertEqual(
            try self.objections(
                to: draft.setting(.authorityInformationAccess([issuer, access])), under: Self.responder),
            ["rfc6960.responder", "cpcps.repository"])
        XCTAssertEqual(
            try self.objections(to: Self.draft().setting(.ocspNoCheck)),
            ["rfc6960.responder", "cpcps.closed-extensions"]
        )
    }

    func testPurposesFitTheUsage() throws {
        let draft = try Self.draft()
        XCTAssertEqual(
            try objections(to: draft.setting(.extendedKeyUsage([OID.serverAuthentication]))),
            ["rfc5280.extended-key-usage", "cpcps.closed-extensions", "cpcps.exact-usage"])
        XCTAssertEqual(
            try objections(to: draft.setting(.extendedKeyUsage([OID.documentSigning]))),
            ["cpcps.closed-extensions", "cpcps.exact-usage"])
        XCTAssertEqual(
            try objections(to: draft.setting(.extendedKeyUsage([OID.timeStamping, OID.documentSigning]))),
            [
                "rfc5280.criticality", "rfc5280.extended-key-usage", "cpcps.closed-extensions", "cpcps.exact-usage",
            ])
    }

    func testNothingThatTheProfileDoesNotNameGetsIn() throws {
        let draft = try Self.draft()
        let foreign = ObjectIdentifier(1, 2, 3, 4)
        XCTAssertEqual(
            try objections(to: draft.setting(Extension(oid: foreign, isCritical: false, value: [5, 0]))),
            ["cpcps.closed-extensions"])
        XCTAssertEqual(
            try objections(to: draft.setting(Extension(oid: foreign, isCritical: true, value: [5, 0]))),
            ["rfc5280.criticality", "cpcps.closed-extensions"])
        XCTAssertEqual(
            try objections(to: draft.setting(.subjectAlternativeName([.rfc822Name("sara@example.ir")]))),
            ["cpcps.closed-extensions"])
        XCTAssertEqual(
            try objections(to: draft.without(OID.crlDistributionPoints)),
            ["cpcps.closed-extensions", "cpcps.repository"])
        XCTAssertEqual(try objections(to: draft.without(OID.admission)), ["cpcps.closed-extensions"])
        XCTAssertEqual(
            try objections(to: draft.without(OID.certificatePolicies)),
            ["cpcps.closed-extensions", "cpcps.exact-policies"])
        XCTAssertEqual(
            try objections(to: draft.without(OID.qcStatements)), ["etsi.statements", "cpcps.closed-extensions"])
    }

    func testAlternativeNames() throws {
        let draft = try Self.draft(Self.listener, Self.serviceContent([.dnsName("desk.example.ir")]))
        func objections(_ name: GeneralName) throws -> [String] {
            try self.objections(to: draft.setting(.subjectAlternativeName([name])), under: Self.listener)
        }
        XCTAssertEqual(try objections(.dnsName("mohr.localhost")), [])
        XCTAssertEqual(try objections(.ipAddress([UInt8](repeating: 0, count: 16))), [])
        let wrong: [GeneralName] = [
            .dnsName(""), .dnsName("localhost"), .dnsName("-a.ir"), .dnsName("a..ir"), .dnsName("a_b.ir"),
            .dnsName("*.ir"),
            .ipAddress([1, 2]),
            .rfc822Name("no at"), .uri("ldap://x"), .registeredID(OID.commonName),
            .dnsName(String(repeating: "a", count: 64) + ".ir"),
        ]
        for name in wrong { XCTAssertEqual(try objections(name), ["rfc5280.subject-alternative-name"], "\(name)") }
    }

    func testProfessions() throws {
        let draft = try Self.draft()
        let items = ["پزشک", "Physician"].map { DirectoryString($0) }
        func objections(
            oid: ObjectIdentifier = MohrOID.physician, _ items: [DirectoryString], _ number: String?
        ) throws -> [String] {
            let profession = ProfessionInfo(professionItems: items, professionOIDs: [oid], registrationNumber: number)
            return try self.objections(to: draft.setting(.admission(Admission(profession: profession))))
        }
        XCTAssertEqual(try objections(items, "12345"), [])
        XCTAssertEqual(try objections(items, nil), ["cpcps.profession"])
        XCTAssertEqual(try objections(items, String(repeating: "1", count: 129)), ["cpcps.profession"])
        XCTAssertEqual(try objections(oid: MohrOID.pharmacist, items, "12345"), ["cpcps.profession"])
        XCTAssertEqual(try objections([DirectoryString("Professor")], "12345"), ["cpcps.profession"])
    }
}
