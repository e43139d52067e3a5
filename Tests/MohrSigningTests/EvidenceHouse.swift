// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrSigning
import PKIX
import Records
import TestSupport
import Timestamping
import XCTest

/// Everything that a signature needs to be raised: authorities, their lists, and a time-stamp authority.
final class EvidenceHouse: @unchecked Sendable {
    let folder: TemporaryFolder
    let root: TestIdentity
    let health: TestIdentity
    let doctor: TestIdentity
    let stamps: TimestampAuthority
    private let records: Records
    private let lock = NSLock()
    private var seconds: Int64 = 0

    static let long = Validity(
        notBefore: TestPKI.now.advanced(bySeconds: -3_650 * 86_400),
        notAfter: TestPKI.now.advanced(bySeconds: 7_300 * 86_400))
    static let content = Array("{\"resourceType\":\"Bundle\",\"نسخه\":\"آموکسی‌سیلین ۵۰۰\"}\r\n".utf8)

    init(doctor kind: KeyKind = .p256, rootKey: KeyKind = .p384) throws {
        folder = try TemporaryFolder()
        root = try TestPKI.root(key: rootKey) { $0.validity = Self.long }
        health = try root.authority("Health", key: rootKey == .p384 ? .p256 : rootKey, pathLength: 0) {
            $0.validity = Self.long
        }
        doctor = try health.signer("Doctor", key: kind) { $0.validity = Self.long }
        var draft = try TestCertificate("Time Stamping Unit", key: .p256)
        draft.validity = Self.long
        draft.set(.keyUsage(.digitalSignature))
        draft.set(.extendedKeyUsage([OID.timeStamping], isCritical: true))
        let unit = try draft.signed(by: health)
        records = try Records.test(home: folder.url.path)
        let box = Box()
        stamps = TimestampAuthority(
            unit: try TimestampUnit(
                name: "timestamps", certificate: unit.certificate, path: [health.certificate], key: unit.key),
            plan: try StampingPlan(), records: records,
            clock: FineClock(now: { box.microseconds }, uptime: { box.microseconds }))
        clock = box
    }

    /// Time goes by for the authority.
    let clock: Box

    final class Box: @unchecked Sendable {
        private let lock = NSLock()
        private var value: Int64 = TestPKI.now.secondsSince1970 * 1_000_000
        var microseconds: Int64 { lock.withLock { value } }
        func pass(seconds: Int64) { lock.withLock { value += seconds * 1_000_000 } }
    }

    var source: TimestampClient {
        let stamps = stamps
        return TimestampClient { request throws(SigningError) in stamps.answer(request).der }
    }

    func evidence(ocsp: Bool = false) throws -> GatheredEvidence {
        let lists = [try root.revocationList(), try health.revocationList()]
        var answers: [[UInt8]] = []
        if ocsp {
            let responder = try health.responder { $0.validity = Self.long }
            answers.append(try response(about: doctor, by: responder))
        }
        return GatheredEvidence(
            certificates: [root.certificate, health.certificate], lists: lists, ocspResponses: answers)
    }

    /// What a responder says of someone, as it is sent.
    func response(about person: TestIdentity, by responder: TestIdentity) throws -> [UInt8] {
        let single = SingleResponse(
            certID: try CertID(
                serialNumber: person.certificate.serialNumber, issuer: health.certificate, hashAlgorithm: .sha256),
            status: .good, thisUpdate: TestPKI.now, nextUpdate: TestPKI.now.advanced(bySeconds: 86_400))
        let tbs = OCSPResponseDraft(
            responderID: try ResponderID(keyOf: responder.certificate), producedAt: TestPKI.now, responses: [single]
        ).encodedTBS()
        let algorithm = responder.key.preferredSignatureAlgorithm
        return OCSPResponseDraft.assemble(
            tbs: tbs, signatureAlgorithm: algorithm, signature: try responder.key.sign(tbs, by: algorithm),
            certificates: [responder.certificate.encoded])
    }

    func augmenter(ocsp: Bool = false, digest: DigestAlgorithm = .sha256) throws -> SignatureAugmenter {
        SignatureAugmenter(timestamps: source, evidence: try evidence(ocsp: ocsp), digest: digest)
    }

    func token(_ person: TestIdentity? = nil, _ algorithm: SignatureAlgorithm? = nil) throws -> FileToken {
        let person = person ?? doctor
        return try FileToken(
            key: person.key, certificate: person.certificate, path: [health.certificate],
            signatureAlgorithm: algorithm)
    }

    static let terms = SignatureTerms(signingTime: TestPKI.now)

    func signed(detached: Bool = false) throws -> [UInt8] {
        try DocumentSigner().sign(
            Self.content, with: try token(), packaging: detached ? .detached : .enveloping, signingTime: TestPKI.now)
    }

    /// What judges read: `root.pem`, `health.pem`, `crls.pem`, `content`.
    func judgeFiles() throws -> TemporaryFolder {
        let files = try TemporaryFolder()
        try files.write(PEM.encode(root.certificate.encoded, label: "CERTIFICATE"), to: "root.pem")
        try files.write(PEM.encode(health.certificate.encoded, label: "CERTIFICATE"), to: "health.pem")
        let lists = [try root.revocationList(), try health.revocationList()]
        try files.write(lists.flatMap { PEM.encode(Array($0.encoded), label: "X509 CRL") }, to: "crls.pem")
        try files.write(Self.content, to: "content")
        return files
    }
}

/// Holds every archive time-stamp of every signature against its message; the number of them.
func assertArchiveTimestampsHold(
    _ bytes: [UInt8], contentDigest: [UInt8]? = nil, file: StaticString = #filePath, line: UInt = #line
) throws -> Int {
    let message = try SignedData(der: bytes)
    var count = 0
    for signer in message.signerInfos {
        for value in signer.archiveTimestamps {
            let stamp = try ArchiveTimestamp(der: value)
            XCTAssertTrue(stamp.isOver(signer, in: message, contentDigest: contentDigest), file: file, line: line)
            XCTAssertEqual(stamp.coverage(of: signer, in: message)?.isComplete, true, file: file, line: line)
            XCTAssertTrue(stamp.usesOneHashAlgorithm, file: file, line: line)
            count += 1
        }
    }
    return count
}
