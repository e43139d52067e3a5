// SPDX-License-Identifier: Apache-2.0
public import DER

/// What is known of one certificate's revocation, from what, and for how long.
///
/// Its signature, its scope and the path of whoever signed it have been judged; what depends on the time is left as
/// numbers, so that the same evidence can be judged at another time without computing anything again.
public struct RevocationEvidence: Sendable {
    /// The statement itself.
    public let status: RevocationStatus

    /// Where it was found; `nil` when nothing was.
    public let source: EvidenceSource?

    /// Who signed it, when that is not an authority on the certificate's own path.
    public let signer: Certificate?

    /// When it was true at the latest: of several lists the oldest.
    public let thisUpdate: Instant?

    /// When newer evidence is out at the latest: of several lists the first; `nil` when it does not say.
    public let nextUpdate: Instant?

    /// When it is current: from `thisUpdate` to `nextUpdate`, and within the validity of whoever signed it, the
    /// evidence about them, and the algorithms.
    public let window: Validity?

    /// What else was looked at and why it was not taken.
    public let refused: [EvidenceRefusal]

    /// Nothing asked or nothing found.
    init(status: RevocationStatus, refused: [EvidenceRefusal] = []) {
        self.init(
            status: status, source: nil, signer: nil, thisUpdate: nil, nextUpdate: nil, window: nil, refused: refused)
    }

    init(
        status: RevocationStatus, source: EvidenceSource?, signer: Certificate?, thisUpdate: Instant?,
        nextUpdate: Instant?, window: Validity?, refused: [EvidenceRefusal]
    ) {
        self.status = status
        self.source = source
        self.signer = signer
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.window = window
        self.refused = refused
    }

    /// What there is to object to the certificate for its revocation.
    ///
    /// Evidence from before the time makes no difference between revocations: listed is revoked. Evidence from after it
    /// tells when, and what was revoked later, and not said to have been bad before, was good at the time.
    ///
    /// - Parameters:
    ///   - time: the moment at which the certificate is judged.
    ///   - evidenceTime: the moment at which evidence must be current.
    /// - Returns: `nil` when it is shown to be good.
    public func objection(at time: Instant, evidenceAt evidenceTime: Instant) -> PathFact? {
        switch status {
        case .notChecked, .exempt:
            return nil
        case .unknown:
            return objectionToMissing(at: evidenceTime)
        case .good:
            return objectionToAge(at: evidenceTime)
        case .onHold(let since):
            return isFrom(after: time) && since > time ? objectionToAge(at: evidenceTime) : .onHold(since: since)
        case .revoked(let date, let reason, let invalidity):
            let bad = min(date, invalidity ?? date)
            return isFrom(after: time) && bad > time
                ? objectionToAge(at: evidenceTime) : .revoked(at: date, reason: reason, invalidity: invalidity)
        }
    }

    /// The same evidence with more on what was not taken.
    func refusing(_ others: [EvidenceRefusal]) -> RevocationEvidence {
        RevocationEvidence(
            status: status, source: source, signer: signer, thisUpdate: thisUpdate, nextUpdate: nextUpdate,
            window: window, refused: refused + others)
    }

    private func isFrom(after time: Instant) -> Bool { thisUpdate.map { $0 > time } ?? false }

    private func objectionToAge(at evidenceTime: Instant) -> PathFact? {
        guard let window else { return nil }
        if evidenceTime > window.notAfter { return .staleEvidence(at: evidenceTime, nextUpdate: window.notAfter) }
        if evidenceTime < window.notBefore {
            return .noRevocationEvidence(refused: [.notYetIssued(thisUpdate: thisUpdate ?? window.notBefore)])
        }
        return nil
    }

    private func objectionToMissing(at evidenceTime: Instant) -> PathFact {
        let ends = refused.compactMap { if case .stale(let end) = $0 { end } else { nil } }
        if let latest = ends.max() { return .staleEvidence(at: evidenceTime, nextUpdate: latest) }
        return .noRevocationEvidence(refused: refused)
    }
}
