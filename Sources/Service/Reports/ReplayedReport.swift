// SPDX-License-Identifier: Apache-2.0
import DER
import JSON
public import MohrValidation

/// Judgements of kept facts as programs and people read them.
public struct ReplayedReport: Sendable {
    /// One a signature.
    public let judgements: [Judgement]
    /// What they were judged by.
    public let policy: ValidationPolicy
    /// When they were judged for.
    public let time: ReferenceTime

    /// Judges kept facts.
    public init(_ facts: Facts, by policy: ValidationPolicy, at time: ReferenceTime) {
        judgements = Judge.judge(facts, by: policy.rules(for: time.source), at: time)
        self.policy = policy
        self.time = time
    }

    /// What to do: as good as the weakest signature, and nothing without one.
    public var decision: Decision {
        let decisions = judgements.map(\.decision)
        if decisions.isEmpty || decisions.contains(.reject) { return .reject }
        return decisions.contains(.cannotDecide) ? .cannotDecide : .accept
    }

    /// For programs.
    public var json: JSONValue {
        [
            "decision": .string(decision.rawValue), "purpose": .string(policy.purpose),
            "policy": .string(policy.id),
            "judgedAt": ["value": .string(time.value.rfc3339), "source": .string(time.source.rawValue)],
            "signatures": .array(judgements.map(Self.json)),
        ]
    }

    private static func json(of judgement: Judgement) -> JSONValue {
        [
            "indication": .string(judgement.indication.rawValue),
            "subIndication": JSONValue(judgement.subIndication?.rawValue),
            "bestSignatureTime": [
                "value": .string(judgement.bestSignatureTime.value.rfc3339),
                "source": .string(judgement.bestSignatureTime.source.rawValue),
            ],
            "professionalStatus": ReportJSON.value(of: judgement.professionalStatus),
            "causes": .array(judgement.causes.map { ReportJSON.value(of: $0) }),
            "counterSignatures": .array(judgement.counterSignatures.map(json)),
        ]
    }

    /// For people.
    public func lines(in language: Language) -> [String] {
        var lines = [Catalogue.sentence("cli.verdict.\(decision.rawValue)", in: language)]
        for judgement in judgements {
            let indication = [judgement.indication.rawValue, judgement.subIndication?.rawValue].compactMap { $0 }
            lines.append(
                Catalogue.sentence(
                    "cli.verdict.indication",
                    [
                        "indication": indication.joined(separator: " / "), "purpose": policy.purpose,
                        "time": judgement.bestSignatureTime.value.rfc3339,
                        "source": Catalogue.sentence(
                            "time.\(judgement.bestSignatureTime.source.rawValue)", in: language),
                    ], in: language))
            for cause in judgement.causes {
                lines.append(
                    Catalogue.sentence(
                        "cli.verdict.cause",
                        [
                            "severity": Catalogue.sentence("severity.\(cause.code.severity.rawValue)", in: language),
                            "code": cause.code.rawValue, "text": ReportJSON.sentence(for: cause, in: language),
                        ], in: language))
            }
        }
        return lines
    }
}
