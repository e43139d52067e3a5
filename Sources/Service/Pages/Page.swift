// SPDX-License-Identifier: Apache-2.0
public import HTTPServer

/// A page of the house: its frame around what one subject has to say.
///
///     Page(title, for: reader) {
///         Tag.h1 { title }
///         Tag.p { HTML.code(serial) }
///     }.response()
///
/// The frame is the skip link, the house's name, the navigation, the language switch, `main` and the footer. It holds
/// no script, style or address of another host, and is served under ``PageHeaders``.
public struct Page: Sendable {
    /// Where a page's reader may go from every page of a room.
    public struct Link: Sendable, Hashable {
        let text: String
        let target: String
        let isHere: Bool

        /// A link of the navigation.
        ///
        /// - Parameters:
        ///   - text: what it says, in the reader's language.
        ///   - target: a path of this service.
        ///   - isHere: whether it leads to the page that it is on.
        public init(_ text: String, to target: String, isHere: Bool = false) {
            self.text = text
            self.target = target
            self.isHere = isHere
        }
    }

    /// What stands in the title bar.
    public let title: String
    /// Who reads it, in which language, at which address.
    public let reader: PageReader
    /// What the page says; its first element is its `h1`.
    public let main: HTML

    /// The links of its room; empty for a page that stands alone.
    public var navigation: [Link] = []
    /// The house's scripts that make it easier; it works without.
    public var scripts: [Asset] = []
    /// What stands at the foot; the house's own sentence if not given.
    public var footer: HTML?
    /// Where the language switch leads; the same address in the other language if not given.
    ///
    /// The answer to a form has no address of its own: it says both languages, and the switch leads to the other one.
    public var otherLanguage: String?

    /// Makes a page.
    ///
    /// - Parameters:
    ///   - title: the subject, in the reader's language.
    ///   - reader: who asked.
    ///   - main: what it says.
    public init(_ title: String, for reader: PageReader, @HTMLBuilder main: () -> HTML) {
        self.title = title
        self.reader = reader
        self.main = main()
    }

    /// The page as an answer, with its headers.
    ///
    /// - Parameter status: 200 unless something went wrong.
    /// - Returns: an answer that nobody keeps: pages are about people.
    public func response(status: Int = 200) -> Response {
        var response = Response(
            status: status, contentType: "text/html; charset=utf-8", body: Array(document.utf8))
        response.headers += PageHeaders.all
        response.headers.append(("Content-Language", reader.language.rawValue))
        if reader.choseLanguage {
            response.headers.append(
                ("Set-Cookie", "lang=\(reader.language.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"))
        }
        return response
    }

    /// The page in a file of its own, as evidence packs hold it: the stylesheet inside, no script, no link out.
    ///
    /// Its policy is in its head, and takes only that stylesheet.
    public var standalone: [UInt8] {
        let style = Stylesheet.text
        let policy = "default-src 'none'; style-src 'sha256-\(Stylesheet.digest)'; base-uri 'none'; form-action 'none'"
        let head = """
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <style>\(style)</style>
            """
        return Array(document(head: head, body: body(frame: .empty)).utf8)
    }

    private var document: String {
        let scripts = scripts.map { "<script src=\"\($0.path)\" defer></script>\n" }.joined()
        let head = """
            <link rel="stylesheet" href="\(Asset.stylesheet.path)">
            <link rel="icon" href="\(Asset.seal.path)" type="image/svg+xml">
            \(scripts)
            """
        return document(head: head, body: body(frame: masthead))
    }

    private func document(head: String, body: HTML) -> String {
        let direction = reader.language == .persian ? "rtl" : "ltr"
        return """
            <!DOCTYPE html>
            <html lang="\(reader.language.rawValue)" dir="\(direction)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>\(HTML.text(title).markup) – \(HTML.text(word("page.house")).markup)</title>
            \(head)</head>
            <body>
            \(body.markup)
            </body>
            </html>

            """
    }

    private func body(frame: HTML) -> HTML {
        .joined([
            frame,
            Tag.main(.id("main"), .tabindex(-1)) { main },
            Tag.footer(.class("foot")) { footer ?? Tag.p { word("page.foot") } },
        ])
    }

    private var masthead: HTML {
        let other: Language = reader.language == .persian ? .english : .persian
        return .joined([
            Tag.a(.class("skip"), .href("#main")) { word("page.skip") },
            Tag.header(.class("masthead no-print")) {
                Tag.a(.class("house"), .href("/")) {
                    Tag.img(.src(Asset.seal.path), .alt(""), .number(.width, 28), .number(.height, 28))
                    Tag.span { word("page.house") }
                }
                if !navigation.isEmpty {
                    Tag.nav(.aria("label", word("page.navigation"))) {
                        Tag.ul { navigation.map(item) }
                    }
                }
                Tag.div(.class("language")) {
                    Tag.a(
                        .href(otherLanguage ?? reader.location(in: other)), .lang(other), .direction(of: other)
                    ) { Catalogue.sentence("page.language", in: other) }
                }
            },
        ])
    }

    private func item(_ link: Link) -> HTML {
        let here: [Attribute] = link.isHere ? [.aria("current", "page")] : []
        return Tag.li { Tag.a.element([.href(link.target)] + here, .text(link.text)) }
    }

    private func word(_ key: String) -> String { Catalogue.sentence(key, in: reader.language) }
}
