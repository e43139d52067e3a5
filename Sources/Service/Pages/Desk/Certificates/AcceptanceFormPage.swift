// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Identity
import PKIX
import Records

/// `GET /desk/applications/{id}/acceptance`: the acceptance form (فرم پذیرش) to be printed and signed by hand.
///
/// - SeeAlso: regulation under article 32 of the Electronic Commerce Law, article 15.
enum AcceptanceFormPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let id = call.part("id")
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(id, seenBy: call.officer)
        }
        try call.noteView(of: "application:\(id)")
        let certificate = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.collect(id)
        }
        let office = try call.recording { () throws(RecordsError) in
            try call.service.records.office(application.office)
        }
        let title = call.word("desk.acceptance.title")
        return .page(
            call.page(title, in: nil, scripts: true) {
                Tag.h1 { title }
                Tag.p(.class("actions no-print")) {
                    Tag.button(.type("button"), .hidden, .data("print", "")) { call.word("desk.print") }
                }
                Tag.dl(.class("facts")) {
                    call.fact(call.word("desk.office"), .isolated(OfficesPage.name(of: office, call)))
                    call.fact(call.word("desk.code"), .code(id))
                    FormField.allCases.map { field in
                        call.fact(
                            call.word("field.\(field.rawValue)"),
                            application[field].map { ApplicationChange.value($0.revealed, of: field) })
                    }
                    call.fact(call.word("desk.profile"), .text(call.title(ofProfile: application.profile)))
                    call.fact(call.word("desk.serial"), certificate.map { .code($0.serialNumber.hex) })
                    call.fact(call.word("desk.certificateSHA256"), certificate.map { .code(Hex.encode($0.sha256)) })
                    call.fact(
                        call.word("desk.validUntil"),
                        certificate.map { DateText.moment($0.validity.notAfter, in: call.language) })
                }
                Tag.ol {
                    for number in 1...4 { Tag.li { call.word("desk.acceptance.point\(number)") } }
                }
                Tag.div(.class("signatures")) {
                    for key in ["desk.acceptance.applicant", "desk.acceptance.fingerprint", "desk.acceptance.officer"] {
                        Tag.div { call.word(key) }
                    }
                }
                Tag.p {
                    call.word("desk.printed") + " "; DateText.moment(call.now, in: call.language)
                }
            })
    }
}
