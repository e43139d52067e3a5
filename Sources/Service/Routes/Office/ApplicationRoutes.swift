// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import Identity
import PKIX
import Records

/// `/v1/applications…`: from the form to the accepted certificate.
enum ApplicationRoutes {
    /// The routes.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - wake: called when something was approved.
    /// - Returns: the routes.
    static func all(of service: MohrService, wake: @escaping @Sendable () -> Void) -> [any Route] {
        [
            OfficeRoute("POST", "/v1/applications", of: service, file),
            OfficeRoute("GET", "/v1/applications", of: service, queue),
            OfficeRoute("GET", "/v1/applications/{id}", of: service) { call throws(Problem) in
                let id = call.part("id")
                let application = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.application(id, seenBy: call.officer)
                }
                return (200, value(of: application))
            },
            OfficeRoute("POST", "/v1/applications/{id}/entry", of: service) { call throws(Problem) in
                try call.only("signature", "version")
                let (signature, version) = (try call.optionalBytes("signature"), try call.version())
                let application = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.enter(
                        call.part("id"), by: call.officer, signature: signature, expecting: version)
                }
                return (200, value(of: application))
            },
            OfficeRoute("POST", "/v1/applications/{id}/approval", of: service) { call throws(Problem) in
                try call.only("signature", "version")
                let (signature, version) = (try call.optionalBytes("signature"), try call.version())
                let application = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.approve(
                        call.part("id"), by: call.officer, signature: signature, expecting: version)
                }
                wake()
                // A replacement's old certificates go at the second officer's word.
                try? call.service.settleSuccessions()
                return (200, value(of: application))
            },
            OfficeRoute("POST", "/v1/applications/{id}/return", of: service) { call throws(Problem) in
                try call.only("cause", "remarks", "signature", "version")
                let (cause, signature) = (try call.text("cause"), try call.optionalBytes("signature"))
                let (remarks, version) = (try call.remarks(), try call.version())
                let application = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.sendBack(
                        call.part("id"), because: cause, remarks: remarks, by: call.officer, signature: signature,
                        expecting: version)
                }
                return (200, value(of: application))
            },
            OfficeRoute("POST", "/v1/applications/{id}/rejection", of: service) { call throws(Problem) in
                try call.only("cause", "signature", "version")
                let (cause, signature) = (try call.text("cause"), try call.optionalBytes("signature"))
                let version = try call.version()
                let application = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.reject(
                        call.part("id"), because: cause, by: call.officer, signature: signature, expecting: version)
                }
                return (200, value(of: application))
            },
            OfficeRoute("POST", "/v1/applications/{id}/withdrawal", of: service, withdraw),
            OfficeRoute("GET", "/v1/applications/{id}/certificate", of: service, collect),
            OfficeRoute("POST", "/v1/applications/{id}/acceptance", of: service, accept),
            OfficeRoute("POST", "/v1/applications/{id}/activation", of: service) { call throws(Problem) in
                try call.only()
                try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.sendActivation(call.part("id"), by: call.officer)
                }
                return (202, ["application": .string(call.part("id"))])
            },
        ]
    }

    private static func file(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("profile", "form", "request", "signature")
        let profile = try call.text("profile")
        let request = try call.bytes("request")
        let (form, signature) = (try form(call, profile), try call.optionalBytes("signature"))
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.apply(
                form, office: call.officer.office, csr: request, filedBy: call.officer, signature: signature)
        }
        return (201, value(of: application))
    }

    /// The form in a body.
    static func form(_ call: OfficeCall, _ profile: String) throws(Problem) -> ApplicationForm {
        guard let members = call.body["form"]?.members else {
            throw .member("form", seen: nil, allowed: "object")
        }
        var values: [FormField: String] = [:]
        for member in members {
            guard let field = FormField(rawValue: member.name) else { throw .unknownMember("form.\(member.name)") }
            guard let text = member.value.text else {
                throw .member("form.\(member.name)", seen: "–", allowed: "text")
            }
            values[field] = text
        }
        return ApplicationForm(profile: profile, values)
    }

    /// The applicant's wish, told to an officer of the office that has the application.
    private static func withdraw(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("cause", "signature")
        let (cause, signature) = (try call.optionalText("cause"), try call.optionalBytes("signature"))
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.withdraw(
                call.part("id"), because: cause, by: call.officer, signature: signature)
        }
        return (200, value(of: application))
    }

    private static func queue(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        if let text = call.request.queryValue("text"), !text.isEmpty { return try find(text, call) }
        let applications = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.queue(for: call.officer)
        }
        return (200, ["applications": .array(applications.map(value))])
    }

    /// By anything that a person knows, as at the desk; what another office has is told like what does not exist.
    private static func find(_ text: String, _ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        guard call.officer.role != .administrator else {
            throw .role(seen: call.officer.role, allowed: [.enterer, .approver, .supervisor, .auditor])
        }
        var finding = SearchTerms(String(text.prefix(200))).application
        if call.officer.role == .enterer || call.officer.role == .approver { finding.office = call.officer.office }
        let asked = finding
        let found = try Problem.onRecord { () throws(RecordsError) in
            let found = try call.service.records.applications(found: asked)
            try call.service.records.noteSearch(
                asked, found: found.count, by: call.officer.id, at: call.service.clock())
            return found
        }
        let values = try call.enrolling { () throws(EnrollmentError) in
            var values: [JSONValue] = []
            for record in found { values.append(value(of: try call.service.registration.application(record.id))) }
            return values
        }
        return (200, ["applications": .array(values)])
    }

    private static func collect(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let id = call.part("id")
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(id, seenBy: call.officer)
        }
        let certificate = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.collect(id)
        }
        var statement: AcceptanceStatement?
        if application.state == .issued {
            statement = try? call.service.registration.acceptanceStatement(for: id)
        }
        return (
            200,
            [
                "application": .string(id), "state": .string(application.state.rawValue),
                "certificate": JSONValue(certificate.map { Base64.encode($0.encoded) }),
                "acceptanceStatement": JSONValue(statement.map { Base64.encode($0.bytesToBeSigned) }),
                "logProof": certificate == nil ? .null : call.service.proofJSON(ofApplication: id),
            ]
        )
    }

    private static func accept(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("signature", "activationCode")
        let proof = AcceptanceProof(signature: try call.bytes("signature"))
        let code = try call.optionalText("activationCode")
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.accept(call.part("id"), proof, code: code)
        }
        try? call.service.refreshStatus()
        return (200, value(of: application))
    }

    /// An application as an officer sees it; the personal fields are for the officer's eyes, not for logs.
    static func value(of application: Application) -> JSONValue {
        let record = application.record
        return [
            "id": .string(application.id), "office": .string(application.office),
            "profile": .string(application.profile), "state": .string(application.state.rawValue),
            "enteredBy": JSONValue(record.enteredBy), "approvedBy": JSONValue(record.approvedBy),
            "cause": JSONValue(record.cause), "created": .string(record.created.rfc3339),
            "changed": .string(record.changed.rfc3339), "version": .integer(Int64(record.version)),
            "claimedBy": JSONValue(record.claim?.officer),
            "claimedUntil": JSONValue(record.claim?.until.rfc3339),
            "warnings": .array(application.warnings.map { .string($0) }),
            "form": .object(
                FormField.allCases.compactMap { field in
                    application[field].map { .init(field.rawValue, .string($0.revealed)) }
                }),
        ]
    }
}
