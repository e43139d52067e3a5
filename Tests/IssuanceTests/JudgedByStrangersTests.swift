// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Issuance

/// A certificate of every profile, grown by ceremony and issued as in production, before OpenSSL, GnuTLS and pkilint.
final class JudgedByStrangersTests: XCTestCase {
    nonisolated(unsafe) private static var made: Result<Exhibits, any Error>?

    /// Grown once for all the tests, and removed after the last.
    private static var exhibits: Result<Exhibits, any Error> {
        if let made { return made }
        let result = Result { try Exhibits() }
        made = result
        return result
    }

    override class func tearDown() {
        made = nil
        super.tearDown()
    }

    func testOpenSSLVerifiesACertificateOfEveryProfile() throws {
        let exhibits = try Self.exhibits.get()
        XCTAssertEqual(Set(exhibits.certificates.keys), Set(House.profiles.keys), "a profile without an exhibit")
        for (profile, path) in exhibits.certificates.sorted(by: { $0.key < $1.key }) {
            var arguments = ["verify", "-x509_strict", "-check_ss_sig", "-CAfile", exhibits.root]
            for intermediate in exhibits.intermediates { arguments += ["-untrusted", intermediate] }
            let outcome = try Shell.run("openssl", arguments + [path])
            XCTAssertTrue(outcome.isSuccess, "\(profile): \(outcome.text) \(outcome.errors)")
        }
    }

    func testOpenSSLRefusesWhatAnotherTreeSigned() throws {
        let exhibits = try Self.exhibits.get()
        let other = try TestPKI.root()
        try exhibits.tree.folder.write(PEM.encode(other.certificate.encoded, label: "CERTIFICATE"), to: "other.pem")
        var arguments = ["verify", "-CAfile", exhibits.tree.folder.path("other.pem")]
        for intermediate in exhibits.intermediates { arguments += ["-untrusted", intermediate] }
        let doctor = try XCTUnwrap(exhibits.certificates["doctor-signing"])
        XCTAssertFalse(try Shell.run("openssl", arguments + [doctor]).isSuccess)
    }

    func testOpenSSLReadsWhatADoctorsCertificateSays() throws {
        let exhibits = try Self.exhibits.get()
        let doctor = try XCTUnwrap(exhibits.certificates["doctor-signing"])
        let outcome = try Shell.run("openssl", ["x509", "-in", doctor, "-noout", "-text", "-nameopt", "utf8"])
        XCTAssertTrue(outcome.isSuccess, outcome.errors)
        for expected in [
            "Version: 3 (0x2)", "ecdsa-with-SHA256", "X509v3 Key Usage: critical\n                Non Repudiation\n",
            "PNOIR-9990000018", "CA Issuers - URI:http://pki.example.ir/certificates/health.cer",
            "OCSP - URI:http://pki.example.ir/ocsp", "URI:http://pki.example.ir/crls/health/",
            "Professional Information or basis for Admission", "registrationNumber: 12345",
        ] {
            XCTAssertTrue(outcome.text.contains(expected), "\(expected) is not in \(outcome.text)")
        }
        XCTAssertFalse(outcome.text.contains("CA:TRUE"))
    }

    func testGnuTLSReadsACertificateOfEveryProfile() throws {
        let exhibits = try Self.exhibits.get()
        for (profile, path) in exhibits.certificates.sorted(by: { $0.key < $1.key }) {
            let outcome = try Shell.run("certtool", ["--certificate-info", "--infile", path])
            XCTAssertTrue(outcome.isSuccess, "\(profile): \(outcome.errors)")
            XCTAssertFalse(
                (outcome.text + outcome.errors).lowercased().contains("error"), "\(profile): \(outcome.text)")
        }
    }

