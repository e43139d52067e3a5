// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import JSON
import PKIX
import Records

/// `/v1/officers…`: what administrators do about officers besides letting them work or not.
enum OfficersRoutes {
    /// Takes an officer in and certifies the key that they bring.
    static func add(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only(
            "id", "office", "role", "givenName", "surname", "latinName", "nationalID", "authority", "request",
            signed: true)
        let enlistment = Enlistment(
            id: try call.text("id"), office: try call.text("office"), role: try call.text("role"),
            givenName: try call.text("givenName"), surname: try call.text("surname"),
            latinName: try call.text("latinName"), nationalID: try call.text("nationalID"),
            authority: try call.text("authority"), request: try call.bytes("request"))
        try call.authorise(.add, .officer(enlistment.id), details: enlistment.signedDetails)
        let certificate = try call.service.enlist(enlistment, by: call.officer)
        let record = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.officer(enlistment.id)
        }
        let members = OfficesRoutes.value(of: record).members ?? []
        return (
            201,
            .object(members + [.init("certificate", .string(Base64.encode(certificate.encoded)))])
        )
    }

    /// The officers whom the house suspended by itself.
    static func alarms(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        let alarms = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.alarms(for: call.officer)
        }
        return (
            200,
            [
                "alarms": .array(
                    alarms.map { alarm in
                        [
                            "officer": .string(alarm.officer), "office": .string(alarm.office),
                            "time": .string(alarm.time.rfc3339), "step": .string(alarm.step.rawValue),
                            "allowed": .integer(Int64(alarm.limit.count)), "seconds": .integer(alarm.limit.seconds),
                        ]
                    })
            ]
        )
    }

    /// Rejects what an officer left that nobody has a certificate of yet.
    static func revert(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("since", "cause", signed: true)
        let (since, cause) = (try call.time("since"), try call.text("cause"))
        try call.authorise(
            .revert, .officer(call.part("id")), details: ["since": since.rfc3339, "cause": cause])
        let rejected = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.rejectUnfinished(
                by: call.part("id"), since: since, because: cause, by: .officer(call.officer))
        }
        return (200, ["rejected": .array(rejected.map { .string($0) })])
    }
}
