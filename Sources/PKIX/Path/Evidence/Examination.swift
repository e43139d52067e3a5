// SPDX-License-Identifier: Apache-2.0
import DER

/// One validation at work: what it judges by, what it may use, what it may spend.
///
/// A reference, since every question about a certificate carries it along.
final class Examination {
    let store: EvidenceStore
    let anchors: [TrustAnchor]
    let policy: PathPolicy
    let ledger: Ledger

    init(store: EvidenceStore, anchors: [TrustAnchor], policy: PathPolicy, ledger: Ledger) {
        self.store = store
        self.anchors = anchors
        self.policy = policy
        self.ledger = ledger
    }

    /// Walks a path and asks for the status of its certificates.
    ///
    /// - Parameters:
    ///   - candidate: the path.
    ///   - settled: certificates whose status is asked for elsewhere.
    ///   - inProgress: certificates whose status this examination is for; see ``StatusInquiry/inProgress``.
    /// - Returns: everything found out.
    func examine(
        _ candidate: CandidatePath, settled: [Certificate] = [], inProgress: [Certificate] = []
    ) -> ExaminedPath {
        var walk = PathWalk(candidate, policy: policy, ledger: ledger)
        walk.run()
        return ExaminedPath(
            walk: walk, evidence: evidence(for: walk, settled: settled, inProgress: inProgress),
            revocation: policy.revocation)
    }

    private func evidence(
        for walk: PathWalk, settled: [Certificate], inProgress: [Certificate]
    ) -> [RevocationEvidence] {
        // Whose certificate it is that is not signed by the path's keys nobody can say, so nobody's lists speak of it.
        let isForged = walk.failures.contains { $0.code == .signatureInvalid || $0.code == .unusableKey }
        let path = WalkedPath(walk)
        return path.certificates.indices.map { index in
            let certificate = path.certificates[index].certificate
            guard policy.revocation != .notChecked, !isForged, !settled.contains(certificate) else {
                return RevocationEvidence(status: .notChecked)
            }
            return StatusInquiry(
                examination: self, path: path, index: index, inProgress: inProgress + [certificate]
            ).evidence()
        }
    }
}
