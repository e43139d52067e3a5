// SPDX-License-Identifier: Apache-2.0

/// The responder is named by the digest of the key that signs.
///
/// A name would be as good to relying parties, and longer in each of a million answers.
struct AnswerResponderRule: AnswerLintRule {
    let name = "rfc6960.answer-responder-id"
    let citation = "RFC 6960 4.2.1 and 4.2.2.3"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        demand(
            answer.responderKeyHash == context.signer.keyHash,
            seen: answer.responderKeyHash == nil ? "a name" : "another key",
            allowed: "the SHA-1 digest of the signer's key")
    }
}
