// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import JSON
import Records

/// `/v1/drafts…`: forms that are still being filled in, saved so that a line may drop.
enum DraftRoutes {
    /// The routes.
    static func all(of service: MohrService) -> [any Route] {
        [
            OfficeRoute("GET", "/v1/drafts", of: service) { call throws(Problem) in
                let drafts = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.drafts(for: call.officer)
                }
                return (200, ["drafts": .array(drafts.map(value))])
            },
            OfficeRoute("POST", "/v1/drafts", of: service) { call throws(Problem) in
                try call.only("profile", "form", "request")
                let (form, request) = (try form(call), try call.optionalBytes("request"))
                let draft = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.begin(form, csr: request, by: call.officer)
                }
                return (201, value(of: draft))
            },
            OfficeRoute("GET", "/v1/drafts/{id}", of: service) { call throws(Problem) in
                let draft = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.draft(call.part("id"), seenBy: call.officer)
                }
                return (200, value(of: draft))
            },
            OfficeRoute("POST", "/v1/drafts/{id}", of: service) { call throws(Problem) in
                try call.only("profile", "form", "request", "version")
                let (form, request) = (try form(call), try call.optionalBytes("request"))
                let version = try needed(try call.version())
                let draft = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.save(
                        call.part("id"), form, csr: request, expecting: version, by: call.officer)
                }
                return (200, value(of: draft))
            },
            OfficeRoute("POST", "/v1/drafts/{id}/submission", of: service) { call throws(Problem) in
                try call.only("version", "signature")
                let (version, signature) = (
                    try needed(try call.version()), try call.optionalBytes("signature")
                )
                let application = try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.submit(
                        draft: call.part("id"), expecting: version, by: call.officer, signature: signature)
                }
                return (201, ApplicationRoutes.value(of: application))
            },
            OfficeRoute("POST", "/v1/drafts/{id}/deletion", of: service) { call throws(Problem) in
                try call.only()
                try call.enrolling { () throws(EnrollmentError) in
                    try call.service.registration.discard(draft: call.part("id"), by: call.officer)
                }
                return (200, ["id": .string(call.part("id")), "deleted": .boolean(true)])
            },
        ]
    }

    private static func form(_ call: OfficeCall) throws(Problem) -> ApplicationForm {
        try ApplicationRoutes.form(call, try call.text("profile"))
    }

    private static func needed(_ version: Int?) throws(Problem) -> Int {
        guard let version else { throw .member("version", seen: nil, allowed: "1–") }
        return version
    }

    private static func value(of draft: FormDraft) -> JSONValue {
        [
            "id": .string(draft.id), "office": JSONValue(draft.office), "profile": .string(draft.form.profile),
            "version": .integer(Int64(draft.version)), "savedBy": .string(draft.savedBy),
            "created": .string(draft.created.rfc3339), "changed": .string(draft.changed.rfc3339),
            "hasRequest": .boolean(draft.csr != nil),
            "form": .object(
                FormField.allCases.compactMap { field in
                    draft.form[field].map { .init(field.rawValue, .string($0)) }
                }),
        ]
    }
}
