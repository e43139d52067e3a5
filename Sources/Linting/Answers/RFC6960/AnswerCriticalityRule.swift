// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// No extension is critical: a client that does not know it would have no answer.
struct AnswerCriticalityRule: AnswerLintRule {
    let name = "rfc6960.answer-extensions"
    let citation = "RFC 6960 4.4"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        (answer.extensions.all + answer.responses.flatMap(\.extensions.all)).filter(\.isCritical).map {
            finding("\($0.oid.dotted) critical", allowed: "not critical")
        }
    }
}
