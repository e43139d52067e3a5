// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import JSON
import PKIX
public import Records
public import Revocation

/// A plan, and what came of it, as JSON: the same from the console and the office listener.
public enum StatusPlanJSON {
    /// What a plan would do.
    ///
    /// - Parameter plan: as drawn up.
    /// - Returns: `plan`, `act`, `count`, `changeable`, `groups`, `sample`, `missing`.
    public static func value(of plan: StatusPlan) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("plan", .string(plan.digest)), .init("act", .string(plan.act.word)),
        ]
        if case .revoke(let reason, let invalidityDate) = plan.act {
            members.append(.init("reason", .string("\(reason)")))
            if let invalidityDate { members.append(.init("invalidityDate", .string(invalidityDate.rfc3339))) }
        }
        members += [
            .init("count", .integer(Int64(plan.survey.count))),
            .init("changeable", .integer(Int64(plan.changeable))),
            .init("groups", .array(sorted(plan.survey.groups).map { value(of: $0.0, count: $0.1) })),
            .init("sample", .array(plan.survey.sample.map { .string($0.reference.description) })),
            .init("missing", .array(plan.survey.missing.map { .string($0) })),
            .init("missingCount", .integer(Int64(plan.survey.missingCount))),
        ]
        return .object(members)
    }

    /// What came of a plan.
    ///
    /// - Parameter outcome: what came of each certificate.
    /// - Returns: `done`, `changed`, `standing`, `refused`, and the first hundred refusals with their facts.
    public static func value(of outcome: BulkOutcome) -> JSONValue {
        [
            "isComplete": .boolean(outcome.isComplete), "done": .integer(Int64(outcome.done)),
            "changed": .integer(Int64(outcome.changed.count)), "standing": .integer(Int64(outcome.standing.count)),
            "refused": .integer(Int64(outcome.refused.count)),
            "refusals": .array(
                outcome.refused.prefix(100).map { refusal in
                    [
                        "certificate": .string(refusal.certificate.description),
                        "problem": .string("urn:mohr:problem:revocation:\(refusal.cause.statement.name)"),
                        "detail": .object(
                            Language.allCases.map {
                                .init($0.rawValue, .string(refusal.cause.statement.sentence(in: $0)))
                            }),
                    ]
                }),
        ]
    }

    /// The groups of a survey in an order that does not change.
    ///
    /// - Parameter groups: with their counts.
    /// - Returns: by authority, office, profile and status.
    public static func sorted(_ groups: [SelectionSurvey.Group: Int]) -> [(SelectionSurvey.Group, Int)] {
        func key(_ group: SelectionSurvey.Group) -> [String] {
            [group.authority, group.office ?? "", group.profile, group.status.rawValue, group.isExpired ? "1" : "0"]
        }
        return groups.map { ($0.key, $0.value) }.sorted { key($0.0).lexicographicallyPrecedes(key($1.0)) }
    }

    private static func value(of group: SelectionSurvey.Group, count: Int) -> JSONValue {
        [
            "authority": .string(group.authority), "office": JSONValue(group.office),
            "profile": .string(group.profile), "status": .string(group.status.rawValue),
            "isExpired": .boolean(group.isExpired), "count": .integer(Int64(count)),
        ]
    }
}

extension StatusAct {
    /// Its word in requests and on the command line.
    public var word: String {
        switch self {
        case .hold: "hold"
        case .release: "release"
        case .revoke: "revoke"
        }
    }
}
