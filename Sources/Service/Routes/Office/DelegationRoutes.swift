// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import JSON
import Records

/// `/v1/delegations…`: who stands in for whom.
enum DelegationRoutes {
    /// The routes.
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/delegations", of: service) { call throws(Problem) in
                let office = call.request.queryValue("office") ?? call.officer.office
                guard call.seesAllOffices || office == call.officer.office else {
                    throw .role(seen: call.officer.role, allowed: [.administrator, .auditor])
                }
                let found = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.delegations(of: office)
                }
                return (200, ["delegations": .array(found.map(value))])
            },
            OfficeRoute("POST", "/v1/delegations", of: service, name),
            OfficeRoute("POST", "/v1/delegations/{id}/end", of: service) { call throws(Problem) in
                try call.only()
                guard let id = Int(call.part("id")), id > 0 else {
                    throw .member("id", seen: String(call.part("id").prefix(20)), allowed: "1–")
                }
                try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.end(delegation: id, by: call.officer)
                }
                let ended = try Problem.onRecord { () throws(RecordsError) in try call.service.records.delegation(id) }
                return (200, value(of: ended))
            },
        ]
    }

    /// The officer who asks names a deputy; an administrator may do so for another.
    private static func name(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("principal", "deputy", "from", "until", "cause", "signature")
        let (deputy, cause) = (try call.text("deputy"), try call.text("cause"))
        let (from, until) = (try call.time("from"), try call.time("until"))
        guard from < until else { throw .member("until", seen: until.rfc3339, allowed: "> \(from.rfc3339)") }
        let signature = try call.optionalBytes("signature")
        let principal = try call.optionalText("principal")
        let delegation = try call.enrolling { () throws(EnrollmentError) in
            if let principal, principal != call.officer.id {
                return try call.service.registration.delegate(
                    from: principal, to: deputy, during: from...until, because: cause, by: .officer(call.officer))
            }
            return try call.service.registration.delegate(
                from: call.officer, to: deputy, during: from...until, because: cause, signature: signature)
        }
        return (201, value(of: delegation))
    }

    private static func value(of delegation: DelegationRecord) -> JSONValue {
        [
            "id": .integer(Int64(delegation.id)), "principal": .string(delegation.principal),
            "deputy": .string(delegation.deputy), "from": .string(delegation.starts.rfc3339),
            "until": .string(delegation.ends.rfc3339), "cause": .string(delegation.cause),
            "by": .string(delegation.actor), "ended": JSONValue(delegation.ended?.rfc3339),
        ]
    }
}
