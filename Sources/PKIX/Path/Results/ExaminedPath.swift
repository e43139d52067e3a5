// SPDX-License-Identifier: Apache-2.0
public import Cryptography
public import DER

/// A certification path with everything that was found out about it, valid or not.
///
/// What does not depend on the time is settled: signatures, names, constraints, policies. What does is kept as facts,
/// so ``failures(at:evidenceAt:)`` judges the same path and the same evidence at any other time for the price of a few
/// comparisons.
public struct ExaminedPath: Sendable {
    /// The target first, the anchor's certificate last.
    public let certificates: [Certificate]

    /// Where the path ends.
    public let anchor: TrustAnchor

    /// The target's key, decoded; `nil` when it cannot be used.
    public let targetKey: PublicKey?

    /// What is wrong with the path at every time.
    public let timelessFailures: [PathFailure]

    /// The algorithms and keys that it rests on.
    public let algorithmUses: [AlgorithmUse]

    /// What is known of the revocation of each certificate, in the order of ``certificates`` without the anchor.
    public let evidence: [RevocationEvidence]

    /// The policies that it is valid for.
    public let policies: ValidPolicies

    /// Whether ``evidence`` counts in ``failures(at:evidenceAt:)``.
    public let revocation: RevocationChecking

    /// When all certificates below the anchor are valid; `nil` when there is no such time.
    public let validity: Validity?

    /// When the same path with the same evidence gives the same answer: within ``validity``, what the anchor is trusted
    /// for, the ends of algorithms and the windows of all evidence; `nil` when there is no such time, as can be when
    /// old evidence was only reported.
    public let window: Validity?

    init(
        walk: PathWalk, evidence: [RevocationEvidence], revocation: RevocationChecking
    ) {
        let candidate = walk.candidate
        targetKey = walk.keys.first ?? nil
        timelessFailures = walk.failures
        algorithmUses = walk.algorithmUses
        policies = walk.policies
        certificates = candidate.certificates.map(\.certificate) + [candidate.anchor.certificate]
        anchor = candidate.anchor
        self.evidence = evidence
        self.revocation = revocation
        let validities = candidate.certificates.map(\.certificate.tbs.validity)
        validity = Validity.common(to: validities)
        window = Validity.common(
            to: validities + evidence.compactMap(\.window) + [anchor.trusted].compactMap { $0 }
                + algorithmUses.map { $0.lifetime.window })
    }

    /// Everything that is wrong with the path at a time.
    ///
    /// - Parameters:
    ///   - time: the moment at which the certificates must be valid.
    ///   - evidenceTime: the moment at which evidence must be current; `nil` for the same.
    /// - Returns: failures from the anchor down; none when the path is valid.
    public func failures(at time: Instant, evidenceAt evidenceTime: Instant? = nil) -> [PathFailure] {
        // Within the window nothing is wrong that is not wrong at every time.
        if revocation != .required, timelessFailures.isEmpty, window?.contains(time) == true { return [] }
        var failures = failuresBesidesRevocation(at: time)
        if revocation == .required {
            for (index, item) in evidence.enumerated() {
                guard let fact = item.objection(at: time, evidenceAt: evidenceTime ?? time) else { continue }
                failures.append(PathFailure(index: index, fact: fact))
            }
        }
        return failures.sorted { $0.index > $1.index }
    }

    /// What is wrong with the path at a time when revocation does not count.
    func failuresBesidesRevocation(at time: Instant) -> [PathFailure] {
        var failures = timelessFailures
        if let trusted = anchor.trusted, !trusted.contains(time) {
            failures.append(
                PathFailure(index: certificates.count - 1, fact: .anchorNotTrusted(at: time, allowed: trusted)))
        }
        failures += algorithmUses.compactMap { $0.failure(at: time) }
        for (index, certificate) in certificates.dropLast().enumerated() {
            let validity = certificate.tbs.validity
            if time < validity.notBefore {
                failures.append(
                    PathFailure(index: index, fact: .notYetValid(at: time, notBefore: validity.notBefore)))
            } else if time > validity.notAfter {
                failures.append(PathFailure(index: index, fact: .expired(at: time, notAfter: validity.notAfter)))
            }
        }
        return failures
    }
}

extension Validity {
    /// The time that lies in all.
    static func common(to validities: some Sequence<Validity>) -> Validity? {
        var common: Validity? = Validity(notBefore: .distantPast, notAfter: .distantFuture)
        for validity in validities { common = common?.intersection(validity) }
        return common
    }
}

extension AlgorithmLifetime {
    /// The time in which it is accepted; empty for `never`.
    var window: Validity {
        Validity(notBefore: .distantPast, notAfter: lastInstant ?? .distantPast)
    }
}
