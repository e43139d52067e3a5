// SPDX-License-Identifier: Apache-2.0
import PKIX

/// Good and revoked are said of certificates of the authority that the signer answers for, and of no other's.
struct AnswerIssuerRule: AnswerLintRule {
    let name = "rfc6960.answer-issuer"
    let citation = "RFC 6960 2.2 and 4.2.2.2"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        let foreign = answer.responses.filter { response in
            response.status != .unknown
                && context.signer.issuerHashes[response.certID.hashAlgorithm]
                    != response.certID.issuerNameHash + response.certID.issuerKeyHash
        }
        return demand(
            foreign.isEmpty, seen: "\(foreign.count) statuses of another authority's certificates", allowed: "unknown")
    }
}
