// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import PKIX
import Records

/// What a page of `/mine` is called with.
struct MineCall: PageCall {
    let service: MohrService
    let request: Request
    let parts: [String: String]
    /// What was sent; nil when a page is only looked at.
    let form: PageForm?
    let reader: PageReader
    let browser: MineBrowser
    /// Who was let in by this browser's cookie; nil for nobody.
    let session: HolderSession?

    var registration: RegistrationAuthority { service.registration }
    /// From where it is asked.
    var address: String { request.peer.address }

    /// A variable part of the path.
    func part(_ name: String) -> String { parts[name] ?? "" }

    /// A field that has to be filled in.
    func text(_ name: String) throws(Problem) -> String {
        guard let text = form?.text(name) else { throw .member(name, seen: nil, allowed: "text") }
        return text
    }

    /// Runs an act of the registration authority.
    func enrolling<Value>(_ act: () throws(EnrollmentError) -> Value) throws(Problem) -> Value {
        try Problem.enrolling(act)
    }

    /// The session, of whoever was let in.
    func holder() throws(Problem) -> HolderSession {
        guard let session, session.scope == .holder else { throw Problem(401, "service", "signInNeeded") }
        return session
    }

    /// A page, with the way to the other ones above.
    func page(_ title: String, @HTMLBuilder main: () -> HTML) -> Page {
        var page = Page(title, for: reader, main: main)
        page.navigation = [
            Page.Link(word("mine.title"), to: "/mine", isHere: request.path == "/mine"),
            Page.Link(
                word("mine.certificates"), to: session?.scope == .holder ? "/mine/certificates" : "/mine/sign-in",
                isHere: request.path.hasPrefix("/mine/certificates")),
            Page.Link(word("mine.track"), to: "/mine/track", isHere: request.path.hasPrefix("/mine/track")),
            Page.Link(word("mine.apply"), to: "/mine/apply", isHere: request.path.hasPrefix("/mine/apply")),
        ]
        page.footer = Tag.p { word("mine.foot") }
        page.otherLanguage = request.method == "GET" ? nil : other
        return page
    }

    private var other: String { "/mine?lang=\(language == .persian ? "en" : "fa")" }

    /// A form that changes something.
    func form(_ action: String, _ attributes: [Attribute] = [], @HTMLBuilder content: () -> HTML) -> HTML {
        Tag.form.element(
            [.post, .action(action)] + attributes,
            .joined([
                Tag.input(.type("hidden"), .name(MineBrowser.field), .value(browser.token)), content(),
            ]))
    }

    /// A field with its label, its hint and what is wrong with it.
    func field(
        _ name: String, label: String, hint: String? = nil, wrong: String? = nil, isRequired: Bool = true,
        control: ([Attribute]) -> HTML
    ) -> HTML {
        field(
            name, label: label, hint: hint, wrong: wrong, isRequired: isRequired, isLive: false, control: control)
    }

    /// A field that takes a number or a code.
    func digits(
        _ name: String, label: String, hint: String? = nil, most: Int, _ more: [Attribute] = []
    ) -> HTML {
        field(name, label: label, hint: hint) { attributes in
            Tag.input.element(
                attributes + [.type("text"), .leftToRight, .maxlength(most), .required] + more, .empty)
        }
    }

    /// What was wrong with the last attempt.
    func alert(_ problem: Problem?) -> HTML {
        guard let problem else { return .empty }
        return Tag.div(.class("notice reject"), .role("alert")) {
            Tag.p { problem.statement.sentence(in: language) }
        }
    }

    /// What an office is called.
    func name(ofOffice id: String?) -> String {
        guard let id, let office = try? service.records.office(id) else { return "–" }
        return language == .persian ? office.persianName : office.englishName
    }
}
