// SPDX-License-Identifier: Apache-2.0
import DER
import MohrValidation

/// The second verdict: whether the signer might practise, and who says so.
extension EvidencePageText {
    func professional(_ status: ProfessionalStatusReport) -> HTML {
        var rows: [HTML] = [fact("professional", standing(status))]
        if let scope = status.scope { rows.append(fact("measure", .code(scope))) }
        if !status.acts.isEmpty {
            let comma = language == .persian ? "، " : ", "
            rows.append(fact("acts", .text(status.acts.map { word("pack.act.\($0)") }.joined(separator: comma))))
        }
        if let since = status.since { rows.append(fact("since", DateText.moment(since, in: language))) }
        if let until = status.until { rows.append(fact("until", DateText.moment(until, in: language))) }
        return .joined(rows)
    }

    private func standing(_ status: ProfessionalStatusReport) -> HTML {
        .joined([
            Tag.strong { word("verdict.profession.\(status.status.rawValue)") },
            status.source.map { .joined([.text(" – " + word("pack.source.body") + " "), .code($0)]) } ?? .empty,
            status.asOf.map { .joined([.text(" "), DateText.moment($0, in: language)]) } ?? .empty,
        ])
    }

    /// The feeds that it was judged by.
    @HTMLBuilder var registers: HTML {
        if !page.feeds.isEmpty {
            Tag.table {
                Tag.caption { word("pack.page.professions") }
                Tag.tbody {
                    for (index, signed) in page.feeds.enumerated() {
                        Tag.tr {
                            Tag.td { file(PackNames.feed(index + 1)) }
                            Tag.td {
                                HTML.code(signed.feed.body)
                                " – "
                                HTML.code("#\(signed.feed.sequence)")
                            }
                            Tag.td { DateText.moment(signed.feed.issuedAt, in: language) }
                        }
                    }
                }
            }
        }
    }
}
