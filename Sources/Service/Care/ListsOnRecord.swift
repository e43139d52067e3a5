// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records
import Revocation

/// Every list on record, held against its row and against the one before it.
struct ListsOnRecord {
    private let records: Records
    private var issuers: [String: (certificate: Certificate, key: PublicKey)] = [:]

    init(_ records: Records) throws(RecordsError) {
        self.records = records
        for authority in try records.authorities() {
            guard let der = authority.certificate, let certificate = try? Certificate(der: der),
                let key = try? certificate.publicKey()
            else { continue }
            issuers[authority.name] = (certificate, key)
        }
    }

    /// What is wrong with them.
    func check() throws(RecordsError) -> [HouseFinding] {
        var findings: [HouseFinding] = []
        var previous: (scope: String, list: CertificateList)?
        try records.forEachList { record in
            let scope = "\(record.authority)/\(record.scope)"
            let name = "list:\(scope)/\(record.number)"
            func found(_ fact: String) { findings.append(HouseFinding(part: .lists, subject: name, fact: fact)) }
            guard DigestAlgorithm.sha256.digest(record.encoded) == record.sha256,
                let list = try? CertificateList(der: record.encoded)
            else { return found("altered") }
            if list.thisUpdate != record.thisUpdate || list.nextUpdate != record.nextUpdate { found("otherTimes") }
            guard let issuer = issuers[record.authority], list.issuer == issuer.certificate.subject,
                list.isSigned(by: issuer.key)
            else { return found("notSigned") }
            if let previous, previous.scope == scope {
                for objection in ListDifference(from: previous.list, to: list).objections {
                    // Records that were put back file what had left the house before.
                    found(objection.rawValue)
                }
            }
            previous = (scope, list)
        }
        return findings
    }

    /// The heads of the log that they carried away.
    func heads() throws(RecordsError) -> [AuditHead] {
        var heads: Set<AuditHead> = []
        try records.forEachList { record in
            guard let list = try? CertificateList(der: record.encoded), let head = LogCheckpoint.read(from: list)
            else { return }
            heads.insert(head)
        }
        return Array(heads)
    }
}
