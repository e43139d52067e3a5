// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Identity
import Records

/// `/v1/offices/{id}/…`: what supervisors and auditors look at: the day's work, figures, anomalies, samples.
enum OversightRoutes {
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/offices/{id}/day", of: service, day),
            OfficeRoute("GET", "/v1/offices/{id}/figures", of: service, figures),
            OfficeRoute("GET", "/v1/offices/{id}/anomalies", of: service, anomalies),
            OfficeRoute("GET", "/v1/offices/{id}/inspections", of: service, inspections),
            OfficeRoute("POST", "/v1/offices/{id}/inspections", of: service, draw),
            OfficeRoute("GET", "/v1/offices/{id}/inspections/{line}", of: service, sample),
        ]
    }

    /// The office, for those whose business it is; another's is told like none.
    private static func office(
        _ call: OfficeCall, _ roles: [OfficerRecord.Role] = [.supervisor, .auditor]
    ) throws(Problem) -> String {
        guard roles.contains(call.officer.role) else { throw .role(seen: call.officer.role, allowed: roles) }
        let id = call.part("id")
        guard call.officer.role == .auditor || id == call.officer.office else {
            throw Problem(EnrollmentError.unknownOffice(id: id))
        }
        _ = try Problem.onRecord { () throws(RecordsError) in try call.service.records.office(id) }
        return id
    }

    /// That an auditor looked is a line of the log, as at the desk.
    private static func noteView(_ subject: String, _ call: OfficeCall) throws(Problem) {
        guard call.officer.role == .auditor else { return }
        _ = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.note(
                AuditAct.deskViewed, of: subject, by: call.officer.id, at: call.service.clock())
        }
    }

    private static func day(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let office = try office(call, [.enterer, .approver, .supervisor, .auditor])
        let now = call.service.clock()
        let today = SolarHijriDate(secondsSince1970: now.secondsSince1970)
        var date = today
        if let text = call.request.queryValue("date") {
            guard let asked = try? SolarHijriDate(checking: text) else {
                throw .member("date", seen: text, allowed: today.description)
            }
            date = min(asked, today)
        }
        let begin = Instant(secondsSince1970: Int64(date.unixDay) * 86_400 - TehranClock.offsetSeconds)
        let all = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.steps(
                of: office, from: begin, before: begin.advanced(bySeconds: 86_400),
                to: [.submitted, .entered, .approved, .returned, .rejected, .withdrawn])
        }
        let seesAll = call.officer.role == .supervisor || call.officer.role == .auditor
        let steps = seesAll ? all : all.filter { $0.officer == call.officer.id }
        try noteView("office:\(office)/day", call)
        return (200, ["office": .string(office), "date": .string(date.description), "steps": .array(steps.map(value))])
    }

    private static func figures(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let office = try office(call)
        let now = call.service.clock()
        let found = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.figures(
                of: office, from: now.advanced(bySeconds: -Int64(OfficePage.days) * 86_400),
                before: now.advanced(bySeconds: 1), offset: TehranClock.offsetSeconds)
        }
        try noteView("office:\(office)", call)
        return (
            200,
            [
                "office": .string(office), "days": .integer(Int64(OfficePage.days)),
                "byDay": .array(
                    found.days.map { day in
                        let noon = Instant(secondsSince1970: Int64(day.day) * 86_400)
                        return ["date": .string(String(noon.rfc3339.prefix(10))), "steps": counts(day.steps)]
                    }),
                "byOfficer": .array(
                    found.work.map { work in ["officer": .string(work.officer), "steps": counts(work.steps)] }),
            ]
        )
    }

    private static func counts(_ steps: [ApplicationState: Int]) -> JSONValue {
        .object(
            ApplicationState.allCases.compactMap { state in
                steps[state].map { .init(state.rawValue, .integer(Int64($0))) }
            })
    }

    private static func anomalies(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let office = try office(call)
        let now = call.service.clock()
        let steps = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.steps(
                of: office, from: now.advanced(bySeconds: -Int64(AnomaliesPage.days) * 86_400),
                before: now.advanced(bySeconds: 1), to: [.entered, .approved])
        }
        let found = OfficeAnomalies(steps)
        try noteView("office:\(office)/anomalies", call)
        return (
            200,
            [
                "office": .string(office), "days": .integer(Int64(AnomaliesPage.days)),
                "night": .array(
                    found.nightWork.map { one in
                        ["officer": .string(one.officer), "steps": .array(one.steps.map(value))]
                    }),
                "crowds": .array(found.crowds.map { .array($0.map(value)) }),
                "pairs": .array(
                    found.pairs.map { pair in
                        [
                            "enterer": .string(pair.enterer), "approver": .string(pair.approver),
                            "together": .integer(Int64(pair.together)), "entered": .integer(Int64(pair.entered)),
                        ]
                    }),
                "bursts": .array(
                    found.bursts.map { burst in
                        [
                            "officer": .string(burst.officer), "begins": .string(burst.begins.rfc3339),
                            "count": .integer(Int64(burst.count)),
                        ]
                    }),
                "hasty": .array(found.hasty.map(value)),
            ]
        )
    }

    /// A step without the person that it is about.
    private static func value(of step: OfficeStep) -> JSONValue {
        [
            "application": .string(step.application), "profile": .string(step.profile),
            "state": .string(step.state.rawValue), "officer": .string(step.officer),
            "time": .string(step.time.rfc3339),
        ]
    }

    private static func inspections(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let office = try office(call)
        let lines = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.inspections(of: office)
        }
        try noteView("office:\(office)/inspections", call)
        return (
            200,
            [
                "inspections": .array(
                    lines.map { line in
                        [
                            "line": .integer(Int64(line.sequence)), "time": .string(line.time.rfc3339),
                            "by": .string(line.actor),
                        ]
                    })
            ]
        )
    }

    private static func draw(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only()
        let office = try office(call)
        let line = try InspectionPages.draw(office: office, by: call.officer.id, in: call.service)
        return (201, try InspectionPages.sample(line, of: office, in: call.service, path: call.request.path).value)
    }

    private static func sample(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let office = try office(call)
        guard let number = Int(call.part("line")), number >= 0 else { throw .notFound(path: call.request.path) }
        let drawn = try InspectionPages.sample(number, of: office, in: call.service, path: call.request.path)
        try noteView("office:\(office)/inspections/\(number)", call)
        return (200, drawn.value)
    }
}
