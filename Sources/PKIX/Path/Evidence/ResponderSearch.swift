// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Finds out who signed an OCSP response and whether they may.
///
/// - SeeAlso: RFC 6960 4.2.2.2.
struct ResponderSearch {
    /// Who may answer, and when.
    struct Responder {
        /// `nil` for the certificate's issuer itself.
        let certificate: Certificate?
        let window: Validity
    }

    /// Why a response has no responder.
    struct Failure: Error {
        let refusal: EvidenceRefusal
    }

    private let inquiry: StatusInquiry
    private let held: HeldAnswer
    private let thisUpdate: Instant

    init(_ inquiry: StatusInquiry, _ held: HeldAnswer, thisUpdate: Instant) {
        self.inquiry = inquiry
        self.held = held
        self.thisUpdate = thisUpdate
    }

    private var path: WalkedPath { inquiry.path }
    private var ledger: Ledger { inquiry.examination.ledger }

    /// The responder, or what stood in the way of the most likely one.
    func responder() -> Result<Responder, Failure> {
        let issuer = path.issuerCertificate(of: inquiry.index)
        if let key = path.issuerKey(of: inquiry.index), held.response.responderID.matches(issuer),
            held.isSigned(by: key, ledger: ledger) == true
        {
            return window(under: key, of: nil, judged: nil)
        }
        var reason = EvidenceRefusal.signatureInvalid
        for candidate in candidates() {
            guard case .success(let key) = candidate.publicKey, held.isSigned(by: key, ledger: ledger) == true
            else { continue }
            let verdict = judge(candidate)
            if case .refused(let refusal) = verdict {
                reason = refusal
                continue
            }
            return window(under: key, of: candidate.certificate, judged: verdict)
        }
        return .failure(Failure(refusal: ledger.isSpent ? .budget : reason))
    }

    /// The certificates that the responder's identifier fits: those that came with the answer, those of the store,
    /// and anchors.
    private func candidates() -> [HeldCertificate] {
        let identifier = held.response.responderID
        var candidates = held.certificates.filter { identifier.matches($0.certificate) }
        if case .byName(let name) = identifier {
            candidates += inquiry.examination.store.certificates(ofSubject: name.matchKey)
        }
        if inquiry.policy.ocspTrust == .anchoredResponder {
            candidates += inquiry.examination.anchors.map(\.certificate).filter { identifier.matches($0) }
                .map { HeldCertificate($0) }
        }
        return candidates
    }

    private func judge(_ responder: HeldCertificate) -> SignerJudgement {
        let certificate = responder.certificate
        guard certificate.extendedKeyUsage?.contains(OID.ocspSigning) == true,
            certificate.keyUsage.map({ !$0.isDisjoint(with: [.digitalSignature, .nonRepudiation]) }) ?? true,
            !inquiry.inProgress.contains(certificate)
        else { return .refused(.responderNotAuthorized) }
        let time = inquiry.signerTime(thisUpdate: thisUpdate)
        if let key = path.issuerKey(of: inquiry.index), certificate.tbs.issuer.matches(inquiry.subject.tbs.issuer),
            responder.isSigned(by: key, ledger: ledger) == true
        {
            let isTrusted = inquiry.policy.ocspTrust == .anchoredResponder
            return inquiry.judgeSigner(
                path.path(of: responder, issuedAt: inquiry.index + 1), at: time,
                status: certificate.hasOCSPNoCheck ? .exempt : isTrusted ? .mayBeUnknown : .mustBeGood)
        }
        guard inquiry.policy.ocspTrust == .anchoredResponder else { return .refused(.responderNotAuthorized) }
        return judgeAnchored(responder, at: time)
    }

    /// Rule 1 of RFC 6960 4.2.2.2: the anchors are the local configuration.
    private func judgeAnchored(_ responder: HeldCertificate, at time: Instant) -> SignerJudgement {
        let certificate = responder.certificate
        if inquiry.examination.anchors.contains(where: { $0.certificate == certificate }) {
            return certificate.tbs.validity.contains(time)
                ? .entitled(certificate.tbs.validity) : .refused(.responderNotAuthorized)
        }
        var search = PathSearch(
            anchors: inquiry.examination.anchors, store: inquiry.examination.store, time: time, ledger: ledger,
            followsSignaturesOnly: true)
        var verdict = SignerJudgement.refused(.responderNotAuthorized)
        _ = search.search(from: responder) { candidate in
            // A path through the certificate in question would let it speak for itself.
            if candidate.certificates.contains(where: { inquiry.inProgress.contains($0.certificate) }) { return false }
            verdict = inquiry.judgeSigner(
                candidate, at: time, status: certificate.hasOCSPNoCheck ? .exempt : .mayBeUnknown)
            if case .entitled = verdict { return true }
            return false
        }
        return verdict
    }

    private func window(
        under key: PublicKey, of certificate: Certificate?, judged: SignerJudgement?
    ) -> Result<Responder, Failure> {
        guard
            let algorithms = inquiry.algorithmWindow(
                held.response.signatureAlgorithm, under: key.kind, thisUpdate: thisUpdate)
        else { return .failure(Failure(refusal: .algorithm)) }
        guard case .entitled(let window) = judged else {
            return .success(Responder(certificate: certificate, window: algorithms))
        }
        return .success(Responder(certificate: certificate, window: algorithms.intersection(window) ?? window))
    }
}
