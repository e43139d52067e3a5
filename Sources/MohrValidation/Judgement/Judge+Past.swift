// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Something that was signed: a document's signature or a timestamp.
struct Subject {
    let id: Facts.ID
    let signer: Facts.ID?
    let algorithms: [AlgorithmFacts]
    let causes: [Cause]
}

extension Judge {
    /// What stands in the way of something signed, now and at the moment from which it is known to have existed.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.5.4 and 5.6.2.4 (past signature validation).
    func objections(to subject: Subject) -> [Objection] {
        let current = examine(subject, at: now)
        guard !current.isEmpty, current.allSatisfy(\.mayHaveBeenGood) else { return current }
        let proven = proofs.time(of: subject.id).value
        guard proven < now else { return current }
        let then = examine(subject, at: proven)
        guard then.isEmpty else { return then }
        // What an authority has said since it fell may have been said by whoever brought it down: then evidence has to be
        // older than the fall.
        guard current.contains(where: \.concernsAuthority), let signer = subject.signer else { return [] }
        if let control = controlTime(of: signer), proven <= control { return [] }
        return current + [Objection(.noProof, ["at": proven.rfc3339])]
    }

    /// What stands in the way at a moment; empty when nothing does.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.3 (basic signature validation).
    func examine(_ subject: Subject, at time: Instant) -> [Objection] {
        var objections = subject.causes.filter { $0.code.subIndication != nil }.map { Objection($0) }
        guard let signer = subject.signer else { return objections }
        objections += pathObjections(to: signer, at: time)
        for algorithm in subject.algorithms {
            guard let (code, end) = objection(to: algorithm, at: time, .algorithm, .algorithmEnded) else { continue }
            objections.append(
                Objection(code, ["seen": algorithm.name, "allowed": AlgorithmName.accepted], since: end))
        }
        return objections
    }

    /// Whether an algorithm is accepted at a moment; if not, by which of two findings it is called and since when.
    func objection(
        to algorithm: AlgorithmFacts, at time: Instant, _ never: CauseCode, _ ended: CauseCode
    ) -> (CauseCode, Instant?)? {
        switch algorithm.lifetime(by: rules.algorithms) {
        case .never: (never, nil)
        case .until(let end) where time >= end: (ended, end)
        default: nil
        }
    }

    /// The latest moment at which all that is known to have been said about a path can be believed.
    ///
    /// From the anchor down: where an authority was revoked or its algorithms ended, only what is proven to be older
    /// counts below.
    ///
    /// - Returns: `nil` when for some certificate nothing is.
    /// - SeeAlso: ETSI EN 319 102-1 5.6.2.2 (validation time sliding).
    func controlTime(of signer: Facts.ID) -> Instant? {
        guard let path = path(from: signer), let anchor = path.last else { return nil }
        var control = now
        if let trusted = anchor.trusted { control = min(control, trusted.notAfter) }
        for certificate in path.dropLast().reversed() {
            if !certificate.isExemptFromRevocation {
                guard proofs.time(of: certificate.id).value <= control,
                    let (evidence, status) = newestEvidence(on: certificate, provenBy: control)
                else { return nil }
                switch status {
                case .revoked(let date, _, let invalidity): control = min(control, invalidity ?? date, date)
                case .onHold(let since): control = min(control, since)
                default: if !isFresh(evidence, at: control) { control = evidence.thisUpdate }
                }
                control = slide(control, to: evidence.algorithm, of: evidence.id)
            }
            control = slide(control, to: certificate.algorithm, of: certificate.id)
        }
        return control
    }

    private func slide(_ control: Instant, to algorithm: AlgorithmFacts?, of object: Facts.ID) -> Instant {
        guard let algorithm, case .until(let end) = algorithm.lifetime(by: rules.algorithms), control >= end,
            proofs.time(of: object).value >= end
        else { return control }
        return end.advanced(bySeconds: -1)
    }

    /// That a signature is older than the certificate that it is said to be by.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.5.4 (4).
    func earlyObjection(signer: Facts.ID?, best: Instant) -> [Objection] {
        guard let signer, let validity = facts.certificates[signer]?.validity, best < validity.notBefore, best < now
        else { return [] }
        return [
            Objection(
                .signedBeforeValidity, ["notBefore": validity.notBefore.rfc3339, "at": best.rfc3339], index: 0)
        ]
    }

    /// Turns what cannot be decided into what can, where the signature is known not to have existed earlier.
    ///
    /// A content timestamp was made before the signature.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.3.4 (content timestamps), 5.5.4 (4).
    func proven(
        _ objections: [Objection], signer: Facts.ID?, timestamps: [TimestampJudgement], best: Instant
    ) -> [Objection] {
        let after = timestamps.filter { $0.kind == .content && $0.isBelieved }.map(\.time).max()
        return objections.map { objection in
            guard objection.index == 0 || objection.index == nil else { return objection }
            switch objection.cause.code {
            case .outsideValidity, .expired:
                guard let signer, let validity = facts.certificates[signer]?.validity else { return objection }
                guard let after, after > validity.notAfter else { return objection }
                return Objection(
                    .signedAfterExpiry, ["notAfter": validity.notAfter.rfc3339, "at": after.rfc3339], index: 0)
            case .revoked:
                guard let after, let since = objection.since, after >= since else { return objection }
                return Objection(
                    .signedAfterRevocation, objection.cause.facts.merging(["seen": after.rfc3339]) { $1 }, index: 0)
            case .algorithmEnded:
                guard let after, let since = objection.since, after >= since else { return objection }
                return Objection(.algorithm, objection.cause.facts)
            default: return objection
            }
        }
    }
}
