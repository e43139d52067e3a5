// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records

/// `GET /desk/offices`: the offices that somebody oversees.
enum OfficesPage {
    static func list(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.supervisor, .auditor, .administrator)
        guard call.officer.role != .supervisor else { return .see("/desk/offices/\(call.officer.office)") }
        try call.noteView(of: "offices")
        let offices = try call.recording { () throws(RecordsError) in try call.service.records.offices() }
        let title = call.word("desk.room.offices")
        return .page(
            call.page(title, in: .offices) {
                Tag.h1 { title }
                if call.officer.role == .administrator {
                    Tag.p(.class("actions no-print")) {
                        Tag.a(.class("button second"), .href("/desk/offices/new")) { call.word("desk.offices.new") }
                    }
                }
                Tag.div(.class("scroll")) {
                    Tag.table(.class("stacks")) {
                        Tag.caption(.class("visually-hidden")) { title }
                        Tag.thead {
                            Tag.tr {
                                for key in ["desk.office", "desk.name", "desk.state", "desk.licensedUntil"] {
                                    Tag.th(.scope("col")) { call.word(key) }
                                }
                            }
                        }
                        Tag.tbody { offices.map { row($0, call) } }
                    }
                }
            })
    }

    private static func row(_ office: OfficeRecord, _ call: DeskCall) -> HTML {
        Tag.tr {
            Tag.th(.scope("row")) { Tag.a(.href("/desk/offices/\(office.id)")) { HTML.code(office.id) } }
            Tag.td(.data("label", call.word("desk.name"))) { HTML.isolated(name(of: office, call)) }
            Tag.td(.data("label", call.word("desk.state"))) { standing(office.status, call) }
            Tag.td(.data("label", call.word("desk.licensedUntil"))) {
                DateText.day(office.licensedUntil, in: call.language)
            }
        }
    }

    /// An office that this officer oversees.
    static func office(_ call: DeskCall, _ roles: [OfficerRecord.Role]) throws(Problem) -> OfficeRecord {
        guard roles.contains(call.officer.role) else { throw .role(seen: call.officer.role, allowed: roles) }
        let id = call.part("office")
        let isForeign = call.officer.role == .supervisor && id != call.officer.office
        // Another's office is told like one that does not exist.
        if isForeign { throw Problem(EnrollmentError.unknownOffice(id: id)) }
        return try call.recording { () throws(RecordsError) in try call.service.records.office(id) }
    }

    static func name(of office: OfficeRecord, _ call: DeskCall) -> String {
        call.language == .persian ? office.persianName : office.englishName
    }

    static func standing(_ standing: OfficeRecord.Standing, _ call: DeskCall) -> HTML {
        Tag.span(.class(standing == .active ? "badge accept" : "badge reject")) {
            call.word("desk.standing.\(standing.rawValue)")
        }
    }
}