    func testGnuTLSVerifiesThePathOfADoctor() throws {
        let exhibits = try Self.exhibits.get()
        let doctor = try XCTUnwrap(exhibits.certificates["doctor-signing"])
        let chain = try [doctor, exhibits.tree.home.certificatePath("health")].flatMap { path in
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        try exhibits.tree.folder.write(chain, to: "chain.pem")
        let outcome = try Shell.run(
            "certtool",
            [
                "--verify", "--load-ca-certificate", exhibits.root, "--infile",
                exhibits.tree.folder.path("chain.pem"),
            ])
        XCTAssertTrue(outcome.isSuccess, outcome.text + outcome.errors)
    }

    func testPkilintFindsNoErrorInACertificateOfAnyProfile() throws {
        let linter = try Judges.pkilint("lint_pkix_cert")
        let exhibits = try Self.exhibits.get()
        for (profile, path) in exhibits.certificates.sorted(by: { $0.key < $1.key }) {
            let outcome = try Shell.run(linter, ["lint", "--severity", "NOTICE", path])
            XCTAssertTrue(outcome.isSuccess, "\(profile): \(outcome.text) \(outcome.errors)")
            XCTAssertFalse(
                outcome.text.contains("ERROR") || outcome.text.contains("FATAL"), "\(profile): \(outcome.text)")
        }
    }

    func testPkilintsETSIRulesFindNoErrorInASubscribersCertificate() throws {
        let linter = try Judges.pkilint("lint_etsi_cert")
        let exhibits = try Self.exhibits.get()
        for profile in House.profiles.values.sorted(by: { $0.name < $1.name }) where profile.kind == .subscriber {
            let path = try XCTUnwrap(exhibits.certificates[profile.name])
            let type = profile.subjectClass == .seal ? "LEGAL" : "NATURAL"
            let arguments = ["lint", "-t", "NCP-\(type)-PERSON-CERTIFICATE", "--severity", "NOTICE", path]
            let outcome = try Shell.run(linter, arguments)
            XCTAssertTrue(outcome.isSuccess, "\(profile.name): \(outcome.text) \(outcome.errors)")
        }
    }

    func testPkilintSeesWhatIsWrong() throws {
        let linter = try Judges.pkilint("lint_pkix_cert")
        let exhibits = try Self.exhibits.get()
        let wrong = try exhibits.tree.transcriptsIssuer.signer("Wrong") {
            $0.set(.subjectKeyIdentifier([1], isCritical: true))
        }
        try exhibits.tree.folder.write(PEM.encode(wrong.certificate.encoded, label: "CERTIFICATE"), to: "wrong.pem")
        let outcome = try Shell.run(linter, ["lint", "--severity", "ERROR", exhibits.tree.folder.path("wrong.pem")])
        XCTAssertTrue(outcome.text.contains("ERROR"), "the judge lets everything pass: \(outcome.text)")
    }
}

extension GrownTree {
    /// Somebody who signs certificates that break the rules.
    fileprivate var transcriptsIssuer: TestIdentity { get throws { try TestPKI.root() } }
}

/// A grown tree and one certificate file a profile.
private final class Exhibits: Sendable {
    let tree: GrownTree
    let certificates: [String: String]

    var root: String { tree.home.certificatePath("root") }
    var intermediates: [String] { ["health", "trade"].map(tree.home.certificatePath) }

    init() throws {
        tree = try GrownTree(["root", "health-intermediate", "trade-intermediate", "root-g2", "cross-certificate"])
        var paths = ["root": tree.home.certificatePath("root")]
        for name in ["health", "trade"] { paths["\(name)-intermediate"] = tree.home.certificatePath(name) }
        paths["root-link"] = tree.home.certificatePath("root-g2-by-root")
        paths["cross-certificate"] = tree.home.certificatePath("partner-by-root")
        let authorities = try ["health", "trade"].map(tree.authority)
        for (name, profile) in House.profiles where profile.kind != .authority {
            let authority = try XCTUnwrap(authorities.first { $0.mayIssue(under: profile) }, name)
            let certificate = try authority.issue(
                ApprovedRequest(withoutApplication: try Self.content(for: profile)), under: profile)
            paths[name] = try tree.folder.write(
                PEM.encode(certificate.encoded, label: "CERTIFICATE"), to: "\(name).pem")
        }
        certificates = paths
    }

    /// Whatever a profile asks for.
    private static func content(for profile: CertificateProfile) throws -> CertificateContent {
        let values: [ObjectIdentifier: String] = [
            OID.surname: "احمدی", OID.givenName: "سارا", OID.name: "Sara Ahmadi",
            OID.serialNumber: "PNOIR-9990000018", OID.commonName: "سارا احمدی", OID.organizationName: "Mohr",
            OID.organizationalUnitName: "دفتر تهران", OID.title: "Managing Director",
            OID.organizationIdentifier: "NTRIR-10100000007",
        ]
        let subject = profile.subject.compactMap { rule -> (ObjectIdentifier, String)? in
            if case .fixed = rule.source { return nil }
            return values[rule.attribute].map { (rule.attribute, $0) }
        }
        // Professions other than physicians' and dentists' have a letter before the number.
        let letter = profile.name.hasPrefix("midwife") ? "م-" : profile.name.hasPrefix("pharmacist") ? "د-" : ""
        return CertificateContent(
            subject: subject, publicKey: try PrivateKey.generate(profile.allowedKeys[0]).publicKey,
            licenceNumber: profile.admission == nil ? nil : letter + "12345",
            alternativeNames: profile.alternativeNames.isEmpty
                ? [] : [.dnsName("desk.example.ir"), .ipAddress([127, 0, 0, 1])])
    }
}
