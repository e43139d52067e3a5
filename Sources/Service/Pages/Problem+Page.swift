// SPDX-License-Identifier: Apache-2.0

extension Problem {
    /// The problem as a page, for a reader who sent a form: what is wrong and the rule, without codes.
    ///
    /// - Parameters:
    ///   - reader: who asked.
    ///   - back: where to try again.
    /// - Returns: a page; answer it with ``Problem/status``.
    public func page(for reader: PageReader, back: String) -> Page {
        let title = title(in: reader.language)
        return Page(title, for: reader) {
            Tag.h1 { title }
            Tag.div(.class("notice reject"), .role("alert")) {
                Tag.p { statement.sentence(in: reader.language) }
                if let clause {
                    Tag.p { reader.word("page.clause", ["clause": clause]) }
                }
            }
            Tag.p(.class("actions")) { Tag.a(.class("button second"), .href(back)) { reader.word("page.back") } }
        }
    }
}
