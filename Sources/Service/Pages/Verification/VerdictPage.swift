// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// The answer to a signed file: the verdict in the reader's language, then the whole of it in the other.
///
/// An answer to a form has no address to come back to in another language, and a court may need both on one print.
struct VerdictPage {
    let report: JSONValue
    let file: PageForm.File
    /// There when the file was an evidence pack: it decides, and has more to say.
    var pack: PackVerdict?

    init(report: JSONValue, file: PageForm.File) {
        self.report = report
        self.file = file
    }

    /// The verdict in the language of pages.
    var own: VerdictView { view(in: .persian) }

    private func view(in language: Language, prefix: String = "") -> VerdictView {
        VerdictView(report: report, language: language, prefix: prefix, decision: pack?.decision)
    }

    /// What is to be said of a pack, beside the report in it.
    private func packNotes(in language: Language) -> HTML? {
        pack.map { pack in
            Tag.section(.class("notice")) {
                Tag.p { Tag.strong { Catalogue.sentence("verdict.pack", in: language) } }
                Tag.ul { pack.lines(in: language).map { line in Tag.li { SentenceText.html(line, in: language) } } }
            }
        }
    }

    /// The page.
    func page(for reader: PageReader) -> Page {
        let other: Language = reader.language == .persian ? .english : .persian
        let own = view(in: reader.language)
        var page = Page(own.heading, for: reader) {
            own.verdict(level: .h1)
            fileLine(in: reader.language)
            packNotes(in: reader.language)
            own.body
            technical(in: reader.language)
            actions(for: reader)
            Tag.p(.class("soft")) { reader.word("verify.privacy.short") }
            receipt(in: reader.language)
            Tag.section(.class("other-language"), .id("other"), .lang(other), .direction(of: other)) {
                let view = view(in: other, prefix: "other-")
                view.verdict(level: .h2)
                fileLine(in: other)
                packNotes(in: other)
                view.body
            }
        }
        page.otherLanguage = "#other"
        page.scripts = [.verifier]
        return page
    }

    private func fileLine(in language: Language) -> HTML {
        Tag.p {
            Catalogue.sentence("verdict.file", in: language)
            " "
            HTML.isolated(file.name.isEmpty ? "–" : file.name)
        }
    }

    /// The receipt that this check, or an earlier one, left: what was there when.
    private func receipt(in language: Language) -> HTML? {
        guard let seen = report["receipt"]?["firstSeen"]?.text else { return nil }
        return Tag.p(.class("soft")) {
            SentenceText.html(Catalogue.sentence("verdict.receipt", ["at": seen], in: language), in: language)
        }
    }

    private func technical(in language: Language) -> HTML {
        let view = view(in: language)
        return Tag.details(.id("technical")) {
            Tag.summary { Catalogue.sentence("verdict.technical", in: language) }
            Tag.dl(.class("facts")) {
                view.fact("verdict.indication", .code(view.indication))
                view.fact("verdict.file.size", .code("\(file.bytes.count)"))
                view.fact("verdict.file.digest", .code(Hex.encode(DigestAlgorithm.sha256.digest(file.bytes))))
                view.fact("verdict.content.digest", .code(report["contentSHA256"]?.text ?? "–"))
                view.fact("verdict.policy", .code(report["policy"]?.text ?? "–"))
                view.fact("verdict.snapshot", .code(report["snapshot"]?.text ?? "–"))
            }
        }
    }

    private func actions(for reader: PageReader) -> HTML {
        Tag.div(.class("actions no-print")) {
            Tag.a(.class("button"), .href("/")) { reader.word("verdict.again") }
            Tag.a(
                .class("button second"), .file(JSONWriter.bytes(pack?.json ?? report, .indented), mediaType: .json),
                .download("mohr-report.json")
            ) { reader.word("verdict.download") }
            Tag.button(.type("button"), .class("second"), .id("print"), .hidden) { reader.word("verdict.print") }
        }
    }
}
