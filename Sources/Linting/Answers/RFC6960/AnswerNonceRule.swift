// SPDX-License-Identifier: Apache-2.0

/// A question's nonce is repeated as it was asked, 1 to 128 octets long, and none is made up.
struct AnswerNonceRule: AnswerLintRule {
    let name = "rfc9654.answer-nonce"
    let citation = "RFC 9654 2.1; RFC 6960 4.4.1"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        demand(
            answer.nonce == context.nonce, seen: answer.nonce == nil ? "none" : "another",
            allowed: "the question's, if any")
            + demand(
                answer.nonce.map { (1...128).contains($0.count) } ?? true, seen: "\(answer.nonce?.count ?? 0) octets",
                allowed: "1 to 128 octets")
    }
}
