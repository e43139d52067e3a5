// SPDX-License-Identifier: Apache-2.0
import Enrollment

/// The fields of an application form: grouped as a clerk asks for them, each with its hint and what is wrong with it.
struct FormFields {
    let outline: FormOutline
    let values: [FormField: String]
    /// What stands against a field, in the reader's language.
    let wrong: [FormField: String]
    /// What stands against the certification request.
    var wrongRequest: String?
    /// Whether a request is on record already, so that none has to be brought.
    var hasRequest = false

    private static let groups: [(String, [FormField])] = [
        ("person", [.nationalID, .foreignersID, .givenName, .surname, .latinName]),
        ("profession", [.licenceNumber, .title]),
        ("organization", [.organization, .organizationalUnit, .legalID, .economicCode]),
        ("contact", [.mobile, .email, .postalCode]),
        ("device", [.chipBatch]),
    ]

    /// What a browser sent of a form.
    static func form(_ call: DeskCall, profile: String) -> ApplicationForm {
        var values: [FormField: String] = [:]
        for field in FormField.allCases { values[field] = call.optionalText(field.rawValue) }
        return ApplicationForm(profile: profile, values)
    }

    /// The certification request that was brought: pasted, or in a file.
    static func request(_ call: DeskCall) -> [UInt8]? {
        call.form?.file("requestFile")?.bytes ?? call.optionalText("request").map { Array($0.utf8) }
    }

    /// What stands against each field of a form.
    static func refusals(of form: ApplicationForm, _ call: DeskCall) throws(Problem) -> [FormField: String] {
        let refusals = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.refusals(of: form)
        }
        var wrong: [FormField: String] = [:]
        for refusal in refusals where wrong[refusal.field] == nil {
            wrong[refusal.field] = refusal.error.statement.sentence(in: call.language)
        }
        return wrong
    }

    /// Above the form: everything that is wrong, each with a link to its field. WCAG 2.2 3.3.1
    func summary(_ call: DeskCall) -> HTML {
        let fields = FormField.allCases.compactMap { field in wrong[field].map { (field.rawValue, $0) } }
        let all = fields + (wrongRequest.map { [("request", $0)] } ?? [])
        guard !all.isEmpty else { return .empty }
        return Tag.div(.class("notice reject"), .role("alert"), .tabindex(-1), .id("wrong")) {
            Tag.h2 { call.word("desk.form.wrong", ["count": Numbers.text(all.count, in: call.language)]) }
            Tag.ul {
                all.map { name, sentence in Tag.li { Tag.a(.href("#f-\(name)")) { sentence } } }
            }
        }
    }

    /// The groups of fields.
    func groups(_ call: DeskCall) -> HTML {
        .joined(
            Self.groups.map { name, fields in
                let asked = fields.filter { outline.required.contains($0) || outline.optional.contains($0) }
                guard !asked.isEmpty else { return HTML.empty }
                return Tag.fieldset {
                    Tag.legend { call.word("desk.form.group.\(name)") }
                    asked.map { control($0, call) }
                    if name == "person" { preview(call) }
                }
            } + [request(call)])
    }

    private func control(_ field: FormField, _ call: DeskCall) -> HTML {
        let name = field.rawValue
        let hintKey = "desk.hint.\(name)"
        return call.field(
            name, label: call.word("field.\(name)"),
            hint: Catalogue.has(hintKey, in: call.language) ? call.word(hintKey) : nil, wrong: wrong[field],
            isRequired: outline.required.contains(field)
        ) { attributes in
            if field == .title, !outline.titles.isEmpty {
                return Tag.select.element(
                    attributes,
                    .joined(
                        [QueuePage.option("", call.word("desk.choose"), isChosen: values[field] == nil)]
                            + outline.titles.map { QueuePage.option($0, $0, isChosen: values[field] == $0) }))
            }
            return Tag.input.element(
                attributes + [.type("text"), .value(values[field] ?? ""), .maxlength(200), .autocomplete("off")]
                    + Self.kind(of: field), .empty)
        }
    }

    /// How a field is typed: codes from left to right with the digits' keyboard.
    private static func kind(of field: FormField) -> [Attribute] {
        switch field {
        case .nationalID, .foreignersID, .legalID, .economicCode, .postalCode: [.leftToRight, .inputmode("numeric")]
        case .mobile: [.leftToRight, .inputmode("tel")]
        case .latinName, .chipBatch: [.leftToRight]
        case .email: [.leftToRight, .inputmode("email")]
        default: [.automaticDirection]
        }
    }

    /// The name as the certificate will have it, kept up to date by the script.
    private func preview(_ call: DeskCall) -> HTML {
        Tag.div(.class("notice"), .data("preview", ""), .aria("live", "polite"), .hidden) {
            Tag.p {
                call.word("desk.form.preview") + " "
                Tag.strong { Tag.bdi(.data("preview-fa", "")) }
                " – "
                Tag.strong { Tag.bdi(.leftToRight, .data("preview-la", "")) }
            }
        }
    }

    private func request(_ call: DeskCall) -> HTML {
        Tag.fieldset {
            Tag.legend { call.word("desk.form.group.request") }
            if hasRequest { Tag.p(.class("hint")) { call.word("desk.form.request.kept") } }
            call.field(
                "requestFile", label: call.word("desk.form.request.file"),
                hint: call.word("desk.form.request.hint"), isRequired: !hasRequest
            ) { attributes in
                Tag.input.element(attributes + [.type("file"), .accept(".csr,.pem,.p10,.der,.req")], .empty)
            }
            call.field("request", label: call.word("desk.form.request.paste"), wrong: wrongRequest) { attributes in
                Tag.textarea.element(attributes + [.leftToRight, .maxlength(24_000)], .empty)
            }
        }
    }
}
