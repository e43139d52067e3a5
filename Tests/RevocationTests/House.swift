// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
import Records
import TestSupport
import XCTest

@testable import Revocation

/// Records with a root, an authority below it and its responder, and real certificates on them.
final class House: @unchecked Sendable {
    static let publicURL = "http://pki.mohr.example"
    static let shards = 4

    let folder: TemporaryFolder
    let records: Records
    let clock: FixedClock
    let root: TestIdentity
    let health: TestIdentity
    let responder: TestIdentity
    let lists = PublishedLists()

    /// Founds the house at a moment; programs that judge it look at their own clock.
    init(at now: Instant = TestPKI.now) throws {
        clock = FixedClock(now)
        folder = try TemporaryFolder()
        records = try Records.test(home: folder.url.path)
        let validity = Self.validity(around: now)
        root = try TestPKI.root { $0.validity = validity }
        health = try root.authority("Health", pathLength: 0) { $0.validity = validity }
        responder = try health.responder {
            $0.validity = validity
            $0.set(.authorityInformationAccess)
        }
        for (name, parent, identity) in [("root", nil, root), ("health", "root", health)] {
            try records.enter(
                AuthorityRecord(
                    name: name, parent: parent, keyReference: "\(name).pem", certificate: identity.certificate.encoded,
                    created: clock.now),
                by: "ceremony")
        }
    }

    /// From a year before to two years after.
    static func validity(around now: Instant) -> Validity {
        Validity(notBefore: now.advanced(bySeconds: -365 * 86_400), notAfter: now.advanced(bySeconds: 730 * 86_400))
    }

    var clerk: StatusClerk { StatusClerk(records: records) }

    func status() throws -> CurrentStatus { try CurrentStatus(records: records, clock: clock.reading) }

    func publisher(
        status: CurrentStatus? = nil, shards: Int = House.shards, lifetime: Int64 = 86_400,
        key: (any SigningKey)? = nil,
        certificate: Certificate? = nil
    ) throws -> RevocationPublisher {
        try RevocationPublisher(
            status: try status ?? self.status(), authority: "health", certificate: certificate ?? health.certificate,
            key: key ?? health.key,
            plan: try ListPlan(publicURL: Self.publicURL, shards: shards, lifetimeSeconds: lifetime), lists: lists,
            clock: clock.reading)
    }

    /// Publishes everything a second later: no two lists are of one moment.
    @discardableResult
    func next(_ publisher: RevocationPublisher? = nil) throws -> [PublishedList] {
        let isTaken = try records.newestLists().contains { $0.authority == "health" && $0.thisUpdate == clock.now }
        if isTaken { clock.advance(bySeconds: 1) }
        return try (publisher ?? self.publisher()).publish()
    }

    func responding(_ identity: TestIdentity? = nil, key: (any SigningKey)? = nil) throws -> RespondingAuthority {
        let identity = identity ?? responder
        return try RespondingAuthority(
            name: "health", issuer: health.certificate, responder: identity.certificate, key: key ?? identity.key)
    }

    func statusResponder(
        key: (any SigningKey)? = nil, _ change: (inout AnswerPlan) -> Void = { _ in }
    ) throws -> StatusResponder {
        var plan = try AnswerPlan(lifetimeSeconds: 57_600)
        change(&plan)
        return StatusResponder(
            authorities: [try responding(key: key)], index: try records.statusIndex(), asOf: clock.now, plan: plan,
            clock: clock.reading)
    }

    /// Hands the responder what the records say now.
    func refresh(_ responder: StatusResponder) throws {
        responder.replace(index: try records.statusIndex(), asOf: clock.now)
    }

    /// Issues a certificate and puts it on record.
    func issue(
        _ name: String = "Doctor", as status: RecordedStatus = .good, by authority: String = "health",
        until notAfter: Instant? = nil
    ) throws -> Issued {
        let issuer = authority == "root" ? root : health
        let identity = try issuer.signer(name) { draft in
            let validity = Self.validity(around: clock.now)
            draft.validity = Validity(notBefore: validity.notBefore, notAfter: notAfter ?? validity.notAfter)
            draft.set(.distributionPoint(of: draft.serialNumber))
        }
        let reference = CertificateReference(authority: authority, serial: identity.certificate.serialNumber)
        try intend(identity.certificate, reference)
        try records.fileCertificate(identity.certificate.encoded, of: reference, as: status, by: "ca", at: clock.now)
        return Issued(identity: identity, reference: reference)
    }

