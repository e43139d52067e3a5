// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Issuance
import Records

/// The administrator's form that takes an officer in.
///
///     GET  /desk/offices/{office}/officers/new    an empty form
///     POST /desk/offices/{office}/officers        certifies the key that the officer brings
enum OfficerFormPages {
    static func new(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        return .page(form(Enlistment(), office, call))
    }

    static func create(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        var enlistment = Enlistment()
        enlistment.id = call.optionalText("id") ?? ""
        enlistment.office = office.id
        enlistment.role = call.optionalText("role") ?? ""
        enlistment.givenName = call.optionalText("givenName") ?? ""
        enlistment.surname = call.optionalText("surname") ?? ""
        enlistment.latinName = call.optionalText("latinName") ?? ""
        enlistment.nationalID = call.optionalText("nationalID") ?? ""
        enlistment.authority = call.optionalText("authority") ?? ""
        enlistment.request = FormFields.request(call) ?? []
        do throws(Problem) {
            let action = DeskAction(
                act: .add, subject: .officer(enlistment.id), details: enlistment.signedDetails)
            if try action.needsSignature(call) {
                return .again(
                    action.review(
                        call.word("desk.officers.add"), at: "/desk/offices/\(office.id)/officers",
                        back: "/desk/offices/\(office.id)", keeping: typed(enlistment), call))
            }
            try action.authorise(call)
            _ = try call.service.enlist(enlistment, by: call.officer)
        } catch {
            guard error.fault == nil, error.status < 500 else { throw error }
            return .again(form(enlistment, office, call, wrong: error.statement.sentence(in: call.language)))
        }
        return .see("/desk/officers/\(enlistment.id)?done=officerAdded")
    }

    /// What was typed, and the request as text.
    private static func typed(_ officer: Enlistment) -> [(String, String)] {
        return [
            ("id", officer.id), ("role", officer.role), ("givenName", officer.givenName),
            ("surname", officer.surname), ("latinName", officer.latinName), ("nationalID", officer.nationalID),
            ("authority", officer.authority), ("request", SigningFields.text(ofRequest: officer.request)),
        ]
    }

    private static func form(
        _ officer: Enlistment, _ office: OfficeRecord, _ call: DeskCall, wrong: String? = nil
    ) -> Page {
        let title = call.word("desk.officers.new")
        return call.page(title, in: .offices, scripts: true) {
            Tag.h1 { title }
            Tag.p {
                HTML.isolated(OfficesPage.name(of: office, call)); " "; HTML.code(office.id)
            }
            call.wrongNotice(wrong)
            if call.service.issuers.isEmpty {
                Tag.div(.class("notice amber")) {
                    Tag.p { Problem(409, "service", "noIssuerHere").statement.sentence(in: call.language) }
                }
            } else {
                fields(officer, office, call)
            }
        }
    }

    private static func fields(_ officer: Enlistment, _ office: OfficeRecord, _ call: DeskCall) -> HTML {
        call.form("/desk/offices/\(office.id)/officers", [.multipart]) {
            Tag.fieldset {
                Tag.legend { call.word("desk.form.group.person") }
                call.line("nationalID", label: call.word("field.nationalID"), officer.nationalID)
                call.line("givenName", label: call.word("field.givenName"), officer.givenName, isCode: false)
                call.line("surname", label: call.word("field.surname"), officer.surname, isCode: false)
                call.line("latinName", label: call.word("field.latinName"), officer.latinName)
            }
            Tag.fieldset {
                Tag.legend { call.word("desk.officer") }
                call.line(
                    "id", label: call.word("desk.officers.id"), officer.id, hint: call.word("desk.offices.id.hint"))
                call.choice(
                    "role", label: call.word("desk.role"),
                    OfficerRecord.Role.allCases.map { ($0.rawValue, call.word("role.\($0.rawValue)")) },
                    chosen: officer.role.isEmpty ? nil : officer.role, hint: call.word("desk.officers.role.hint"))
                call.choice(
                    "authority", label: call.word("desk.issuer"), call.service.issuers.map { ($0.name, $0.name) },
                    chosen: officer.authority.isEmpty ? nil : officer.authority)
            }
            Tag.fieldset {
                Tag.legend { call.word("desk.form.group.request") }
                Tag.p(.class("hint")) { call.word("desk.officers.request.hint") }
                call.field("requestFile", label: call.word("desk.form.request.file")) { attributes in
                    Tag.input.element(attributes + [.type("file"), .accept(".csr,.pem,.p10,.der,.req")], .empty)
                }
                call.field("request", label: call.word("desk.form.request.paste")) { attributes in
                    Tag.textarea.element(
                        attributes + [.leftToRight, .maxlength(24_000)],
                        .text(call.optionalText("request") ?? ""))
                }
            }
            Tag.p(.class("actions")) {
                Tag.button { call.word("desk.officers.add") }
                Tag.a(.class("button second"), .href("/desk/offices/\(office.id)")) { call.word("desk.cancel") }
            }
        }
    }
}
