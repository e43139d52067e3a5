// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension Judge {
    /// What the evidence on revocation has against a certificate at a moment.
    ///
    /// - SeeAlso: ETSI EN 319 102-1 5.2.5 (revocation freshness), 5.2.6.
    func revocationObjection(to certificate: CertificateFacts, index: Int, at time: Instant) -> Objection? {
        guard !certificate.isExemptFromRevocation else { return nil }
        guard let (evidence, status) = evidence(on: certificate, at: time) else {
            if let why = unbelievable(on: certificate, index: index) { return why }
            guard rules.needsRevocationEvidence else { return nil }
            return Objection(
                .revocationEvidenceMissing, ["certificate": "\(index)", "at": time.rfc3339], index: index)
        }
        let isLater = evidence.thisUpdate > time
        switch status {
        case .revoked(let date, let reason, let invalidity):
            let bad = min(date, invalidity ?? date)
            if !isLater || bad <= time {
                return Objection(
                    index == 0 ? .revoked : .authorityRevoked,
                    [
                        "at": date.rfc3339, "reason": reason.map { "\($0)" } ?? "–", "certificate": "\(index)",
                        "invalidity": invalidity?.rfc3339 ?? "–",
                    ], index: index, since: bad)
            }
        case .onHold(let since):
            if !isLater || since <= time {
                return Objection(
                    .onHold, ["since": since.rfc3339, "certificate": "\(index)"], index: index, since: since)
            }
        default: break
        }
        guard !isFresh(evidence, at: time) else { return nil }
        return Objection(
            .revocationEvidenceStale,
            ["nextUpdate": end(of: evidence).rfc3339, "at": time.rfc3339, "certificate": "\(index)"], index: index,
            since: end(of: evidence))
    }

    /// The statement that counts at a moment: the newest that can be believed, the authority's records before all.
    func evidence(on certificate: CertificateFacts, at time: Instant) -> (RevocationFacts, RevocationStatus)? {
        let all = statements(on: certificate)
        if let recorded = all.first(where: { $0.0.source == .records && $0.0.thisUpdate == time }) { return recorded }
        let horizon = rules.takesLaterEvidence ? nil : now.advanced(bySeconds: rules.clockToleranceSeconds)
        return all.first { evidence, _ in
            (horizon.map { evidence.thisUpdate <= $0 } ?? true) && isBelievable(evidence)
        }
    }

    /// The newest statement that is known to have been made before a moment.
    func newestEvidence(
        on certificate: CertificateFacts, provenBy control: Instant
    ) -> (RevocationFacts, RevocationStatus)? {
        statements(on: certificate).first { evidence, _ in
            evidence.thisUpdate <= control && proofs.time(of: evidence.id).value <= control
                && isBelievable(evidence)
        }
    }

    /// Whether it is recent enough to say something of a moment.
    func isFresh(_ evidence: RevocationFacts, at time: Instant) -> Bool {
        !rules.needsFreshEvidence || evidence.thisUpdate >= time || time <= end(of: evidence)
    }

    private func end(of evidence: RevocationFacts) -> Instant {
        evidence.nextUpdate ?? evidence.thisUpdate.advanced(bySeconds: rules.maximumStatusAgeSeconds)
    }

    /// What says anything of a certificate, newest first; which of two of one second comes first is fixed.
    private func statements(on certificate: CertificateFacts) -> [(RevocationFacts, RevocationStatus)] {
        facts.revocations.values.compactMap { evidence -> (RevocationFacts, RevocationStatus)? in
            guard let status = evidence.statements[certificate.id], says(evidence, status, of: certificate) else {
                return nil
            }
            return (evidence, status)
        }.sorted { left, right in
            left.0.thisUpdate != right.0.thisUpdate
                ? left.0.thisUpdate > right.0.thisUpdate : left.0.id < right.0.id
        }
    }

    /// Whether a statement says something: who has expired may have left the list without having been good.
    private func says(_ evidence: RevocationFacts, _ status: RevocationStatus, of certificate: CertificateFacts) -> Bool
    {
        switch status {
        case .unknown, .notChecked: return false
        case .good where evidence.source != .records && evidence.thisUpdate > certificate.validity.notAfter:
            return evidence.keepsExpiredSince.map { $0 <= certificate.validity.notAfter } ?? false
        default: return true
        }
    }

    /// Whether whoever signed a statement was able to when it is known to have existed.
    private func isBelievable(_ evidence: RevocationFacts) -> Bool {
        signerState(of: evidence) == .fit
    }

    /// Why the newest statement that might be believed is not.
    private func unbelievable(on certificate: CertificateFacts, index: Int) -> Objection? {
        for (evidence, _) in statements(on: certificate) {
            let facts = ["certificate": "\(index)", "at": evidence.thisUpdate.rfc3339]
            switch signerState(of: evidence) {
            case .outOfBounds:
                return Objection(
                    .revocationSignerOutOfBounds, facts, index: max(index, 1), since: evidence.thisUpdate)
            case .weak:
                return Objection(
                    .pathAlgorithmEnded, facts.merging(["seen": evidence.algorithm?.name ?? "–"]) { $1 },
                    index: max(index, 1))
            default: continue
            }
        }
        return nil
    }

    private enum SignerState { case fit, outOfBounds, weak, unfit }

    private func signerState(of evidence: RevocationFacts) -> SignerState {
        guard evidence.source != .records else { return .fit }
        guard let signer = evidence.signer, let path = path(from: signer), path.allSatisfy({ $0.causes.isEmpty })
        else { return .unfit }
        let known = max(evidence.thisUpdate, proofs.time(of: evidence.id).value)
        if let algorithm = evidence.algorithm, !algorithm.lifetime(by: rules.algorithms).covers(known) { return .weak }
        let isInBounds = path.dropLast().allSatisfy { $0.validity.contains(known) }
        return isInBounds ? .fit : .outOfBounds
    }

    /// What was known of a signer's certificate at a moment, for the report.
    func statusReport(of signer: Facts.ID?, at time: Instant) -> CertificateStatusReport? {
        guard let signer, let certificate = facts.certificates[signer], path(from: signer) != nil else { return nil }
        let hasExpired = time > certificate.validity.notAfter
        guard let (evidence, _) = evidence(on: certificate, at: time) else {
            return CertificateStatusReport(status: .unknown, source: nil, thisUpdate: nil)
        }
        let status: CertificateStatusReport.Status =
            switch revocationObjection(to: certificate, index: 0, at: time)?.cause.code {
            case .revoked: .revoked
            case .onHold: .onHold
            case .some(let code): hasExpired && code == .revocationEvidenceStale ? .expired : .unknown
            case nil: hasExpired ? .expired : .good
            }
        return CertificateStatusReport(status: status, source: evidence.source, thisUpdate: evidence.thisUpdate)
    }
}
