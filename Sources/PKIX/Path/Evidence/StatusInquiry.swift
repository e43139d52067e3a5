// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// The question whether one certificate of a walked path is revoked.
struct StatusInquiry {
    let examination: Examination
    let path: WalkedPath
    let index: Int

    /// The certificates whose status this one's is wanted for, outermost first: a list signer's asks for that of
    /// its own certificate, and so on.
    let inProgress: [Certificate]

    /// Deeper than any honest tree of list signers; ends questions that lead back to themselves.
    static let maximumDepth = 4

    var policy: PathPolicy { examination.policy }
    var subject: Certificate { path.certificates[index].certificate }
    var evidenceTime: Instant { policy.effectiveEvidenceTime }

    /// The best evidence that there is.
    ///
    /// A revocation that is for good counts whoever says it; otherwise the newer of list and answer does, since a hold
    /// may have been lifted.
    func evidence() -> RevocationEvidence {
        guard inProgress.count <= Self.maximumDepth else {
            return RevocationEvidence(status: .unknown, refused: [.budget])
        }
        var lists = ListInquiry(self)
        let fromLists = lists.evidence()
        var answers = AnswerInquiry(self)
        let fromAnswers = answers.evidence()
        let refused = lists.refusals + answers.refusals
        switch (fromLists, fromAnswers) {
        case (nil, nil):
            return RevocationEvidence(status: .unknown, refused: refused)
        case (let only?, nil), (nil, let only?):
            return only.refusing(refused)
        case (let first?, let second?):
            if second.isFinal != first.isFinal { return (first.isFinal ? first : second).refusing(refused) }
            let isSecondNewer = (second.thisUpdate ?? .distantPast) > (first.thisUpdate ?? .distantPast)
            let (newer, older) = isSecondNewer ? (second, first) : (first, second)
            // Both say the same, but only the older still says it: answers are often shorter-lived than lists.
            if newer.status == older.status, !isCurrent(newer), isCurrent(older) { return older.refusing(refused) }
            return newer.refusing(refused)
        }
    }

    /// Whether evidence that may be old, since it was only to be reported, is not.
    private func isCurrent(_ evidence: RevocationEvidence) -> Bool {
        let asked = max(policy.time, evidence.thisUpdate ?? policy.time)
        return evidence.window?.contains(min(evidenceTime, asked)) ?? true
    }

    /// Whether the times of a statement let it be used, under what is asked for.
    ///
    /// - Parameters:
    ///   - thisUpdate: when it was made.
    ///   - nextUpdate: when it ends.
    ///   - needsEnd: whether it must say when it ends.
    /// - Returns: why not; `nil` when it may be used.
    func refusal(thisUpdate: Instant, nextUpdate: Instant?, needsEnd: Bool) -> EvidenceRefusal? {
        if thisUpdate > evidenceTime.advanced(bySeconds: policy.freshness.toleranceSeconds) {
            return .notYetIssued(thisUpdate: thisUpdate)
        }
        guard policy.revocation == .required else { return nil }
        guard let nextUpdate else {
            let end = thisUpdate.advanced(bySeconds: policy.freshness.maximumAgeSeconds)
            return needsEnd || end < evidenceTime ? .withoutEnd(thisUpdate: thisUpdate) : nil
        }
        return nextUpdate < evidenceTime ? .stale(nextUpdate: nextUpdate) : nil
    }

    /// When a statement is current by its own times.
    func window(thisUpdate: Instant, nextUpdate: Instant?) -> Validity {
        let end = nextUpdate ?? thisUpdate.advanced(bySeconds: policy.freshness.maximumAgeSeconds)
        let start = thisUpdate.advanced(bySeconds: -policy.freshness.toleranceSeconds)
        return Validity(notBefore: start, notAfter: max(end, thisUpdate))
    }

    /// When whoever made a statement must have been entitled to.
    ///
    /// Evidence that has to be current is judged with its signer at the time it is used, as RFC 5280 6.3.3 (f) does.
    /// What is only reported may be old, and its signer long expired: then they count as of when they signed.
    func signerTime(thisUpdate: Instant) -> Instant {
        policy.revocation == .required ? evidenceTime : thisUpdate
    }

    /// When the algorithms that a statement is signed with are accepted; `nil` when they are not at the signer's time.
    func algorithmWindow(
        _ identifier: AlgorithmIdentifier, under key: KeyKind, thisUpdate: Instant
    ) -> Validity? {
        guard let algorithm = identifier.signatureAlgorithm else { return nil }
        let lifetime = policy.algorithms.lifetime(of: algorithm, under: key)
        return lifetime.covers(signerTime(thisUpdate: thisUpdate)) ? lifetime.window : nil
    }
}

extension RevocationEvidence {
    /// Whether nothing said later can take it back: only a hold can be lifted, RFC 5280 5.3.1.
    fileprivate var isFinal: Bool {
        if case .revoked = status { true } else { false }
    }
}
