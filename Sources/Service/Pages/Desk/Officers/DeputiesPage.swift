// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// `/desk/deputies`: who stands in for whom at an office, and the form to name a deputy for a time.
///
///     GET  /desk/deputies                     the delegations, and an empty form
///     POST /desk/deputies                     writes a delegation down, to be confirmed and signed
///     GET  /desk/deputies/papers/{paper}      shows it, with the bytes that are signed
///     POST /desk/deputies/papers/{paper}      names the deputy
///     POST /desk/deputies/{delegation}/end    ends a delegation before its time
///
/// Nobody's card changes hands: the deputy comes in and signs with their own key.
enum DeputiesPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer { .page(try page(call, wrong: nil)) }

    static func take(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer, .approver, .supervisor, .administrator)
        let prepared: PreparedDelegation
        do throws(Problem) {
            prepared = try PreparedDelegation(call)
        } catch {
            guard error.fault == nil, error.status < 500 else { throw error }
            return .again(try page(call, wrong: error.statement.sentence(in: call.language)))
        }
        let paper = DeskPaper(
            officer: call.officer.id, kind: .act, id: call.drawName(), content: prepared.content, changed: call.now)
        try call.recording { () throws(RecordsError) in try call.service.records.keep(paper) }
        return .see("/desk/deputies/papers/\(paper.id)")
    }

    static func ask(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        .page(try confirmation(try PreparedDelegation(paper: call.part("paper"), call), call))
    }

    static func statement(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let prepared = try PreparedDelegation(paper: call.part("paper"), call)
        return .file(
            name: "mohr-delegation-\(prepared.deputy).txt", type: "text/plain",
            bytes: prepared.statement.bytesToBeSigned)
    }

    static func confirm(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let prepared = try PreparedDelegation(paper: call.part("paper"), call)
        do throws(Problem) {
            try prepared.perform(call)
        } catch {
            guard error.fault == nil, error.type.hasPrefix("enrollment:officerSignature") else { throw error }
            return .again(
                try confirmation(prepared, call, wrong: error.statement.sentence(in: call.language)))
        }
        try? call.service.records.discard(paper: call.part("paper"), .act, of: call.officer.id)
        return .see("/desk/deputies?done=delegated")
    }

    static func end(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        guard let id = Int(call.part("delegation")) else { throw .notFound(path: call.request.path) }
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.end(delegation: id, by: call.officer)
        }
        return .see("/desk/deputies?done=delegationEnded")
    }

    /// Whose delegations are shown: one's own office's; an administrator chooses.
    private static func office(_ call: DeskCall) -> String {
        guard [.administrator, .auditor].contains(call.officer.role) else { return call.officer.office }
        return call.request.queryValue("office") ?? call.optionalText("office") ?? call.officer.office
    }

    private static func page(_ call: DeskCall, wrong: String?) throws(Problem) -> Page {
        let office = office(call)
        let delegations = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.delegations(of: office)
        }
        let officers = try call.recording { () throws(RecordsError) in try call.service.records.officers(of: office) }
            .filter { $0.status == .active && $0.role.separation == .officer }
        let title = call.word("desk.room.deputies")
        return call.page(title, in: .deputies, scripts: true) {
            Tag.h1 { title }
            Tag.p { call.word("desk.deputies.about") }
            call.wrongNotice(wrong)
            if delegations.isEmpty {
                Tag.p(.class("notice")) { call.word("desk.deputies.none") }
            } else {
                table(delegations, caption: call.word("desk.deputies.list"), call)
            }
            if call.officer.role != .auditor { DelegationForm.form(officers, office: office, call) }
        }
    }

    /// Delegations, one a row, with the button that ends what still holds.
    static func table(_ delegations: [DelegationRecord], caption: String, _ call: DeskCall) -> HTML {
        guard !delegations.isEmpty else { return .empty }
        return Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption { caption }
                Tag.thead {
                    Tag.tr {
                        for key in [
                            "desk.deputies.principal", "desk.deputies.deputy", "desk.from", "desk.until", "desk.cause",
                            "desk.state", "desk.actions",
                        ] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody { delegations.map { row($0, call) } }
            }
        }
    }

    private static func row(_ delegation: DelegationRecord, _ call: DeskCall) -> HTML {
        let isOver = delegation.ended != nil || delegation.ends < call.now
        let state = isOver ? "over" : delegation.holds(at: call.now) ? "holds" : "later"
        return Tag.tr {
            Tag.th(.scope("row")) { call.name(of: delegation.principal) }
            Tag.td(.data("label", call.word("desk.deputies.deputy"))) { call.name(of: delegation.deputy) }
            Tag.td(.data("label", call.word("desk.from"))) { DateText.moment(delegation.starts, in: call.language) }
            Tag.td(.data("label", call.word("desk.until"))) {
                DateText.moment(delegation.ended ?? delegation.ends, in: call.language)
            }
            Tag.td(.data("label", call.word("desk.cause"))) { HTML.isolated(delegation.cause) }
            Tag.td(.data("label", call.word("desk.state"))) {
                Tag.span(.class(state == "holds" ? "badge accept" : "badge")) {
                    call.word("desk.deputies.state.\(state)")
                }
                " " + call.word(delegation.signature == nil ? "desk.unsigned" : "desk.signed")
            }
            Tag.td(.data("label", call.word("desk.actions"))) {
                if !isOver, mayEnd(delegation, call) {
                    call.button(call.word("desk.deputies.end"), to: "/desk/deputies/\(delegation.id)/end")
                }
            }
        }
    }

    private static func mayEnd(_ delegation: DelegationRecord, _ call: DeskCall) -> Bool {
        delegation.principal == call.officer.id || [.supervisor, .administrator].contains(call.officer.role)
    }

    private static func confirmation(
        _ prepared: PreparedDelegation, _ call: DeskCall, wrong: String? = nil
    ) throws(Problem) -> Page {
        let path = "/desk/deputies/papers/\(call.part("paper"))"
        let title = call.word("desk.deputies.confirm")
        return call.page(title, in: .deputies, scripts: true) {
            Tag.h1 { title }
            Tag.dl(.class("facts card")) {
                call.fact(call.word("desk.deputies.principal"), call.name(of: prepared.principal))
                call.fact(call.word("desk.deputies.deputy"), call.name(of: prepared.deputy))
                call.fact(call.word("desk.from"), DateText.moment(prepared.interval.lowerBound, in: call.language))
                call.fact(call.word("desk.until"), DateText.moment(prepared.interval.upperBound, in: call.language))
                call.fact(call.word("desk.cause"), .isolated(prepared.cause))
            }
            Tag.p(.class("notice amber")) { call.word("desk.deputies.effect") }
            call.form(path, [.multipart]) {
                if prepared.principal == call.officer.id {
                    SigningFields.fields(
                        for: prepared.statement.bytesToBeSigned, at: path + "/statement", call, wrong: wrong)
                }
                Tag.p(.class("actions")) {
                    Tag.button { call.word("desk.deputies.do") }
                    Tag.a(.class("button second"), .href("/desk/deputies")) { call.word("desk.cancel") }
                }
            }
        }
    }
}
