// SPDX-License-Identifier: Apache-2.0

/// One thing that every OCSP answer must be, as one clause of one document says it.
///
/// A rule looks at what was read back from the bytes that are about to be signed. What changes from answer to answer
/// (number, status, times) is the business of ``AnswerValueRule``; the rest is looked at once for each kind of answer.
public protocol AnswerLintRule: HouseRule {
    /// Looks at one answer.
    ///
    /// - Parameters:
    ///   - answer: what the bytes say.
    ///   - context: who signs it, and what was asked.
    /// - Returns: none when the answer keeps to the rule.
    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding]
}
