// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import PKIX
import Records

/// What the words of a campaign's file mean, and which may not stand there.
struct CampaignWords {
    func name(_ text: String, path: String) throws(CampaignError) -> String {
        let octets = Array(text.utf8)
        let isName = octets.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
        guard isName, (1...64).contains(octets.count) else {
            throw .value(path: path, seen: text, allowed: ["a-z, 0-9 and -, 64 at most"])
        }
        return text
    }

    func text(_ text: (en: String, fa: String), path: String) throws(CampaignError) -> CampaignDocument.Text {
        for (language, words) in [("en", text.en), ("fa", text.fa)] {
            guard (1...1_000).contains(words.unicodeScalars.count), !words.contains(where: \.isNewline) else {
                throw .value(path: "\(path).\(language)", seen: words, allowed: ["1–1,000 characters on one line"])
            }
        }
        return CampaignDocument.Text(english: text.en, persian: text.fa)
    }

    /// The lines of a list; empty ones and those that begin with `#` are left out.
    func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
            String($0).trimmed
        }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    func serials(_ texts: [String], file: String) throws(CampaignError) -> Set<SerialNumber> {
        var serials: Set<SerialNumber> = []
        for (index, text) in texts.enumerated() {
            guard let serial = SerialNumber(hex: text) else {
                throw .listEntry(file: file, line: index + 1, seen: text)
            }
            serials.insert(serial)
        }
        return serials
    }

    func cohort(_ fields: CampaignFields) throws(CampaignError) -> CampaignCohort {
        var cohort = CampaignCohort()
        cohort.authorities = fields.lists["authorities"] ?? []
        cohort.profiles = fields.lists["profiles"] ?? []
        cohort.offices = fields.lists["offices"] ?? []
        cohort.officers = fields.lists["officers"] ?? []
        cohort.keyAlgorithms = fields.lists["keyAlgorithms"] ?? []
        for batch in fields.lists["chipBatches"] ?? [] {
            guard let canonical = (try? ChipBatch(checking: batch))?.canonical else {
                throw .value(path: "cohort.chipBatches", seen: batch, allowed: ["a batch's name"])
            }
            cohort.chipBatches.append(canonical)
        }
        cohort.actedFrom = try time(fields.times["actedFrom"], path: "cohort.actedFrom")
        cohort.actedBefore = try time(fields.times["actedBefore"], path: "cohort.actedBefore")
        cohort.issuedFrom = try time(fields.times["issuedFrom"], path: "cohort.issuedFrom")
        cohort.issuedBefore = try time(fields.times["issuedBefore"], path: "cohort.issuedBefore")
        guard !cohort.officers.isEmpty || cohort.actedFrom == nil && cohort.actedBefore == nil else {
            throw .value(path: "cohort.officers", seen: "nothing", allowed: ["the officers whose time this is"])
        }
        return cohort
    }

    func time(_ text: String?, path: String) throws(CampaignError) -> Instant? {
        guard let text else { return nil }
        guard let time = Instant(rfc3339: text) else {
            throw .value(path: path, seen: text, allowed: ["2026-11-21T22:00:00Z"])
        }
        return time
    }

    func keyTest(_ word: String?) throws(CampaignError) -> CampaignDocument.KeyTest? {
        guard let word else { return nil }
        return try self.word(word, path: "cohort.keyTest") as CampaignDocument.KeyTest
    }

    func act(_ action: CampaignFields.Action) throws(CampaignError) -> CampaignAct {
        let invalidity = try time(action.invalidityDate, path: "action.invalidityDate")
        switch action.kind {
        case "revoke":
            try refuse(action, ["meanwhile", "graceSeconds", "afterGrace"])
            return .revoke(reason: try reason(action.reason), invalidityDate: invalidity)
        case "hold":
            try refuse(action, ["reason", "invalidityDate", "meanwhile", "graceSeconds", "afterGrace"])
            return .hold
        case "replace":
            try refuse(action, ["invalidityDate"])
            return .replace(
                CampaignAct.Replacement(
                    meanwhile: try word(action.meanwhile ?? "keep", path: "action.meanwhile"),
                    graceSeconds: Int64(
                        try number(action.graceSeconds ?? 0, 1...94_608_000, path: "action.graceSeconds")),
                    afterGrace: try word(action.afterGrace ?? "hold", path: "action.afterGrace"),
                    reason: try reason(action.reason ?? "superseded")))
        default: throw .value(path: "action.kind", seen: action.kind, allowed: ["revoke", "hold", "replace"])
        }
    }

    private func refuse(_ action: CampaignFields.Action, _ names: [String]) throws(CampaignError) {
        let given: [String: Bool] = [
            "reason": action.reason != nil, "invalidityDate": action.invalidityDate != nil,
            "meanwhile": action.meanwhile != nil, "graceSeconds": action.graceSeconds != nil,
            "afterGrace": action.afterGrace != nil,
        ]
        for name in names where given[name] == true {
            throw .value(path: "action.\(name)", seen: name, allowed: ["nothing, for \(action.kind)"])
        }
    }

    /// RFC 5280 5.3.1; a hold is another act, and there are no attribute authorities here.
    private static let reasons: [RevocationReason] = [
        .unspecified, .keyCompromise, .cACompromise, .affiliationChanged, .superseded, .cessationOfOperation,
        .privilegeWithdrawn,
    ]

    private func reason(_ word: String?) throws(CampaignError) -> RevocationReason {
        guard let reason = Self.reasons.first(where: { "\($0)" == word }) else {
            throw .value(path: "action.reason", seen: word ?? "nothing", allowed: Self.reasons.map { "\($0)" })
        }
        return reason
    }

    func lane(
        _ lane: CampaignFields.Lane, licences: [String], after others: [CampaignLane]
    ) throws(CampaignError) -> CampaignLane {
        let name = try name(lane.name, path: lane.path + ".name")
        guard name != CampaignLane.others.name, !others.contains(where: { $0.name == name }), others.count < 16 else {
            throw .value(path: lane.path + ".name", seen: name, allowed: ["each name once, 16 lanes, not others"])
        }
        var professions: Set<ObjectIdentifier> = []
        for word in lane.professions {
            guard let profession = MohrOID.named[word] ?? ObjectIdentifier(word) else {
                throw .value(path: lane.path + ".professions", seen: word, allowed: ["a profession of PKI/OIDs.md"])
            }
            professions.insert(profession)
        }
        return CampaignLane(
            name: name,
            licences: Set(licences.map { (try? MedicalCouncilNumber(checking: $0))?.canonical ?? $0 }),
            offices: Set(lane.offices), profiles: Set(lane.profiles), professions: professions,
            titles: Set(lane.titles))
    }

    func rate(_ rate: (count: Int64, per: String)?) throws(CampaignError) -> CampaignRate? {
        guard let rate else { return nil }
        let seconds: [String: Int64] = ["second": 1, "hour": 3_600, "day": 86_400]
        guard let per = seconds[rate.per] else {
            throw .value(path: "rate.per", seen: rate.per, allowed: ["second", "hour", "day"])
        }
        return CampaignRate(count: try number(rate.count, 1...10_000_000, path: "rate.count"), seconds: per)
    }

    func number(_ number: Int64, _ allowed: ClosedRange<Int64>, path: String) throws(CampaignError) -> Int {
        guard allowed.contains(number) else {
            throw .value(
                path: path, seen: "\(number)", allowed: ["\(allowed.lowerBound)–\(allowed.upperBound)"])
        }
        return Int(number)
    }

    private func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, path: String
    ) throws(CampaignError) -> Word {
        guard let word = Word(rawValue: text) else {
            throw .value(path: path, seen: text, allowed: Word.allCases.map(\.rawValue))
        }
        return word
    }
}

extension String {
    /// Without the space around it.
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
