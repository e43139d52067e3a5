// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import Records

/// `GET /desk/offices/{office}`: what an office is, who works there, and what they did of late.
enum OfficePage {
    static let days = 30

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.supervisor, .auditor, .administrator])
        try call.noteView(of: "office:\(office.id)")
        let officers = try call.recording { () throws(RecordsError) in
            try call.service.records.officers(of: office.id)
        }
        let isAdministrator = call.officer.role == .administrator
        let figures = isAdministrator ? nil : try figures(of: office.id, call)
        let counts =
            isAdministrator
            ? nil
            : try call.recording { () throws(RecordsError) in
                try call.service.records.applicationCounts(of: office.id)
            }
        return .page(
            call.page(OfficesPage.name(of: office, call), in: .offices) {
                Tag.h1 { HTML.isolated(OfficesPage.name(of: office, call)) }
                Tag.dl(.class("facts card")) {
                    call.fact(call.word("desk.office"), .code(office.id))
                    call.fact(call.word("desk.state"), OfficesPage.standing(office.status, call))
                    call.fact(call.word("desk.kind"), .text(call.word("desk.kind.\(office.kind)")))
                    call.fact(
                        call.word("desk.licensedUntil"), DateText.day(office.licensedUntil, in: call.language))
                    call.fact(
                        call.word("desk.profile"),
                        .text(
                            office.profiles.map { call.title(ofProfile: $0) }
                                .joined(separator: call.language == .persian ? "، " : ", ")))
                    details(office, call)
                }
                lapse(office, call)
                if isAdministrator { standingButton(office, call) } else { links(office, call) }
                if let counts { states(counts, call) }
                if let figures {
                    Tag.h2 { call.word("desk.figures.days", ["count": Numbers.text(days, in: call.language)]) }
                    chart(figures, call)
                    work(figures, call)
                }
                people(officers, call)
            })
    }

    private static func figures(of office: String, _ call: DeskCall) throws(Problem) -> OfficeFigures {
        let from = call.now.advanced(bySeconds: -Int64(days) * 86_400)
        return try call.recording { () throws(RecordsError) in
            try call.service.records.figures(
                of: office, from: from, before: call.now.advanced(bySeconds: 1), offset: TehranClock.offsetSeconds)
        }
    }

    private static func links(_ office: OfficeRecord, _ call: DeskCall) -> HTML {
        Tag.p(.class("actions no-print")) {
            Tag.a(.class("button second"), .href("/desk/offices/\(office.id)/anomalies")) {
                call.word("desk.anomalies.title")
            }
            Tag.a(.class("button second"), .href("/desk/offices/\(office.id)/inspections")) {
                call.word("desk.inspection.title")
            }
        }
    }

    private static func standingButton(_ office: OfficeRecord, _ call: DeskCall) -> HTML {
        let act = office.status == .active ? "suspension" : "resumption"
        return Tag.p(.class("actions no-print")) {
            for (target, key) in [
                (act, "desk.office.\(act)"), ("details", "desk.offices.details"), ("licence", "desk.offices.licence"),
                ("officers/new", "desk.officers.new"),
            ] {
                Tag.a(.class("button second"), .href("/desk/offices/\(office.id)/\(target)")) { call.word(key) }
            }
            Tag.a(.class("button second"), .href("/desk/deputies?office=\(office.id)")) {
                call.word("desk.room.deputies")
            }
        }
    }

    /// Where it is, whom it may enrol, when and how many.
    private static func details(_ office: OfficeRecord, _ call: DeskCall) -> HTML {
        let details = office.details
        let professions = details.professions.map { name in
            Catalogue.has("profession.\(name)", in: call.language) ? call.word("profession.\(name)") : name
        }
        return .joined([
            call.fact(
                call.word("desk.offices.place"), details.place.isEmpty ? nil : .isolated(details.place)),
            call.fact(
                call.word("desk.offices.professions"),
                professions.isEmpty
                    ? nil : .text(professions.joined(separator: call.language == .persian ? "، " : ", "))),
            call.fact(
                call.word("desk.offices.hours"),
                details.hours.isEmpty ? .text(call.word("desk.offices.always")) : .code(details.hours)),
            call.fact(
                call.word("desk.quota"), details.dailyQuota.map { .text(Numbers.text($0, in: call.language)) }),
        ])
    }

    /// That the licence has lapsed, or will within a month.
    private static func lapse(_ office: OfficeRecord, _ call: DeskCall) -> HTML {
        let left = office.licensedUntil.seconds(since: call.now)
        guard left < 30 * 86_400 else { return .empty }
        return Tag.p(.class(left < 0 ? "notice reject" : "notice amber"), .role("status")) {
            call.word(left < 0 ? "desk.offices.lapsed" : "desk.offices.lapsing")
        }
    }

    private static func states(_ counts: [ApplicationState: Int], _ call: DeskCall) -> HTML {
        let most = max(1, counts.values.max() ?? 1)
        return Tag.section {
            Tag.h2 { call.word("desk.figures.states") }
            Tag.table {
                Tag.caption(.class("visually-hidden")) { call.word("desk.figures.states") }
                Tag.tbody {
                    for state in ApplicationState.allCases where counts[state] != nil {
                        Tag.tr {
                            Tag.th(.scope("row")) { call.word("state.\(state.rawValue)") }
                            Tag.td(.class("number")) { Numbers.text(counts[state] ?? 0, in: call.language) }
                            Tag.td { Charts.bar(counts[state] ?? 0, of: most) }
                        }
                    }
                }
            }
        }
    }

    private static func chart(_ figures: OfficeFigures, _ call: DeskCall) -> HTML {
        let today = Int((call.now.secondsSince1970 + TehranClock.offsetSeconds) / 86_400)
        let values = ((today - days + 1)...today).map { day in
            (
                label: SolarHijriDate(unixDay: day),
                value: figures.days.first { $0.day == day }?.steps[.approved] ?? 0
            )
        }
        return Charts.columns(values, title: call.word("desk.figures.approved"), in: call.language)
    }

    private static func work(_ figures: OfficeFigures, _ call: DeskCall) -> HTML {
        let steps: [ApplicationState] = [.submitted, .entered, .approved, .returned, .rejected]
        return Tag.div(.class("scroll")) {
            Tag.table {
                Tag.caption { call.word("desk.figures.work") }
                Tag.thead {
                    Tag.tr {
                        Tag.th(.scope("col")) { call.word("desk.officer") }
                        steps.map { state in
                            Tag.th(.scope("col"), .class("number")) { call.word("state.\(state.rawValue)") }
                        }
                    }
                }
                Tag.tbody {
                    figures.work.map { work in
                        Tag.tr {
                            Tag.th(.scope("row")) { call.name(of: work.officer) }
                            steps.map { state in
                                Tag.td(.class("number")) { Numbers.text(work.steps[state] ?? 0, in: call.language) }
                            }
                        }
                    }
                }
            }
        }
    }

    private static func people(_ officers: [OfficerRecord], _ call: DeskCall) -> HTML {
        Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption { call.word("desk.officers") }
                Tag.thead {
                    Tag.tr {
                        for key in ["desk.officer", "desk.role", "desk.state", "desk.created"] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody {
                    officers.map { officer in
                        Tag.tr {
                            Tag.th(.scope("row")) {
                                Tag.a(.href("/desk/officers/\(officer.id)")) { HTML.isolated(officer.displayName) }
                                " "; HTML.code(officer.id)
                            }
                            Tag.td(.data("label", call.word("desk.role"))) {
                                call.word("role.\(officer.role.rawValue)")
                            }
                            Tag.td(.data("label", call.word("desk.state"))) {
                                OfficesPage.standing(officer.status, call)
                            }
                            Tag.td(.data("label", call.word("desk.created"))) {
                                DateText.day(officer.created, in: call.language)
                            }
                        }
                    }
                }
            }
        }
    }
}
