// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import Records

/// The administrator's forms for offices.
///
///     GET  /desk/offices/new                 an empty form
///     POST /desk/offices                     sets one up
///     GET  /desk/offices/{office}/details    place, scope, hours and quota, to be changed
///     POST /desk/offices/{office}/details    changes them
///     GET  /desk/offices/{office}/licence    the licence
///     POST /desk/offices/{office}/licence    renews it
enum OfficeFormPages {
    static func new(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.administrator)
        return .page(form(.new, OfficeFields(usualHours: true), call))
    }

    static func create(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.administrator)
        let fields = OfficeFields(call)
        return try corrected(.new, fields, call) { () throws(Problem) in
            guard let kind = OfficeKind(rawValue: fields.kind) else {
                throw .member(
                    call.word("desk.kind"), seen: fields.kind,
                    allowed: OfficeKind.allCases.map { call.word("desk.kind.\($0.rawValue)") }.joined(separator: ", "))
            }
            let office = OfficeRegistration(
                id: fields.id, kind: kind, persianName: fields.persianName, englishName: fields.englishName,
                profiles: fields.profiles, licensedUntil: try fields.licence(call),
                details: try fields.details(call))
            let action = DeskAction(act: .add, subject: .office(fields.id), details: office.signedDetails)
            if let page = try review(.new, fields, action, call) { return page }
            _ = try call.enrolling { () throws(EnrollmentError) in
                try call.service.registration.addOffice(office, by: .officer(call.officer))
            }
            return .see("/desk/offices/\(fields.id)?done=officeAdded")
        }
    }

    static func showDetails(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        return .page(form(.details(office.id), OfficeFields(office), call))
    }

    static func takeDetails(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        let fields = OfficeFields(call)
        return try corrected(.details(office.id), fields, call) { () throws(Problem) in
            let details = try fields.details(call)
            let action = DeskAction(
                act: .change, subject: .office(office.id), details: details.signed(with: fields.profiles))
            if let page = try review(.details(office.id), fields, action, call) { return page }
            _ = try call.enrolling { () throws(EnrollmentError) in
                try call.service.registration.change(
                    office: office.id, to: details, profiles: fields.profiles, by: .officer(call.officer))
            }
            return .see("/desk/offices/\(office.id)?done=officeChanged")
        }
    }

    static func showLicence(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        return .page(form(.licence(office.id), OfficeFields(office), call))
    }

    static func takeLicence(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.administrator])
        let fields = OfficeFields(call)
        return try corrected(.licence(office.id), fields, call) { () throws(Problem) in
            let until = try fields.licence(call)
            let action = DeskAction(
                act: .license, subject: .office(office.id), details: ["licensedUntil": until.rfc3339])
            if let page = try review(.licence(office.id), fields, action, call) { return page }
            try call.enrolling { () throws(EnrollmentError) in
                try call.service.registration.license(office: office.id, until: until, by: .officer(call.officer))
            }
            return .see("/desk/offices/\(office.id)?done=officeLicensed")
        }
    }

    private enum Subject {
        case new
        case details(String)
        case licence(String)

        var action: String {
            switch self {
            case .new: "/desk/offices"
            case .details(let id): "/desk/offices/\(id)/details"
            case .licence(let id): "/desk/offices/\(id)/licence"
            }
        }

        var title: String {
            switch self {
            case .new: "desk.offices.new"
            case .details: "desk.offices.details"
            case .licence: "desk.offices.licence"
            }
        }

        var back: String {
            switch self {
            case .new: "/desk/offices"
            case .details(let id), .licence(let id): "/desk/offices/\(id)"
            }
        }
    }

    /// The page on which a form is signed that was not; nil once it is, and the signature is on record.
    private static func review(
        _ subject: Subject, _ fields: OfficeFields, _ action: DeskAction, _ call: DeskCall
    ) throws(Problem) -> DeskAnswer? {
        guard try action.needsSignature(call) else {
            try action.authorise(call)
            return nil
        }
        return .again(
            action.review(
                call.word(subject.title), at: subject.action, back: subject.back, keeping: fields.typed, call))
    }

    /// Does what a form asks, or shows it again with what stands against it.
    private static func corrected(
        _ subject: Subject, _ fields: OfficeFields, _ call: DeskCall, _ act: () throws(Problem) -> DeskAnswer
    ) throws(Problem) -> DeskAnswer {
        do throws(Problem) {
            return try act()
        } catch {
            guard error.fault == nil, error.status < 500 else { throw error }
            return .again(form(subject, fields, call, wrong: error.statement.sentence(in: call.language)))
        }
    }

    private static func form(
        _ subject: Subject, _ fields: OfficeFields, _ call: DeskCall, wrong: String? = nil
    ) -> Page {
        let title = call.word(subject.title)
        return call.page(title, in: .offices, scripts: true) {
            Tag.h1 { title }
            if case .new = subject {
            } else {
                Tag.p { HTML.code(fields.id) }
            }
            call.wrongNotice(wrong)
            call.form(subject.action) {
                switch subject {
                case .new:
                    fields.identity(call)
                    fields.licenceField(call)
                    fields.scope(call)
                    fields.work(call)
                case .details:
                    fields.scope(call)
                    fields.work(call)
                case .licence:
                    fields.licenceField(call)
                }
                Tag.p(.class("actions")) {
                    Tag.button { call.word("desk.save") }
                    Tag.a(.class("button second"), .href(subject.back)) { call.word("desk.cancel") }
                }
            }
        }
    }
}
