// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A certificate was revoked before the answer is signed, for a reason that can be given.
///
/// Only a delta list takes a certificate off; "unspecified" is said by leaving the reason out.
struct AnswerRevocationRule: AnswerValueRule {
    let name = "rfc6960.answer-revocation"
    let citation = "RFC 6960 4.2.1; RFC 5280 5.3.1"

    func findings(in values: AnswerValues, context: AnswerLintContext) -> [Finding] {
        guard case .revoked(let time, let reason) = values.status else { return [] }
        return demand(time <= values.producedAt, seen: time.rfc3339, allowed: "\(values.producedAt.rfc3339) or earlier")
            + demand(
                reason != .removeFromCRL && reason != .unspecified, seen: "reason \(reason?.rawValue ?? 0)",
                allowed: "1 to 6, 9, 10, or none")
    }
}
