// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import HTTPServer
import PKIX
import Records

/// `GET /desk/applications/{id}`: everything an officer needs to decide, and what they may do.
enum ApplicationPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer { .page(try page(call)) }

    /// The page.
    ///
    /// - Parameters:
    ///   - call: names the application.
    ///   - wrongPaper: why the paper that was sent is not taken.
    /// - Returns: the page.
    /// - Throws: ``Problem``.
    static func page(_ call: DeskCall, wrongPaper: String? = nil) throws(Problem) -> Page {
        let id = call.part("id")
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(id, seenBy: call.officer)
        }
        try call.noteView(of: "application:\(id)")
        let events = try call.recording { () throws(RecordsError) in
            try call.service.records.events(ofApplication: id)
        }
        let change = try ApplicationChange(of: application, for: call)
        let certificates = try call.recording { () throws(RecordsError) in
            try call.service.records.certificates(matching: .application(id))
        }
        let papers = try PapersSection(of: application, call, wrong: wrongPaper)
        try ApplicationChange.noteSeen(application, by: call)
        let isFiled = call.request.queryValue("done") == "submitted"
        return call.page(call.word("desk.application.title"), in: nil, scripts: isFiled) {
            if isFiled {
                let names = [id, "new-\(application.profile)"].map { "\(call.officer.id)/\($0)" }
                Tag.div(.hidden, .data("filed", names.joined(separator: " ")))
            }
            Tag.h1 {
                call.word("desk.application.title") + " "; HTML.code(id)
            }
            Tag.p {
                call.badge(application.state)
                " " + call.title(ofProfile: application.profile) + " – "
                HTML.code(application.office)
            }
            claim(application, call)
            actions(application, call)
            warnings(application, call)
            change.notice(call)
            data(application, change, call)
            papers.section(call)
            history(events, call)
            Self.certificates(certificates, application, call)
        }
    }

    /// Who has it in hand, and the button to take it or give it back.
    private static func claim(_ application: Application, _ call: DeskCall) -> HTML {
        let path = "/desk/applications/\(application.id)"
        let holder = application.record.claim.flatMap { $0.holds(at: call.now) ? $0 : nil }
        let mayHandle = DeskAct.table.contains {
            $0.roles.contains(call.officer.role) && $0.states.contains(application.state)
        }
        guard mayHandle, DeskAct.waiting(for: call.officer.role) == application.state || holder != nil else {
            return .empty
        }
        return Tag.div(.class("notice no-print")) {
            if let holder {
                Tag.p {
                    call.word(holder.officer == call.officer.id ? "desk.claim.yours" : "desk.claim.others") + " "
                    call.name(of: holder.officer)
                    " – " + call.word("desk.until") + " "
                    DateText.moment(holder.until, in: call.language)
                }
                if holder.officer == call.officer.id || call.officer.role == .supervisor {
                    call.button(call.word("desk.claim.release"), to: path + "/release")
                }
            } else {
                Tag.p { call.word("desk.claim.free") }
                call.button(call.word("desk.claim.take"), to: path + "/claim")
            }
        }
    }

    private static func actions(_ application: Application, _ call: DeskCall) -> HTML {
        let open = DeskAct.table.filter { $0.isOpen(to: call.officer, for: application, at: call.now) }
        let mayCorrect =
            application.state == .returned && call.officer.role == .enterer
            && call.officer.office == application.office
        guard !open.isEmpty || mayCorrect else { return .empty }
        return Tag.section(.class("no-print"), .aria("label", call.word("desk.actions"))) {
            Tag.p(.class("actions")) {
                for act in open {
                    Tag.a(
                        .class(act.needsCause ? "button second" : "button"),
                        .href("/desk/applications/\(application.id)/acts/\(act.name)")
                    ) { call.word("desk.act.\(act.name)") }
                }
                if mayCorrect {
                    Tag.a(.class("button"), .href("/desk/applications/\(application.id)/correction")) {
                        call.word("desk.act.correct")
                    }
                }
            }
        }
    }

    private static func warnings(_ application: Application, _ call: DeskCall) -> HTML {
        guard !application.warnings.isEmpty else { return .empty }
        return Tag.div(.class("notice amber")) {
            Tag.h2 { call.word("desk.warnings") }
            Tag.ul { application.warnings.map { code in Tag.li { WarningText.sentence(code, call) } } }
        }
    }

    /// What the application says, with what changed marked.
    static func data(_ application: Application, _ change: ApplicationChange, _ call: DeskCall) -> HTML {
        Tag.section(.class("card")) {
            Tag.h2 { call.word("desk.data") }
            Tag.dl(.class("facts")) {
                for field in FormField.allCases {
                    change.row(field, application, call)
                }
                call.fact(call.word("desk.keySHA256"), .code(Hex.encode(application.record.publicKeySHA256)))
                call.fact(call.word("desk.enteredBy"), application.record.enteredBy.map { call.name(of: $0) })
                call.fact(call.word("desk.approvedBy"), application.record.approvedBy.map { call.name(of: $0) })
                call.fact(call.word("desk.cause"), application.record.cause.map { .isolated($0) })
                call.fact(call.word("desk.created"), DateText.moment(application.record.created, in: call.language))
                call.fact(call.word("desk.changed"), DateText.moment(application.record.changed, in: call.language))
            }
        }
    }

    /// Every step, with who took it and whether they signed it.
    static func history(_ events: [ApplicationEvent], _ call: DeskCall) -> HTML {
        Tag.section {
            Tag.h2 { call.word("desk.history") }
            Tag.div(.class("scroll")) {
                Tag.table(.class("stacks")) {
                    Tag.caption(.class("visually-hidden")) { call.word("desk.history") }
                    Tag.thead {
                        Tag.tr {
                            for key in ["desk.state", "desk.by", "desk.time", "desk.cause", "desk.signature"] {
                                Tag.th(.scope("col")) { call.word(key) }
                            }
                        }
                    }
                    Tag.tbody { events.map { row($0, call) } }
                }
            }
        }
    }

    private static func row(_ event: ApplicationEvent, _ call: DeskCall) -> HTML {
        Tag.tr {
            Tag.th(.scope("row")) { call.badge(event.to) }
            Tag.td(.data("label", call.word("desk.by"))) { call.name(of: event.actor) }
            Tag.td(.data("label", call.word("desk.time"))) { DateText.moment(event.time, in: call.language) }
            Tag.td(.data("label", call.word("desk.cause"))) {
                event.cause.map { HTML.isolated($0) } ?? .text("–")
                if !event.remarks.isEmpty {
                    Tag.ul {
                        event.remarks.map { remark in
                            Tag.li {
                                Remarks.name(of: remark.point, call) + ": "; HTML.isolated(remark.text)
                            }
                        }
                    }
                }
            }
            Tag.td(.data("label", call.word("desk.signature"))) {
                call.word(event.signature == nil ? "desk.unsigned" : "desk.signed")
            }
        }
    }

    private static func certificates(
        _ records: [IssuanceRecord], _ application: Application, _ call: DeskCall
    ) -> HTML {
        let issued = records.filter { $0.state == .issued }
        guard !issued.isEmpty else { return .empty }
        return Tag.section(.class("card")) {
            Tag.h2 { call.word("desk.certificates") }
            Tag.ul {
                issued.map { record in
                    Tag.li {
                        Tag.a(.href("/desk/certificates/\(record.reference.serial.hex)")) {
                            HTML.code(record.reference.serial.hex)
                        }
                    }
                }
            }
            Tag.p(.class("actions no-print")) {
                Tag.a(.class("button second"), .href("/desk/applications/\(application.id)/acceptance")) {
                    call.word("desk.acceptance.link")
                }
            }
        }
    }
}
