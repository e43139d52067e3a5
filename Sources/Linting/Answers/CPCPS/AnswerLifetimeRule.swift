// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// A known status is good for eight hours to ten days, less only where the signer's certificate ends before.
///
/// Shorter, and relying parties stand without an answer as soon as the responder does; longer, and a revocation is not seen.
struct AnswerLifetimeRule: AnswerValueRule {
    let name = "cpcps.answer-lifetime"
    let citation = "CP/CPS 4.9.10; CA/Browser Forum S/MIME BR 4.9.10"

    func findings(in values: AnswerValues, context: AnswerLintContext) -> [Finding] {
        guard let end = values.nextUpdate else { return [] }
        let seconds = end.seconds(since: values.thisUpdate)
        let isShort = values.status != .unknown && seconds < Self.shortest && end != context.signer.notAfter
        return demand(
            !isShort && seconds <= Self.longest, seen: "\(seconds) seconds",
            allowed: "\(Self.shortest) to \(Self.longest)")
    }

    private static let shortest: Int64 = 28_800
    private static let longest: Int64 = 864_000
}
