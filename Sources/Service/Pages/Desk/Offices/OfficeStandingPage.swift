// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// `/desk/offices/{office}/suspension` and `/resumption`: the administrator's switch, asked twice.
enum OfficeStandingPage {
    static func ask(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        let act = try act(call)
        let title = call.word("desk.office.\(act)")
        return .page(
            call.page(title, in: .offices) {
                Tag.h1 { title }
                Tag.p {
                    HTML.isolated(OfficesPage.name(of: office, call)); " "; HTML.code(office.id)
                }
                Tag.p(.class("notice amber")) { call.word("desk.office.\(act).effect") }
                call.form("/desk/offices/\(office.id)/\(act)") {
                    Tag.p(.class("actions")) {
                        Tag.button(.class(act == "suspension" ? "danger" : "")) { title }
                        Tag.a(.class("button second"), .href("/desk/offices/\(office.id)")) { call.word("desk.cancel") }
                    }
                }
            })
    }

    static func perform(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        let isSuspension = try act(call) == "suspension"
        let registration = call.service.registration
        try call.enrolling { () throws(EnrollmentError) in
            if isSuspension {
                try registration.suspend(office: office.id, by: .officer(call.officer))
            } else {
                try registration.resume(office: office.id, by: .officer(call.officer))
            }
        }
        return .see("/desk/offices/\(office.id)?done=\(isSuspension ? "officeSuspended" : "officeResumed")")
    }

    private static func act(_ call: DeskCall) throws(Problem) -> String {
        let act = call.part("act")
        guard ["suspension", "resumption"].contains(act) else { throw .notFound(path: call.request.path) }
        return act
    }
}
