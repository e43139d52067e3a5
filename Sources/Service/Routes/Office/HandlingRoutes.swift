// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import JSON
import Records

/// `/v1/applications/{id}/…`: taking in hand, giving back, correcting, and what happened so far.
enum HandlingRoutes {
    /// The routes.
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("POST", "/v1/applications/{id}/claim", of: service) { call throws(Problem) in
                try call.only()
                return (
                    200,
                    ApplicationRoutes.value(
                        of: try call.enrolling { () throws(EnrollmentError) in
                            try call.service.registration.claim(call.part("id"), by: call.officer)
                        })
                )
            },
            OfficeRoute("POST", "/v1/applications/{id}/release", of: service) { call throws(Problem) in
                try call.only()
                return (
                    200,
                    ApplicationRoutes.value(
                        of: try call.enrolling { () throws(EnrollmentError) in
                            try call.service.registration.release(call.part("id"), by: call.officer)
                        })
                )
            },
            OfficeRoute("POST", "/v1/applications/{id}/correction", of: service, correct),
            OfficeRoute("GET", "/v1/applications/{id}/history", of: service, history),
        ]
    }

    private static func correct(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("profile", "form", "request", "version", "signature")
        let (request, version) = (try call.optionalBytes("request"), try call.version())
        let signature = try call.optionalBytes("signature")
        let given = try call.optionalText("profile")
        let before = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(call.part("id"), seenBy: call.officer)
        }
        let form = try ApplicationRoutes.form(call, given ?? before.profile)
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.correct(
                before.id, with: form, csr: request, expecting: version, filedBy: call.officer, signature: signature)
        }
        return (200, ApplicationRoutes.value(of: application))
    }

    private static func history(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let id = call.part("id")
        let (events, changes) = try call.enrolling { () throws(EnrollmentError) in
            (
                try call.service.registration.events(of: id, seenBy: call.officer),
                try call.service.registration.changes(of: id, seenBy: call.officer)
            )
        }
        return (
            200,
            [
                "application": .string(id), "events": .array(events.map(value)),
                "changes": .array(
                    changes.map { change in
                        [
                            "version": .integer(Int64(change.version)), "field": .string(change.field.rawValue),
                            "before": JSONValue(change.before?.revealed), "after": JSONValue(change.after?.revealed),
                            "actor": .string(change.actor), "time": .string(change.time.rfc3339),
                        ]
                    }),
            ]
        )
    }

    private static func value(of event: ApplicationEvent) -> JSONValue {
        [
            "from": JSONValue(event.from?.rawValue), "to": .string(event.to.rawValue), "actor": .string(event.actor),
            "time": .string(event.time.rfc3339), "cause": JSONValue(event.cause),
            "remarks": .object(event.remarks.map { .init($0.point, .string($0.text)) }),
            "signed": .boolean(event.signature != nil), "sequence": .integer(Int64(event.sequence)),
        ]
    }
}
