// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// An application from the empty form to its filing; every step is kept on the server, so that a dropped line loses
/// nothing.
///
///     GET  /desk/applications/new          chooses a profile, then shows its form
///     POST /desk/drafts                    keeps the form
///     GET  /desk/drafts/{id}               the form again, with what is wrong
///     POST /desk/drafts/{id}               keeps it anew
///     GET  /desk/drafts/{id}/preview       the names as the certificate will have them
///     POST /desk/drafts/{id}/submission    files it
///     POST /desk/drafts/{id}/discard       throws it away
enum DraftPages {
    static func new(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer)
        let title = call.word("desk.room.new")
        if let profile = call.request.queryValue("profile") {
            let outline = try call.enrolling { () throws(EnrollmentError) in
                try call.service.registration.outline(of: profile)
            }
            return .page(page(FormFields(outline: outline, values: [:], wrong: [:]), nil, call))
        }
        let office = try call.recording { () throws(RecordsError) in
            try call.service.records.office(call.officer.office)
        }
        return .page(
            call.page(title, in: .new) {
                Tag.h1 { title }
                Tag.p { call.word("desk.form.choose") }
                Tag.ul(.class("cards")) {
                    office.profiles.map { profile in
                        Tag.li {
                            Tag.a(
                                .class("button second"),
                                .href("/desk/applications/new?profile=\(PageReader.encoded(profile))")
                            ) { call.title(ofProfile: profile) }
                        }
                    }
                }
            })
    }

    static func list(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer, .supervisor)
        let drafts = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.drafts(for: call.officer)
        }
        let title = call.word("desk.room.drafts")
        return .page(
            call.page(title, in: .drafts) {
                Tag.h1 { title }
                if drafts.isEmpty { Tag.p(.class("notice")) { call.word("desk.drafts.none") } }
                drafts.map { row($0, call) }
            })
    }

    private static func row(_ draft: FormDraft, _ call: DeskCall) -> HTML {
        let names = [draft.form[.givenName], draft.form[.surname]].compactMap { $0 }.joined(separator: " ")
        return Tag.div(.class("card")) {
            Tag.h2 {
                Tag.a(.href("/desk/drafts/\(draft.id)")) {
                    names.isEmpty ? HTML.code(draft.id) : HTML.isolated(names)
                }
            }
            Tag.dl(.class("facts")) {
                call.fact(call.word("desk.code"), .code(draft.id))
                call.fact(call.word("desk.profile"), .text(call.title(ofProfile: draft.form.profile)))
                call.fact(call.word("desk.by"), call.name(of: draft.savedBy))
                call.fact(call.word("desk.changed"), DateText.moment(draft.changed, in: call.language))
            }
        }
    }

    static func begin(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer)
        let form = FormFields.form(call, profile: try call.text("profile"))
        let csr = FormFields.request(call)
        let draft = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.begin(form, csr: csr, by: call.officer)
        }
        return try next(draft, call)
    }

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let draft = try draft(call)
        let outline = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.outline(of: draft.form.profile)
        }
        var fields = FormFields(outline: outline, values: draft.form.values, wrong: [:])
        fields.hasRequest = draft.csr != nil
        if call.request.queryValue("check") != nil {
            let wrong = try FormFields.refusals(of: draft.form, call)
            fields = FormFields(
                outline: outline, values: draft.form.values, wrong: wrong,
                wrongRequest: draft.csr == nil ? call.word("desk.form.request.missing") : nil,
                hasRequest: draft.csr != nil)
        }
        return .page(page(fields, draft, call))
    }

    static func save(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let before = try draft(call)
        let form = FormFields.form(call, profile: before.form.profile)
        let (csr, version) = (FormFields.request(call), try version(call))
        let draft = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.save(before.id, form, csr: csr, expecting: version, by: call.officer)
        }
        return try next(draft, call)
    }

    static func discard(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.discard(draft: call.part("id"), by: call.officer)
        }
        return .see("/desk/drafts?done=discarded")
    }

    /// Where a form goes once it is kept: back with what is wrong, or on to the preview.
    private static func next(_ draft: FormDraft, _ call: DeskCall) throws(Problem) -> DeskAnswer {
        guard call.optionalText("step") != "save" else { return .see("/desk/drafts/\(draft.id)?done=saved") }
        let isGood = try FormFields.refusals(of: draft.form, call).isEmpty && draft.csr != nil
        return .see("/desk/drafts/\(draft.id)" + (isGood ? "/preview" : "?check=1#wrong"))
    }

    static func draft(_ call: DeskCall) throws(Problem) -> FormDraft {
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.draft(call.part("id"), seenBy: call.officer)
        }
    }

    static func version(_ call: DeskCall) throws(Problem) -> Int {
        guard let version = Int(try call.text("version")) else {
            throw .member("version", seen: nil, allowed: "1–")
        }
        return version
    }

    private static func page(_ fields: FormFields, _ draft: FormDraft?, _ call: DeskCall) -> Page {
        let profile = fields.outline.profile
        let title = call.word("desk.form.title", ["profile": call.title(ofProfile: profile)])
        let copy = "\(call.officer.id)/\(draft?.id ?? "new-" + profile)"
        return call.page(title, in: draft == nil ? .new : .drafts, scripts: true) {
            Tag.h1 { title }
            fields.summary(call)
            call.form(
                draft.map { "/desk/drafts/\($0.id)" } ?? "/desk/drafts",
                [.multipart, .data("check", "/desk/checks"), .data("copy", copy)]
            ) {
                Tag.input(.type("hidden"), .name("profile"), .value(profile))
                Tag.input(.type("hidden"), .name("version"), .value("\(draft?.version ?? 0)"))
                offline(call)
                fields.groups(call)
                Tag.p(.class("actions")) {
                    Tag.button(.name("step"), .value("preview")) { call.word("desk.form.preview.go") }
                    Tag.button(.class("second"), .name("step"), .value("save")) { call.word("desk.form.save") }
                }
            }
            if let draft {
                call.button(call.word("desk.form.discard"), to: "/desk/drafts/\(draft.id)/discard", "danger")
            }
        }
    }

    /// A copy in this browser, only if the clerk chooses so; shown by the script.
    private static func offline(_ call: DeskCall) -> HTML {
        Tag.div(.class("notice"), .hidden, .data("copy-box", "")) {
            Tag.label(.class("box")) {
                Tag.input(.type("checkbox"), .data("copy-switch", ""))
                call.word("desk.form.copy")
            }
            Tag.p(.class("hint")) { call.word("desk.form.copy.hint") }
            Tag.p(.hidden, .data("copy-found", "")) {
                call.word("desk.form.copy.found") + " "
                Tag.button(.type("button"), .class("second"), .data("copy-take", "")) {
                    call.word("desk.form.copy.take")
                }
            }
        }
    }
}
