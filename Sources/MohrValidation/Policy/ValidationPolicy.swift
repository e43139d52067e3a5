// SPDX-License-Identifier: Apache-2.0
import Cryptography
public import DER
public import PKIX

/// What a purpose asks of a signature; data, named by its digest in every report.
///
/// - SeeAlso: ETSI EN 319 102-1 5.1.4 (validation constraints).
public struct ValidationPolicy: Sendable, Hashable {
    /// What the verdict is for: `signature`, `prescription`, `trade`, `reimbursement`, `court`.
    public let purpose: String

    /// The professions that may sign; `nil` when any person may.
    public let professions: Set<ObjectIdentifier>?

    /// The certificate policies, one of which the path must be valid for; `nil` when any will do.
    public let certificatePolicies: Set<ObjectIdentifier>?

    /// How old a statement of status that names no end may be, an OCSP answer or the authority's own records; seconds.
    public let maximumStatusAgeSeconds: Int64

    /// How far ahead of the reference time a claimed signing time may lie, for clocks that disagree; seconds.
    public let clockToleranceSeconds: Int64

    /// Which algorithms are accepted, and until when.
    public let algorithms: AlgorithmPolicy

    /// How long after the claimed signing time the first timestamp may have come; `nil` when it does not matter.
    public let timestampDelaySeconds: Int64?

    /// Whether a timestamp or a receipt must show when the signature was made.
    public let needsProofOfTime: Bool

    /// The signature policies at hand: the SHA-256 of each one's text by its identifier.
    ///
    /// - SeeAlso: ETSI EN 319 122-1 5.2.9 (EPES).
    public let signaturePolicies: [ObjectIdentifier: [UInt8]]

    /// What is asked of the signer's standing in their profession.
    public let professional: ProfessionalRule

    /// The media types that documents may be of, where the signature says which; `nil` for any.
    public let documentKinds: Set<String>?

    /// `purpose@<SHA-256 hex of the policy's canonical text>`.
    public let id: String

    /// Draws up a policy.
    ///
    /// - Parameters:
    ///   - purpose: what the verdict is for.
    ///   - professions: who may sign; `nil` for any person.
    ///   - certificatePolicies: what the certificate must have been issued under; `nil` for any.
    ///   - maximumStatusAgeSeconds: one second or more.
    ///   - clockToleranceSeconds: zero or more.
    ///   - algorithms: which algorithms are accepted until when.
    ///   - timestampDelaySeconds: how late the first timestamp may be; `nil` for any time.
    ///   - needsProofOfTime: whether the clock alone is not enough.
    ///   - signaturePolicies: the signature policies at hand, by identifier: SHA-256 of the text.
    ///   - professional: what is asked of the signer's standing.
    ///   - documentKinds: media types, in small letters and without parameters; `nil` for any.
    public init(
        purpose: String, professions: Set<ObjectIdentifier>? = nil,
        certificatePolicies: Set<ObjectIdentifier>? = nil, maximumStatusAgeSeconds: Int64,
        clockToleranceSeconds: Int64 = 300, algorithms: AlgorithmPolicy = .mohr, timestampDelaySeconds: Int64? = nil,
        needsProofOfTime: Bool = false, signaturePolicies: [ObjectIdentifier: [UInt8]] = [:],
        professional: ProfessionalRule = .ignored, documentKinds: Set<String>? = nil
    ) {
        self.purpose = purpose
        self.professions = professions
        self.certificatePolicies = certificatePolicies
        self.maximumStatusAgeSeconds = maximumStatusAgeSeconds
        self.clockToleranceSeconds = clockToleranceSeconds
        self.algorithms = algorithms
        self.timestampDelaySeconds = timestampDelaySeconds
        self.needsProofOfTime = needsProofOfTime
        self.signaturePolicies = signaturePolicies
        self.professional = professional
        self.documentKinds = documentKinds
        func list(_ identifiers: Set<ObjectIdentifier>?) -> String {
            identifiers.map { $0.map(\.dotted).sorted().joined(separator: ",") } ?? "any"
        }
        let text = """
            purpose=\(purpose)
            professions=\(list(professions))
            certificatePolicies=\(list(certificatePolicies))
            maximumStatusAgeSeconds=\(maximumStatusAgeSeconds)
            clockToleranceSeconds=\(clockToleranceSeconds)
            timestampDelaySeconds=\(timestampDelaySeconds.map { "\($0)" } ?? "any")
            needsProofOfTime=\(needsProofOfTime)
            algorithms=\(algorithms.canonicalText)
            signaturePolicies=\(signaturePolicies.map { "\($0.dotted):\(Hex.encode($1))" }.sorted().joined(separator: ","))
            professional=\(professional.canonicalText)
            documentKinds=\(documentKinds.map { $0.sorted().joined(separator: ",") } ?? "any")
            """
        id = "\(purpose)@\(Hex.encode(DigestAlgorithm.sha256.digest(Array(text.utf8))))"
    }

    /// The same, but for who may sign and how its time has to be proven.
    var forAnySigner: ValidationPolicy {
        ValidationPolicy(
            purpose: purpose, maximumStatusAgeSeconds: maximumStatusAgeSeconds,
            clockToleranceSeconds: clockToleranceSeconds, algorithms: algorithms,
            timestampDelaySeconds: timestampDelaySeconds, signaturePolicies: signaturePolicies)
    }

    /// The part of it that depends on time.
    ///
    /// - Parameter source: where the moment of judgement comes from.
    /// - Returns: what facts are judged by.
    public func rules(for source: ReferenceTime.Source) -> JudgementRules {
        JudgementRules(
            algorithms: algorithms, maximumStatusAgeSeconds: maximumStatusAgeSeconds,
            clockToleranceSeconds: clockToleranceSeconds, timestampDelaySeconds: timestampDelaySeconds,
            takesLaterEvidence: source != .now, purpose: self)
    }
}
