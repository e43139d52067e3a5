// SPDX-License-Identifier: Apache-2.0
import DER
import Records

/// `GET /desk/offices/{office}/anomalies`: what is worth a question; none of it is proof of anything.
enum AnomaliesPage {
    static let days = 90
    /// Rows of each kind; whoever has more has other worries.
    private static let rows = 50

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.supervisor, .auditor])
        try call.noteView(of: "office:\(office.id)/anomalies")
        let from = call.now.advanced(bySeconds: -Int64(days) * 86_400)
        let steps = try call.recording { () throws(RecordsError) in
            try call.service.records.steps(
                of: office.id, from: from, before: call.now.advanced(bySeconds: 1), to: [.entered, .approved])
        }
        let found = OfficeAnomalies(steps)
        let title = call.word("desk.anomalies.title")
        return .page(
            call.page(title, in: .offices) {
                Tag.h1 { title }
                Tag.p {
                    HTML.isolated(OfficesPage.name(of: office, call)); " "; HTML.code(office.id)
                }
                Tag.p(.class("hint")) {
                    call.word(
                        "desk.anomalies.about",
                        [
                            "count": Numbers.text(days, in: call.language),
                            "steps": Numbers.text(steps.count, in: call.language),
                        ])
                }
                night(found, call)
                crowds(found, call)
                pairs(found, call)
                bursts(found, call)
                hasty(found, call)
            })
    }

    private static func section(_ key: String, _ call: DeskCall, _ items: [HTML]) -> HTML {
        Tag.section(.class("card")) {
            Tag.h2 { call.word("desk.anomalies.\(key)") }
            Tag.p(.class("hint")) { call.word("desk.anomalies.\(key).about") }
            if items.isEmpty {
                Tag.p { call.word("desk.anomalies.none") }
            } else {
                Tag.ul { items.prefix(rows).map { item in Tag.li { item } } }
            }
        }
    }

    private static func night(_ found: OfficeAnomalies, _ call: DeskCall) -> HTML {
        section(
            "night", call,
            found.nightWork.map { work in
                .joined([
                    call.name(of: work.officer),
                    .text(" – " + Numbers.text(work.steps.count, in: call.language) + ": "),
                    links(work.steps.prefix(10), call),
                ])
            })
    }

    private static func crowds(_ found: OfficeAnomalies, _ call: DeskCall) -> HTML {
        section(
            "crowd", call,
            found.crowds.map { steps in
                .joined([
                    .text(Numbers.text(steps.count, in: call.language) + ": "), links(steps.prefix(10), call),
                ])
            })
    }

    private static func pairs(_ found: OfficeAnomalies, _ call: DeskCall) -> HTML {
        section(
            "pair", call,
            found.pairs.map { pair in
                .joined([
                    call.name(of: pair.enterer), .text(" + "), call.name(of: pair.approver),
                    .text(
                        " – "
                            + call.word(
                                "desk.anomalies.pair.of", ["count": "\(pair.together)", "all": "\(pair.entered)"])),
                ])
            })
    }

    private static func bursts(_ found: OfficeAnomalies, _ call: DeskCall) -> HTML {
        section(
            "burst", call,
            found.bursts.map { burst in
                .joined([
                    call.name(of: burst.officer), .text(" – " + Numbers.text(burst.count, in: call.language) + " – "),
                    DateText.moment(burst.begins, in: call.language),
                ])
            })
    }

    private static func hasty(_ found: OfficeAnomalies, _ call: DeskCall) -> HTML {
        section(
            "haste", call,
            found.hasty.map { step in .joined([call.name(of: step.officer), .text(" – "), links([step], call)]) })
    }

    private static func links(_ steps: some Collection<OfficeStep>, _ call: DeskCall) -> HTML {
        HTML.joined(
            steps.map { step in Tag.a(.href("/desk/applications/\(step.application)")) { HTML.code(step.application) }
            },
            by: call.language == .persian ? "، " : ", ")
    }
}
