// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity

/// The names and numbers as the certificate will have them, for the applicant to look at before anything is filed.
///
/// - SeeAlso: regulation under article 32 of the Electronic Commerce Law, article 15.
enum PreviewPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let draft = try DraftPages.draft(call)
        guard try FormFields.refusals(of: draft.form, call).isEmpty, draft.csr != nil else {
            return .see("/desk/drafts/\(draft.id)?check=1#wrong")
        }
        return .page(page(draft, call, wrong: nil))
    }

    static func submit(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let draft = try DraftPages.draft(call)
        guard call.optionalText("confirmed") == "yes" else {
            return .again(page(draft, call, wrong: call.word("desk.preview.unconfirmed")))
        }
        let (version, signature) = (try DraftPages.version(call), try call.signature())
        do throws(EnrollmentError) {
            let application = try call.service.registration.submit(
                draft: draft.id, expecting: version, by: call.officer, signature: signature)
            return .see("/desk/applications/\(application.id)?done=submitted")
        } catch {
            let problem = Problem(error)
            guard problem.fault == nil, [403, 409, 413, 422].contains(problem.status) else {
                throw problem
            }
            return .again(page(draft, call, wrong: problem.statement.sentence(in: call.language)))
        }
    }

    private static func page(_ draft: FormDraft, _ call: DeskCall, wrong: String?) -> Page {
        let title = call.word("desk.preview.title")
        return call.page(title, in: .drafts, scripts: true) {
            Tag.h1 { title }
            if let wrong {
                Tag.div(.class("notice reject"), .role("alert")) { Tag.p { wrong } }
            }
            names(draft.form, call)
            Tag.dl(.class("facts card")) {
                call.fact(call.word("desk.profile"), .text(call.title(ofProfile: draft.form.profile)))
                FormField.allCases.map { field in
                    call.fact(
                        call.word("field.\(field.rawValue)"),
                        draft.form[field].map { ApplicationChange.value($0, of: field) })
                }
            }
            call.form("/desk/drafts/\(draft.id)/submission", [.multipart]) {
                Tag.input(.type("hidden"), .name("version"), .value("\(draft.version)"))
                Tag.p {
                    Tag.label(.class("box")) {
                        Tag.input(
                            .type("checkbox"), .name("confirmed"), .value("yes"), .id("f-confirmed"), .required)
                        call.word("desk.preview.confirm")
                    }
                }
                SigningFields.fields(
                    forLinked: FilingStatement(
                        .file, draft.form, csr: draft.csr ?? [], of: draft.id, by: call.officer
                    ).bytesToBeSigned, call)
                Tag.p(.class("actions")) {
                    Tag.button { call.word("desk.preview.submit") }
                    Tag.a(.class("button second"), .href("/desk/drafts/\(draft.id)")) { call.word("desk.preview.back") }
                }
            }
        }
    }

    /// The name in both scripts, large, as the certificate shows it.
    private static func names(_ form: ApplicationForm, _ call: DeskCall) -> HTML {
        let persian = [form[.givenName], form[.surname]].compactMap { $0 }.map { PersianText.display($0) }
        return Tag.section(.class("card names")) {
            Tag.h2 { call.word("desk.preview.names") }
            Tag.p(.class("big"), .lang(.persian), .direction(of: .persian)) {
                HTML.isolated(persian.isEmpty ? form[.organization] ?? "" : persian.joined(separator: " "))
            }
            Tag.p(.class("big"), .lang(.english), .direction(of: .english)) {
                HTML.isolated((try? LatinName(checking: form[.latinName] ?? ""))?.display ?? form[.latinName] ?? "")
            }
        }
    }
}
