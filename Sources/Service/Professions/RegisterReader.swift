// SPDX-License-Identifier: Apache-2.0
import DER
import MohrValidation
import PKIX
import Records

/// Turns what is on record of licences into what verdicts are given by, and back.
enum RegisterReader {
    /// Everything that bodies say now.
    static func read(_ records: Records, _ bodies: [LicensingBody]) throws(RecordsError) -> ProfessionRegister {
        var heads: [String: FeedHead] = [:]
        var tables: [String: LicenceTable] = [:]
        _ = try records.forEachLicence(of: bodies.map(\.name)) { feed, licence in
            if let licence {
                tables[feed.body, default: LicenceTable()].append(licence.number, licence.periods.compactMap(\.judged))
            } else {
                heads[feed.body] = feed.head
            }
        }
        return ProfessionRegister(
            bodies.compactMap { body in
                heads[body.name].map {
                    ProfessionRegister.Chapter(body, head: $0, licences: tables[body.name] ?? LicenceTable())
                }
            })
    }
}

extension ProfessionFeedRecord {
    /// What the next feed has to follow.
    var head: FeedHead {
        FeedHead(sequence: sequence, sha256: sha256, issuedAt: issuedAt, nextUpdate: nextUpdate)
    }
}

extension LicencePeriod {
    /// The period as verdicts are given by it; `nil` for words that this program never wrote.
    var judged: ProfessionalPeriod? {
        guard let standing = ProfessionalPeriod.Standing(rawValue: standing) else { return nil }
        return ProfessionalPeriod(
            standing, scope: scope.flatMap { SuspensionScope(rawValue: $0) },
            acts: ProfessionalActs(rawValue: UInt8(clamping: acts)), place: place, from: from, until: until,
            reason: reason)
    }

    fileprivate init(_ period: ProfessionalPeriod) {
        self.init(
            standing: period.standing.rawValue, scope: period.scope?.rawValue, acts: Int(period.acts.rawValue),
            place: period.place, from: period.from, until: period.until, reason: period.reason)
    }
}

extension SignedFeed {
    /// The feed as it is put on record.
    var draft: ProfessionFeedDraft {
        ProfessionFeedDraft(
            body: body.name, sequence: feed.sequence, isFull: feed.kind == .full, sha256: sha256,
            signerSHA256: certificate.sha256, issuedAt: feed.issuedAt, nextUpdate: feed.nextUpdate,
            licences: feed.licences.map { LicenceStatement($0.number, $0.periods.map { LicencePeriod($0) }) })
    }
}
