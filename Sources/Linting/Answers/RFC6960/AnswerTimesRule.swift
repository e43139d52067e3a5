// SPDX-License-Identifier: Apache-2.0
import DER

/// A status was known before the answer is signed, which is now, and ends later.
///
/// A client that meets a thisUpdate in its future, or a nextUpdate in its past, must not use the answer.
struct AnswerTimesRule: AnswerValueRule {
    let name = "rfc6960.answer-times"
    let citation = "RFC 6960 4.2.2.1; RFC 5019 2.2.4"

    func findings(in values: AnswerValues, context: AnswerLintContext) -> [Finding] {
        guard let end = values.nextUpdate else { return [finding("no nextUpdate", allowed: "present")] }
        return demand(
            values.thisUpdate <= values.producedAt, seen: "thisUpdate \(values.thisUpdate.rfc3339)",
            allowed: "producedAt \(values.producedAt.rfc3339) or earlier")
            + demand(
                values.producedAt <= context.time, seen: "producedAt \(values.producedAt.rfc3339)",
                allowed: "\(context.time.rfc3339) or earlier")
            + demand(
                end > values.producedAt, seen: "nextUpdate \(end.rfc3339)",
                allowed: "later than producedAt \(values.producedAt.rfc3339)")
    }
}
