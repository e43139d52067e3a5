// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity
import Records

/// `/desk/applications/{id}/correction`: an application that was sent back, with what was asked for beside its fields.
enum CorrectionPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let application = try application(call)
        var values: [FormField: String] = [:]
        for field in FormField.allCases { values[field] = application[field]?.revealed }
        let events = try call.recording { () throws(RecordsError) in
            try call.service.records.events(ofApplication: application.id)
        }
        // What the last return asked for stands where a form's own objections stand.
        var asked: [FormField: String] = [:]
        for remark in events.last(where: { $0.to == .returned })?.remarks ?? [] {
            if let field = FormField(rawValue: remark.point) { asked[field] = remark.text }
        }
        return .page(try page(application, values, wrong: asked, call))
    }

    static func take(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let application = try application(call)
        let form = FormFields.form(call, profile: application.profile)
        let wrong = try FormFields.refusals(of: form, call)
        guard wrong.isEmpty else { return .again(try page(application, form.values, wrong: wrong, call)) }
        let (csr, signature) = (FormFields.request(call), try call.signature())
        guard signature != nil || !call.service.registration.requiresSignatures else {
            return .again(review(application, form, csr, call))
        }
        do throws(EnrollmentError) {
            _ = try call.service.registration.correct(
                application.id, with: form, csr: csr, filedBy: call.officer, signature: signature)
        } catch {
            let problem = Problem(error)
            if problem.isAboutSigning {
                return .again(
                    review(application, form, csr, call, wrong: problem.statement.sentence(in: call.language)))
            }
            guard problem.fault == nil, problem.status == 422 else { throw problem }
            return .again(
                try page(
                    application, form.values, wrong: [:], call, request: problem.statement.sentence(in: call.language)))
        }
        return .see("/desk/applications/\(application.id)?done=corrected")
    }

    /// What is about to be handed in again, to be looked over and signed.
    private static func review(
        _ application: Application, _ form: ApplicationForm, _ csr: [UInt8]?, _ call: DeskCall, wrong: String? = nil
    ) -> Page {
        let statement = FilingStatement(
            .correct, form, csr: csr ?? application.record.request, of: application.id, by: call.officer)
        let given = FormField.allCases.compactMap { field in form[field].map { (field.rawValue, $0) } }
        var kept = [("profile", application.profile)] + given
        if let csr { kept.append(("request", SigningFields.text(ofRequest: csr))) }
        return SigningFields.review(
            call.word("desk.preview.submit"), in: nil, at: "/desk/applications/\(application.id)/correction",
            back: "/desk/applications/\(application.id)",
            showing: given.map { (HTML.text(call.word("field.\($0.0)")), $0.1) }, keeping: kept,
            SigningFields.fields(forLinked: statement.bytesToBeSigned, call), call, wrong: wrong)
    }

    private static func application(_ call: DeskCall) throws(Problem) -> Application {
        try call.only(.enterer)
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(call.part("id"), seenBy: call.officer)
        }
        guard application.state == .returned else {
            throw Problem(
                EnrollmentError.applicationMoved(
                    id: application.id, seen: application.state, allowed: [.returned]))
        }
        return application
    }

    private static func page(
        _ application: Application, _ values: [FormField: String], wrong: [FormField: String], _ call: DeskCall,
        request: String? = nil
    ) throws(Problem) -> Page {
        let outline = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.outline(of: application.profile)
        }
        let fields = FormFields(
            outline: outline, values: values, wrong: wrong, wrongRequest: request, hasRequest: true)
        let title = call.word("desk.act.correct")
        return call.page(title, in: nil, scripts: true) {
            Tag.h1 {
                title + " "; HTML.code(application.id)
            }
            application.record.cause.map { cause in
                Tag.div(.class("notice amber")) { Tag.p { HTML.isolated(cause) } }
            }
            fields.summary(call)
            call.form(
                "/desk/applications/\(application.id)/correction",
                [.multipart, .data("check", "/desk/checks")]
            ) {
                Tag.input(.type("hidden"), .name("profile"), .value(application.profile))
                fields.groups(call)
                Tag.p(.class("actions")) {
                    Tag.button { call.word("desk.preview.submit") }
                    Tag.a(.class("button second"), .href("/desk/applications/\(application.id)")) {
                        call.word("desk.cancel")
                    }
                }
            }
        }
    }
}
