// SPDX-License-Identifier: Apache-2.0

/// A rule about what differs from one answer to the next: number, status, times.
///
/// It is asked for every answer, so it looks at numbers alone and makes no text unless it objects.
public protocol AnswerValueRule: AnswerLintRule {
    /// Looks at what is said of one certificate.
    ///
    /// - Parameters:
    ///   - values: what is said.
    ///   - context: who signs it, and what was asked.
    /// - Returns: none when the answer keeps to the rule.
    func findings(in values: AnswerValues, context: AnswerLintContext) -> [Finding]
}

extension AnswerValueRule {
    /// Asks the rule of each certificate that the answer is about.
    public func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        answer.responses.flatMap { findings(in: $0.values(producedAt: answer.producedAt), context: context) }
    }
}
