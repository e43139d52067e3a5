// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import Records

/// `/desk/officers/{officer}/suspension`, `/resumption` and `/reversal`: each asked before it is done.
enum OfficerStandingPage {
    private enum Act: String {
        case suspension
        case resumption
        case reversal
    }

    static func ask(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let (officer, act) = try subject(call)
        guard act == .reversal else { return .page(question(officer, act, call)) }
        let day = call.request.queryValue("date") ?? TehranMoment.day(of: call.now)
        let time = call.request.queryValue("time") ?? "00:00"
        return .page(try reversal(officer, day, time, call))
    }

    static func perform(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let (officer, act) = try subject(call)
        let registration = call.service.registration
        if act != .reversal {
            do throws(Problem) {
                try action(act, officer).authorise(call)
            } catch {
                guard error.isAboutSigning else { throw error }
                return .again(question(officer, act, call, wrong: error.statement.sentence(in: call.language)))
            }
        }
        switch act {
        case .suspension:
            try call.enrolling { () throws(EnrollmentError) in
                try registration.suspend(officer: officer.id, at: call.officer)
            }
            return .see("/desk/officers/\(officer.id)?done=officerSuspended")
        case .resumption:
            try call.enrolling { () throws(EnrollmentError) in
                try registration.resume(officer: officer.id, by: .officer(call.officer))
            }
            return .see("/desk/officers/\(officer.id)?done=officerResumed")
        case .reversal:
            let (day, time) = (try call.text("date"), try call.text("time"))
            guard let since = TehranMoment.instant(day: day, time: time) else {
                throw .member(call.word("desk.from"), seen: "\(day) \(time)", allowed: "1405/09/01 08:30")
            }
            let cause = call.optionalText("cause") ?? ""
            let action = DeskAction(
                act: .revert, subject: .officer(officer.id), details: ["since": since.rfc3339, "cause": cause])
            let path = "/desk/officers/\(officer.id)"
            if try action.needsSignature(call) {
                return .again(
                    action.review(
                        call.word("desk.officers.reversal.do"), at: path + "/reversal", back: path,
                        keeping: [("date", day), ("time", time), ("cause", cause)], call))
            }
            try action.authorise(call)
            do throws(EnrollmentError) {
                try registration.rejectUnfinished(
                    by: officer.id, since: since, because: cause, by: .officer(call.officer))
            } catch {
                guard case .cause = error else { throw Problem(error) }
                return .again(
                    try reversal(officer, day, time, call, wrong: error.statement.sentence(in: call.language)))
            }
            return .see("/desk/officers/\(officer.id)?done=officerReverted")
        }
    }

    /// Supervisors stop the officers of their own office, administrators anyone; nobody themselves.
    static func maySuspend(_ officer: OfficerRecord, _ call: DeskCall) -> Bool {
        guard officer.id != call.officer.id else { return false }
        switch call.officer.role {
        case .administrator: return true
        case .supervisor: return officer.office == call.officer.office && officer.role.separation == .officer
        case .enterer, .approver, .auditor: return false
        }
    }

    private static func subject(_ call: DeskCall) throws(Problem) -> (OfficerRecord, Act) {
        let officer = try OfficerPage.officer(call)
        guard let act = Act(rawValue: call.part("act")) else { throw .notFound(path: call.request.path) }
        if act == .suspension {
            guard maySuspend(officer, call) else {
                throw .role(seen: call.officer.role, allowed: [.administrator])
            }
        } else {
            try call.only(.administrator)
        }
        return (officer, act)
    }

    private static func action(_ act: Act, _ officer: OfficerRecord) -> DeskAction {
        DeskAction(act: act == .suspension ? .suspend : .resume, subject: .officer(officer.id))
    }

    private static func question(
        _ officer: OfficerRecord, _ act: Act, _ call: DeskCall, wrong: String? = nil
    ) -> Page {
        let title = call.word("desk.officers.\(act.rawValue)")
        return call.page(title, in: .offices, scripts: true) {
            Tag.h1 { title }
            Tag.p { call.name(of: officer.id) }
            Tag.p(.class("notice amber")) { call.word("desk.officers.\(act.rawValue).effect") }
            call.form("/desk/officers/\(officer.id)/\(act.rawValue)", [.multipart]) {
                action(act, officer).fields(call, wrong: wrong)
                Tag.p(.class("actions")) {
                    Tag.button(.class(act == .suspension ? "danger" : "")) { title }
                    Tag.a(.class("button second"), .href("/desk/officers/\(officer.id)")) { call.word("desk.cancel") }
                }
            }
        }
    }

    /// What would be rejected, from when on, and why.
    private static func reversal(
        _ officer: OfficerRecord, _ day: String, _ time: String, _ call: DeskCall, wrong: String? = nil
    ) throws(Problem) -> Page {
        let since = TehranMoment.instant(day: day, time: time)
        var waiting: [ApplicationRecord] = []
        if let since {
            waiting = try call.enrolling { () throws(EnrollmentError) in
                try call.service.registration.unfinished(by: officer.id, since: since)
            }
        }
        let (path, title) = ("/desk/officers/\(officer.id)/reversal", call.word("desk.officers.reversal"))
        let bad = since == nil ? call.word("desk.officers.reversal.when") : nil
        return call.page(title, in: .offices, scripts: true) {
            Tag.h1 { title }
            Tag.p { call.name(of: officer.id) }
            Tag.p { call.word("desk.officers.reversal.effect") }
            Tag.p(.class("hint")) {
                call.word("desk.officers.reversal.certificates") + " "
                Tag.code(.leftToRight) { "mohr certificate revoke --by-officer \(officer.id) --since …" }
            }
            call.wrongNotice(wrong ?? bad)
            Tag.form(.get, .action("?"), .class("filters")) {
                call.line("date", label: call.word("desk.deputies.fromDate"), day)
                call.line("time", label: call.word("desk.deputies.fromTime"), time)
                Tag.button(.class("second")) { call.word("desk.show") }
            }
            if waiting.isEmpty {
                Tag.p(.class("notice")) { call.word("desk.officers.reversal.none") }
            } else {
                QueuePage.table(
                    call, Array(waiting.prefix(100)),
                    caption: call.word(
                        "desk.officers.reversal.found", ["count": Numbers.text(waiting.count, in: call.language)]))
                call.form(path) {
                    Tag.input(.type("hidden"), .name("date"), .value(day))
                    Tag.input(.type("hidden"), .name("time"), .value(time))
                    call.field("cause", label: call.word("desk.act.cause.reject"), isRequired: true) { attributes in
                        Tag.textarea.element(
                            attributes + [.maxlength(1_000), .automaticDirection],
                            .text(call.optionalText("cause") ?? ""))
                    }
                    Tag.p(.class("actions")) {
                        Tag.button(.class("danger")) { call.word("desk.officers.reversal.do") }
                        Tag.a(.class("button second"), .href("/desk/officers/\(officer.id)")) {
                            call.word("desk.cancel")
                        }
                    }
                }
            }
        }
    }
}
