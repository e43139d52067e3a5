// SPDX-License-Identifier: Apache-2.0
import DER
import PKIX

/// Since when statuses are kept is said as a GeneralizedTime in the past, where a status is known.
struct AnswerArchiveRule: AnswerLintRule {
    let name = "rfc6960.answer-archive-cutoff"
    let citation = "RFC 6960 4.4.4; ETSI EN 319 411-2 CSS-6.3.10-10"

    func findings(in answer: LintedAnswer, context: AnswerLintContext) -> [Finding] {
        answer.responses.flatMap { response in
            guard let cutoff = response.archiveCutoff else {
                return demand(response.status == .unknown, seen: "absent", allowed: "present")
            }
            guard let instant = cutoff.instant, cutoff.tag == .generalizedTime else {
                return [finding("tag \(cutoff.tag.octet), or no such moment", allowed: "YYYYMMDDHHMMSSZ")]
            }
            return demand(instant <= answer.producedAt, seen: instant.rfc3339, allowed: "producedAt or earlier")
        }
    }
}
