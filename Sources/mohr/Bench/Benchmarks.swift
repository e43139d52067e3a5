// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Issuance
import MohrSigning
import MohrValidation
import PKIX
import Records
import Revocation
import Service

/// The measurements of `mohr bench`; each prints the limit of this machine from the same run.
enum Benchmarks {
    /// One figure with its unit and, if there is one, the limit it is held against.
    struct Figure {
        let name: String
        let value: Double
        let unit: String
    }

    static let names = [
        "verify", "batch", "issue", "ocsp", "crl", "revoke", "visible", "find", "timestamp", "mass-revocation",
        "hsm", "desk", "served", "start", "import",
    ]

    static func run(_ name: String) throws -> [Figure] {
        switch name {
        case "verify": try verify()
        case "batch": try BatchBenchmark.run()
        case "issue": try IssueBenchmark.run(on: nil)
        case "ocsp": try ocsp()
        case "revoke": try revoke()
        case "timestamp": try TimestampBenchmark.run()
        case "mass-revocation": try MassRevocationBenchmark.run()
        default: try crl()
        }
    }

    /// CAdES-B, 3 KB enveloping, P-256, status from the snapshot, in process, one thread; against the bare P-256
    /// verification by the same library.
    private static func verify() throws -> [Figure] {
        let house = try BenchHouse()
        let (authority, profile) = try house.health()
        let key = try PrivateKey.generate(.p256)
        let certificate = try authority.issue(BenchHouse.request(key.publicKey, number: 1), under: profile)
        let time = Instant.now().advanced(bySeconds: 2)
        try house.service.records.accept(
            CertificateReference(authority: "health", serial: certificate.serialNumber), by: "bench", at: .now())
        try house.service.refreshStatus()
        let document = [UInt8](repeating: 0x61, count: 3_072)
        let token = try FileToken(key: key, certificate: certificate, path: [authority.certificate])
        let signature = try DocumentSigner().sign(document, with: token, signingTime: .now())
        let validator = SignatureValidator()
        let snapshot = house.service.snapshots.current
        let policy = StandardPolicies.prescription
        let first = validator.validate(signature, at: ReferenceTime(time, .now), against: snapshot, policy: policy)
        guard first.decision == .accept else {
            throw CommandFailure(.fault, "cli.fault", ["detail": "\(first.signatures.flatMap(\.causes))"])
        }
        let message = try SignedData(der: signature)
        guard let signer = message.signerInfos.first, let attributes = signer.signedAttributes,
            let scheme = signer.signatureScheme
        else { throw CommandFailure(.fault, "cli.fault", ["detail": "no signer"]) }
        let publicKey = key.publicKey
        let outcome = Stopwatch.race {
            _ = validator.validate(signature, at: ReferenceTime(time, .now), against: snapshot, policy: policy)
        } against: {
            _ = publicKey.isValid(signer.signature, over: attributes.encodedAsSetOf[...], by: scheme)
        }
        let json = Stopwatch.rate(0.4) { _ = JSONWriter.bytes(ReportJSON.value(of: first)) }
        return [
            Figure(name: "verify CAdES-B, one core", value: outcome.rate, unit: "/s"),
            Figure(name: "limit: P-256 verifications, same core", value: outcome.limit, unit: "/s"),
            Figure(name: "ratio (asked: 0.85)", value: outcome.ratio, unit: ""),
            Figure(name: "report as JSON", value: json, unit: "/s"),
        ]
    }

    private static func ocsp() throws -> [Figure] {
        let measured = try AnswerMeasurement.run(certificates: 20_000, seconds: 1)
        return try [
            Figure(name: "OCSP answers, signed before, one core", value: measured.cachedPerSecond, unit: "/s"),
            Figure(name: "OCSP answers, signed live, one core", value: measured.livePerSecond, unit: "/s"),
            Figure(name: "limit: P-256 signatures, same core", value: measured.signaturesPerSecond, unit: "/s"),
            Figure(name: "sign ahead for 20,000 certificates, all cores", value: measured.presignSeconds, unit: "s"),
            Figure(name: "an answer", value: Double(measured.answerBytes), unit: "bytes"),
        ] + answerFile(285_000) + answerFile(1_000_000)
    }

    /// A file of answers: made, opened, answered from with no key.
    private static func answerFile(_ certificates: Int) throws -> [Figure] {
        let measured = try AnswerFileMeasurement.run(certificates: certificates)
        var figures = [
            Figure(name: "\(certificates) answers: sign and write, all cores", value: measured.pressSeconds, unit: "s"),
            Figure(name: "open and check the file", value: measured.openSeconds, unit: "s"),
            Figure(name: "the file", value: Double(measured.fileBytes) / 1e6, unit: "MB"),
            Figure(name: "answers from the file, one core, no key", value: measured.answersPerSecond, unit: "/s"),
        ]
        if let bytes = measured.openBytes {
            figures.append(Figure(name: "memory for the open file", value: Double(bytes) / 1e6, unit: "MB"))
        }
        return figures
    }

    private static func crl() throws -> [Figure] {
        let measured = try ListMeasurement.run(entries: 1_000_000)
        var figures = [
            Figure(name: "list of 1,000,000: build, sign, read back, check", value: measured.signSeconds, unit: "s"),
            Figure(name: "limit: SHA-256 over the list, twice", value: 2 * measured.digestSeconds, unit: "s"),
            Figure(name: "gather from the index", value: measured.gatherSeconds, unit: "s"),
            Figure(name: "compare with the list before", value: measured.compareSeconds, unit: "s"),
            Figure(name: "the list", value: Double(measured.byteCount) / 1e6, unit: "MB"),
        ]
        if let bytes = measured.memoryGrowthBytes {
            figures.append(Figure(name: "memory at its highest", value: Double(bytes) / 1e6, unit: "MB"))
        }
        return figures
    }

    /// The median of small writes, each synced.
    static func syncSeconds() throws -> Double {
        let path = FileManager.default.temporaryDirectory.path + "/mohr-sync-\(UUID().uuidString)"
        guard FileManager.default.createFile(atPath: path, contents: nil) else {
            throw CommandFailure(.input, "cli.file.unwritable", ["file": path, "cause": "–"])
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        var times: [Double] = []
        for _ in 0..<100 {
            times.append(
                try Stopwatch.seconds {
                    try file.write(contentsOf: Data(repeating: 0, count: 4_096))
                    try file.synchronize()
                })
        }
        return Stopwatch.median(times)
    }
}

/// The first thing that went wrong on any thread.
final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [String] = []

    func add(_ failure: String) { lock.withLock { all.append(failure) } }

    var first: String? { lock.withLock { all.first } }
}
