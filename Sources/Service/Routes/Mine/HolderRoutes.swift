// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import JSON
import PKIX
import Records

/// `/v1/mine…`: what `/mine` does, for programs; a session is a bearer token.
enum HolderRoutes {
    /// The routes.
    static func all(of service: MohrService) -> [any Route] {
        [
            HolderRoute("POST", "/v1/mine/codes", of: service, ask),
            HolderRoute("POST", "/v1/mine/sessions", of: service, signIn),
            HolderRoute("DELETE", "/v1/mine/sessions", of: service, signOut),
            HolderRoute("GET", "/v1/mine/certificates", of: service, certificates),
            HolderRoute("GET", "/v1/mine/certificates/{serial}/signatures", of: service, signatures),
            HolderRoute("POST", "/v1/mine/certificates/{serial}/hold", of: service, hold),
            HolderRoute("POST", "/v1/mine/holds", of: service, holdByLink),
            HolderRoute("GET", "/v1/mine/application", of: service, application),
            HolderRoute("POST", "/v1/mine/drafts", of: service, begin),
            HolderRoute("GET", "/v1/mine/applications/{code}/certificate", of: service, collect),
            HolderRoute("POST", "/v1/mine/applications/{code}/activation", of: service, sendActivation),
            HolderRoute("POST", "/v1/mine/applications/{code}/acceptance", of: service, accept),
        ]
    }

    private static func ask(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(["nationalID", "application"])
        let number = try call.text("nationalID")
        if let code = try call.optionalText("application") {
            try call.enrolling { () throws(EnrollmentError) in
                _ = try call.registration.askToTrack(code, of: number, from: call.address)
            }
        } else {
            try call.enrolling { () throws(EnrollmentError) in
                _ = try call.registration.askToSignIn(number, from: call.address)
            }
        }
        // The same for whoever is known and whoever is not.
        return (202, ["codeSeconds": .integer(call.service.configuration.holders.policy.signIn.seconds)])
    }

