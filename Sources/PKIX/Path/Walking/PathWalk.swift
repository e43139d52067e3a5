// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER

/// Goes down a path from the anchor to the target and checks everything that does not depend on the time or on
/// revocation.
///
/// It does not stop at the first failure: a verdict needs to know whether an expired certificate is also badly signed.
///
/// - SeeAlso: RFC 5280 6.1.2 to 6.1.5.
struct PathWalk {
    let candidate: CandidatePath
    let policy: PathPolicy
    let ledger: Ledger

    /// What is wrong, in the order in which it was met.
    var failures: [PathFailure] = []
    /// Algorithms and keys, whose acceptance depends on the time.
    private(set) var algorithmUses: [AlgorithmUse] = []
    /// The working public key of each certificate, target first; `nil` when it cannot be used.
    private(set) var keys: [PublicKey?]

    // The state variables of 6.1.2, under their own names.
    var policyGraph: PolicyGraph
    var explicitPolicy: Int
    var policyMapping: Int
    var inhibitAnyPolicy: Int
    private var nameConstraints: NameConstraintState
    private var workingPublicKey: PublicKey?
    private var workingIssuerName: Name
    private var maxPathLength: Int

    /// The user-constrained and authority-constrained policy sets, once ``run()`` is done.
    var policies = ValidPolicies(authorityConstrained: [], userConstrained: [])

    /// Initialisation, RFC 5280 6.1.2.
    init(_ candidate: CandidatePath, policy: PathPolicy, ledger: Ledger) {
        self.candidate = candidate
        self.policy = policy
        self.ledger = ledger
        let length = candidate.certificates.count
        keys = Array(repeating: nil, count: length)
        policyGraph = PolicyGraph(budget: ledger.limits.comparisons)
        nameConstraints = NameConstraintState(budget: ledger.limits.comparisons)
        if let initial = policy.initialNameConstraints { nameConstraints.add(initial) }
        explicitPolicy = policy.requireExplicitPolicy ? 0 : length + 1
        policyMapping = policy.inhibitPolicyMapping ? 0 : length + 1
        inhibitAnyPolicy = policy.inhibitAnyPolicy ? 0 : length + 1
        workingPublicKey = candidate.anchor.publicKey
        workingIssuerName = candidate.anchor.name
        maxPathLength = length
    }

    /// Walks the whole path.
    mutating func run() {
        for (index, held) in candidate.certificates.enumerated().reversed() {
            process(held, at: index)
            if index > 0 {
                prepare(for: held.certificate, at: index)
            } else {
                wrapUp(held.certificate)
            }
        }
        if policyGraph.isExhausted || nameConstraints.isExhausted {
            ledger.note(.comparisons)
            fail(0, .budget(.comparisons, allowed: ledger.limits.comparisons))
        }
    }

    mutating func fail(_ index: Int, _ fact: PathFact) {
        failures.append(PathFailure(index: index, fact: fact))
    }

    /// Basic certificate processing, revocation and validity left out, RFC 5280 6.1.3.
    private mutating func process(_ held: HeldCertificate, at index: Int) {
        let certificate = held.certificate
        checkSignature(of: held, at: index)
        if !certificate.tbs.issuer.matches(workingIssuerName) {
            fail(index, .nameChaining(issuer: certificate.tbs.issuer, allowed: workingIssuerName))
        }
        // (b), (c): a self-issued certificate bears its issuer's own name, unless it is the target.
        if index == 0 || !certificate.isSelfIssued {
            for fact in nameConstraints.judge(certificate) { fail(index, fact) }
        }
        descendPolicies(certificate, at: index)
    }

    /// (a)(1), and the key that the certificate hands on.
    private mutating func checkSignature(of held: HeldCertificate, at index: Int) {
        let certificate = held.certificate
        if let issuerKey = workingPublicKey {
            if let algorithm = certificate.signatureAlgorithm.signatureAlgorithm {
                use(algorithm, issuerKey.kind, at: index)
            } else {
                fail(index, .unknownAlgorithm(certificate.signatureAlgorithm.algorithm))
            }
            switch held.isSigned(by: issuerKey, ledger: ledger) {
            case true: break
            case false: fail(index, .signatureInvalid)
            case nil: fail(index, .budget(.signatureChecks, allowed: ledger.limits.signatureChecks))
            }
        }
        switch held.publicKey(under: workingPublicKey) {
        case .success(let key):
            keys[index] = key
            workingPublicKey = key
            use(nil, key.kind, at: index)
        case .failure(let error):
            fail(index, .unusableKey(error))
            workingPublicKey = nil
        }
    }

    private mutating func use(_ algorithm: SignatureAlgorithm?, _ key: KeyKind, at index: Int) {
        let lifetime =
            if let algorithm {
                policy.algorithms.lifetime(of: algorithm, under: key)
            } else {
                policy.algorithms.lifetime(of: key)
            }
        algorithmUses.append(AlgorithmUse(index: index, algorithm: algorithm, key: key, lifetime: lifetime))
    }

    /// Preparation for the next certificate, RFC 5280 6.1.4.
    private mutating func prepare(for certificate: Certificate, at index: Int) {
        mapPolicies(certificate, at: index)
        workingIssuerName = certificate.tbs.subject
        if let constraints = certificate.nameConstraints { nameConstraints.add(constraints) }
        countDownPolicies(certificate)
        checkAuthority(certificate, at: index)
        checkCriticalExtensions(certificate, at: index)
    }

    /// (k) to (n).
    private mutating func checkAuthority(_ certificate: Certificate, at index: Int) {
        if certificate.tbs.version != .v3 {
            fail(index, .versionWithoutExtensions(certificate.tbs.version.rawValue))
        } else if certificate.basicConstraints?.isCA != true {
            fail(index, .notACertificateAuthority)
        }
        if !certificate.isSelfIssued {
            if maxPathLength > 0 {
                maxPathLength -= 1
            } else {
                fail(index, .pathTooLong(allowed: 0))
            }
        }
        if let pathLength = certificate.basicConstraints?.pathLength { maxPathLength = min(maxPathLength, pathLength) }
        if let usage = certificate.keyUsage, !usage.contains(.keyCertSign) {
            fail(index, .keyUsage(seen: usage, allowed: .keyCertSign))
        }
    }

    /// (o), and (f) of the wrap-up.
    private mutating func checkCriticalExtensions(_ certificate: Certificate, at index: Int) {
        let processed = Self.processedExtensions.union(policy.processedCriticalExtensions)
        for identifier in certificate.extensions.criticalExtensions(besides: processed) {
            fail(index, .unknownCriticalExtension(identifier))
        }
    }

    /// Wrap-up, RFC 5280 6.1.5.
    private mutating func wrapUp(_ certificate: Certificate) {
        checkCriticalExtensions(certificate, at: 0)
        wrapUpPolicies(certificate)
    }

    /// What is processed here or, for names and purposes of a key, by every caller.
    static let processedExtensions: Set<ObjectIdentifier> = [
        OID.keyUsage, OID.subjectAlternativeName, OID.issuerAlternativeName, OID.basicConstraints,
        OID.nameConstraints, OID.crlDistributionPoints, OID.certificatePolicies, OID.policyMappings,
        OID.policyConstraints, OID.extendedKeyUsage, OID.freshestCRL, OID.inhibitAnyPolicy,
        OID.subjectKeyIdentifier, OID.authorityKeyIdentifier, OID.authorityInformationAccess,
        OID.subjectInformationAccess,
    ]
}
