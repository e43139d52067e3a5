// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// What comes out under the profiles in `PKI/Profiles`, and what cannot get in.
final class ProfileDraftTests: XCTestCase {
    private static let tree = Result { try ProfileTree() }

    private func draft(
        _ name: String = "doctor-signing", subject: [(ObjectIdentifier, String)] = ProfileTree.person,
        key: KeyKind = .p256, licenceNumber: String? = "12345", alternativeNames: [GeneralName] = [],
        jitterSeconds: Int64 = 0
    ) throws -> TBSCertificate {
        let tree = try Self.tree.get()
        return try ProfileTree.profile(name).draft(
            of: CertificateContent(
                subject: subject, publicKey: PrivateKey.generate(key).publicKey, licenceNumber: licenceNumber,
                alternativeNames: alternativeNames),
            by: ProfileTree.parameters(below: tree.health, jitterSeconds: jitterSeconds))
    }

    private func assert(_ expected: ProfileError, line: UInt = #line, _ body: () throws -> TBSCertificate) {
        XCTAssertThrowsError(try body(), line: line) { XCTAssertEqual($0 as? ProfileError, expected, line: line) }
    }

    func testADoctorsCertificateSaysWhatItsProfileSays() throws {
        let tree = try Self.tree.get()
        let doctor = try ProfileTree.issue(
            "doctor-signing", below: tree.health, authority: "health", subject: ProfileTree.person,
            licenceNumber: "12345"
        ).certificate
        XCTAssertEqual(
            doctor.subject.description,
            "CN=سارا احمدی,serialNumber=PNOIR-9990000018,name=Sara Ahmadi,GN=سارا,SN=احمدی,title=Physician,"
                + "O=Unaffiliated,C=IR")
        XCTAssertEqual(doctor.keyUsage, .nonRepudiation)
        XCTAssertEqual(doctor.extensions[OID.keyUsage]?.isCritical, true)
        XCTAssertNil(doctor.basicConstraints)
        XCTAssertNil(doctor.extendedKeyUsage)
        XCTAssertEqual(doctor.certificatePolicies?.identifiers, [MohrOID.healthSubscriberPolicy])
        XCTAssertEqual(doctor.crlDistributionPoints.flatMap(\.uris), ["http://pki.example.ir/crls/health/7.crl"])
        XCTAssertEqual(
            doctor.authorityInformationAccess.map(\.uri),
            ["http://pki.example.ir/ocsp", "http://pki.example.ir/certificates/health.cer"])
        XCTAssertEqual(doctor.admission?.professionOIDs, [MohrOID.physician])
        XCTAssertEqual(doctor.admission?.professionItems, ["پزشک", "Physician"])
        XCTAssertEqual(doctor.admission?.licenceNumber, "12345")
        XCTAssertEqual(doctor.authorityKeyIdentifier?.keyIdentifier, tree.health.certificate.subjectKeyIdentifier)
        XCTAssertEqual(doctor.qcStatements.count, 1)
        XCTAssertEqual(doctor.issuer, tree.health.certificate.subject)
        XCTAssertEqual(doctor.extensions.criticalExtensions(besides: Certificate.decodedExtensions), [])
        XCTAssertTrue(doctor.isSigned(by: tree.health.key.publicKey))
    }

    func testSameInputGivesSameBytes() throws {
        let key = try PrivateKey.generate(.p256).publicKey
        let parameters = try ProfileTree.parameters(below: Self.tree.get().health)
        func once(_ subject: [(ObjectIdentifier, String)]) throws -> [UInt8] {
            try ProfileTree.profile("doctor-signing").draft(
                of: CertificateContent(subject: subject, publicKey: key, licenceNumber: "1"), by: parameters
            ).encoded()
        }
        XCTAssertEqual(try once(ProfileTree.person), try once(ProfileTree.person.reversed()))
    }

    func testValidityIsBackdatedJitteredAndCountedWithBothEnds() throws {
        let profile = try ProfileTree.profile("doctor-signing")
        let longest = try profile.validity(at: TestPKI.now, jitterSeconds: 0, below: nil)
        XCTAssertEqual(longest.notBefore, TestPKI.now.advanced(bySeconds: -300))
        XCTAssertEqual(longest.notAfter.seconds(since: longest.notBefore), 63_115_200 - 1)
        let shortest = try profile.validity(at: TestPKI.now, jitterSeconds: 2_592_000, below: nil)
        XCTAssertEqual(longest.notAfter.seconds(since: shortest.notAfter), 2_592_000)
        let young = try TestPKI.root { draft in
            draft.validity = Validity(notBefore: TestPKI.now, notAfter: TestPKI.validity.notAfter)
        }.certificate
        let nested = try profile.validity(at: TestPKI.now, jitterSeconds: 0, below: young)
        XCTAssertEqual(nested.notBefore, TestPKI.now)
        XCTAssertEqual(nested.notAfter.seconds(since: nested.notBefore), 63_115_200 - 1)
        assert(.jitter(seen: 2_592_001, allowed: 0...2_592_000)) { try draft(jitterSeconds: 2_592_001) }
        assert(.jitter(seen: -1, allowed: 0...2_592_000)) { try draft(jitterSeconds: -1) }
    }

