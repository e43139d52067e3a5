// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// Answers are signed with the digest that belongs to the signer's kind of key, SHA-256 or better.
struct AnswerDigestRule: AnswerLintRule {
    let name = "cpcps.answer-algorithm"
    let citation = "CP/CPS 7.1.3 and 7.3"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        let allowed = SignatureAlgorithmRule.algorithms(for: context.signer.keyKind)
        return demand(
            allowed.contains(context.signer.algorithm),
            seen: AlgorithmIdentifier(context.signer.algorithm).algorithm.dotted,
            allowed: allowed.map { AlgorithmIdentifier($0).algorithm.dotted }.joined(separator: " or "))
    }
}
