// SPDX-License-Identifier: Apache-2.0
import DER
import Identity
import Records

/// What a supervisor looks into: steps that people rarely take.
///
/// A function of the steps alone, so that whoever reads the records finds the same.
struct OfficeAnomalies: Equatable {
    /// Steps taken between 21:00 and 7:00 in Tehran, by officer.
    let nightWork: [(officer: String, steps: [OfficeStep])]
    /// People with many applications; a key to compare and what there is of them.
    let crowds: [[OfficeStep]]
    /// Enterer and approver who hardly ever work with anybody else.
    let pairs: [Pair]
    /// Officers who took many steps within ten minutes.
    let bursts: [Burst]
    /// Approvals that came within a minute of their entry.
    let hasty: [OfficeStep]

    struct Pair: Equatable {
        let enterer: String
        let approver: String
        /// How many they did together.
        let together: Int
        /// How many the enterer entered in all.
        let entered: Int
    }

    struct Burst: Equatable {
        let officer: String
        let begins: Instant
        let count: Int
    }

    /// Inspectors flag 21:00 to 7:00.
    static let night = (from: 21, until: 7)
    /// As many applications for one person in the time looked at.
    static let crowd = 3
    /// A pair is told of from so many on, if nine of ten went through it.
    static let pairAtLeast = 10
    static let pairShare = 0.9
    /// Looking at papers takes longer than 40 seconds each.
    static let burst = (count: 15, seconds: Int64(600))
    static let haste: Int64 = 60

    init(_ steps: [OfficeStep]) {
        nightWork = Self.grouped(steps.filter { Self.isNight($0.time) }) { $0.officer }
        let filed = Dictionary(grouping: steps.filter { $0.state == .entered && $0.person != nil }) { $0.person ?? "" }
        crowds = filed.values.filter { $0.count >= Self.crowd }
            .sorted { ($1.count, $0.first?.application ?? "") < ($0.count, $1.first?.application ?? "") }
        var enterers: [String: OfficeStep] = [:]
        var together: [[String]: Int] = [:]
        var hasty: [OfficeStep] = []
        for step in steps {
            if step.state == .entered { enterers[step.application] = step }
            guard step.state == .approved, let entry = enterers[step.application] else { continue }
            together[[entry.officer, step.officer], default: 0] += 1
            if step.time.seconds(since: entry.time) < Self.haste { hasty.append(step) }
        }
        self.hasty = hasty
        var entered: [String: Int] = [:]
        for (pair, count) in together { entered[pair.first ?? "", default: 0] += count }
        pairs = together.compactMap { pair, count in
            guard let enterer = pair.first, let approver = pair.last, count >= Self.pairAtLeast,
                let all = entered[enterer], Double(count) >= Double(all) * Self.pairShare
            else { return nil }
            return Pair(enterer: enterer, approver: approver, together: count, entered: all)
        }.sorted { ($1.together, $0.enterer) < ($0.together, $1.enterer) }
        bursts = Self.bursts(in: steps)
    }

    /// Whether a moment is in the night of Tehran.
    static func isNight(_ time: Instant) -> Bool {
        let local = time.secondsSince1970 + TehranClock.offsetSeconds
        let hour = Int(((local % 86_400) + 86_400) % 86_400 / 3_600)
        return hour >= night.from || hour < night.until
    }

    /// The widest burst of each officer: a window that slides over their steps.
    private static func bursts(in steps: [OfficeStep]) -> [Burst] {
        var found: [Burst] = []
        for (officer, own) in Dictionary(grouping: steps, by: \.officer) {
            var widest: Burst?
            var first = 0
            for (last, step) in own.enumerated() {
                while step.time.seconds(since: own[first].time) > burst.seconds { first += 1 }
                let count = last - first + 1
                if count >= burst.count, count > widest?.count ?? 0 {
                    widest = Burst(officer: officer, begins: own[first].time, count: count)
                }
            }
            if let widest { found.append(widest) }
        }
        return found.sorted { ($1.count, $0.officer) < ($0.count, $1.officer) }
    }

    private static func grouped(
        _ steps: [OfficeStep], by key: (OfficeStep) -> String
    ) -> [(officer: String, steps: [OfficeStep])] {
        Dictionary(grouping: steps, by: key).map { (officer: $0.key, steps: $0.value) }
            .sorted { ($1.steps.count, $0.officer) < ($0.steps.count, $1.officer) }
    }

    static func == (one: OfficeAnomalies, other: OfficeAnomalies) -> Bool {
        one.crowds == other.crowds && one.pairs == other.pairs && one.bursts == other.bursts
            && one.hasty == other.hasty && one.nightWork.map(\.steps) == other.nightWork.map(\.steps)
    }
}
