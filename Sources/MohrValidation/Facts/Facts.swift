// SPDX-License-Identifier: Apache-2.0

/// Everything that was found out about a signed document that does not depend on when or for what it is judged.
///
/// What costs something, reading and cryptography, is done once and becomes facts; what is decided by a policy and a
/// moment is decided from them by ``Judge``, as often as anyone asks. A verdict of years ago can so be repeated, or the
/// question put differently, without the document.
///
/// - SeeAlso: ETSI EN 319 102-1 5.1.1 (validation model).
public struct Facts: Sendable, Hashable {
    /// What names an object among the facts: SHA-256 of its encoding in hexadecimal, or any other text that is one
    /// object's alone.
    public typealias ID = String

    /// The document's signatures, in its order.
    public var signatures: [SignatureFacts]

    /// Signatures over signatures, the outer ones first.
    public var counterSignatures: [CounterSignatureFacts]

    /// Timestamps, in the document and about it.
    public var timestamps: [ID: TimestampFacts]

    /// Certificates of signers, authorities, responders and time-stamp units.
    public var certificates: [ID: CertificateFacts]

    /// Statements about the revocation of certificates.
    public var revocations: [ID: RevocationFacts]

    /// What is known from elsewhere to have existed at a time: from receipts of earlier verifications.
    public var proofs: [ProofOfExistence]

    /// Puts facts together.
    public init(
        signatures: [SignatureFacts] = [], counterSignatures: [CounterSignatureFacts] = [],
        timestamps: [ID: TimestampFacts] = [:], certificates: [ID: CertificateFacts] = [:],
        revocations: [ID: RevocationFacts] = [:], proofs: [ProofOfExistence] = []
    ) {
        self.signatures = signatures
        self.counterSignatures = counterSignatures
        self.timestamps = timestamps
        self.certificates = certificates
        self.revocations = revocations
        self.proofs = proofs
    }
}
