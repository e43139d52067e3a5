// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

/// The signer's key computes the algorithm that the answer will be signed with.
struct AnswerAlgorithmRule: AnswerLintRule {
    let name = "rfc6960.answer-signature-algorithm"
    let citation = "RFC 6960 4.2.1 and 4.3"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        demand(
            context.signer.algorithm.fits(context.signer.keyKind),
            seen: AlgorithmIdentifier(context.signer.algorithm).algorithm.dotted,
            allowed: "an algorithm of a key of \(context.signer.keyKind)")
    }
}
