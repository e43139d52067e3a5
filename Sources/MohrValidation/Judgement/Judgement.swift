// SPDX-License-Identifier: Apache-2.0
public import DER

/// What the process came to about one signature.
public struct Judgement: Sendable, Hashable {
    /// Everything that stands in the way and everything to know, in the order of the process.
    public let causes: [Cause]

    /// The earliest moment at which the signature is known to have existed, and by what.
    public let bestSignatureTime: ReferenceTime

    /// What was known of the signer's certificate at that moment; `nil` when there is no path.
    public let certificateStatus: CertificateStatusReport?

    /// What became of its timestamps, in the order of their times.
    public let timestamps: [TimestampJudgement]

    /// What it came to about each signature over this one, in their order.
    public let counterSignatures: [Judgement]

    /// What was known of the signer's right to practise at that moment.
    public let professionalStatus: ProfessionalStatusReport

    /// What to do, both verdicts together.
    public var decision: Decision { Decision.worst(causes, subIndication) }

    /// The main indication.
    public var indication: Indication { subIndication?.indication ?? .totalPassed }

    /// Why it did not pass; `nil` when it did.
    public var subIndication: SubIndication? { causes.lazy.compactMap(\.code.subIndication).first }
}

/// What the process came to about a timestamp.
public struct TimestampJudgement: Sendable, Hashable {
    /// The timestamp.
    public let id: Facts.ID
    /// What it was put on.
    public let kind: TimestampFacts.Kind
    /// The time that it names.
    public let time: Instant
    /// What stands in the way of believing it; none when it is believed.
    public let causes: [Cause]

    /// Whether it proves anything.
    public var isBelieved: Bool { causes.allSatisfy { $0.code.subIndication == nil } }
}
