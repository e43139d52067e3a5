// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Finds out who signed a revocation list and whether they may.
///
/// The usual signer is the authority that issued the certificate, with the same key. A separate key needs a certificate
/// of its own. RFC 5280 asks that its path ends at the same anchor; a name alone would then be enough for any authority
/// under that anchor to issue lists for any other, by certifying a look-alike. So a key for the certificate issuer's
/// own lists must be certified by an authority *on the certificate's own path* (by the issuer itself, or by one above
/// it); only a list issuer that the certificate designates by name (`cRLIssuer`) may stand elsewhere under the anchor.
///
/// - SeeAlso: RFC 5280 6.3.3 (f) and (g), and 8.
struct ListSignerSearch {
    /// Why a list has no signer.
    struct Failure: Error {
        let refusal: EvidenceRefusal
    }

    private let inquiry: StatusInquiry
    private let held: HeldList
    private let isDesignated: Bool

    init(_ inquiry: StatusInquiry, _ held: HeldList, isDesignated: Bool) {
        self.inquiry = inquiry
        self.held = held
        self.isDesignated = isDesignated
    }

    private var list: CertificateList { held.list }
    private var path: WalkedPath { inquiry.path }
    private var ledger: Ledger { inquiry.examination.ledger }
    private var store: EvidenceStore { inquiry.examination.store }

    /// The signer, or what stood in the way of the most likely one.
    func signer() -> Result<ListSigner, Failure> {
        var reason = EvidenceRefusal.signatureInvalid
        for (certificate, key) in authoritiesOnPath() where held.isSigned(by: key, ledger: ledger) == true {
            switch entitled(certificate, key, elsewhere: nil) {
            case .success(let signer): return .success(signer)
            case .failure(let failure): reason = failure.refusal
            }
        }
        for candidate in store.certificates(ofSubject: held.issuerKey) {
            guard case .success(let key) = candidate.publicKey,
                !authoritiesOnPath().contains(where: { $0.0 == candidate.certificate }),
                held.isSigned(by: key, ledger: ledger) == true
            else { continue }
            switch entitled(candidate.certificate, key, elsewhere: candidate) {
            case .success(let signer): return .success(signer)
            case .failure(let failure): reason = failure.refusal
            }
        }
        return .failure(Failure(refusal: ledger.isSpent ? .budget : reason))
    }

    /// Those above the certificate, the anchor last, that bear the list issuer's name.
    private func authoritiesOnPath() -> [(Certificate, PublicKey)] {
        var authorities: [(Certificate, PublicKey)] = []
        for index in path.certificates.indices.dropFirst(inquiry.index + 1) {
            let certificate = path.certificates[index].certificate
            if let key = path.keys[index], certificate.tbs.subject.matches(list.issuer) {
                authorities.append((certificate, key))
            }
        }
        if path.anchor.name.matches(list.issuer) {
            authorities.append((path.anchor.certificate, path.anchor.publicKey))
        }
        return authorities
    }

    private func entitled(
        _ certificate: Certificate, _ key: PublicKey, elsewhere: HeldCertificate?
    ) -> Result<ListSigner, Failure> {
        if let usage = certificate.keyUsage, !usage.contains(.cRLSign) {
            return .failure(Failure(refusal: .signerWithoutCRLSign))
        }
        guard
            let algorithms = inquiry.algorithmWindow(
                list.signatureAlgorithm, under: key.kind, thisUpdate: list.thisUpdate)
        else { return .failure(Failure(refusal: .algorithm)) }
        guard let elsewhere else {
            return .success(ListSigner(key: key, certificate: nil, window: algorithms))
        }
        switch judge(elsewhere) {
        case .entitled(let window):
            let both = algorithms.intersection(window) ?? window
            return .success(ListSigner(key: key, certificate: certificate, window: both))
        case .refused(let refusal):
            return .failure(Failure(refusal: refusal))
        }
    }

    /// Judges the path of a signer that is not on the certificate's own.
    private func judge(_ signer: HeldCertificate) -> SignerJudgement {
        let subject = inquiry.subject
        if signer.certificate == subject {
            // PKITS 4.14.30: a list issuer whose own status is on the list that it issues. That its certificate sends
            // one there is its issuer's decision; an authority that is not sent there may not acquit itself.
            return isDesignated
                ? .entitled(Validity(notBefore: .distantPast, notAfter: .distantFuture))
                : .refused(.signerStatusUnknown)
        }
        guard !inquiry.inProgress.contains(signer.certificate) else { return .refused(.signerStatusUnknown) }
        let time = inquiry.signerTime(thisUpdate: list.thisUpdate)
        var verdict = SignerJudgement.refused(.signerNotValid([]))
        for candidate in candidatePaths(of: signer) {
            verdict = inquiry.judgeSigner(candidate, at: time, status: .mustBeGood)
            if case .entitled = verdict { return verdict }
        }
        return verdict
    }

    private func candidatePaths(of signer: HeldCertificate) -> [CandidatePath] {
        var paths: [CandidatePath] = []
        for level in (inquiry.index + 1)...path.certificates.count {
            let isAnchor = level == path.certificates.count
            let key = isAnchor ? path.anchor.publicKey : path.keys[level]
            let name = isAnchor ? path.anchor.name : path.certificates[level].certificate.tbs.subject
            guard let key, name.matches(signer.certificate.tbs.issuer),
                signer.isSigned(by: key, ledger: ledger) == true
            else { continue }
            paths.append(path.path(of: signer, issuedAt: level))
        }
        guard paths.isEmpty, isDesignated else { return paths }
        var search = PathSearch(
            anchors: [path.anchor], store: store, time: inquiry.evidenceTime, ledger: ledger,
            followsSignaturesOnly: true)
        _ = search.search(from: signer) { candidate in
            // A path through the certificate in question would let it speak for itself.
            if !candidate.certificates.contains(where: { inquiry.inProgress.contains($0.certificate) }) {
                paths.append(candidate)
            }
            return paths.count == 4
        }
        return paths
    }
}
