// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import PKIX
import Records

/// The rooms of the desk, as the navigation of every page names them.
enum DeskRoom: String, CaseIterable {
    case queue
    case new
    case drafts
    case search
    case day
    case offices
    case deputies
    case keys
    case leave

    /// Where it is.
    var path: String {
        switch self {
        case .queue: "/desk"
        case .new: "/desk/applications/new"
        case .drafts: "/desk/drafts"
        case .search: "/desk/search"
        case .day: "/desk/day"
        case .offices: "/desk/offices"
        case .deputies: "/desk/deputies"
        case .keys: "/desk/keys"
        case .leave: "/desk/leave"
        }
    }

    /// Whose work is there.
    var roles: Set<OfficerRecord.Role> {
        switch self {
        case .queue: [.enterer, .approver, .supervisor]
        case .new: [.enterer]
        case .drafts: [.enterer, .supervisor]
        case .search: [.enterer, .approver, .supervisor, .auditor]
        case .day: [.enterer, .approver, .supervisor]
        case .offices: [.supervisor, .auditor, .administrator]
        case .deputies: [.enterer, .approver, .supervisor, .auditor, .administrator]
        case .keys: [.enterer, .approver, .supervisor, .administrator]
        case .leave: Set(OfficerRecord.Role.allCases)
        }
    }

    /// The rooms of a role, in their order.
    static func all(for role: OfficerRecord.Role) -> [DeskRoom] { allCases.filter { $0.roles.contains(role) } }
}

extension DeskCall {
    /// A page of the desk: the rooms of the officer's role above, their name and office below.
    func page(_ title: String, in room: DeskRoom?, scripts: Bool = false, @HTMLBuilder main: () -> HTML) -> Page {
        var page = Page(title, for: reader) {
            if let alarm = AlarmNotice.notice(self) { alarm }
            if let notice { notice }
            main()
        }
        page.navigation = DeskRoom.all(for: officer.role).map {
            Page.Link(word("desk.room.\($0.rawValue)"), to: $0.path, isHere: $0 == room)
        }
        if scripts { page.scripts = [.desk] }
        page.footer = Tag.p {
            word("desk.you") + " "
            HTML.isolated(officer.record.displayName)
            " – " + word("role.\(officer.role.rawValue)") + " – "
            HTML.code(officer.office)
        }
        return page
    }

    /// What was just done, when the address says so: one of a fixed list of words, never a text.
    private var notice: HTML? {
        guard let done = request.queryValue("done"), Self.doneWords.contains(done) else { return nil }
        return Tag.div(.class("notice accept"), .role("status")) { Tag.p { word("desk.done.\(done)") } }
    }

    /// Everything that a notice can say.
    static let doneWords: Set<String> = [
        "enter", "approve", "sendBack", "reject", "withdraw", "claim", "release", "submitted", "corrected", "saved",
        "discarded", "hold", "releaseHold", "revoke", "keyOffered", "keyConfirmed", "keyWithdrawn", "officeSuspended",
        "officeResumed", "paperAdded", "paperDeleted", "officeAdded", "officeChanged", "officeLicensed", "officerAdded",
        "officerSuspended", "officerResumed", "officerReverted", "delegated", "delegationEnded",
    ]

    /// A form that changes something: with the session's token, and a name of its own so that it is done once.
    func form(_ action: String, _ attributes: [Attribute] = [], @HTMLBuilder content: () -> HTML) -> HTML {
        Tag.form.element(
            [.post, .action(action)] + attributes,
            .joined([
                Tag.input(.type("hidden"), .name(DeskSession.field), .value(session.token)),
                Tag.input(.type("hidden"), .name(DeskRoute.keyField), .value(keys.next())),
                content(),
            ]))
    }

    /// A button that is a form of its own.
    func button(_ text: String, to action: String, _ kind: String = "second") -> HTML {
        form(action, [.class("inline")]) { Tag.button(.class(kind)) { text } }
    }

    /// A link to a page.
    func link(_ text: String, to target: String) -> HTML { Tag.a(.href(target)) { text } }

    /// A field of a form with its label, its hint and what is wrong with it.
    func field(
        _ name: String, label: String, hint: String? = nil, wrong: String? = nil, isRequired: Bool = false,
        control: ([Attribute]) -> HTML
    ) -> HTML {
        field(
            name, label: label, hint: hint, wrong: wrong, isRequired: isRequired, isLive: true, control: control)
    }

    /// A state, as a badge that also says it in words.
    func badge(_ state: ApplicationState) -> HTML {
        let kind =
            switch state {
            case .accepted, .issued: "badge accept"
            case .rejected, .withdrawn, .expired: "badge reject"
            case .returned: "badge amber"
            default: "badge"
            }
        return Tag.span(.class(kind)) { word("state.\(state.rawValue)") }
    }

    /// Who somebody is to a colleague: officers by name and identifier, others as the log has them.
    func name(of actor: String) -> HTML {
        guard let record = try? service.records.officer(actor) else { return .code(actor) }
        return .joined([.isolated(record.displayName), .text(" "), .code(actor)])
    }
}
