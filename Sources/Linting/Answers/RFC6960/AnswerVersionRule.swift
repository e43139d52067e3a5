// SPDX-License-Identifier: Apache-2.0

/// Version 1 is the default, so it is not written.
struct AnswerVersionRule: AnswerLintRule {
    let name = "rfc6960.answer-version"
    let citation = "RFC 6960 4.2.1; X.690 11.5"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        demand(answer.version == nil, seen: "version field \(answer.version ?? 0)", allowed: "none")
    }
}
