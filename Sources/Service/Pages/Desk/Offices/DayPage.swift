// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import Identity
import Records

/// `GET /desk/day`: what an officer did on a day of Tehran, or a whole office for its supervisor; to be printed and
/// signed at the end of the day.
enum DayPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer, .approver, .supervisor)
        let today = SolarHijriDate(secondsSince1970: call.now.secondsSince1970)
        let asked = call.request.queryValue("date").flatMap { try? SolarHijriDate(checking: $0) }
        let date = min(asked ?? today, today)
        let begin = Instant(secondsSince1970: Int64(date.unixDay) * 86_400 - TehranClock.offsetSeconds)
        let all = try call.recording { () throws(RecordsError) in
            try call.service.records.steps(
                of: call.officer.office, from: begin, before: begin.advanced(bySeconds: 86_400),
                to: [.submitted, .entered, .approved, .returned, .rejected, .withdrawn])
        }
        let steps = call.officer.role == .supervisor ? all : all.filter { $0.officer == call.officer.id }
        let title = call.word("desk.room.day")
        return .page(
            call.page(title, in: .day, scripts: true) {
                Tag.h1 {
                    title + " "
                    Tag.bdi(.leftToRight) {
                        call.language == .persian ? date.persianDescription : date.description
                    }
                }
                filters(date, call)
                totals(steps, call)
                table(steps, call)
                Tag.div(.class("signatures print-only")) {
                    Tag.div { call.word("desk.acceptance.officer") }
                    Tag.div { call.word("role.supervisor") }
                }
                Tag.p {
                    call.word("desk.printed") + " "; DateText.moment(call.now, in: call.language)
                }
            })
    }

    private static func filters(_ date: SolarHijriDate, _ call: DeskCall) -> HTML {
        Tag.form(.get, .action("/desk/day"), .class("filters no-print")) {
            call.field(
                "date", label: call.word("field.solarHijriDate"), hint: call.word("desk.day.hint"), isRequired: true
            ) { attributes in
                Tag.input.element(
                    attributes + [.type("text"), .leftToRight, .inputmode("numeric"), .value(date.description)], .empty)
            }
            Tag.button(.class("second")) { call.word("desk.show") }
            Tag.button(.type("button"), .hidden, .data("print", "")) { call.word("desk.print") }
        }
    }

    private static func totals(_ steps: [OfficeStep], _ call: DeskCall) -> HTML {
        let counts = Dictionary(grouping: steps, by: \.state).mapValues(\.count)
        return Tag.dl(.class("facts card")) {
            ApplicationState.allCases.map { state in
                call.fact(
                    call.word("state.\(state.rawValue)"),
                    counts[state].map { .text(Numbers.text($0, in: call.language)) })
            }
            call.fact(call.word("desk.day.all"), .text(Numbers.text(steps.count, in: call.language)))
        }
    }

    private static func table(_ steps: [OfficeStep], _ call: DeskCall) -> HTML {
        guard !steps.isEmpty else { return .empty }
        return Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption(.class("visually-hidden")) { call.word("desk.room.day") }
                Tag.thead {
                    Tag.tr {
                        for key in ["desk.time", "desk.code", "desk.profile", "desk.state", "desk.by"] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody {
                    steps.map { step in
                        Tag.tr {
                            Tag.td(.data("label", call.word("desk.time"))) {
                                DateText.moment(step.time, in: call.language)
                            }
                            Tag.th(.scope("row")) {
                                Tag.a(.href("/desk/applications/\(step.application)")) { HTML.code(step.application) }
                            }
                            Tag.td(.data("label", call.word("desk.profile"))) { call.title(ofProfile: step.profile) }
                            Tag.td(.data("label", call.word("desk.state"))) { call.badge(step.state) }
                            Tag.td(.data("label", call.word("desk.by"))) { call.name(of: step.officer) }
                        }
                    }
                }
            }
        }
    }
}