    func testOnlyNamedKeysAreCertified() throws {
        XCTAssertNoThrow(try draft(key: .rsa(bits: 2048)))
        let allowed: [KeyKind] = [.p256, .rsa(bits: 2048), .rsa(bits: 3072), .rsa(bits: 4096)]
        for kind: KeyKind in [.rsa(bits: 1024), .p384, .ed25519, .rsa(bits: 2056)] {
            assert(.key(seen: kind, allowed: allowed)) { try draft(key: kind) }
        }
    }

    func testSubjectHoldsWhatTheProfileNamesAndNothingElse() throws {
        let person = ProfileTree.person
        assert(.attributeNotNamed(OID.organizationalUnitName)) {
            try draft(subject: person + [(OID.organizationalUnitName, "x")])
        }
        assert(.attributeNotNamed(OID.title)) { try draft(subject: person + [(OID.title, "Surgeon")]) }
        assert(.attributeNotNamed(OID.countryName)) { try draft(subject: person + [(OID.countryName, "IR")]) }
        assert(.attributeRepeated(OID.commonName)) { try draft(subject: person + [(OID.commonName, "x")]) }
        assert(.attributeMissing(OID.serialNumber)) {
            try draft(subject: person.filter { $0.0 != OID.serialNumber })
        }
        func with(_ type: ObjectIdentifier, _ value: String) -> [(ObjectIdentifier, String)] {
            person.map { $0.0 == type ? (type, value) : $0 }
        }
        assert(.attributePrefix(OID.serialNumber, allowed: "PNOIR-")) {
            try draft(subject: with(OID.serialNumber, "9990000018"))
        }
        assert(.name(.attributeLength(OID.commonName, seen: 0, allowed: 1...64))) {
            try draft(subject: with(OID.commonName, ""))
        }
        assert(.name(.attributeLength(OID.commonName, seen: 65, allowed: 1...64))) {
            try draft(subject: with(OID.commonName, String(repeating: "ا", count: 65)))
        }
        assert(.name(.attributeCharacter(OID.serialNumber, allowed: "PrintableString"))) {
            try draft(subject: with(OID.serialNumber, "PNOIR-۹۹۹"))
        }
    }

    func testLicenceNumbersAreRequiredWhereTheProfileSaysAndNowhereElse() throws {
        assert(.licenceNumberMissing) { try draft(licenceNumber: nil) }
        assert(.licenceNumber(length: 0, allowed: 1...128)) { try draft(licenceNumber: "") }
        assert(.licenceNumber(length: 2, allowed: 1...128)) { try draft(licenceNumber: "مم") }
        assert(.licenceNumber(length: 129, allowed: 1...128)) {
            try draft(licenceNumber: String(repeating: "1", count: 129))
        }
        let officer = ProfileTree.person + [(OID.organizationName, "o"), (OID.organizationalUnitName, "u")]
        XCTAssertNoThrow(try draft("officer", subject: officer, licenceNumber: nil))
        assert(.licenceNumberNotNamed) { try draft("officer", subject: officer, licenceNumber: "1") }
    }

    func testLicenceNumbersWithPersianLettersComeBackWhole() throws {
        for number in ["12345", "م-1234", "د-4321", "آع-7"] {
            let draft = try draft(licenceNumber: number)
            let value = try XCTUnwrap(draft.extensions[OID.admission]).value
            let admission = try Admission(DERReader.single(value, .sequence))
            XCTAssertEqual(admission.licenceNumber, number)
            let digits = String(number.unicodeScalars.filter { ("0"..."9").contains($0) }.map { Character($0) })
            XCTAssertEqual(admission.registrationNumber, digits)
        }
        // Elsewhere addProfessionInfo means something else.
        let foreign = ProfessionInfo(
            professionItems: [DirectoryString("Ärztin")], professionOIDs: [ObjectIdentifier(1, 2, 276, 0, 76, 4, 30)],
            registrationNumber: "1", additionalInfo: Array("x1".utf8)[...])
        XCTAssertEqual(foreign.licenceNumber, "1")
    }

