// SPDX-License-Identifier: Apache-2.0
public import DER

/// What was found out about a signature.
public struct SignatureFacts: Sendable, Hashable {
    /// Its name among the facts: SHA-256 of the signature value.
    public let id: Facts.ID

    /// The signer's certificate; `nil` when it is not at hand.
    public let signer: Facts.ID?

    /// What it rests on: its signature, the digest of the content, the digests in its references.
    public let algorithms: [AlgorithmFacts]

    /// When the signer says that it was made.
    public let claimedTime: Instant?

    /// Its timestamps, by name.
    public let timestamps: [Facts.ID]

    /// What signature and certificate say that a purpose may ask about; `nil` without a signer.
    public let traits: SignerTraits?

    /// What the licensing body says of the signer's licence; `nil` when none is heard.
    public let professional: ProfessionalFacts?

    /// What is wrong with it at every time, and what people should know.
    public let causes: [Cause]

    /// States what was found.
    public init(
        id: Facts.ID, signer: Facts.ID?, algorithms: [AlgorithmFacts], claimedTime: Instant?,
        timestamps: [Facts.ID] = [], traits: SignerTraits? = nil, causes: [Cause] = [],
        professional: ProfessionalFacts? = nil
    ) {
        self.id = id
        self.signer = signer
        self.algorithms = algorithms
        self.claimedTime = claimedTime
        self.timestamps = timestamps
        self.traits = traits
        self.professional = professional
        self.causes = causes
    }

    func with(timestamps: [Facts.ID]) -> SignatureFacts {
        SignatureFacts(
            id: id, signer: signer, algorithms: algorithms, claimedTime: claimedTime, timestamps: timestamps,
            traits: traits, causes: causes, professional: professional)
    }
}
