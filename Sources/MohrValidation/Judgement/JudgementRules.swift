// SPDX-License-Identifier: Apache-2.0
public import PKIX

/// What facts are judged by: the part of a policy that depends on time.
///
/// - SeeAlso: ETSI EN 319 102-1 5.1.4 (validation constraints).
public struct JudgementRules: Sendable, Hashable {
    /// Which algorithms are accepted until when.
    public var algorithms: AlgorithmPolicy

    /// How old a statement about revocation that names no end may be; seconds.
    public var maximumStatusAgeSeconds: Int64

    /// How far clocks may disagree; seconds.
    public var clockToleranceSeconds: Int64

    /// How long after the claimed signing time the first timestamp may have come; `nil` when it does not matter.
    public var timestampDelaySeconds: Int64?

    /// Whether evidence from after the moment of judgement counts: when a moment in the past is asked about, everything
    /// known since does.
    public var takesLaterEvidence: Bool

    /// What the purpose asks of signers; `nil` when nothing.
    public var purpose: ValidationPolicy?

    /// Whether a certificate without any statement about its revocation stands in the way.
    public var needsRevocationEvidence: Bool

    /// Whether a statement has to be current at the moment of judgement.
    public var needsFreshEvidence: Bool

    /// States the rules.
    public init(
        algorithms: AlgorithmPolicy, maximumStatusAgeSeconds: Int64, clockToleranceSeconds: Int64 = 300,
        timestampDelaySeconds: Int64? = nil, takesLaterEvidence: Bool = false, purpose: ValidationPolicy? = nil,
        needsRevocationEvidence: Bool = true,
        needsFreshEvidence: Bool = true
    ) {
        self.algorithms = algorithms
        self.maximumStatusAgeSeconds = maximumStatusAgeSeconds
        self.clockToleranceSeconds = clockToleranceSeconds
        self.timestampDelaySeconds = timestampDelaySeconds
        self.takesLaterEvidence = takesLaterEvidence
        self.purpose = purpose
        self.needsRevocationEvidence = needsRevocationEvidence
        self.needsFreshEvidence = needsFreshEvidence
    }
}
