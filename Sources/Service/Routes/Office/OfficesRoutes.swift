// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import Records

/// `/v1/offices…` and `/v1/officers`: who enrols where.
enum OfficesRoutes {
    /// The routes.
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/offices", of: service) { call throws(Problem) in
                let offices = try Problem.onRecord { () throws(RecordsError) in try call.service.records.offices() }
                let visible = offices.filter { call.seesAllOffices || $0.id == call.officer.office }
                return (200, ["offices": .array(visible.map { value(of: $0) })])
            },
            OfficeRoute("POST", "/v1/offices", of: service, add),
            OfficeRoute("POST", "/v1/offices/{id}/suspension", of: service) { call throws(Problem) in
                try change(.suspend, call) { id, administrator throws(EnrollmentError) in
                    try call.service.registration.suspend(office: id, by: administrator)
                }
            },
            OfficeRoute("POST", "/v1/offices/{id}/resumption", of: service) { call throws(Problem) in
                try change(.resume, call) { id, administrator throws(EnrollmentError) in
                    try call.service.registration.resume(office: id, by: administrator)
                }
            },
            OfficeRoute("POST", "/v1/offices/{id}/details", of: service, details),
            OfficeRoute("POST", "/v1/offices/{id}/licence", of: service) { call throws(Problem) in
                try call.only("licensedUntil", signed: true)
                let until = try call.time("licensedUntil")
                try call.authorise(
                    .license, .office(call.part("id")), details: ["licensedUntil": until.rfc3339])
                return try act(on: call) { id, administrator throws(EnrollmentError) in
                    try call.service.registration.license(office: id, until: until, by: administrator)
                }
            },
            OfficeRoute("GET", "/v1/officers", of: service, officers),
            OfficeRoute("POST", "/v1/officers", of: service, OfficersRoutes.add),
            OfficeRoute("GET", "/v1/officers/alarms", of: service, OfficersRoutes.alarms),
            OfficeRoute("POST", "/v1/officers/{id}/reversal", of: service, OfficersRoutes.revert),
            OfficeRoute("POST", "/v1/officers/{id}/suspension", of: service) { call throws(Problem) in
                try stand(.suspend, call) { id, _ throws(EnrollmentError) in
                    try call.service.registration.suspend(officer: id, at: call.officer)
                }
            },
            OfficeRoute("POST", "/v1/officers/{id}/resumption", of: service) { call throws(Problem) in
                try stand(.resume, call) { id, administrator throws(EnrollmentError) in
                    try call.service.registration.resume(officer: id, by: administrator)
                }
            },
        ]
    }

    private static func add(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(
            "id", "kind", "persianName", "englishName", "profiles", "licensedUntil", "place", "professions", "hours",
            "dailyQuota", signed: true)
        let word = try call.text("kind")
        guard let kind = OfficeKind(rawValue: word) else {
            throw .member("kind", seen: word, allowed: Statement.list(OfficeKind.allCases.map(\.rawValue)))
        }
        let licensedUntil = try call.time("licensedUntil")
        guard let names = try call.texts("profiles") else {
            throw .member("profiles", seen: nil, allowed: "[text]")
        }
        let details = try details(in: call)
        let office = OfficeRegistration(
            id: try call.text("id"), kind: kind, persianName: try call.text("persianName"),
            englishName: try call.text("englishName"), profiles: names, licensedUntil: licensedUntil,
            details: details)
        try call.authorise(.add, .office(office.id), details: office.signedDetails)
        let record = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.addOffice(office, by: .officer(call.officer))
        }
        return (201, value(of: record))
    }

    private static func details(in call: OfficeCall) throws(Problem) -> OfficeDetails {
        OfficeDetails(
            place: try call.optionalText("place") ?? "", professions: try call.texts("professions") ?? [],
            hours: try call.optionalText("hours") ?? "", dailyQuota: try call.number("dailyQuota", 1...100_000))
    }

    private static func details(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("place", "professions", "hours", "dailyQuota", "profiles", signed: true)
        let (details, profiles) = (try details(in: call), try call.texts("profiles"))
        try call.authorise(.change, .office(call.part("id")), details: details.signed(with: profiles))
        return try act(on: call) { id, administrator throws(EnrollmentError) in
            try call.service.registration.change(office: id, to: details, profiles: profiles, by: administrator)
        }
    }

    private static func stand(
        _ action: AdministrativeAction.Act, _ call: OfficeCall,
        _ act: (String, Administrator) throws(EnrollmentError) -> Void
    ) throws(Problem) -> (Int, JSONValue) {
        try call.only(signed: true)
        let id = call.part("id")
        try call.authorise(action, .officer(id))
        try call.enrolling { () throws(EnrollmentError) in try act(id, .officer(call.officer)) }
        return (
            200, value(of: try Problem.onRecord { () throws(RecordsError) in try call.service.records.officer(id) })
        )
    }

    private static func change(
        _ action: AdministrativeAction.Act, _ call: OfficeCall,
        _ act: (String, Administrator) throws(EnrollmentError) -> Void
    ) throws(Problem) -> (Int, JSONValue) {
        try call.only(signed: true)
        try call.authorise(action, .office(call.part("id")))
        return try self.act(on: call, act)
    }

    private static func act(
        on call: OfficeCall, _ act: (String, Administrator) throws(EnrollmentError) -> Void
    ) throws(Problem) -> (Int, JSONValue) {
        let id = call.part("id")
        try call.enrolling { () throws(EnrollmentError) in try act(id, .officer(call.officer)) }
        let record = try Problem.onRecord { () throws(RecordsError) in try call.service.records.office(id) }
        return (200, value(of: record))
    }

    private static func officers(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let id = call.request.queryValue("office") ?? call.officer.office
        guard call.seesAllOffices || id == call.officer.office else {
            throw .role(seen: call.officer.role, allowed: [.administrator, .auditor])
        }
        let found = try Problem.onRecord { () throws(RecordsError) in
            _ = try call.service.records.office(id)
            return try call.service.records.officers(of: id)
        }
        return (
            200,
            [
                "officers": .array(found.map { value(of: $0) })
            ]
        )
    }

    static func value(of officer: OfficerRecord) -> JSONValue {
        [
            "id": .string(officer.id), "office": .string(officer.office), "name": .string(officer.displayName),
            "role": .string(officer.role.rawValue), "state": .string(officer.status.rawValue),
            "hasCertificate": .boolean(officer.certificateSHA256 != nil),
            "created": .string(officer.created.rfc3339),
        ]
    }

    private static func value(of office: OfficeRecord) -> JSONValue {
        [
            "id": .string(office.id), "kind": .string(office.kind), "persianName": .string(office.persianName),
            "englishName": .string(office.englishName), "profiles": .array(office.profiles.map { .string($0) }),
            "licensedUntil": .string(office.licensedUntil.rfc3339), "state": .string(office.status.rawValue),
            "created": .string(office.created.rfc3339), "place": .string(office.details.place),
            "professions": .array(office.details.professions.map { .string($0) }),
            "hours": .string(office.details.hours),
            "dailyQuota": office.details.dailyQuota.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}

extension OfficeCall {
    /// Whether the officer's work is with every office: setting them up, or checking them.
    var seesAllOffices: Bool { [.administrator, .auditor].contains(officer.role) }
}
