// SPDX-License-Identifier: Apache-2.0
import PKIX

/// What was asked is answered, in its order, and nothing else.
struct AnswerQuestionRule: AnswerLintRule {
    let name = "rfc6960.answer-cert-ids"
    let citation = "RFC 6960 4.2.1 and 3.2 (1)"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        demand(!answer.responses.isEmpty, seen: "no answer", allowed: "one at least")
            + demand(
                answer.responses.map(\.certID) == context.asked,
                seen: "\(answer.responses.count) answers to other questions",
                allowed: "the \(context.asked.count) that were asked")
            + demand(
                answer.responses.map(\.certID.hasNullParameters) == context.asked.map(\.hasNullParameters),
                seen: "another form of the hash algorithm", allowed: "as it was asked")
    }
}
