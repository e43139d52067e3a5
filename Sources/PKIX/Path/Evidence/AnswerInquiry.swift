// SPDX-License-Identifier: Apache-2.0
import DER

/// Asks OCSP responses about one certificate.
///
/// - SeeAlso: RFC 6960 3.2 (when an answer is valid).
struct AnswerInquiry {
    let inquiry: StatusInquiry
    private(set) var refusals: [EvidenceRefusal] = []

    init(_ inquiry: StatusInquiry) {
        self.inquiry = inquiry
    }

    private var subject: Certificate { inquiry.subject }

    /// The newest answer that may be believed.
    ///
    /// - Returns: `nil` when there is none; ``refusals`` then says why.
    mutating func evidence() -> RevocationEvidence? {
        let issuer = inquiry.path.issuerCertificate(of: inquiry.index)
        var found: [(HeldAnswer, SingleResponse)] = []
        for held in inquiry.examination.store.answers(about: subject.tbs.serialNumber) {
            guard inquiry.examination.ledger.spendSteps(held.response.responses.count) else {
                _ = refuse(.budget)
                return nil
            }
            for single in held.response.responses(for: subject.tbs.serialNumber, issuer: issuer) {
                found.append((held, single))
            }
        }
        for (held, single) in found.sorted(by: { $0.1.thisUpdate > $1.1.thisUpdate }) {
            if let evidence = judge(held, single) { return evidence }
        }
        return nil
    }

    private mutating func judge(_ held: HeldAnswer, _ single: SingleResponse) -> RevocationEvidence? {
        let response = held.response
        guard response.unknownCriticalExtensions.isEmpty, single.unknownCriticalExtensions.isEmpty else {
            return refuse(.unknownCriticalExtension)
        }
        if let certHash = single.certHash, !certHash.matches(subject) { return refuse(.certificateHashMismatch) }
        if let refusal = inquiry.refusal(
            thisUpdate: single.thisUpdate, nextUpdate: single.nextUpdate, needsEnd: false)
        {
            return refuse(refusal)
        }
        let status: RevocationStatus
        switch single.status {
        case .unknown: return refuse(.responderDoesNotKnow)
        case .revoked(let date, .certificateHold): status = .onHold(since: date)
        case .revoked(let date, let reason): status = .revoked(at: date, reason: reason, invalidity: nil)
        case .good:
            if let refusal = refusalAfterExpiry(response, single) { return refuse(refusal) }
            status = .good
        }
        switch ResponderSearch(inquiry, held, thisUpdate: single.thisUpdate).responder() {
        case .failure(let failure):
            return refuse(failure.refusal)
        case .success(let responder):
            let own = inquiry.window(thisUpdate: single.thisUpdate, nextUpdate: single.nextUpdate)
            return RevocationEvidence(
                status: status, source: .response(response), signer: responder.certificate,
                thisUpdate: single.thisUpdate, nextUpdate: single.nextUpdate,
                window: own.intersection(responder.window) ?? own, refused: [])
        }
    }

    /// RFC 6960 4.4.4: what a responder says of an expired certificate counts only if it keeps such.
    private func refusalAfterExpiry(_ response: BasicOCSPResponse, _ single: SingleResponse) -> EvidenceRefusal? {
        let notAfter = subject.tbs.validity.notAfter
        guard single.thisUpdate > notAfter else { return nil }
        // Some responders state the cutoff once for the whole response.
        if let cutoff = single.archiveCutoff ?? response.archiveCutoff, cutoff <= notAfter { return nil }
        return .afterExpiry(thisUpdate: single.thisUpdate, notAfter: notAfter)
    }

    private mutating func refuse(_ refusal: EvidenceRefusal) -> RevocationEvidence? {
        if !refusals.contains(refusal) { refusals.append(refusal) }
        return nil
    }
}

extension BasicOCSPResponse {
    /// The archive cutoff among the extensions of the whole response; `nil` when absent or malformed.
    fileprivate var archiveCutoff: Instant? {
        guard let item = extensions[OID.ocspArchiveCutoff] else { return nil }
        return try? DERReader.single(item.value, .generalizedTime).generalizedTime()
    }
}
