// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
import Enrollment
import Foundation
import PKIX
public import Records
import Revocation
import Transparency

/// `mohr fsck`: everything that a home holds, verified anew.
///
/// It believes nothing that was computed before, changes nothing, and works beside a house that is served.
public struct HouseCheck: Sendable {
    /// What is looked at, in this order.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        /// The database's own pages, indexes and references.
        case database
        /// Every certificate, serial number, status and list number: I1 to I4, I6, I7, I10.
        case invariants
        /// Every status row against its line in the log.
        case rows
        /// Every list on record: signature, digest, and that none forgets what the one before it listed.
        case lists
        /// The newest full lists against the records: I5.
        case coverage
        /// The files of lists: I9.
        case listFiles
        /// The audit log, its tree, its signed head, and the heads that lists carried away.
        case log
        /// Receipts against the log.
        case receipts
        /// Papers of applicants.
        case evidence
        /// That no private key lies among what is not a key: I11.
        case secrets
    }

    private let home: Home
    private let records: Records
    private let passphrase: Passphrase?

    /// Of a home.
    ///
    /// - Parameters:
    ///   - home: where.
    ///   - records: its records.
    ///   - passphrase: opens papers; without it they are only looked for.
    public init(_ home: Home, _ records: Records, passphrase: Passphrase?) {
        self.home = home
        self.records = records
        self.passphrase = passphrase
    }

    /// Looks at one part.
    ///
    /// - Parameter part: which.
    /// - Returns: what is not as it has to be; none in a home that is whole.
    /// - Throws: ``ServiceError``, when something cannot be read at all.
    public func findings(in part: Part) throws(ServiceError) -> [HouseFinding] {
        do throws(RecordsError) {
            return switch part {
            case .database:
                try records.integrityFindings().map {
                    found(.database, records.isInFile ? "records.sqlite" : "records", $0)
                }
            case .invariants:
                try records.invariantBreaches().map {
                    found(.invariants, $0.subject, "\($0.invariant.rawValue) \($0.fact)")
                }
            case .rows: try (records.untrustedStatuses() ?? []).map { found(.rows, "certificate:\($0)", "altered") }
            case .lists: try ListsOnRecord(records).check()
            case .coverage: try coverage()
            case .listFiles: try listFiles()
            case .log: try log()
            case .receipts:
                try records.damagedReceipts().damaged.map { found(.receipts, "receipt:\($0)", "altered") }
            case .evidence: try evidence()
            case .secrets: try secrets()
            }
        } catch {
            throw .records(error)
        }
    }

    private func found(_ part: Part, _ subject: String, _ fact: String) -> HouseFinding {
        HouseFinding(part: part, subject: subject, fact: fact)
    }

    private func coverage() throws(RecordsError) -> [HouseFinding] {
        var findings: [HouseFinding] = []
        for record in try records.newestLists() where record.scope == "full" {
            let name = "list:\(record.authority)/\(record.scope)/\(record.number)"
            guard let list = try? CertificateList(der: record.encoded),
                let check = try? RecordedListCheck(of: list, in: records)
            else {
                findings.append(found(.coverage, name, "unreadable"))
                continue
            }
            findings += check.missing.map { found(.coverage, name, "missing \($0.serialNumber.hex)") }
            findings += check.unexpected.map { found(.coverage, name, "unexpected \($0.serialNumber.hex)") }
            findings += check.different.map { found(.coverage, name, "different \($0.old.serialNumber.hex)") }
        }
        return findings
    }

    private func listFiles() throws(RecordsError) -> [HouseFinding] {
        var findings: [HouseFinding] = []
        for path in CareFiles.files(below: home.lists) where path.hasSuffix(".crl") {
            let file = "lists/\(path)"
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: "\(home.lists)/\(path)")),
                let list = try? CertificateList(der: Array(data))
            else {
                findings.append(found(.listFiles, file, "unreadable"))
                continue
            }
            guard let seen = try? SeenList(list, in: records) else {
                findings.append(found(.listFiles, file, "notSigned"))
                continue
            }
            let onRecord = try records.list(of: seen.authority, scope: seen.scope, number: seen.number)
            if onRecord?.encoded != Array(data) {
                let newest = try records.newestList(of: seen.authority, scope: seen.scope)?.number ?? 0
                findings.append(found(.listFiles, file, seen.number > newest ? "aheadOfRecords" : "notOnRecord"))
            }
        }
        return findings
    }

    private func log() throws(RecordsError) -> [HouseFinding] {
        let seen = try SeenHeads(home, records)
        return (seen.flaw.map { [found(.log, "checkpoint", $0.rawValue)] } ?? [])
            + (try records.verifyAudit(against: seen.heads).findings.map { found(.log, "audit", "\($0)") })
    }

    private func evidence() throws(RecordsError) -> [HouseFinding] {
        let key = EvidenceKey(home, passphrase: passphrase)
        let vault = EvidenceVault(folder: home.evidence) { try key.open() }
        return try records.everyPaper().compactMap { paper in
            vault.flaw(of: paper, opening: passphrase != nil).map {
                found(.evidence, "evidence:\(paper.id)", $0.rawValue)
            }
        }
    }

    /// PEM's own word for a private key, looked for in everything that is written all day.
    private func secrets() throws(RecordsError) -> [HouseFinding] {
        let mark = Data("PRIVATE KEY-----".utf8)
        // Those in a file are among the files.
        var findings = try records.columns(holding: Array(mark)).map { found(.secrets, $0, "key") }
        for folder in ["records", "lists", "answers"] {
            for path in CareFiles.files(below: home.file(folder)) {
                let url = URL(fileURLWithPath: home.file("\(folder)/\(path)"))
                guard let data = try? Data(contentsOf: url, options: .alwaysMapped) else { continue }
                if data.firstRange(of: mark) != nil { findings.append(found(.secrets, "\(folder)/\(path)", "key")) }
            }
        }
        return findings
    }
}
