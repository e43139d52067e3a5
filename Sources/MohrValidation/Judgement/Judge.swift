// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Judges facts at a moment: the process for signatures with time and for signatures with archival data.
///
/// A pure function: the same facts, rules and moment give the same judgement. It goes through the timestamps from the
/// newest to the oldest, since a newer one proves that what an older one rests on existed when it was still good, and
/// then asks of the signature: does anything stand in its way now; if so, did it at the earliest moment at which it is
/// known to have existed?
///
/// - SeeAlso: ETSI EN 319 102-1 5.5 (signatures with time), 5.6 (signatures with archival data).
public struct Judge: Sendable {
    let facts: Facts
    var rules: JudgementRules
    var proofs: ProofLedger
    private var believed: [Facts.ID: TimestampJudgement] = [:]

    var now: Instant { proofs.now.value }

    init(_ facts: Facts, by rules: JudgementRules, at time: ReferenceTime) {
        self.facts = facts
        self.rules = rules
        proofs = ProofLedger(now: time)
        for proof in facts.proofs { proofs.take(proof.object, at: proof.time, by: proof.source) }
    }

    /// Judges every signature.
    ///
    /// - Parameters:
    ///   - facts: what was found out.
    ///   - rules: what to judge by.
    ///   - time: when.
    /// - Returns: a judgement a signature, in their order.
    public static func judge(
        _ facts: Facts, by rules: JudgementRules, at time: ReferenceTime
    ) -> [Judgement] {
        var judge = Judge(facts, by: rules, at: time)
        judge.weighTimestamps()
        return facts.signatures.map { judge.judge($0) }
    }

    /// Believes timestamps, newest first, and takes what they prove.
    private mutating func weighTimestamps() {
        let order: [TimestampFacts.Kind: Int] = [.archive: 0, .signature: 1, .receipt: 2, .content: 3]
        let timestamps = facts.timestamps.values.sorted { left, right in
            if left.kind != right.kind { return order[left.kind, default: 4] < order[right.kind, default: 4] }
            return (right.time, right.id) < (left.time, left.id)
        }
        for timestamp in timestamps {
            var objections = self.objections(
                to: Subject(
                    id: timestamp.id, signer: timestamp.signer, algorithms: timestamp.algorithms,
                    causes: timestamp.causes))
            if timestamp.time.seconds(since: now) > rules.clockToleranceSeconds, !rules.takesLaterEvidence {
                objections.append(Objection(.timestampInFuture, ["seen": timestamp.time.rfc3339]))
            }
            let judgement = TimestampJudgement(
                id: timestamp.id, kind: timestamp.kind, time: timestamp.time, causes: objections.map(\.cause))
            believed[timestamp.id] = judgement
            guard judgement.isBelieved, timestamp.kind != .content else { continue }
            let source: ReferenceTime.Source = timestamp.kind == .receipt ? .receipt : .timestamp
            for object in timestamp.covered { proofs.take(object, at: timestamp.time, by: source) }
        }
    }

    private func judge(_ signature: SignatureFacts, depth: Int = 0) -> Judgement {
        let timestamps = signature.timestamps.compactMap { believed[$0] }.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
        let subject = Subject(
            id: signature.id, signer: signature.signer, algorithms: signature.algorithms,
            causes: signature.causes + (signature.traits.flatMap { rules.purpose?.objections(to: $0) } ?? []))
        let best = proofs.time(of: signature.id)
        var objections = self.objections(to: subject)
        objections = proven(objections, signer: signature.signer, timestamps: timestamps, best: best.value)
        objections += timeObjections(signature, timestamps, best: best.value)
        if !objections.contains(where: { $0.cause.code == .signedBeforeValidity }) {
            objections += earlyObjection(signer: signature.signer, best: best.value)
        }
        var causes = objections.map(\.cause) + signature.causes.filter { $0.code.subIndication == nil }
        for timestamp in timestamps where !timestamp.isBelieved {
            let why = timestamp.causes.first { $0.code.subIndication != nil }?.code.rawValue
            causes.append(
                Cause(
                    .timestampNotBelieved,
                    ["kind": timestamp.kind.rawValue, "at": timestamp.time.rfc3339, "detail": why ?? "–"]))
        }
        if best.source != .timestamp, best.source != .receipt {
            if let claimed = signature.claimedTime {
                causes.append(Cause(.claimedTimeOnly, ["seen": claimed.rfc3339]))
            }
            if rules.purpose?.needsProofOfTime == true {
                causes.append(Cause(.noProofOfTime, ["purpose": rules.purpose?.purpose ?? "–"]))
            }
        }
        if let purpose = rules.purpose {
            causes += purpose.professional.findings(
                on: signature.professional, at: best.value, claimed: signature.claimedTime, for: purpose.purpose)
        }
        let counters = counterJudgements(of: signature.id, depth: depth)
        causes += counters.compactMap(\.subIndication).map { Cause(.counterSignatureNotValid, ["seen": $0.rawValue]) }
        return Judgement(
            causes: causes.sorted { $0.code.rank < $1.code.rank }, bestSignatureTime: best,
            certificateStatus: statusReport(of: signature.signer, at: best.value), timestamps: timestamps,
            counterSignatures: counters,
            professionalStatus: signature.professional?.report(at: best.value) ?? .unknown)
    }

    /// Judges the signatures over a signature, each for itself.
    ///
    /// Whoever signs that they saw a signature need not be one who may make it: a pharmacist signs a doctor's.
    private func counterJudgements(of signed: Facts.ID, depth: Int) -> [Judgement] {
        let counters = facts.counterSignatures.filter { $0.of == signed }
        guard !counters.isEmpty, depth < CounterSignatureFacts.maximumDepth else { return [] }
        var judge = self
        judge.rules.purpose = rules.purpose?.forAnySigner
        return counters.map { judge.judge($0.signature, depth: depth + 1) }
    }

    /// What the times themselves have against each other.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.5.4 (5) and (6).
    private func timeObjections(
        _ signature: SignatureFacts, _ timestamps: [TimestampJudgement], best: Instant
    ) -> [Objection] {
        var objections: [Objection] = []
        let good = timestamps.filter(\.isBelieved)
        for later in good {
            guard let covered = facts.timestamps[later.id]?.covered else { continue }
            let isBefore = good.contains { covered.contains($0.id) && $0.time > later.time }
            let isBeforeContent =
                later.kind != .content && good.contains { $0.kind == .content && $0.time > later.time }
            if isBefore || isBeforeContent {
                objections.append(
                    Objection(.timestampOrder, ["kind": later.kind.rawValue, "at": later.time.rfc3339]))
            }
        }
        guard let claimed = signature.claimedTime else { return objections }
        if claimed.seconds(since: now) > rules.clockToleranceSeconds {
            objections.append(
                Objection(.signingTimeInFuture, ["seen": claimed.rfc3339, "allowed": now.rfc3339]))
        }
        if let delay = rules.timestampDelaySeconds, good.contains(where: { $0.kind == .signature }),
            best.seconds(since: claimed) > delay
        {
            objections.append(
                Objection(
                    .timestampDelay, ["seen": claimed.rfc3339, "at": best.rfc3339, "allowed": "\(delay)"]))
        }
        return objections
    }
}
