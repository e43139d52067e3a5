// SPDX-License-Identifier: Apache-2.0
import DER

/// What became of the question whether someone may speak about revocation.
enum SignerJudgement {
    /// They may; when their path, the evidence about them and the algorithms in it hold.
    case entitled(Validity)
    case refused(EvidenceRefusal)
}

extension StatusInquiry {
    /// How a signer's own status counts.
    enum SignerStatus {
        /// It must be shown to be good.
        case mustBeGood
        /// It must not be shown to be bad.
        case mayBeUnknown
        /// It is not asked for: id-pkix-ocsp-nocheck.
        case exempt
    }

    /// Judges the path of someone who signed evidence.
    ///
    /// - Parameters:
    ///   - candidate: the signer's path.
    ///   - time: the moment to judge it at.
    ///   - status: how the signer's own status counts.
    /// - Returns: until when they may speak, or why not.
    /// - SeeAlso: RFC 5280 6.3.3 (f); RFC 6960 4.2.2.2.
    func judgeSigner(_ candidate: CandidatePath, at time: Instant, status: SignerStatus) -> SignerJudgement {
        guard examination.ledger.spendPath() else { return .refused(.budget) }
        let signer = Examination(
            store: examination.store, anchors: examination.anchors, policy: policy.forSigner(at: time),
            ledger: examination.ledger)
        // The authorities above the certificate are asked about on its own path.
        var settled = path.certificates.dropFirst(index + 1).map(\.certificate)
        if status == .exempt, let first = candidate.certificates.first { settled.append(first.certificate) }
        let examined = signer.examine(candidate, settled: settled, inProgress: inProgress)
        var failures = examined.failuresBesidesRevocation(at: time)
        guard failures.isEmpty else { return .refused(.signerNotValid(failures)) }
        for (position, evidence) in examined.evidence.enumerated() {
            switch evidence.status {
            case .notChecked, .exempt, .good: continue
            case .unknown:
                if status == .mayBeUnknown, position == 0 { continue }
                return .refused(.signerStatusUnknown)
            case .onHold, .revoked:
                if let fact = evidence.objection(at: time, evidenceAt: time) {
                    failures.append(PathFailure(index: position, fact: fact))
                }
            }
        }
        guard failures.isEmpty else { return .refused(.signerNotValid(failures)) }
        return .entitled(examined.window ?? Validity(notBefore: time, notAfter: time))
    }
}

extension PathPolicy {
    /// What the path of a list's or answer's signer is judged by: nothing is asked of its policies, and its status is
    /// weighed by who asks.
    func forSigner(at time: Instant) -> PathPolicy {
        var policy = self
        policy.time = time
        policy.userInitialPolicySet = [OID.anyPolicy]
        policy.requireExplicitPolicy = false
        policy.inhibitPolicyMapping = false
        policy.inhibitAnyPolicy = false
        return policy
    }
}
