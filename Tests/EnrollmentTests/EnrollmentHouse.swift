// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import Identity
import Issuance
import PKIX
import Records
import TestSupport
import XCTest

/// A house with a Medical Council office and a chamber, their officers, and the profiles of `PKI/`.
///
/// At the council: maryam and nasrin enter, reza approves, zahra supervises, ali audits, soraya administers.
/// At the chamber: omid enters, parisa approves.
final class EnrollmentHouse: Sendable {
    let folder: TemporaryFolder
    let records: Records
    let clock = FixedClock()
    let health: TestIdentity
    let desk: RegistrationAuthority

    static let profiles: [String: CertificateProfile] = {
        let folder = SharedData.packageRoot.appendingPathComponent("PKI/Profiles")
        let names = try! FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json5") }
        let profiles = names.map { name in
            try! CertificateProfile(reading: [UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
        }
        return Dictionary(uniqueKeysWithValues: profiles.map { ($0.name, $0) })
    }()

    /// Limits off, unless a test is about them.
    static let policy = {
        var policy = EnrollmentPolicy.standard
        policy.limits = []
        policy.filingLimits = []
        return policy
    }()

    static let console = Administrator.console("test")

    init(
        policy: EnrollmentPolicy = EnrollmentHouse.policy, profiles: [String: CertificateProfile]? = nil,
        alarmed: (@Sendable (OfficerAlarm) -> Void)? = nil
    ) throws {
        folder = try TemporaryFolder()
        records = try Records.test(home: folder.url.path)
        let root = try TestPKI.root { $0.validity = Self.longValidity }
        health = try root.authority("health", pathLength: 0) {
            $0.validity = Self.longValidity
            $0.set(
                .certificatePolicies(
                    CertificatePolicies(
                        Self.profiles["health-intermediate"]!.policies.map { PolicyInformation(policy: $0) })))
        }
        for (name, parent, identity) in [("root", nil, root), ("health", "root", health)] {
            try records.enter(
                AuthorityRecord(
                    name: name, parent: parent, keyReference: "test", certificate: identity.certificate.encoded,
                    created: TestPKI.now), by: "test")
        }
        var desk = RegistrationAuthority(
            records: records, profiles: profiles ?? Self.profiles, policy: policy, clock: clock.reading)
        desk.alarmed = alarmed
        self.desk = desk
        try furnish()
    }

    deinit { records.close() }

    static let longValidity = Validity(
        notBefore: TestPKI.now.advanced(bySeconds: -86_400), notAfter: TestPKI.now.advanced(bySeconds: 10 * 31_536_000))

    private func furnish() throws {
        try desk.addOffice(office("council"), by: Self.console)
        try desk.addOffice(
            office("chamber", kind: .chamber, profiles: ["trader-signing"]), by: Self.console)
        let officers: [(String, String, OfficerRecord.Role, String)] = [
            ("maryam", "council", .enterer, "9990001006"), ("nasrin", "council", .enterer, "9990001014"),
            ("reza", "council", .approver, "9990001022"), ("zahra", "council", .supervisor, "9990001030"),
            ("ali", "council", .auditor, "9990001049"), ("soraya", "council", .administrator, "9990001057"),
            ("omid", "chamber", .enterer, "9990001065"), ("parisa", "chamber", .approver, "9990001073"),
        ]
        for (id, office, role, number) in officers {
            try desk.addOfficer(officer(id, office, role, number), by: Self.console)
        }
    }

    func office(
        _ id: String, kind: OfficeKind = .medicalCouncil,
        profiles: [String] = ["doctor-signing", "midwife-signing", "pharmacist-signing"], days: Int64 = 1_000
    ) -> OfficeRegistration {
        OfficeRegistration(
            id: id, kind: kind, persianName: "دفتر تهران", englishName: "Tehran office", profiles: profiles,
            licensedUntil: clock.now.advanced(bySeconds: days * 86_400))
    }

    func officer(
        _ id: String, _ office: String, _ role: OfficerRecord.Role, _ number: String
    ) throws -> OfficerRegistration {
        OfficerRegistration(
            id: id, office: office, name: try PersianName(checking: "کارمند دفتر"),
            nationalID: try NationalID(checking: number), role: role)
    }

    func officer(_ id: String) throws -> Officer { try desk.officer(named: id) }

    /// A clock that moves a minute between steps, as in life.
    func pass(_ seconds: Int64 = 60) { clock.advance(bySeconds: seconds) }

    // MARK: From application to certificate

    func apply(
        _ applicant: Applicant, office: String = "council", filedBy officer: Officer? = nil
    ) throws -> Application {
        try desk.apply(applicant.form, office: office, csr: applicant.csr(), filedBy: officer)
    }

    func approved(_ applicant: Applicant) throws -> Application {
        let id = try apply(applicant).id
        pass()
        try desk.enter(id, by: officer("maryam"))
        pass()
        return try desk.approve(id, by: officer("reza"))
    }

    /// Issues what is approved, as the authority's process would.
    @discardableResult
    func issue(_ id: String) throws -> Certificate {
        pass()
        let application = try records.application(id)
        let profile = Self.profiles[application.profile]!
        return try authority().issue(ApprovedRequest(application: application, profile: profile), under: profile)
    }

    func authority() throws -> CertificateAuthority {
        try CertificateAuthority(
            name: "health", certificate: health.certificate, key: health.key, records: records,
            site: IssuingSite(publicURL: "http://pki.example.ir", shardCount: 4, clock: clock.reading))
    }

    /// Issues an officer's certificate and lets them come in with it.
    func certify(_ id: String, number: String, key: PrivateKey? = nil) throws -> TestIdentity {
        let key = try key ?? PrivateKey.generate(.p256)
        let content = CertificateContent(
            subject: [
                (OID.organizationName, "سازمان نظام پزشکی"), (OID.organizationalUnitName, "تهران"),
                (OID.surname, "کریمی"), (OID.givenName, "مریم"), (OID.name, "Maryam Karimi"),
                (OID.serialNumber, "PNOIR-\(number)"), (OID.commonName, "مریم کریمی"),
            ], publicKey: key.publicKey)
        let certificate = try authority().issue(
            ApprovedRequest(withoutApplication: content, searchKeys: SubjectKeys(nationalID: number)),
            under: Self.profiles["officer"]!)
        try desk.give(certificate, to: id, by: Self.console)
        return TestIdentity(certificate: certificate, key: key)
    }
}

/// Someone who applies, with a key of their own.
struct Applicant {
    var profile = "doctor-signing"
    var values: [FormField: String]
    var key: PrivateKey
    var subject: [(ObjectIdentifier, String)] = [(OID.commonName, "applicant")]
    var extensions = Extensions.none

    init(
        _ number: String = "9990000018", profile: String = "doctor-signing", licence: String = "12345",
        key: KeyKind = .p256
    ) throws {
        self.profile = profile
        values = [
            .nationalID: number, .givenName: "سارا", .surname: "احمدی", .latinName: "Sara Ahmadi",
            .licenceNumber: licence,
        ]
        self.key = try PrivateKey.generate(key)
    }

    var form: ApplicationForm { ApplicationForm(profile: profile, values) }

    func csr() throws -> [UInt8] {
        try CertificationRequest.make(subject: Name(subject), key: key, extensions: extensions).encoded
    }
}

extension XCTestCase {
    /// Asserts that a step is refused, and for this very reason.
    func assertRefused<Value>(
        _ expected: EnrollmentError, file: StaticString = #filePath, line: UInt = #line, _ step: () throws -> Value
    ) {
        XCTAssertThrowsError(try step(), file: file, line: line) {
            XCTAssertEqual($0 as? EnrollmentError, expected, file: file, line: line)
        }
    }
}

extension EnrollmentHouse {
    /// A profile's file, as it is in the repository.
    static func profileText(_ name: String) throws -> String {
        try String(
            contentsOf: SharedData.packageRoot.appendingPathComponent("PKI/Profiles/\(name).json5"), encoding: .utf8)
    }
}
