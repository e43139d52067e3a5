// SPDX-License-Identifier: Apache-2.0
import DER

/// No answer is signed before or lives longer than the certificate that it is checked with.
struct AnswerEndRule: AnswerValueRule {
    let name = "rfc6960.answer-end"
    let citation = "RFC 6960 4.2.2.2; CP/CPS 4.9.9"

    func findings(in values: AnswerValues, context: AnswerLintContext) -> [Finding] {
        let (first, last) = (context.signer.notBefore, context.signer.notAfter)
        return demand(values.producedAt >= first, seen: values.producedAt.rfc3339, allowed: "from \(first.rfc3339)")
            + demand(
                values.nextUpdate.map { $0 <= last } ?? true, seen: values.nextUpdate?.rfc3339 ?? "none",
                allowed: "until \(last.rfc3339)")
    }
}
