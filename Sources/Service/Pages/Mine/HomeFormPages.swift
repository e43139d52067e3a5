// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// The application form at home: the same checks as at the desk, and no act of an office.
enum HomeFormPages {
    static func new(_ call: MineCall) throws(Problem) -> MineAnswer {
        let title = call.word("mine.apply")
        guard let profile = call.request.queryValue("profile") else {
            return .page(
                call.page(title) {
                    Tag.h1 { title }
                    Tag.p { call.word("mine.applyCard.text") }
                    Tag.p { call.word("desk.form.choose") }
                    Tag.ul(.class("cards")) {
                        call.registration.profileNames.map { name in
                            Tag.li {
                                Tag.a(.class("button second"), .href("/mine/apply?profile=\(PageReader.encoded(name))"))
                                {
                                    call.title(ofProfile: name)
                                }
                            }
                        }
                    }
                })
        }
        return .page(try formPage(HomeForm(profile: profile), "/mine/apply", call))
    }

    static func begin(_ call: MineCall) throws(Problem) -> MineAnswer {
        let form = try HomeForm(call)
        if let page = try refused(form, "/mine/apply", call) { return .again(page, status: 422) }
        let token: String
        do throws(Problem) {
            token = try call.enrolling { () throws(EnrollmentError) in
                try call.registration.beginAtHome(form.application, office: form.office, from: call.address).token
            }
        } catch {
            if error.fault != nil { throw error }
            return .again(try formPage(form, "/mine/apply", call, error), status: error.status)
        }
        return .see("/mine/draft", cookie: token)
    }

    static func show(_ call: MineCall) throws(Problem) -> MineAnswer {
        guard let draft = try draft(call) else { return .see("/mine/track") }
        let title = call.word("mine.draft")
        return .page(
            call.page(title) {
                Tag.h1 { title }
                Tag.div(.class("notice accept")) {
                    Tag.p { call.word("mine.draft.code") }
                    Tag.p { Tag.strong { HTML.code(draft.id) } }
                    Tag.p { call.word("mine.draft.next") }
                }
                Tag.dl(.class("facts")) {
                    call.fact(call.word("desk.profile"), .text(call.title(ofProfile: draft.form.profile)))
                    call.fact(
                        call.word("mine.office"),
                        draft.office.map { .isolated(call.name(ofOffice: $0)) } ?? .text(call.word("mine.anyOffice")))
                    FormField.allCases.map { field in
                        call.fact(call.word("field.\(field.rawValue)"), draft.form[field].map { .isolated($0) })
                    }
                }
                Tag.p(.class("actions no-print")) {
                    Tag.a(.class("button second"), .href("/mine/draft/form")) { call.word("desk.preview.back") }
                }
            })
    }

    static func change(_ call: MineCall) throws(Problem) -> MineAnswer {
        guard let draft = try draft(call) else { return .see("/mine/track") }
        return .page(try formPage(HomeForm(draft), "/mine/draft", call))
    }

    static func save(_ call: MineCall) throws(Problem) -> MineAnswer {
        guard let before = try draft(call) else { return .see("/mine/track") }
        let form = try HomeForm(call)
        if let page = try refused(form, "/mine/draft", call) { return .again(page, status: 422) }
        _ = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.save(
                before.id, form.application, office: form.office, expecting: form.version ?? before.version)
        }
        return .see("/mine/draft")
    }

    /// The draft of whoever began it here, or was let in to it by a code.
    private static func draft(_ call: MineCall) throws(Problem) -> FormDraft? {
        guard let session = call.session, session.scope == .application else { return nil }
        do throws(EnrollmentError) {
            return try call.registration.draft(session.subject)
        } catch .desk(.unknownDraft) {
            return nil
        } catch {
            throw Problem(error)
        }
    }

    /// The form again, if anything in it cannot be handed in.
    private static func refused(_ form: HomeForm, _ action: String, _ call: MineCall) throws(Problem) -> Page? {
        let refusals = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.refusals(of: form.application)
        }
        guard !refusals.isEmpty else { return nil }
        var marked = form
        for refusal in refusals where marked.wrong[refusal.field] == nil {
            marked.wrong[refusal.field] = refusal.error.statement.sentence(in: call.language)
        }
        return try formPage(marked, action, call)
    }

    private static func formPage(
        _ form: HomeForm, _ action: String, _ call: MineCall, _ problem: Problem? = nil
    ) throws(Problem) -> Page {
        let profile = form.application.profile
        let outline = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.outline(of: profile)
        }
        let title = call.word("desk.form.title", ["profile": call.title(ofProfile: profile)])
        let offices = try Problem.onRecord { () throws(RecordsError) in try call.service.records.offices() }
            .filter { $0.profiles.contains(profile) && $0.status == .active }
        return call.page(title) {
            Tag.h1 { title }
            call.alert(problem)
            form.summary(call)
            call.form(action) {
                Tag.input(.type("hidden"), .name("profile"), .value(profile))
                if let version = form.version {
                    Tag.input(.type("hidden"), .name("version"), .value("\(version)"))
                }
                form.fields(outline, call)
                call.field("office", label: call.word("mine.office"), isRequired: false) { attributes in
                    Tag.select.element(
                        attributes,
                        .joined(
                            [QueuePage.option("", call.word("mine.anyOffice"), isChosen: form.office == nil)]
                                + offices.map { office in
                                    QueuePage.option(
                                        office.id, call.name(ofOffice: office.id), isChosen: form.office == office.id)
                                }))
                }
                Tag.div(.class("actions")) { Tag.button { call.word("desk.form.preview.go") } }
            }
        }
    }
}
