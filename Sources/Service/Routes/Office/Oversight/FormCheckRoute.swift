// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Identity
import Records

/// `POST /v1/checks`: what stands against each field of a form, and the names as the certificate will have them; nothing
/// is kept.
enum FormCheckRoute {
    static func all(of service: MohrService) -> [any Route] {
        [OfficeRoute("POST", "/v1/checks", of: service, check)]
    }

    private static func check(_ call: OfficeCall) throws(Problem) -> (Int, JSONValue) {
        try call.only("profile", "form")
        guard call.officer.role == .enterer else { throw .role(seen: call.officer.role, allowed: [.enterer]) }
        let form = try ApplicationRoutes.form(call, try call.text("profile"))
        let refusals = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.refusals(of: form)
        }
        let persian = [form[.givenName], form[.surname]].compactMap { $0.map(PersianText.display) }
        let latin = form[.latinName].flatMap { try? LatinName(checking: $0) }?.display
        return (
            200,
            [
                "refusals": .array(
                    refusals.map { refusal in
                        let statement = refusal.error.statement
                        return [
                            "field": .string(refusal.field.rawValue),
                            "type": .string("urn:mohr:problem:enrollment:\(statement.name)"),
                            "detail": .object(
                                Language.allCases.map { .init($0.rawValue, .string(statement.sentence(in: $0))) }),
                        ]
                    }),
                "preview": [
                    "fa": JSONValue(persian.isEmpty ? nil : persian.joined(separator: " ")), "la": JSONValue(latin),
                ],
            ]
        )
    }
}
