// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records

/// `POST /desk/checks`: what stands against each field of a form that is being filled in; nothing is kept.
///
/// In a body and not in an address, since it is about a person.
enum ChecksRoute {
    static func check(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer)
        let form = FormFields.form(call, profile: try call.text("profile"))
        let wrong = try FormFields.refusals(of: form, call)
        return .value([
            "wrong": .object(
                FormField.allCases.compactMap { field in wrong[field].map { .init(field.rawValue, .string($0)) } })
        ])
    }
}
