// SPDX-License-Identifier: Apache-2.0

/// The whole answer about a signed document.
///
/// It is a function of the bytes, the content, the time, the snapshot and the policy: the same five give the same
/// report for ever.
public struct ValidationReport: Sendable, Hashable {
    /// What to do.
    public let decision: Decision
    /// What it was asked for.
    public let purpose: String
    /// The main indication of the weakest signature.
    public let indication: Indication
    /// Why it did not pass.
    public let subIndication: SubIndication?
    /// When it was judged for.
    public let referenceTime: ReferenceTime
    /// The content's SHA-256; `nil` when the content is not known.
    public let contentSHA256: [UInt8]?
    /// The policy's name and digest: `prescription@<hex>`.
    public let policy: String
    /// The snapshot's digest, hex.
    public let snapshot: String
    /// Whether the anchor is a national root; a signature under another has another weight in law.
    public let nationalRoot: Bool
    /// One entry a signer, in the message's order; a single one when the message cannot be read.
    public let signatures: [SignatureReport]

    init(
        signatures: [SignatureReport], referenceTime: ReferenceTime, contentSHA256: [UInt8]?,
        policy: ValidationPolicy, snapshot: TrustSnapshot, nationalRoot: Bool
    ) {
        // A message is as good as its weakest signature: who reads it cannot tell which one they rely on.
        let weakest = signatures.min { Self.strength($0) < Self.strength($1) }
        indication = weakest?.indication ?? .totalFailed
        subIndication = weakest?.subIndication
        decision =
            signatures.isEmpty || signatures.contains { $0.decision == .reject }
            ? .reject : signatures.contains { $0.decision == .cannotDecide } ? .cannotDecide : .accept
        purpose = policy.purpose
        self.referenceTime = referenceTime
        self.contentSHA256 = contentSHA256
        self.policy = policy.id
        self.snapshot = snapshot.id
        self.nationalRoot = nationalRoot
        self.signatures = signatures
    }

    private static func strength(_ report: SignatureReport) -> Int {
        switch report.subIndication {
        case nil: 3
        case .some(let sub) where sub.decision == .cannotDecide: 2
        case .some(let sub) where sub.indication == .indeterminate: 1
        case .some: 0
        }
    }
}
