// SPDX-License-Identifier: Apache-2.0
import Enrollment

/// A form as it is filled in at home, with what is wrong in it.
struct HomeForm {
    let application: ApplicationForm
    let office: String?
    /// The version that the applicant saw; nil for a new one.
    let version: Int?
    /// What stands against a field, in the reader's language.
    var wrong: [FormField: String] = [:]

    init(profile: String) {
        application = ApplicationForm(profile: profile, [:])
        (office, version) = (nil, nil)
    }

    init(_ draft: FormDraft) {
        (application, office, version) = (draft.form, draft.office, draft.version)
    }

    /// What a browser sent.
    init(_ call: MineCall) throws(Problem) {
        var values: [FormField: String] = [:]
        for field in FormField.allCases { values[field] = call.form?.text(field.rawValue) }
        application = ApplicationForm(profile: try call.text("profile"), values)
        office = call.form?.text("office")
        version = call.form?.text("version").flatMap { Int($0) }
    }

    /// Above the form: everything that is wrong, each with a link to its field. WCAG 2.2 3.3.1
    func summary(_ call: MineCall) -> HTML {
        let all = FormField.allCases.compactMap { field in wrong[field].map { (field.rawValue, $0) } }
        guard !all.isEmpty else { return .empty }
        return Tag.div(.class("notice reject"), .role("alert")) {
            Tag.h2 { call.word("desk.form.wrong", ["count": Numbers.text(all.count, in: call.language)]) }
            Tag.ul { all.map { name, sentence in Tag.li { Tag.a(.href("#f-\(name)")) { sentence } } } }
        }
    }

    /// The fields that a profile asks for; what only an office knows of a card is left to the office.
    func fields(_ outline: FormOutline, _ call: MineCall) -> HTML {
        let asked = FormField.allCases.filter {
            $0 != .chipBatch && (outline.required.contains($0) || outline.optional.contains($0))
        }
        return .joined(asked.map { control($0, outline, call) })
    }

    private func control(_ field: FormField, _ outline: FormOutline, _ call: MineCall) -> HTML {
        let hint = "desk.hint.\(field.rawValue)"
        return call.field(
            field.rawValue, label: call.word("field.\(field.rawValue)"),
            hint: Catalogue.has(hint, in: call.language) ? call.word(hint) : nil, wrong: wrong[field],
            isRequired: outline.required.contains(field)
        ) { attributes in
            if field == .title, !outline.titles.isEmpty {
                return Tag.select.element(
                    attributes,
                    .joined(
                        [QueuePage.option("", call.word("desk.choose"), isChosen: application[field] == nil)]
                            + outline.titles.map { QueuePage.option($0, $0, isChosen: application[field] == $0) }))
            }
            return Tag.input.element(
                attributes + [
                    .type("text"), .value(application[field] ?? ""), .maxlength(200), .autocomplete(Self.filled(field)),
                ] + Self.kind(of: field), .empty)
        }
    }

    /// What the applicant's own browser may fill in. WCAG 2.2 1.3.5
    private static func filled(_ field: FormField) -> String {
        switch field {
        case .givenName: "given-name"
        case .surname: "family-name"
        case .mobile: "tel"
        case .email: "email"
        case .postalCode: "postal-code"
        default: "off"
        }
    }

    private static func kind(of field: FormField) -> [Attribute] {
        switch field {
        case .nationalID, .foreignersID, .legalID, .economicCode, .postalCode: [.leftToRight, .inputmode("numeric")]
        case .mobile: [.leftToRight, .inputmode("tel")]
        case .email: [.leftToRight, .inputmode("email")]
        case .latinName: [.leftToRight]
        default: [.automaticDirection]
        }
    }
}