    func testListenersMustHaveAnAlternativeNameAndOthersMustNot() throws {
        let subject: [(ObjectIdentifier, String)] = [(OID.organizationName, "Mohr"), (OID.commonName, "x")]
        func listener(_ names: [GeneralName]) throws -> TBSCertificate {
            try draft("office-listener", subject: subject, licenceNumber: nil, alternativeNames: names)
        }
        XCTAssertNoThrow(try listener([.dnsName("a.ir")]))
        assert(.alternativeNameMissing) { try listener([]) }
        assert(.alternativeNameNotNamed) { try listener([.uri("http://a.ir")]) }
        assert(.alternativeNameNotNamed) { try draft(alternativeNames: [.dnsName("a.ir")]) }
    }

    func testAuthoritiesAreMadeAtCeremoniesOnly() throws {
        for name in ["root", "health-intermediate", "trade-intermediate"] {
            assert(.authorityOutsideCeremony(profile: name)) {
                try draft(name, subject: [(OID.organizationName, "o"), (OID.commonName, "c")], licenceNumber: nil)
            }
        }
        for (name, leaf) in try Self.tree.get().leaves() {
            XCTAssertNil(leaf.certificate.basicConstraints, name)
            XCTAssertEqual(leaf.certificate.keyUsage?.isDisjoint(with: [.keyCertSign, .cRLSign]), true, name)
        }
    }

    func testShardAndIssuersKeyMustBeKnown() throws {
        let tree = try Self.tree.get()
        let profile = try ProfileTree.profile("doctor-signing")
        let content = CertificateContent(
            subject: ProfileTree.person, publicKey: tree.root.key.publicKey, licenceNumber: "1")
        let other = CertificateContent(
            subject: ProfileTree.person, publicKey: tree.health.key.publicKey, licenceNumber: "1")
        XCTAssertThrowsError(try profile.draft(of: content, by: ProfileTree.parameters(below: tree.health)))
        func parameters(_ issuer: TestIdentity, shard: String?) -> IssuingParameters {
            IssuingParameters(
                issuer: issuer.certificate, serialNumber: SerialNumber(unsigned: [1]), time: TestPKI.now,
                locations: IssuerLocations(publicURL: "http://a.ir", authority: "health", shard: shard))
        }
        assert(.shardMissing(path: "crlDistributionPoint")) {
            try profile.draft(of: other, by: parameters(tree.health, shard: nil))
        }
        let bare = try TestPKI.root { $0.hasKeyIdentifiers = false }
        assert(.issuerKeyIdentifierMissing) { try profile.draft(of: other, by: parameters(bare, shard: "1")) }
    }

    func testOpenSSLAndGnuTLSVerifyEveryProfile() throws {
        let tree = try Self.tree.get()
        let folder = try TemporaryFolder()
        try folder.write(tree.root.certificate.pem, to: "root.pem")
        try folder.write(tree.health.certificate.pem + tree.trade.certificate.pem, to: "intermediates.pem")
        for (name, leaf) in try tree.leaves() {
            try folder.write(leaf.certificate.pem, to: "leaf.pem")
            let policy = try XCTUnwrap(leaf.certificate.certificatePolicies?.identifiers.first).dotted
            var arguments = [
                "verify", "-x509_strict", "-attime", "\(TestPKI.now.secondsSince1970)", "-policy", policy,
                "-explicit_policy", "-CAfile", "root.pem", "-untrusted", "intermediates.pem",
            ]
            if name == "timestamp-unit" { arguments += ["-purpose", "timestampsign"] }
            if name == "officer" { arguments += ["-purpose", "sslclient"] }
            if name == "office-listener" { arguments += ["-purpose", "sslserver", "-verify_ip", "127.0.0.1"] }
            let outcome = try Shell.run("openssl", arguments + ["leaf.pem"], in: folder)
            XCTAssertEqual(outcome.text, "leaf.pem: OK\n", "\(name): \(outcome.errors)")
            let printed = try Shell.run("certtool", ["-i", "--infile", "leaf.pem"], in: folder)
            XCTAssertTrue(printed.isSuccess && !printed.text.contains("error"), "\(name): \(printed.text)")
        }
        // The negative control: a policy of the other sector.
        let doctor = try XCTUnwrap(tree.leaves()["doctor-signing"])
        try folder.write(doctor.certificate.pem, to: "leaf.pem")
        let refused = try Shell.run(
            "openssl",
            [
                "verify", "-attime", "\(TestPKI.now.secondsSince1970)", "-policy", MohrOID.tradeSubscriberPolicy.dotted,
                "-explicit_policy", "-CAfile", "root.pem", "-untrusted", "intermediates.pem", "leaf.pem",
            ], in: folder)
        XCTAssertFalse(refused.isSuccess)
    }
}
