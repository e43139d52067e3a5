// SPDX-License-Identifier: Apache-2.0

/// The form of the public page: choose or drop a signed file, read the verdict.
struct UploadForm {
    let reader: PageReader
    /// The purposes that can be asked about, in the order they are shown.
    let purposes: [String]
    /// What was wrong with the last attempt.
    var problem: Problem?

    /// The page.
    var page: Page {
        var page = Page(reader.word("verify.title"), for: reader) {
            Tag.h1 { reader.word("verify.title") }
            if let problem { alert(problem) }
            Tag.p { reader.word("verify.intro") }
            form
            Tag.section(.aria("labelledby", "privacy")) {
                Tag.h2(.id("privacy")) { reader.word("verify.privacy.title") }
                Tag.p { reader.word("verify.privacy.text") }
            }
        }
        page.scripts = [.verifier]
        return page
    }

    private func alert(_ problem: Problem) -> HTML {
        Tag.div(.class("notice reject"), .role("alert"), .id("problem")) {
            Tag.p {
                Tag.strong { problem.title(in: reader.language) }
                ": "
                problem.statement.sentence(in: reader.language)
            }
        }
    }

    private var form: HTML {
        Tag.form(
            .action("/"), .post, .multipart, .id("verify"), .data("limit", "\(UploadedDocument.byteLimit)"),
            .data("too-large", reader.word("verify.script.tooLarge")),
            .data("empty", reader.word("verify.script.empty")),
            .data("hashing", reader.word("verify.script.hashing")),
            .data("hashed", reader.word("verify.script.hashed")),
            .data("sends", reader.word("verify.script.sends")),
            .data("working", reader.word("verify.script.working")), .data("none", reader.word("verify.none")),
            .data("bytes", reader.word("verify.bytes"))
        ) {
            Tag.input(.type("hidden"), .name("lang"), .value(reader.language.rawValue))
            Tag.div(.class("drop"), .id("drop")) {
                chooser("document", accepts: ".p7s,.p7m,.p7,.cms,.sig,.pem,.jws,.jose,.json,.asice", isRequired: true)
                chooser("content", accepts: nil, isRequired: false)
                Tag.p(.class("soft"), .id("content-note"), .role("status")) { "" }
                Tag.p(.class("soft by-mouse"), .id("drop-hint"), .hidden) { reader.word("verify.drop") }
            }
            Tag.details {
                Tag.summary { reader.word("verify.more") }
                purposeField
                timeField
            }
            Tag.p(.class("notice reject"), .id("script-problem"), .role("alert"), .hidden) { "" }
            Tag.div(.class("actions")) { Tag.button(.type("submit"), .id("send")) { reader.word("verify.send") } }
            Tag.div(.id("working"), .role("status"), .hidden) {
                Tag.p(.id("working-text")) { "" }
                Tag.progress(.aria("labelledby", "working-text"))
            }
        }
    }

    /// The browser's own field speaks the browser's language; with script, a button of the page stands for it.
    private func chooser(_ name: String, accepts: String?, isRequired: Bool) -> HTML {
        var attributes: [Attribute] = [.type("file"), .id(name), .name(name), .aria("describedby", "\(name)-hint")]
        if let accepts { attributes.append(.accept(accepts)) }
        if isRequired { attributes.append(.required) }
        return Tag.div(.class("field")) {
            Tag.label(.for(name)) { reader.word("verify.\(name)") }
            Tag.p(.class("hint"), .id("\(name)-hint")) {
                reader.word("verify.\(name).hint")
                if accepts != nil {
                    " "
                    HTML.joined([".p7s", ".p7m", ".jws", ".asice", ".pem"].map { .code($0) }, by: " ")
                }
            }
            Tag.div(.class("picker")) {
                Tag.input.element(attributes, .empty)
                Tag.label(.class("button second"), .for(name), .aria("hidden", "true")) { reader.word("verify.choose") }
                Tag.output(.for(name), .id("\(name)-name"), .automaticDirection) { "" }
            }
        }
    }

    private var purposeField: HTML {
        Tag.div(.class("field")) {
            Tag.label(.for("purpose")) { reader.word("verify.purpose") }
            Tag.select(.id("purpose"), .name("purpose")) {
                purposes.map { purpose in
                    Tag.option(.value(purpose)) { VerdictView.purpose(purpose, in: reader.language) }
                }
            }
        }
    }

    private var timeField: HTML {
        Tag.div(.class("field")) {
            Tag.label(.for("at")) { reader.word("verify.at") }
            Tag.p(.class("hint"), .id("at-hint")) {
                reader.word("verify.at.hint")
                " "
                HTML.code("1405/08/30 14:30")
                " · "
                HTML.code("2026-11-21T11:00:00Z")
            }
            Tag.input(
                .type("text"), .id("at"), .name("at"), .leftToRight, .autocomplete("off"), .maxlength(40),
                .aria("describedby", "at-hint"))
        }
    }
}
