// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// A tree grown from the files in `PKI/Profiles`, signed without the house's records and lints.
struct ProfileTree {
    let root: TestIdentity
    let health: TestIdentity
    let trade: TestIdentity

    static let publicURL = "http://pki.example.ir"

    /// What an application for a subscriber's certificate says, ready to be changed.
    static let person: [(ObjectIdentifier, String)] = [
        (OID.surname, "احمدی"), (OID.givenName, "سارا"), (OID.name, "Sara Ahmadi"),
        (OID.serialNumber, "PNOIR-9990000018"), (OID.commonName, "سارا احمدی"),
    ]

    init() throws {
        root = try Self.issue(
            "root", below: nil, authority: "root", key: .p384,
            subject: [(OID.organizationName, "Mohr"), (OID.commonName, "Mohr Root CA G1")])
        health = try Self.issue(
            "health-intermediate", below: root, authority: "root",
            subject: [(OID.organizationName, "Mohr"), (OID.commonName, "Mohr Health Intermediate CA G1")])
        trade = try Self.issue(
            "trade-intermediate", below: root, authority: "root",
            subject: [(OID.organizationName, "Mohr"), (OID.commonName, "Mohr Trade Intermediate CA G1")])
    }

    static func profile(_ name: String) throws -> CertificateProfile {
        try CertificateProfile(reading: file(name))
    }

    static func file(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: SharedData.packageRoot.appendingPathComponent("PKI/Profiles/\(name).json5")))
    }

    static func parameters(
        below issuer: TestIdentity?, authority: String = "health", jitterSeconds: Int64 = 0
    ) throws -> IssuingParameters {
        IssuingParameters(
            issuer: issuer?.certificate, serialNumber: SerialNumber(unsigned: [0x4d] + (try SecureRandom.bytes(16))),
            time: TestPKI.now, jitterSeconds: jitterSeconds,
            locations: IssuerLocations(publicURL: publicURL + "/", authority: authority, shard: "7"))
    }

    /// Drafts and signs one certificate.
    static func issue(
        _ name: String, below issuer: TestIdentity?, authority: String, key kind: KeyKind = .p256,
        subject: [(ObjectIdentifier, String)], licenceNumber: String? = nil, alternativeNames: [GeneralName] = []
    ) throws -> TestIdentity {
        let profile = try profile(name)
        let key = try PrivateKey.generate(kind)
        let content = CertificateContent(
            subject: subject, publicKey: key.publicKey, licenceNumber: licenceNumber,
            alternativeNames: alternativeNames)
        let parameters = try parameters(below: issuer, authority: authority)
        let draft =
            profile.kind == .authority
            ? try profile.ceremonyDraft(of: content, by: parameters) : try profile.draft(of: content, by: parameters)
        let tbs = draft.encoded()
        let certificate = try Certificate.assemble(
            tbs: tbs, signatureAlgorithm: draft.signature,
            signature: try (issuer?.key ?? key).sign(tbs, by: profile.signatureAlgorithm))
        return TestIdentity(certificate: certificate, key: key)
    }

    /// One certificate of each profile that is no authority's, by the profile's name.
    func leaves() throws -> [String: TestIdentity] {
        var leaves: [String: TestIdentity] = [:]
        for (name, licence) in [
            ("doctor-signing", "12345"), ("dentist-signing", "23456"), ("midwife-signing", "م-1234"),
            ("pharmacist-signing", "د-4321"),
        ] {
            leaves[name] = try Self.issue(
                name, below: health, authority: "health", subject: Self.person, licenceNumber: licence)
        }
        leaves["trader-signing"] = try Self.issue(
            "trader-signing", below: trade, authority: "trade", subject: Self.person, licenceNumber: "CC-99001")
        leaves["officer"] = try Self.issue(
            "officer", below: health, authority: "health",
            subject: Self.person + [(OID.organizationName, "نظام پزشکی"), (OID.organizationalUnitName, "دفتر تهران ۱")])
        for name in ["ocsp-responder", "timestamp-unit"] {
            leaves[name] = try Self.issue(
                name, below: health, authority: "health",
                subject: [(OID.organizationName, "Mohr"), (OID.commonName, "Mohr \(name) 1")])
        }
        leaves["office-listener"] = try Self.issue(
            "office-listener", below: health, authority: "health",
            subject: [(OID.organizationName, "Mohr"), (OID.commonName, "office.example.ir")],
            alternativeNames: [.dnsName("office.example.ir"), .ipAddress([127, 0, 0, 1])])
        return leaves
    }
}
