// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

extension SignerExamination {
    /// Whether the certificate was good at the reference time.
    ///
    /// - Returns: what was known of its status; `nil` when there is no path.
    /// - SeeAlso: ETSI EN 319 102-1 5.2.6.
    mutating func checkPath(of holder: Signer) -> CertificateStatusReport? {
        let recorded = snapshot.recordedStatus(
            of: holder.certificate, sha256: holder.sha256, at: now, maximumAge: policy.maximumStatusAgeSeconds)
        let result = path(of: holder, recorded: recorded)
        guard let path = result.examined else {
            for failure in result.failures { find(failure) }
            if result.failures.isEmpty { find(.noCertificateChainFound) }
            return nil
        }
        endsInNationalRoot = snapshot.isNational(path.anchor)
        pathPolicies = path.policies.authorityConstrained
        let isKnownGood = recorded == .good || path.evidence.first?.status == .good
        for failure in path.failures(at: now) {
            if failure.index == 0, case .expired(_, let notAfter) = failure.fact {
                find(isKnownGood ? .expired : .outsideValidity, ["notAfter": notAfter.rfc3339, "at": now.rfc3339])
            } else {
                find(failure)
            }
        }
        for (index, evidence) in path.evidence.enumerated() {
            if index == 0, let recorded {
                weigh(recorded)
            } else if let objection = objection(of: evidence) {
                find(PathFailure(index: index, fact: objection))
            }
        }
        let isStrange = hasStranger(path)
        if isStrange { find(.certificateNotOnRecord) }
        return statusReport(
            path.evidence.first, isStrange ? .neverIssued : recorded, notAfter: holder.certificate.validity.notAfter)
    }

    // An authority on the way that one of those whose records these are certified, and that is not on them. Lists say
    // nothing against it: whoever made it makes them. The snapshot's own are on record.
    private func hasStranger(_ path: ExaminedPath) -> Bool {
        path.certificates.dropFirst().dropLast().contains { certificate in
            guard !snapshot.certificates.contains(where: { $0.encoded == certificate.encoded }) else { return false }
            return snapshot.recordedStatus(
                of: certificate, sha256: certificate.sha256, at: now, maximumAge: policy.maximumStatusAgeSeconds)
                == .neverIssued
        }
    }

    /// The path by the snapshot's material, or with the document's own beside it when that alone does not do.
    private func path(of holder: Signer, recorded: IssuerStatus?) -> PathResult {
        let carriesMore = message.certificates.count > 1 || !message.crls.isEmpty || !message.ocspResponses.isEmpty
        guard carriesMore, !isSettled(holder.path, recorded) else { return holder.path }
        let store = EvidenceStore(
            certificates: message.certificates.compactMap { try? Certificate(der: $0) },
            lists: message.crls.compactMap { try? CertificateList(der: Array($0)) },
            responses: message.ocspResponses.compactMap { (try? OCSPResponse(der: $0))?.basic },
            over: snapshot.evidence)
        return PathValidator().validate(holder.certificate, anchors: snapshot.anchors, store: store, policy: pathPolicy)
    }

    /// Whether there is a path and current evidence for each certificate in it.
    private func isSettled(_ result: PathResult, _ recorded: IssuerStatus?) -> Bool {
        guard let path = result.examined, path.failures(at: now).isEmpty else { return false }
        return path.evidence.enumerated().allSatisfy { index, evidence in
            (index == 0 && recorded != nil) || objection(of: evidence) == nil
        }
    }

    /// What evidence has against its certificate; evidence from after the reference time is not too old for it.
    private func objection(of evidence: RevocationEvidence) -> PathFact? {
        evidence.objection(at: now, evidenceAt: max(now, evidence.thisUpdate ?? now))
    }

    private mutating func weigh(_ recorded: IssuerStatus) {
        if let cause = Cause(recorded) { find(cause.code, cause.facts) }
    }

    private mutating func find(_ failure: PathFailure) {
        let cause = Cause(failure, at: now)
        find(cause.code, cause.facts)
    }

    private func statusReport(
        _ evidence: RevocationEvidence?, _ recorded: IssuerStatus?, notAfter: Instant
    ) -> CertificateStatusReport {
        let hasExpired = now > notAfter
        if let recorded {
            let status: CertificateStatusReport.Status =
                switch recorded {
                case .good: hasExpired ? .expired : .good
                case .pendingAcceptance, .onHold: .onHold
                case .revoked: .revoked
                case .neverIssued: .unknown
                }
            return CertificateStatusReport(status: status, source: .records, thisUpdate: snapshot.status?.asOf)
        }
        let source: CertificateStatusReport.Source? =
            switch evidence?.source {
            case .lists: .crl
            case .response: .ocsp
            case nil: nil
            }
        let status: CertificateStatusReport.Status =
            switch evidence.flatMap({ objection(of: $0) }) {
            case .revoked: .revoked
            case .onHold: .onHold
            case .some: hasExpired && evidence?.status == .good ? .expired : .unknown
            case nil: evidence == nil ? .unknown : hasExpired ? .expired : .good
            }
        return CertificateStatusReport(status: status, source: source, thisUpdate: evidence?.thisUpdate)
    }
}
