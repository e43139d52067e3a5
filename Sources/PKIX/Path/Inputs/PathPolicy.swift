// SPDX-License-Identifier: Apache-2.0
public import DER

/// What a certification path is judged by: the inputs of RFC 5280 6.1.1 besides the certificates.
public struct PathPolicy: Hashable, Sendable {
    /// The moment at which the certificates must be valid.
    ///
    /// - SeeAlso: RFC 5280 6.1.1 (b).
    public var time: Instant

    /// The policies that the relying party takes; anyPolicy, the default, takes all.
    ///
    /// - SeeAlso: RFC 5280 6.1.1 (c).
    public var userInitialPolicySet: Set<ObjectIdentifier> = [OID.anyPolicy]

    /// Whether the path must be valid for one of ``userInitialPolicySet`` at least.
    ///
    /// - SeeAlso: RFC 5280 6.1.1 (f).
    public var requireExplicitPolicy = false

    /// Whether policy mappings are refused.
    ///
    /// - SeeAlso: RFC 5280 6.1.1 (e).
    public var inhibitPolicyMapping = false

    /// Whether anyPolicy in a certificate counts for nothing.
    ///
    /// - SeeAlso: RFC 5280 6.1.1 (g).
    public var inhibitAnyPolicy = false

    /// The names that certificates of the path may bear to begin with; `nil` for all.
    ///
    /// - SeeAlso: RFC 5280 6.1.1 (h) and (i).
    public var initialNameConstraints: NameConstraints?

    /// Critical extensions that the caller itself will process, beside those of RFC 5280.
    public var processedCriticalExtensions: Set<ObjectIdentifier> = []

    /// Whether and how revocation counts.
    public var revocation: RevocationChecking = .required

    /// The moment at which evidence of revocation must be current; `nil` for ``time``.
    ///
    /// A later moment judges the past by what is known now: a certificate that was revoked after ``time``, by a list
    /// issued after ``time``, was good at ``time``.
    public var evidenceTime: Instant?

    /// When evidence counts as current.
    public var freshness: EvidenceFreshness = .standard

    /// Whose OCSP answers are believed.
    public var ocspTrust: OCSPTrust = .issuerOrDelegate

    /// Whether delta lists are used (`use-deltas`).
    ///
    /// - SeeAlso: RFC 5280 6.3.1 (b).
    public var usesDeltaLists = true

    /// The algorithms that are accepted, and when.
    public var algorithms: AlgorithmPolicy = .standard

    /// How much work the judgement may cost.
    public var budget: PathBudget = .standard

    /// Starts from RFC 5280's defaults, with revocation required.
    ///
    /// - Parameter time: the moment to judge at.
    public init(time: Instant) {
        self.time = time
    }

    /// The moment that evidence is judged at.
    var effectiveEvidenceTime: Instant { evidenceTime ?? time }
}
