// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

@testable import Linting

/// For every rule on certificates one that breaks it, and the one beside it that does not.
///
/// What each rule makes of finer differences is in the tests of fields and extensions.
final class CertificateRulePairTests: LintTestCase {
    private struct Pair {
        /// The rule that must object; others that cannot but object too come after it.
        let rules: [String]
        var profile = LintTestCase.doctor
        var content: CertificateContent?
        var issuer: Certificate? = LintTestCase.issuer.certificate
        var outer: AlgorithmIdentifier?
        let bad: (TBSCertificate) throws -> TBSCertificate
    }

    private static func subject(_ change: (inout [(ObjectIdentifier, String)]) -> Void) throws -> Name {
        var attributes = [
            (OID.countryName, "IR"), (OID.surname, "احمدی"), (OID.givenName, "سارا"),
            (OID.serialNumber, "PNOIR-9990000018"), (OID.commonName, "Sara Ahmadi"),
        ]
        change(&attributes)
        return try Name(attributes)
    }

    private static func point(_ uri: String) -> Extension { .crlDistributionPoints([DistributionPoint(uri: uri)]) }

    private static func policies(_ identifier: ObjectIdentifier) -> Extension {
        .certificatePolicies(CertificatePolicies([PolicyInformation(policy: identifier)]))
    }

    private static func profession(_ identifier: ObjectIdentifier) -> Extension {
        .admission(
            Admission(
                profession: ProfessionInfo(
                    professionItems: ["پزشک", "Physician"].map { DirectoryString($0) }, professionOIDs: [identifier],
                    registrationNumber: "12345")))
    }

    private static func validity(_ start: Int64, _ end: Int64) -> Validity {
        Validity(notBefore: TestPKI.now.advanced(bySeconds: start), notAfter: TestPKI.now.advanced(bySeconds: end))
    }

    private var fields: [Pair] {
        [
            Pair(rules: ["rfc5280.version", "*"]) { _ in try FieldRuleTests.versionOne() },
            Pair(rules: ["rfc5280.serial-number", "cpcps.serial-entropy"]) {
                try $0.with(serialNumber: SerialNumber(unsigned: [UInt8](repeating: 1, count: 21)))
            },
            Pair(rules: ["cpcps.serial-entropy"]) { try $0.with(serialNumber: SerialNumber(unsigned: 1...9)) },
            Pair(rules: ["rfc5280.signature-algorithm"], outer: AlgorithmIdentifier(.ecdsa(.sha384))) { $0 },
            Pair(rules: ["cpcps.signature-algorithm", "rfc5280.signature-algorithm"]) {
                try $0.with(signature: AlgorithmIdentifier(.ecdsa(.sha384)))
            },
            Pair(rules: ["rfc5280.validity", "cpcps.issuer-lifetime"]) { try $0.with(validity: Self.validity(10, 10)) },
            Pair(rules: ["cpcps.validity-length"]) { try $0.with(validity: Self.validity(0, 3 * 31_536_000)) },
            Pair(rules: ["cpcps.issuer-lifetime", "cpcps.validity-length"]) {
                try $0.with(validity: Self.validity(0, 11 * 31_536_000))
            },
            Pair(rules: ["rfc5280.issuer"]) { try $0.with(issuer: Self.rootIdentity.name) },
            Pair(rules: ["rfc5280.subject", "*"]) { try $0.with(subject: Self.issuer.name) },
            Pair(rules: ["cpcps.subject-key"]) { try $0.with(subjectPublicKeyInfo: Self.weakKey()).rekeyed() },
            Pair(rules: ["cpcps.key-strength", "cpcps.validity-length"]) {
                try $0.with(
                    validity: Self.validity(0, 5 * 31_536_000),
                    subjectPublicKeyInfo: PrivateKey.generate(.rsa(bits: 2048)).publicKey.subjectPublicKeyInfo
                ).rekeyed()
            },
        ]
    }

    private var names: [Pair] {
        [
            Pair(rules: ["rfc5280.attribute-length"]) {
                try $0.replacing(
                    FieldRuleTests.attribute(OID.commonName, .utf8String, String(repeating: "a", count: 65)))
            },
            Pair(rules: ["rfc5280.attribute-type"]) {
                try $0.replacing(FieldRuleTests.attribute(OID.givenName, .teletexString, "Zahra"))
            },
            Pair(rules: ["cpcps.subject-shape"]) {
                try $0.with(subject: Self.subject { $0.append((OID.title, "Professor")) })
            },
            Pair(rules: ["cpcps.canonical-names"]) {
                try $0.with(subject: Self.subject { $0[4].1 = "Sara  Ahmadi" })
            },
            Pair(rules: ["cpcps.visible-names", "*"]) {
                try $0.with(subject: Self.subject { $0[1].1 = "احمدی\u{202E}" })
            },
            Pair(rules: ["etsi.person-name", "cpcps.subject-shape"]) {
                try $0.with(subject: Self.subject { $0.remove(at: 1) })
            },
            Pair(rules: ["etsi.person-identifier"]) {
                try $0.with(subject: Self.subject { $0[3].1 = "PNOIR-9990000019" })
            },
        ]
    }

