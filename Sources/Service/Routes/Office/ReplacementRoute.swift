// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Identity
import JSON
import PKIX
import Records
import Revocation

/// `POST /v1/replacements`: a person whose key is lost gets a new certificate, and the old ones go.
enum ReplacementRoute {
    static func all(of service: MohrService) -> [any Route] {
        [OfficeRoute("POST", "/v1/replacements", of: service, replace)]
    }

    private static func replace(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("nationalID", "profile", "reason", "request", "form")
        let nationalID = PersianText.asciiDigits(try call.text("nationalID"))
        let profile = try call.text("profile")
        let word = try call.text("reason")
        guard let reason = StatusClerk.revocationReasons.first(where: { "\($0)" == word }) else {
            let allowed = StatusClerk.revocationReasons.map { "\($0)" }.joined(separator: ", ")
            throw .member("reason", seen: word, allowed: allowed)
        }
        let request = try call.bytes("request")
        let form = try call.body["form"].map { _ throws(Problem) in try ApplicationRoutes.form(call, profile) }
        let replacement = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.replace(
                nationalID: nationalID, profile: profile, form: form, csr: request, reason: reason, by: call.officer)
        }
        // What fails here is done by the loop that does it every minute.
        try? call.service.settleSuccessions()
        return (
            201,
            [
                "application": .string(replacement.application.id),
                "state": .string(replacement.application.state.rawValue),
                "replaces": .array(replacement.predecessors.map { .string($0.serial.hex) }),
            ]
        )
    }
}
