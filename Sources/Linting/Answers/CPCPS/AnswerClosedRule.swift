// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// An answer carries a nonce, digests and archive cutoffs, and nothing else.
struct AnswerClosedRule: AnswerLintRule {
    let name = "cpcps.answer-closed-extensions"
    let citation = "CP/CPS 7.3"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        let foreign =
            answer.extensions.all.map(\.oid).filter { $0 != OID.ocspNonce }
            + answer.responses.flatMap(\.extensions.all).map(\.oid).filter {
                $0 != OID.ocspCertHash && $0 != OID.ocspArchiveCutoff
            }
        return foreign.map { finding($0.dotted, allowed: "nonce; certHash and archiveCutoff") }
    }
}