    private var extensions: [Pair] {
        let foreign = Extension(oid: ObjectIdentifier(1, 2, 3), isCritical: false, value: [5, 0])
        let access = AccessDescription(method: OID.ocspAccess, location: .uri("https://a.ir/ocsp"))
        let caIssuers = AccessDescription(method: OID.caIssuersAccess, location: .uri("http://a.ir/a.cer"))
        let two = [DistributionPoint(uri: "http://a.ir/1.crl"), DistributionPoint(uri: "http://a.ir/2.crl")]
        return [
            Pair(rules: ["rfc5280.criticality"]) { try $0.setting(.keyUsage(.nonRepudiation, isCritical: false)) },
            Pair(rules: ["rfc5280.authority-key-identifier"]) {
                let other = Self.rootIdentity.certificate.subjectKeyIdentifier ?? []
                return try $0.setting(.authorityKeyIdentifier(AuthorityKeyIdentifier(keyIdentifier: other)))
            },
            Pair(rules: ["rfc5280.subject-key-identifier"]) {
                try $0.setting(.subjectKeyIdentifier([UInt8](repeating: 1, count: 20)))
            },
            Pair(rules: ["rfc5280.key-usage", "*"]) { try $0.setting(.keyUsage([.nonRepudiation, .keyCertSign])) },
            Pair(rules: ["etsi.commitment", "cpcps.exact-usage"]) { try $0.setting(.keyUsage(.digitalSignature)) },
            Pair(rules: ["cpcps.exact-usage", "cpcps.closed-extensions"]) {
                try $0.setting(.extendedKeyUsage([OID.documentSigning]))
            },
            Pair(rules: ["rfc5280.certificate-policies", "rfc5280.issuer-policies", "cpcps.exact-policies"]) {
                try $0.setting(Self.policies(OID.anyPolicy))
            },
            Pair(rules: ["rfc5280.issuer-policies", "cpcps.exact-policies"]) {
                try $0.setting(Self.policies(MohrOID.tradeSubscriberPolicy))
            },
            Pair(rules: ["cpcps.exact-policies"]) { try $0.setting(Self.policies(MohrOID.officerPolicy)) },
            Pair(rules: ["rfc5280.basic-constraints", "*"]) {
                try $0.setting(.basicConstraints(BasicConstraints(isCA: false, pathLength: 0)))
            },
            Pair(rules: ["cpcps.authority", "*"]) { try $0.setting(.basicConstraints(BasicConstraints(isCA: true))) },
            Pair(rules: ["rfc5280.extended-key-usage", "*"]) {
                try $0.setting(.extendedKeyUsage([OID.serverAuthentication]))
            },
            Pair(rules: ["rfc5280.distribution-points"]) { try $0.setting(Self.point("https://a.ir/1.crl")) },
            Pair(rules: ["rfc5280.authority-information-access"]) {
                try $0.setting(.authorityInformationAccess([caIssuers, access]))
            },
            Pair(rules: ["cpcps.repository"]) { try $0.setting(.crlDistributionPoints(two)) },
            Pair(rules: ["cpcps.closed-extensions"]) { try $0.setting(foreign) },
            Pair(rules: ["cpcps.profession"]) { try $0.setting(Self.profession(MohrOID.pharmacist)) },
            Pair(rules: ["etsi.statements", "cpcps.closed-extensions"]) { try $0.without(OID.qcStatements) },
            Pair(
                rules: ["rfc6960.responder", "cpcps.closed-extensions"], profile: Self.responder,
                content: Self.serviceContent()
            ) { try $0.without(OID.ocspNoCheck) },
            Pair(
                rules: ["rfc5280.subject-alternative-name"], profile: Self.listener,
                content: Self.serviceContent([.dnsName("desk.example.ir")])
            ) { try $0.setting(.subjectAlternativeName([.dnsName("localhost")])) },
        ]
    }

    private static func weakKey() throws -> [UInt8] { KeyRulesTests.rsa(modulus: WeakModuli.roca) }

    func testEveryRuleHasACertificateThatBreaksItAndOneThatDoesNot() throws {
        let pairs = fields + names + extensions
        XCTAssertEqual(
            Set(pairs.compactMap(\.rules.first)), Set(Linter.standard.rules.map(\.name)),
            "rules without a pair, or pairs without a rule")
        for pair in pairs {
            let good = try Self.draft(pair.profile, pair.content, issuer: pair.issuer)
            XCTAssertEqual(try objections(to: good, under: pair.profile, issuer: pair.issuer), [], pair.rules[0])
            let seen = try objections(
                to: pair.bad(good), under: pair.profile, issuer: pair.issuer, outer: pair.outer)
            XCTAssertTrue(seen.contains(pair.rules[0]), "\(pair.rules[0]) is silent; \(seen) object")
            // A star: what breaks this rule breaks several, which their own pairs tell apart.
            if !pair.rules.contains("*") { XCTAssertEqual(Set(seen), Set(pair.rules), pair.rules[0]) }
        }
    }
}

extension TBSCertificate {
    /// The same with one attribute of the subject in place of that of its type.
    fileprivate func replacing(_ attribute: AttributeTypeAndValue) throws -> TBSCertificate {
        let names = subject.relativeDistinguishedNames.map { $0.map { $0.type == attribute.type ? attribute : $0 } }
        return try with(subject: names.reduce(Name.empty) { $0.appending($1) })
    }

    /// The same with the key identifier that belongs to the key.
    fileprivate func rekeyed() throws -> TBSCertificate {
        try setting(.subjectKeyIdentifier(SubjectPublicKeyInfo(der: subjectPublicKeyInfo).keyIdentifier))
    }
}
