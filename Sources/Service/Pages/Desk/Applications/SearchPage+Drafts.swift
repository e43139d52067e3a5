// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records

extension SearchPage {
    /// A form that was filled in at home, found by its tracking code: to be taken over with the applicant at the desk.
    static func draft(_ terms: SearchTerms, _ call: DeskCall) -> HTML {
        guard [.enterer, .supervisor].contains(call.officer.role), let code = terms.application.id,
            let draft = try? call.service.registration.draft(code, seenBy: call.officer)
        else { return .empty }
        let names = [draft.form[.givenName], draft.form[.surname]].compactMap { $0 }.joined(separator: " ")
        return Tag.div(.class("card")) {
            Tag.h3 {
                Tag.a(.href("/desk/drafts/\(draft.id)")) {
                    names.isEmpty ? HTML.code(draft.id) : HTML.isolated(names)
                }
            }
            Tag.p { call.word("desk.search.homeForm") }
        }
    }
}
