// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// `/desk/offices/{office}/suspension` and `/resumption`: the administrator's switch, asked twice.
enum OfficeStandingPage {
    static func ask(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        return .page(question(office, try act(call), call))
    }

    private static func question(_ office: OfficeRecord, _ act: String, _ call: DeskCall, wrong: String? = nil) -> Page
    {
        let title = call.word("desk.office.\(act)")
        return call.page(title, in: .offices, scripts: true) {
            Tag.h1 { title }
            Tag.p {
                HTML.isolated(OfficesPage.name(of: office, call)); " "; HTML.code(office.id)
            }
            Tag.p(.class("notice amber")) { call.word("desk.office.\(act).effect") }
            call.form("/desk/offices/\(office.id)/\(act)", [.multipart]) {
                action(act, office).fields(call, wrong: wrong)
                Tag.p(.class("actions")) {
                    Tag.button(.class(act == "suspension" ? "danger" : "")) { title }
                    Tag.a(.class("button second"), .href("/desk/offices/\(office.id)")) { call.word("desk.cancel") }
                }
            }
        }
    }

    private static func action(_ act: String, _ office: OfficeRecord) -> DeskAction {
        DeskAction(act: act == "suspension" ? .suspend : .resume, subject: .office(office.id))
    }

    static func perform(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        let act = try act(call)
        let isSuspension = act == "suspension"
        do throws(Problem) {
            try action(act, office).authorise(call)
        } catch {
            guard error.isAboutSigning else { throw error }
            return .again(question(office, act, call, wrong: error.statement.sentence(in: call.language)))
        }
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
