// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import PKIX
import Records
import TestSupport
import XCTest

/// A small house in a temporary folder: records, the profiles of `PKI/`, a root and two intermediates with their keys.
final class House: Sendable {
    let folder: TemporaryFolder
    let records: Records
    let clock = FixedClock()
    let root: TestIdentity
    let health: TestIdentity
    let trade: TestIdentity

    /// The profiles as the repository has them.
    static let profiles: [String: CertificateProfile] = {
        let folder = SharedData.packageRoot.appendingPathComponent("PKI/Profiles")
        let names = try! FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json5") }
        let profiles = names.map { name in
            try! CertificateProfile(reading: [UInt8](Data(contentsOf: folder.appendingPathComponent(name))))
        }
        return Dictionary(uniqueKeysWithValues: profiles.map { ($0.name, $0) })
    }()

    static let publicURL = "http://pki.example.ir"

    init() throws {
        folder = try TemporaryFolder()
        records = try Records.test(home: folder.url.path)
        root = try TestPKI.root { $0.validity = Self.longValidity }
        health = try Self.intermediate("health", below: root)
        trade = try Self.intermediate("trade", below: root)
        try records.enter(Self.record("root", nil, root), by: "test")
        try records.enter(Self.record("health", "root", health), by: "test")
        try records.enter(Self.record("trade", "root", trade), by: "test")
    }

    deinit { records.close() }

    static let longValidity = Validity(
        notBefore: TestPKI.now.advanced(bySeconds: -86_400), notAfter: TestPKI.now.advanced(bySeconds: 10 * 31_536_000))

    private static func intermediate(_ name: String, below root: TestIdentity) throws -> TestIdentity {
        let policies = profiles["\(name)-intermediate"]!.policies.map { PolicyInformation(policy: $0) }
        return try root.authority(name, pathLength: 0) {
            $0.validity = longValidity
            $0.set(.certificatePolicies(CertificatePolicies(policies)))
        }
    }

    private static func record(_ name: String, _ parent: String?, _ identity: TestIdentity) -> AuthorityRecord {
        AuthorityRecord(
            name: name, parent: parent, keyReference: "test", certificate: identity.certificate.encoded,
            created: TestPKI.now)
    }

    /// An authority at work.
    func authority(
        _ name: String = "health", key: (any SigningKey)? = nil,
        random: (@Sendable (Int) throws(CryptographyError) -> [UInt8])? = nil,
        reached: @escaping @Sendable (IssuancePoint) -> Void = { _ in }
    ) throws -> CertificateAuthority {
        let identity = name == "health" ? health : trade
        let site =
            if let random {
                IssuingSite(
                    publicURL: Self.publicURL, shardCount: 16, clock: clock.reading, random: random, reached: reached)
            } else {
                IssuingSite(publicURL: Self.publicURL, shardCount: 16, clock: clock.reading, reached: reached)
            }
        return try CertificateAuthority(
            name: name, certificate: identity.certificate, key: key ?? identity.key, records: records, site: site)
    }

    /// What a person's application gives under a subscriber's profile.
    static func person(
        _ number: String = "9990000018", key: PublicKey? = nil, licence: String? = "12345"
    ) throws -> CertificateContent {
        CertificateContent(
            subject: [
                (OID.surname, "احمدی"), (OID.givenName, "سارا"), (OID.name, "Sara Ahmadi"),
                (OID.serialNumber, "PNOIR-\(number)"), (OID.commonName, "سارا احمدی"),
            ], publicKey: try key ?? PrivateKey.generate(.p256).publicKey, licenceNumber: licence)
    }

    /// A request that no application stands behind.
    static func request(_ content: CertificateContent, notAfterLimit: Instant? = nil) -> ApprovedRequest {
        ApprovedRequest(
            withoutApplication: content, searchKeys: SubjectKeys(name: "ساراحمدی", nationalID: "9990000018"),
            notAfterLimit: notAfterLimit)
    }

    /// The acts in the audit log, in order, from a line on.
    func acts(from first: Int = 0) throws -> [String] {
        try records.auditLines(from: first, limit: 10_000).map(\.act)
    }
}

/// A key whose signatures come out wrong.
struct FaultyKey: SigningKey {
    enum Fault { case refuses, signsOtherBytes, flipsABit }
    let key: PrivateKey
    let fault: Fault

    var publicKey: PublicKey { key.publicKey }

    func sign(_ message: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        switch fault {
        case .refuses: throw .library(operation: "sign", queue: ["the token is gone"])
        case .signsOtherBytes: return try key.sign(message + [0], by: algorithm)
        case .flipsABit:
            var signature = try key.sign(message, by: algorithm)
            signature[signature.count - 1] ^= 1
            return signature
        }
    }

    func signature(ofDigest digest: [UInt8], by algorithm: SignatureAlgorithm) throws(CryptographyError) -> [UInt8] {
        try key.signature(ofDigest: digest, by: algorithm)
    }
}

/// Bytes from a list, then from the generator; counts how often it was asked.
final class ScriptedRandom: @unchecked Sendable {
    private let lock = NSLock()
    private var script: [[UInt8]]
    private(set) var draws = 0

    init(_ script: [[UInt8]]) { self.script = script }

    func bytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
        lock.lock()
        defer { lock.unlock() }
        // Jitter asks for 8 bytes; the script is for serial numbers.
        guard count == 16 else { return [UInt8](repeating: 0, count: count) }
        draws += 1
        guard !script.isEmpty else { return try SecureRandom.bytes(count) }
        return script.removeFirst()
    }
}
