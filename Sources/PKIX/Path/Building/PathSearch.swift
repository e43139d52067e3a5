// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Looks for paths from a target up to an anchor, the most promising first.
///
/// Goes up depth first. At each certificate the anchors and certificates that bear its issuer's name are tried: first
/// those whose subject key identifier is the one it names, authorities before others, those valid at the time before
/// others. A subject with the same key never appears twice on a path, which ends every loop of cross-certificates.
///
/// - SeeAlso: RFC 4158 2.4, 3.5 (ordering), 2.4.2 (loops).
struct PathSearch {
    let anchors: [TrustAnchor]
    let store: EvidenceStore
    let time: Instant
    let ledger: Ledger
    /// Whether a step up must be signed; without, paths are found whose failures explain why there is no valid one.
    let followsSignaturesOnly: Bool

    /// The topmost certificate of the longest chain seen: where to say that an issuer is missing.
    private(set) var deepest: Int = 0
    private(set) var missingIssuer: Name?

    init(
        anchors: [TrustAnchor], store: EvidenceStore, time: Instant, ledger: Ledger, followsSignaturesOnly: Bool
    ) {
        self.anchors = anchors
        self.store = store
        self.time = time
        self.ledger = ledger
        self.followsSignaturesOnly = followsSignaturesOnly
    }

    /// Visits paths until the visitor has seen enough or the budget is spent.
    ///
    /// - Parameters:
    ///   - target: where to start.
    ///   - visit: judges a path; `true` ends the search.
    /// - Returns: whether the visitor ended it.
    mutating func search(from target: HeldCertificate, visit: (CandidatePath) -> Bool) -> Bool {
        if missingIssuer == nil { missingIssuer = target.certificate.tbs.issuer }
        return climb([target], visit: visit)
    }

    private mutating func climb(_ path: [HeldCertificate], visit: (CandidatePath) -> Bool) -> Bool {
        guard let top = path.last else { return false }
        if path.count > deepest {
            deepest = path.count
            missingIssuer = top.certificate.tbs.issuer
        }
        let candidates = candidates(above: top)
        guard ledger.spendSteps(max(1, candidates.count)) else { return false }
        for candidate in candidates {
            switch candidate {
            case .anchor(let anchor, _):
                guard fits(top, key: .success(anchor.publicKey), inherits: false) else { continue }
                guard ledger.spendPath() else { return false }
                if visit(CandidatePath(certificates: path, anchor: anchor)) { return true }
            case .certificate(let issuer, _):
                guard !repeats(issuer, in: path) else { continue }
                guard path.count < ledger.limits.pathLength else {
                    ledger.note(.pathLength)
                    continue
                }
                guard fits(top, key: issuer.publicKey, inherits: issuer.inheritsParameters) else { continue }
                if climb(path + [issuer], visit: visit) { return true }
            }
            if ledger.isSpent { return false }
        }
        return false
    }

    /// Whether a step up is worth taking.
    private func fits(
        _ certificate: HeldCertificate, key: Result<PublicKey, CryptographyError>, inherits: Bool
    ) -> Bool {
        guard followsSignaturesOnly else { return true }
        // Without the parameters that are further up nothing can be said yet; the walk down will.
        if inherits { return true }
        guard case .success(let key) = key else { return false }
        return certificate.isSigned(by: key, ledger: ledger) ?? false
    }

    private func repeats(_ candidate: HeldCertificate, in path: [HeldCertificate]) -> Bool {
        let new = candidate.certificate
        return path.contains { held in
            let old = held.certificate
            return old == new
                || (old.tbs.subjectPublicKeyInfo == new.tbs.subjectPublicKeyInfo
                    && old.tbs.subject.matches(new.tbs.subject))
        }
    }

    private enum Candidate {
        case anchor(TrustAnchor, rank: Int)
        case certificate(HeldCertificate, rank: Int)

        var rank: Int {
            switch self {
            case .anchor(_, let rank), .certificate(_, let rank): rank
            }
        }
    }

    private func candidates(above top: HeldCertificate) -> [Candidate] {
        let issuer = top.certificate.tbs.issuer
        let wanted = top.certificate.authorityKeyIdentifier
        var candidates: [Candidate] = []
        for anchor in anchors where anchor.name.matches(issuer) {
            candidates.append(.anchor(anchor, rank: Self.keyRank(anchor.certificate, wanted: wanted)))
        }
        for held in store.certificates(ofSubject: top.issuerKey) {
            let certificate = held.certificate
            var rank = Self.keyRank(certificate, wanted: wanted) + 1
            if certificate.basicConstraints?.isCA != true { rank += 16 }
            if !certificate.tbs.validity.contains(time) { rank += 4 }
            candidates.append(.certificate(held, rank: rank))
        }
        // Swift's sort is stable: equal ranks keep the order of the store.
        return candidates.sorted { $0.rank < $1.rank }
    }

    /// 0 when the key identifier is the one wanted, 8 when it is another, 2 when one of them is missing.
    private static func keyRank(_ issuer: Certificate, wanted: AuthorityKeyIdentifier?) -> Int {
        guard let wanted = wanted?.keyIdentifier, let own = issuer.subjectKeyIdentifier else { return 2 }
        return wanted == own ? 0 : 8
    }
}
