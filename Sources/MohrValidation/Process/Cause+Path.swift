// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension Cause {
    /// A failure of RFC 5280 in the words of ETSI.
    init(_ failure: PathFailure, at time: Instant) {
        var facts = [
            "certificate": "\(failure.index)", "clause": failure.clause, "detail": CaseWords.of(failure.fact),
            "at": time.rfc3339,
        ]
        switch failure.fact {
        case .revoked(let since, let reason, let invalidity):
            facts["at"] = since.rfc3339
            facts["reason"] = reason.map { "\($0)" } ?? "–"
            facts["invalidity"] = invalidity?.rfc3339
        case .onHold(let since): facts["since"] = since.rfc3339
        case .staleEvidence(_, let nextUpdate): facts["nextUpdate"] = nextUpdate.rfc3339
        case .expired(_, let notAfter): facts["notAfter"] = notAfter.rfc3339
        default: break
        }
        self.init(Self.code(of: failure), facts)
    }

    /// What the authority's records object to; `nil` when they do not.
    init?(_ status: IssuerStatus) {
        switch status {
        case .good: return nil
        case .pendingAcceptance: self.init(.notAccepted)
        case .onHold(let since): self.init(.onHold, ["since": since.rfc3339])
        case .revoked(let time, let reason):
            self.init(.revoked, ["at": time.rfc3339, "reason": reason.map { "\($0)" } ?? "–"])
        case .neverIssued: self.init(.certificateNotOnRecord)
        }
    }

    private static func code(of failure: PathFailure) -> CauseCode {
        switch failure.code {
        case .noPathFound, .budget: .noCertificateChainFound
        case .anchorNotTrusted: .anchorNotTrusted
        case .signatureInvalid: .certificateSignature
        case .algorithm: ended(failure.fact) ? .pathAlgorithmEnded : .pathAlgorithm
        case .notYetValid, .expired: .outsideValidity
        case .revoked: failure.index == 0 ? .revoked : .authorityRevoked
        case .onHold: .onHold
        case .noRevocationEvidence: missingEvidence(failure.fact)
        case .staleEvidence: .revocationEvidenceStale
        case .nameChaining, .nameConstraints, .policy, .notACA, .pathLength, .keyUsage, .unknownCriticalExtension,
            .unusableKey:
            .certificatePath
        }
    }

    /// Whether an algorithm was accepted once.
    private static func ended(_ fact: PathFact) -> Bool {
        switch fact {
        case .algorithm(_, _, _, let allowed), .keyKind(_, _, let allowed): allowed != .never
        default: false
        }
    }

    /// An answer that speaks of another certificate under the same number is not merely missing: one of the two was
    /// never issued.
    private static func missingEvidence(_ fact: PathFact) -> CauseCode {
        guard case .noRevocationEvidence(let refused) = fact, refused.contains(.certificateHashMismatch) else {
            return .revocationEvidenceMissing
        }
        return .certificateHashMismatch
    }
}