    /// Goes as far as the intent to sign.
    func intend(_ certificate: Certificate, _ reference: CertificateReference) throws {
        try records.recordIntentToSign(
            reference, for: IssuanceRequest(withoutApplicationUnder: "doctor-signing"),
            draft: IssuanceDraft(
                tbs: Array(certificate.tbsEncoded), lintCertificate: certificate.encoded, subject: SubjectKeys(),
                validity: certificate.tbs.validity),
            by: "ca", at: clock.now)
    }

    /// The newest list on record, as it is read back.
    func list(_ scope: String = "full", of authority: String = "health") throws -> CertificateList {
        try CertificateList(der: XCTUnwrap(try records.newestList(of: authority, scope: scope)).encoded)
    }

    /// Signs any list with the authority's key and files it: what a publisher must follow.
    func file(
        number: Int64, scope: String = "full", at time: Instant? = nil, _ entries: [RevokedEntry] = []
    ) throws {
        let list = try health.revocationList {
            $0.entries = entries
            $0.number = withUnsafeBytes(of: UInt16(number).bigEndian) { Array($0) }
            $0.scope = try ListPart(scope: scope).flatMap {
                try ListPlan(publicURL: Self.publicURL, shards: Self.shards, lifetimeSeconds: 100)
                    .issuingDistributionPoint(of: $0, authority: "health")
            }
            $0.thisUpdate = time ?? clock.now
            $0.nextUpdate = (time ?? clock.now).advanced(bySeconds: 86_400)
        }
        try records.file(
            RevocationListRecord(
                authority: "health", scope: scope, number: number, thisUpdate: list.thisUpdate,
                nextUpdate: list.nextUpdate!, encoded: list.encoded, sha256: DigestAlgorithm.sha256.digest(list.encoded)
            ),
            by: "test", at: clock.now)
    }
}

/// A certificate on record.
struct Issued {
    let identity: TestIdentity
    let reference: CertificateReference

    var certificate: Certificate { identity.certificate }
    var serial: SerialNumber { reference.serial }
    var shard: Int { ShardNumber.of(serial, count: House.shards) }

    func certID(_ hash: DigestAlgorithm = .sha1, issuer: TestIdentity) throws -> CertID {
        try CertID(serialNumber: serial, issuer: issuer.certificate, hashAlgorithm: hash)
    }
}

extension Extension {
    /// What the house's profiles write.
    static func distributionPoint(of serial: SerialNumber) -> Extension {
        let shard = ShardNumber.of(serial, count: House.shards)
        return .crlDistributionPoints([
            DistributionPoint(uri: "\(House.publicURL)/crls/health/\(shard).crl")
        ])
    }

    static var authorityInformationAccess: Extension {
        .authorityInformationAccess([
            AccessDescription(
                method: OID.caIssuersAccess, location: .uri("\(House.publicURL)/certificates/health.cer"))
        ])
    }
}

/// Runs the same thing on many threads at once and collects what came of each.
func onThreads<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) throws -> Value
) -> [Result<Value, any Error>] {
    let collected = Collected<Result<Value, any Error>>()
    let group = DispatchGroup()
    for number in 0..<count {
        group.enter()
        Thread.detachNewThread {
            collected.add(Result { try body(number) })
            group.leave()
        }
    }
    group.wait()
    return collected.all
}

final class Collected<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Value] = []
    var all: [Value] { lock.withLock { values } }
    func add(_ value: Value) { lock.withLock { values.append(value) } }
}

/// Checks that something throws exactly this.
func XCTAssertRefused<Value>(
    _ expected: RevocationError, file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Value
) {
    do {
        _ = try body()
        XCTFail("not refused", file: file, line: line)
    } catch {
        XCTAssertEqual(error as? RevocationError, expected, file: file, line: line)
    }
}
