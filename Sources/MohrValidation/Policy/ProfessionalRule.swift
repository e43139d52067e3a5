// SPDX-License-Identifier: Apache-2.0
import DER

/// What a purpose asks of the signer's standing in their profession.
public struct ProfessionalRule: Sendable, Hashable {
    /// How much is asked.
    public enum Demand: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case ignored
        /// That the signer is not suspended; whom no register knows is told and not refused.
        case reported
        /// That a register says that the signer may practise.
        case required
    }

    /// How much is asked.
    public let demand: Demand
    /// The suspensions that stand in the way, by how far they reach; without any, none does, nor being struck off.
    public let scopes: Set<SuspensionScope>
    /// The acts that have to be allowed: a suspension from others does not stand in the way.
    public let acts: ProfessionalActs

    /// Asks nothing.
    public static let ignored = ProfessionalRule(.ignored)

    /// States the rule.
    ///
    /// - Parameters:
    ///   - demand: how much is asked.
    ///   - scopes: which suspensions stand in the way.
    ///   - acts: what has to be allowed.
    public init(
        _ demand: Demand, scopes: Set<SuspensionScope> = [.national, .nationalForYears, .permanent],
        acts: ProfessionalActs = .all
    ) {
        self.demand = demand
        self.scopes = scopes
        self.acts = acts
    }

    /// The rule in the policy's canonical text.
    var canonicalText: String {
        "\(demand.rawValue) \(scopes.map(\.rawValue).sorted().joined()) \(acts.words.joined(separator: "+"))"
    }

    /// What a register has against a signer.
    ///
    /// - Parameters:
    ///   - facts: what is said of the licence; `nil` when no register is kept.
    ///   - time: the reference time.
    ///   - claimed: when the signer says that it was signed.
    ///   - purpose: what for.
    /// - Returns: at most one finding.
    func findings(
        on facts: ProfessionalFacts?, at time: Instant, claimed: Instant?, for purpose: String
    ) -> [Cause] {
        guard demand != .ignored else { return [] }
        guard let facts else {
            return demand == .required ? [Cause(.professionUnknown, ["at": time.rfc3339, "source": "–"])] : []
        }
        let status = facts.report(at: time)
        var told = ["at": time.rfc3339, "source": facts.source, "asOf": facts.asOf.rfc3339]
        switch status.status {
        case .entitled: return []
        case .unknown:
            let isStale = facts.period(at: time) != nil
            told["until"] = facts.goodUntil.rfc3339
            let code: CauseCode = isStale ? .professionStale : .professionUnknown
            return [
                demand == .reported ? Cause(.professionNoted, noted(told, "unknown", since: nil)) : Cause(code, told)
            ]
        case .suspended:
            told["since"] = status.since?.rfc3339
            told["scope"] = status.scope
            guard let period = facts.period(at: time), isBarred(by: period) else {
                return [Cause(.professionNoted, noted(told, status.scope ?? "–", since: status.since))]
            }
            // Signed while it was allowed, by the signer's own word: that does not make it good, and a proof may.
            if let claimed, claimed < period.from {
                told["seen"] = claimed.rfc3339
                return [Cause(.professionNotProven, told)]
            }
            told["purpose"] = purpose
            return [Cause(period.standing == .struckOff ? .professionStruckOff : .professionSuspended, told)]
        }
    }

    private func isBarred(by period: ProfessionalPeriod) -> Bool {
        guard period.standing == .suspended else { return !scopes.isEmpty }
        return period.scope.map(scopes.contains) ?? true && !period.acts.isDisjoint(with: acts)
    }

    private func noted(_ told: [String: String], _ seen: String, since: Instant?) -> [String: String] {
        told.merging(["seen": seen, "since": since?.rfc3339 ?? "–"]) { $1 }
    }
}
