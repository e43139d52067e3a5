// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Records

/// The papers of an application on its page: which are asked for, which are there, and the form for another.
///
/// It shows no paper by itself: opening one is an act that the audit log names.
struct PapersSection {
    let application: Application
    let papers: [EvidenceRecord]
    let required: [EvidenceKind]
    let missing: [EvidenceKind]
    /// Why the paper that was sent is not taken.
    let wrong: String?

    init(of application: Application, _ call: DeskCall, wrong: String? = nil) throws(Problem) {
        self.application = application
        self.wrong = wrong
        papers = try call.papers(of: application.id)
        (required, missing) = try call.enrolling { () throws(EnrollmentError) in
            let registration = call.service.registration
            return (
                try registration.requiredEvidence(of: application), try registration.missingEvidence(of: application)
            )
        }
    }

    /// The section.
    func section(_ call: DeskCall) -> HTML {
        Tag.section(.class("card"), .id("papers")) {
            Tag.h2 { call.word("desk.papers") }
            state(call)
            if !papers.isEmpty { Self.table(papers, call, caption: call.word("desk.papers.onFile")) }
            if Self.mayAdd(to: application, call) { form(call) }
        }
    }

    /// What is asked for and what of it is not there yet, in words.
    private func state(_ call: DeskCall) -> HTML {
        if required.isEmpty { return Tag.p { call.word("desk.papers.noneRequired") } }
        if missing.isEmpty {
            return Tag.p {
                call.word("desk.papers.complete") + " " + Self.names(required, call)
            }
        }
        let isEnforced = call.service.configuration.evidence.isEnforced
        return Tag.div(.class("notice amber")) {
            Tag.p { call.word(isEnforced ? "desk.papers.missing.enforced" : "desk.papers.missing") }
            Tag.ul { missing.map { kind in Tag.li { call.word(kind.point) } } }
            let there = required.filter { !missing.contains($0) }
            if !there.isEmpty { Tag.p { call.word("desk.papers.there") + " " + Self.names(there, call) } }
        }
    }

    /// What an officer signs besides the application's data; nothing when there are no papers.
    static func signed(_ papers: [EvidenceRecord], _ call: DeskCall) -> HTML {
        guard !papers.isEmpty else { return .empty }
        return Tag.section(.class("card")) {
            Tag.h2 { call.word("desk.papers.signed") }
            table(papers, call, caption: call.word("desk.papers.signed.hint"))
        }
    }

    private static func table(_ papers: [EvidenceRecord], _ call: DeskCall, caption: String) -> HTML {
        Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption { caption }
                Tag.thead {
                    Tag.tr {
                        for key in [
                            "desk.papers.kind", "desk.papers.type", "desk.by", "desk.time", "desk.papers.sha256",
                        ] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody { papers.map { row($0, call) } }
            }
        }
    }

    private static func row(_ paper: EvidenceRecord, _ call: DeskCall) -> HTML {
        Tag.tr {
            Tag.th(.scope("row")) {
                Tag.a(.href(PaperPages.path(of: paper))) { name(of: paper, call) }
            }
            Tag.td(.data("label", call.word("desk.papers.type"))) { size(of: paper, call) }
            Tag.td(.data("label", call.word("desk.by"))) { actor(paper, call) }
            Tag.td(.data("label", call.word("desk.time"))) { DateText.moment(paper.time, in: call.language) }
            Tag.td(.data("label", call.word("desk.papers.sha256"))) {
                HTML.code(Hex.encode(paper.sha256.prefix(8)) + "…")
            }
        }
    }

    /// The form for another paper; works without a script.
    private func form(_ call: DeskCall) -> HTML {
        let path = "/desk/applications/\(application.id)/evidence"
        let policy = call.service.configuration.evidence
        let chosen = call.optionalText("kind").flatMap { EvidenceKind(rawValue: $0) } ?? missing.first
        return Tag.details.element(
            [.class("no-print")] + (wrong == nil ? [] : [.open]),
            .joined([
                Tag.summary { call.word("desk.papers.add") },
                call.form(path, [.multipart]) {
                    call.field("kind", label: call.word("desk.papers.kind"), isRequired: true) { attributes in
                        Tag.select.element(
                            attributes,
                            .joined(
                                EvidenceKind.allCases.map {
                                    QueuePage.option($0.rawValue, call.word($0.point), isChosen: $0 == chosen)
                                }))
                    }
                    call.field(
                        "file", label: call.word("desk.papers.file"),
                        hint: call.word(
                            "desk.papers.file.hint",
                            [
                                "size": Numbers.text(policy.maximumBytes / 1_048_576, in: call.language),
                                "count": Numbers.text(policy.perApplication, in: call.language),
                            ]), wrong: wrong, isRequired: true
                    ) { attributes in
                        let types = EvidenceType.allCases.map(\.rawValue).joined(separator: ",")
                        return Tag.input.element(attributes + [.type("file"), .accept(types), .required], .empty)
                    }
                    Tag.p(.class("actions")) { Tag.button { call.word("desk.papers.add.do") } }
                },
            ]))
    }
}

extension PapersSection {
    /// Whether an officer is offered the form; whether a paper is taken is decided when it comes.
    static func mayAdd(to application: Application, _ call: DeskCall) -> Bool {
        mayChange(application, [.drafted, .submitted, .returned, .entered, .issued, .accepted], call)
    }

    /// Whether an officer is offered to delete a paper: not once it was decided upon.
    static func mayDelete(from application: Application, _ call: DeskCall) -> Bool {
        mayChange(application, [.drafted, .submitted, .returned, .entered], call)
    }

    private static func mayChange(_ application: Application, _ states: Set<ApplicationState>, _ call: DeskCall) -> Bool
    {
        guard [.enterer, .approver, .supervisor].contains(call.officer.role), states.contains(application.state)
        else { return false }
        guard call.officer.role == .supervisor || call.officer.office == application.office else { return false }
        if let claim = application.record.claim, claim.officer != call.officer.id, claim.holds(at: call.now) {
            return false
        }
        return true
    }

    /// What a paper is called.
    static func name(of paper: EvidenceRecord, _ call: DeskCall) -> String {
        EvidenceKind(rawValue: paper.kind).map { call.word($0.point) } ?? paper.kind
    }

    /// Its type and its size.
    static func size(of paper: EvidenceRecord, _ call: DeskCall) -> HTML {
        let type = paper.mediaType.split(separator: "/").last.map { $0.uppercased() } ?? paper.mediaType
        return .joined([
            .code(type), .text(" "),
            .text(
                call.word(
                    "desk.papers.size", ["count": Numbers.text(max(1, (paper.size + 1_023) / 1_024), in: call.language)]
                )),
        ])
    }

    /// Who brought it.
    static func actor(_ paper: EvidenceRecord, _ call: DeskCall) -> HTML {
        paper.actor == RegistrationAuthority.applicant
            ? .text(call.word("desk.papers.applicant")) : call.name(of: paper.actor)
    }

    private static func names(_ kinds: [EvidenceKind], _ call: DeskCall) -> String {
        kinds.map { call.word($0.point) }.joined(separator: call.language == .persian ? "، " : ", ")
    }
}

extension DeskCall {
    /// The papers of an application that this officer may see.
    func papers(of id: String) throws(Problem) -> [EvidenceRecord] {
        try enrolling { () throws(EnrollmentError) in
            try service.registration.evidence(of: id, seenBy: officer)
        }
    }
}
