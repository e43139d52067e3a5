// SPDX-License-Identifier: Apache-2.0
public import DER

/// What was found out about a timestamp.
public struct TimestampFacts: Sendable, Hashable {
    /// What a timestamp was put on.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The content, before it was signed.
        case content
        /// The signature value.
        case signature
        /// The signature with all its evidence.
        case archive
        /// The receipt of an earlier verification, which names the signature.
        case receipt
    }

    /// Its name among the facts.
    public let id: Facts.ID

    /// What it was put on.
    public let kind: Kind

    /// The time that it names, in whole seconds.
    public let time: Instant

    /// The certificate of the unit that made it; `nil` when it is not at hand.
    public let signer: Facts.ID?

    /// What it rests on: its signature and the digest of what it was put on.
    public let algorithms: [AlgorithmFacts]

    /// The objects whose existence it proves if it is good.
    public let covered: [Facts.ID]

    /// What is wrong with it at every time: not over this object, not by this unit, a certificate for another use.
    public let causes: [Cause]

    /// States what was found.
    public init(
        id: Facts.ID, kind: Kind, time: Instant, signer: Facts.ID?, algorithms: [AlgorithmFacts], covered: [Facts.ID],
        causes: [Cause] = []
    ) {
        self.id = id
        self.kind = kind
        self.time = time
        self.signer = signer
        self.algorithms = algorithms
        self.covered = covered
        self.causes = causes
    }

    func with(id: Facts.ID? = nil, more: [Facts.ID] = []) -> TimestampFacts {
        TimestampFacts(
            id: id ?? self.id, kind: kind, time: time, signer: signer, algorithms: algorithms, covered: covered + more,
            causes: causes)
    }
}
