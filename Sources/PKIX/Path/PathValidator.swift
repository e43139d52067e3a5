// SPDX-License-Identifier: Apache-2.0

/// Finds and judges certification paths.
///
/// It keeps nothing between calls; what is worth keeping, decoded keys and verified signatures, is kept by the
/// ``EvidenceStore`` that it is given. It never throws and never waits: whatever it is given, the answer is a result,
/// within the work that ``PathPolicy/budget`` allows.
///
/// - SeeAlso: RFC 5280 6; RFC 4158.
public struct PathValidator: Sendable {
    /// Makes a validator.
    public init() {}

    /// Judges a certificate with what a store holds.
    ///
    /// - Parameters:
    ///   - target: the certificate to find a path for.
    ///   - anchors: where a path may end; any number, in order of preference.
    ///   - store: certificates in any order, revocation lists, OCSP responses.
    ///   - policy: what to judge by.
    /// - Returns: the first valid path, or what is wrong with the most promising one.
    public func validate(
        _ target: Certificate, anchors: [TrustAnchor], store: EvidenceStore, policy: PathPolicy
    ) -> PathResult {
        let ledger = Ledger(policy.budget)
        let examination = Examination(store: store, anchors: anchors, policy: policy, ledger: ledger)
        let held = store.held(target)
        var best = BestPath(policy: policy)
        var search = self.search(examination, followsSignaturesOnly: true)
        _ = search.search(from: held) { candidate in best.offer(examination.examine(candidate)) }
        if let valid = best.valid { return .valid(valid) }
        if best.examined == nil, !ledger.isSpent {
            // Names may lead up where signatures do not: then it is the signatures that are wrong.
            search = self.search(examination, followsSignaturesOnly: false)
            var visited = 0
            _ = search.search(from: held) { candidate in
                visited += 1
                return best.offer(examination.examine(candidate)) || visited == Self.unsignedPathsVisited
            }
        }
        if let valid = best.valid { return .valid(valid) }
        return failure(best, search, ledger)
    }

    /// Judges a certificate with loose objects.
    ///
    /// Indexes them at each call: for more than one certificate, make an ``EvidenceStore`` once.
    ///
    /// - Parameters:
    ///   - target: the certificate to find a path for.
    ///   - anchors: where a path may end.
    ///   - intermediates: of authorities, list issuers and responders, in any order.
    ///   - crls: complete and delta lists.
    ///   - ocsp: OCSP responses.
    ///   - policy: what to judge by.
    /// - Returns: the first valid path, or what is wrong with the most promising one.
    public func validate(
        target: Certificate, anchors: [TrustAnchor], intermediates: [Certificate], crls: [CertificateList] = [],
        ocsp: [BasicOCSPResponse] = [], policy: PathPolicy
    ) -> PathResult {
        let store = EvidenceStore(certificates: intermediates, lists: crls, responses: ocsp)
        return validate(target, anchors: anchors, store: store, policy: policy)
    }

    /// How many paths whose signatures do not fit are examined to explain why there is none that do.
    private static let unsignedPathsVisited = 4

    private func search(_ examination: Examination, followsSignaturesOnly: Bool) -> PathSearch {
        PathSearch(
            anchors: examination.anchors, store: examination.store, time: examination.policy.time,
            ledger: examination.ledger, followsSignaturesOnly: followsSignaturesOnly)
    }

    private func failure(_ best: BestPath, _ search: PathSearch, _ ledger: Ledger) -> PathResult {
        var failures = best.failures
        if failures.isEmpty, let issuer = search.missingIssuer, !ledger.isSpent {
            failures.append(PathFailure(index: max(0, search.deepest - 1), fact: .issuerNotFound(issuer)))
        }
        for item in ledger.noted where !failures.contains(where: { $0.fact.isBudget(item) }) {
            failures.append(PathFailure(index: 0, fact: .budget(item, allowed: ledger.limit(of: item))))
        }
        return .invalid(failures, examined: best.examined)
    }
}

/// The most promising path seen.
private struct BestPath {
    let policy: PathPolicy
    private(set) var examined: ExaminedPath?
    private(set) var failures: [PathFailure] = []
    private(set) var valid: ValidatedPath?

    init(policy: PathPolicy) {
        self.policy = policy
    }

    /// Takes a path if it is better than what there is.
    ///
    /// - Returns: whether it is valid, so that no other need be looked at.
    mutating func offer(_ path: ExaminedPath) -> Bool {
        let new = path.failures(at: policy.time, evidenceAt: policy.effectiveEvidenceTime)
        if new.isEmpty {
            valid = ValidatedPath(path, at: policy.time)
            return true
        }
        if examined == nil || Self.weight(new) < Self.weight(failures) {
            examined = path
            failures = new
        }
        return false
    }

    private static func weight(_ failures: [PathFailure]) -> Int {
        failures.reduce(0) { $0 + $1.fact.weight }
    }
}

extension PathFact {
    fileprivate func isBudget(_ item: BudgetItem) -> Bool {
        if case .budget(item, _) = self { true } else { false }
    }
}
