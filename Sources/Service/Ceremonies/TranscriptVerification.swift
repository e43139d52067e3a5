// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import PKIX
public import Records

/// A transcript, judged years later: whether its files are what they were, belong together, and were performed here.
///
/// The script `check.sh` beside the transcript says the first two with `openssl` alone; the records add the third.
public struct TranscriptVerification: Sendable {
    /// What was found, in order: sentences of the catalogue.
    public let findings: [Finding]

    /// Whether nothing speaks against it.
    public var isGood: Bool { findings.allSatisfy(\.isGood) }

    /// One thing that was looked at.
    public struct Finding: Sendable, Hashable {
        /// The sentence in the catalogue.
        public let key: String
        /// Its facts.
        public let facts: [String: String]
        /// Whether it speaks for the transcript.
        public let isGood: Bool
    }

    /// Looks at a transcript.
    ///
    /// - Parameters:
    ///   - path: the transcript's folder, or its text.
    ///   - home: where it was performed; `nil` where only the files are at hand.
    ///   - database: where that house keeps its records.
    /// - Throws: ``ServiceError/unreadable(file:cause:)`` when there is no transcript, ``ServiceError/records(_:)``.
    public init(_ path: String, home: Home?, database: RecordsDatabase = .sqlite) throws(ServiceError) {
        var isFolder: ObjCBool = false
        _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let file = isFolder.boolValue ? path + "/transcript.txt" : path
        let bytes = try Materials.bytes(file)
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        var findings: [Finding] = []
        func found(_ name: String, _ isGood: Bool, _ facts: [String: String] = [:]) {
            findings.append(Finding(key: "transcript.found.\(name)", facts: facts, isGood: isGood))
        }
        if lines.contains(where: { $0.hasPrefix("!!! ") }) { found("rehearsal", false) }
        let files = Self.files(lines)
        if files.isEmpty { found("nothing", false) }
        var certificates: [(String, Certificate)] = []
        var lists: [(String, CertificateList)] = []
        for (name, digest) in files {
            guard let content = try? Materials.bytes("\(folder)/\(name)") else {
                found("missing", false, ["file": name])
                continue
            }
            let isSame = Hex.encode(DigestAlgorithm.sha256.digest(content)) == digest
            found(isSame ? "same" : "altered", isSame, ["file": name])
            if name.hasSuffix(".crl.pem") {
                if let list = try? CertificateList(derOrPEM: content) { lists.append((name, list)) }
            } else if name.hasSuffix(".pem"), let certificate = try? Certificate(derOrPEM: content) {
                certificates.append((name, certificate))
            }
        }
        for (name, certificate) in certificates {
            let isSigned = certificates.contains { _, issuer in
                issuer.subject == certificate.issuer && (try? issuer.publicKey()).map(certificate.isSigned) ?? false
            }
            found(isSigned ? "signed" : "unsigned", isSigned, ["file": name])
        }
        for (name, list) in lists {
            let isSigned = certificates.contains { _, issuer in
                issuer.subject == list.issuer && (try? issuer.publicKey()).map(list.isSigned) ?? false
            }
            found(isSigned ? "signed" : "unsigned", isSigned, ["file": name])
        }
        if let home {
            let record = try Self.record(DigestAlgorithm.sha256.digest(bytes), home, database)
            found(
                record == nil ? "notOnRecord" : "onRecord", record != nil,
                ["line": "\(record?.id ?? 0)", "time": record?.ended?.rfc3339 ?? "–"])
        } else {
            found("noRecords", true)
        }
        self.findings = findings
    }

    private static func record(
        _ digest: [UInt8], _ home: Home, _ database: RecordsDatabase
    ) throws(ServiceError) -> CeremonyRecord? {
        guard FileManager.default.fileExists(atPath: home.path + "/records") else {
            throw .unreadable(file: home.path + "/records", cause: "ENOENT")
        }
        let records = try MohrService.records { () throws(RecordsError) in
            try Records(home: home.path, database: database)
        }
        defer { records.close() }
        return try MohrService.records { () throws(RecordsError) in try records.ceremony(ofTranscript: digest) }
    }

    /// The lines of digests: 64 hexadecimal digits, two spaces, a name without a folder.
    private static func files(_ lines: [Substring]) -> [(name: String, digest: String)] {
        lines.compactMap { line in
            let digest = line.prefix(64)
            let name = line.dropFirst(66)
            guard digest.utf8.count == 64, line.dropFirst(64).hasPrefix("  "), !name.isEmpty, !name.contains("/"),
                digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
            else { return nil }
            return (String(name), String(digest))
        }
    }
}