    private static func signIn(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(["nationalID", "application", "code"])
        let (number, application) = (try call.optionalText("nationalID"), try call.optionalText("application"))
        let typed = try call.text("code")
        guard (number == nil) != (application == nil), let subject = number ?? application else {
            throw .member("nationalID", seen: nil, allowed: "nationalID, or application")
        }
        let (token, session) = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.signIn(
                number == nil ? .application : .holder, subject, code: typed, from: call.address)
        }
        return (
            201,
            [
                "token": .string(token), "scope": .string(session.scope.rawValue),
                "expires": .string(session.expires.rfc3339),
            ]
        )
    }

    private static func signOut(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        let token = try call.token()
        try call.enrolling { () throws(EnrollmentError) in try call.registration.signOut(token) }
        return (200, ["signedOut": true])
    }

    private static func certificates(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        let session = try call.session(.holder)
        let all = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.certificates(of: session)
        }
        let now = call.service.clock()
        var values: [JSONValue] = []
        for record in all {
            let status = try Problem.onRecord { () throws(RecordsError) in
                try call.service.records.status(of: record.reference, at: now)?.status
            }
            let window = record.certificateSHA256.flatMap { try? call.registration.renewalWindow(of: $0) }
            let renewals = try Problem.onRecord { () throws(RecordsError) in
                try call.service.records.successions(of: record.reference).filter { $0.kind == .renewal }
            }
            values.append([
                "serial": .string(record.reference.serial.hex), "authority": .string(record.reference.authority),
                "profile": .string(record.profile), "office": JSONValue(record.office),
                "status": JSONValue(status?.rawValue), "issued": JSONValue(record.filed?.rfc3339),
                "notAfter": JSONValue(record.validity?.notAfter.rfc3339),
                "certificateSHA256": JSONValue(record.certificateSHA256.map { Hex.encode($0) }),
                "renewalOpens": JSONValue(window?.opens.rfc3339),
                "renewals": .array(renewals.map { .string($0.application) }),
            ])
        }
        return (200, ["certificates": .array(values)])
    }

    private static func signatures(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        let session = try call.session(.holder)
        let record = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.certificate(call.part("serial"), of: session)
        }
        let all = try HolderSignature.all(of: record, in: call.service.records)
        return (200, ["signatures": .array(all.map(\.json))])
    }

    private static func hold(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only([])
        let session = try call.session(.holder)
        let hold = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.hold(call.part("serial"), by: session)
        }
        call.service.counters.count("mohr_holder_holds_total", ["way": "code"])
        try? call.service.refreshStatus()
        return (200, value(of: hold))
    }

    private static func holdByLink(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(["link"])
        let token = try call.text("link").split(separator: "/").last.map(String.init) ?? ""
        let hold = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.hold(byLink: token, from: call.address)
        }
        call.service.counters.count("mohr_holder_holds_total", ["way": "link"])
        try? call.service.refreshStatus()
        return (200, value(of: hold))
    }

    private static func value(of hold: HolderHold) -> JSONValue {
        [
            "serial": .string(hold.certificate.serial.hex), "way": .string(hold.way.rawValue),
            "placed": .string(hold.placed.rfc3339), "ends": JSONValue(hold.ends?.rfc3339),
            "stopsAcceptance": .boolean(hold.isStop),
        ]
    }

    private static func application(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        let session = try call.session(.application)
        do throws(EnrollmentError) {
            let application = try call.registration.application(session.subject)
            let waits = application.state == .returned || application.state == .rejected
            return (
                200,
                [
                    "id": .string(application.id), "office": .string(application.office),
                    "profile": .string(application.profile), "state": .string(application.state.rawValue),
                    "cause": JSONValue(waits ? application.record.cause : nil),
                    "changed": .string(application.record.changed.rfc3339),
                ]
            )
        } catch .unknownApplication {
            let draft = try call.enrolling { () throws(EnrollmentError) in
                try call.registration.draft(session.subject)
            }
            return (
                200,
                [
                    "id": .string(draft.id), "office": JSONValue(draft.office),
                    "profile": .string(draft.form.profile), "state": "draft", "cause": .null,
                    "changed": .string(draft.changed.rfc3339),
                ]
            )
        } catch {
            throw Problem(error)
        }
    }

    private static func begin(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(["profile", "office", "form"])
        let (profile, office) = (try call.text("profile"), try call.optionalText("office"))
        guard let members = call.body["form"]?.members else { throw .member("form", seen: nil, allowed: "object") }
        var values: [FormField: String] = [:]
        for member in members {
            guard let field = FormField(rawValue: member.name) else { throw .unknownMember("form.\(member.name)") }
            guard let text = member.value.text else {
                throw .member("form.\(member.name)", seen: "–", allowed: "text")
            }
            values[field] = text
        }
        let form = ApplicationForm(profile: profile, values)
        let (draft, token) = try call.enrolling { () throws(EnrollmentError) in
            if let first = try call.registration.refusals(of: form).first { throw first.error }
            return try call.registration.beginAtHome(form, office: office, from: call.address)
        }
        return (201, ["id": .string(draft.id), "version": .integer(Int64(draft.version)), "token": .string(token)])
    }

    private static func collect(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        let id = call.code
        let application = try call.enrolling { () throws(EnrollmentError) in try call.registration.application(id) }
        let certificate = try call.enrolling { () throws(EnrollmentError) in try call.registration.collect(id) }
        let needsCode = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.needsActivation(id)
        }
        let statement = application.state == .issued ? try? call.registration.acceptanceStatement(for: id) : nil
        return (
            200,
            [
                "application": .string(id), "state": .string(application.state.rawValue),
                "certificate": JSONValue(certificate.map { Base64.encode($0.encoded) }),
                "acceptanceStatement": JSONValue(statement.map { Base64.encode($0.bytesToBeSigned) }),
                "needsActivationCode": .boolean(needsCode),
            ]
        )
    }

    private static func sendActivation(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only([])
        try call.enrolling { () throws(EnrollmentError) in
            try call.registration.count("activation", call.code, from: call.address)
            try call.registration.sendActivation(call.code)
        }
        return (202, ["application": .string(call.code)])
    }

    private static func accept(_ call: HolderCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(["signature", "activationCode"])
        guard let text = try call.optionalText("signature"), let bytes = try? Base64.decode(text) else {
            throw .member("signature", seen: "–", allowed: "base64, RFC 4648 4")
        }
        let typed = try call.optionalText("activationCode")
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.count("acceptance", from: call.address)
            return try call.registration.accept(call.code, AcceptanceProof(signature: bytes), code: typed)
        }
        try? call.service.refreshStatus()
        return (200, ["application": .string(call.code), "state": .string(application.state.rawValue)])
    }
}
