// SPDX-License-Identifier: Apache-2.0
public import DER
import Linting
public import PKIX
public import Records

/// Chooses a campaign's members and freezes them in the order in which they are to be come to.
public struct CampaignPlanner: Sendable {
    private let records: Records
    private let professions: [String: ObjectIdentifier]

    /// Begins to plan.
    ///
    /// - Parameters:
    ///   - records: where certificates are, and the plan will be.
    ///   - profiles: all of the house, by name.
    public init(records: Records, profiles: [String: CertificateProfile]) {
        self.records = records
        professions = profiles.compactMapValues { $0.admission?.profession }
    }

    /// Chooses and freezes.
    ///
    /// - Parameters:
    ///   - document: what the campaign is.
    ///   - isRehearsal: whether it is done on a copy, to practise.
    ///   - actor: who plans it.
    ///   - time: when.
    /// - Returns: the campaign, planned, and its members counted.
    /// - Throws: ``CampaignError``: no members, or the records' refusal.
    /// - Complexity: O(certificates on record).
    public func plan(
        _ document: CampaignDocument, isRehearsal: Bool = false, by actor: String, at time: Instant
    ) throws(CampaignError) -> (campaign: CampaignRecord, census: CampaignCensus) {
        let (lanes, census) = try choose(document, at: time)
        guard census.total > 0 else { throw .noMembers }
        let draft = CampaignDraft(id: document.name, document: document.bytes, isRehearsal: isRehearsal)
        try recorded(try records.draft(campaign: draft, at: time))
        var ordinal = 0
        for (number, lane) in lanes.enumerated() {
            for start in stride(from: 0, to: lane.count, by: Self.together) {
                let part = lane.dropFirst(start).prefix(Self.together).map {
                    CampaignMemberDraft(issuance: $0, lane: number)
                }
                try recorded(try records.add(part, toCampaign: document.name, from: ordinal, at: time))
                ordinal += part.count
            }
        }
        let (name, sha256) = (document.name, document.sha256)
        let campaign = try recorded(
            try records.seal(
                campaign: name,
                plan: { members, digest in
                    CampaignStatement.planSHA256(
                        name: name, documentSHA256: sha256, members: members, membersSHA256: digest)
                }, by: actor, at: time))
        return (campaign, census)
    }

    /// How many members one transaction takes down: some hundredths of a second, since everybody waits for it.
    private static let together = 2_000

    /// The issuances of each lane, the oldest first, and the counts.
    private func choose(
        _ document: CampaignDocument, at time: Instant
    ) throws(CampaignError) -> ([[Int]], CampaignCensus) {
        var lanes: [[Int]] = Array(repeating: [], count: document.lanes.count)
        var census = CampaignCensus(lanes: document.lanes.count)
        var cohort = document.cohort
        let needsTitle = document.lanes.contains { !$0.titles.isEmpty }
        cohort.readsCertificates = needsTitle || document.keyTest != nil
        try recorded(
            try records.forEachCandidate(of: cohort, at: time) { candidate in
                if let serials = document.serials, !serials.contains(candidate.reference.serial) { return }
                let certificate = candidate.certificate.flatMap { try? Certificate(der: $0) }
                if let test = document.keyTest, !Self.fails(test, certificate) { return }
                let lane = lane(of: candidate, certificate, in: document.lanes)
                lanes[lane].append(candidate.issuance)
                census.lanes[lane] += 1
                census.offices[candidate.office ?? "", default: 0] += 1
                census.profiles[candidate.profile, default: 0] += 1
                census.authorities[candidate.reference.authority, default: 0] += 1
            })
        return (lanes, census)
    }

    private func lane(of candidate: CampaignCandidate, _ certificate: Certificate?, in lanes: [CampaignLane]) -> Int {
        let title = certificate?.subject.value(of: OID.title)
        return lanes.firstIndex { lane in
            candidate.licence.map { lane.licences.contains($0) } == true
                || candidate.office.map { lane.offices.contains($0) } == true
                || lane.profiles.contains(candidate.profile)
                || professions[candidate.profile].map { lane.professions.contains($0) } == true
                || title.map { lane.titles.contains($0) } == true
        } ?? lanes.count - 1
    }

    /// Whether a key fails a test; one that cannot be read fails every test.
    private static func fails(_ test: CampaignDocument.KeyTest, _ certificate: Certificate?) -> Bool {
        guard let certificate else { return true }
        do throws(KeyWeakness) {
            let key = try KeyRules.standard.check(subjectPublicKeyInfo: Array(certificate.tbs.subjectPublicKeyInfo))
            let weaknesses = KeyRules.standard.weaknesses(of: key)
            return test == .roca ? weaknesses.contains(.rsaROCA) : !weaknesses.isEmpty
        } catch {
            return test == .weak || error == .rsaROCA
        }
    }
}
