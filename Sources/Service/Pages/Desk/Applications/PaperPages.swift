// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import HTTPServer
import Records

/// The papers of an application, one by one.
///
///     POST /desk/applications/{id}/evidence                    takes a paper in, from a form
///     GET  /desk/applications/{id}/evidence/{paper}            shows it, with what is known of it
///     GET  /desk/applications/{id}/evidence/{paper}/file       its bytes; that they were opened is in the audit log
///     POST /desk/applications/{id}/evidence/{paper}/deletion   deletes one that came by mistake
enum PaperPages {
    /// Where a paper is looked at.
    static func path(of paper: EvidenceRecord) -> String {
        "/desk/applications/\(paper.application)/evidence/\(paper.id)"
    }

    static func add(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let id = call.part("id")
        let word = try call.text("kind")
        guard let kind = EvidenceKind(rawValue: word) else {
            throw .member(
                "kind", seen: String(word.prefix(64)), allowed: Statement.list(EvidenceKind.allCases.map(\.rawValue)))
        }
        guard let file = call.form?.file("file") else {
            return .again(try ApplicationPage.page(call, wrongPaper: call.word("desk.papers.noFile")))
        }
        do throws(EnrollmentError) {
            _ = try call.service.registration.addEvidence(file.bytes, as: kind, to: id, by: call.officer)
        } catch {
            // What is wrong with the file itself is told beside its field.
            let problem = Problem(error)
            guard case .handling = error, problem.fault == nil else { throw problem }
            return .again(
                try ApplicationPage.page(call, wrongPaper: problem.statement.sentence(in: call.language)))
        }
        return .see("/desk/applications/\(id)?done=paperAdded")
    }

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer { .page(try page(call, wrong: nil)) }

    static func file(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let (record, bytes) = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.readEvidence(call.part("paper"), of: call.part("id"), by: call.officer)
        }
        return .paper(record, bytes: bytes)
    }

    static func delete(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let (id, paper) = (call.part("id"), call.part("paper"))
        do throws(EnrollmentError) {
            try call.service.registration.deleteEvidence(
                paper, of: id, because: call.optionalText("cause") ?? "", by: call.officer)
        } catch {
            let problem = Problem(error)
            guard case .cause = error else { throw problem }
            return .again(try page(call, wrong: problem.statement.sentence(in: call.language)))
        }
        return .see("/desk/applications/\(id)?done=paperDeleted")
    }

    private static func page(_ call: DeskCall, wrong: String?) throws(Problem) -> Page {
        let (id, name) = (call.part("id"), call.part("paper"))
        let application = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.application(id, seenBy: call.officer)
        }
        guard let paper = try call.papers(of: id).first(where: { $0.id == name }) else {
            throw .notFound(path: call.request.path)
        }
        let title = PapersSection.name(of: paper, call)
        return call.page(title, in: nil) {
            Tag.h1 { title }
            Tag.p {
                Tag.a(.href("/desk/applications/\(id)")) {
                    call.word("desk.papers.back") + " "; HTML.code(id)
                }
            }
            content(paper, title, call)
            Tag.dl(.class("facts card")) {
                call.fact(call.word("desk.name"), .isolated(QueuePage.name(of: application.content)))
                call.fact(call.word("desk.papers.type"), PapersSection.size(of: paper, call))
                call.fact(call.word("desk.by"), PapersSection.actor(paper, call))
                call.fact(call.word("desk.time"), DateText.moment(paper.time, in: call.language))
                call.fact(call.word("desk.papers.sha256"), .code(Hex.encode(paper.sha256)))
            }
            if PapersSection.mayDelete(from: application, call) { deletion(paper, call, wrong) }
        }
    }

    /// An image on the page; anything else as a file, for what opens files is no part of this page.
    private static func content(_ paper: EvidenceRecord, _ title: String, _ call: DeskCall) -> HTML {
        let file = path(of: paper) + "/file"
        guard !paper.mediaType.hasPrefix("image/") else {
            return Tag.figure(.class("paper")) { Tag.img(.src(file), .alt(title)) }
        }
        return Tag.p(.class("actions")) {
            Tag.a(.class("button"), .href(file)) { call.word("desk.papers.download") }
        }
    }

    private static func deletion(_ paper: EvidenceRecord, _ call: DeskCall, _ wrong: String?) -> HTML {
        Tag.details.element(
            [.class("no-print")] + (wrong == nil ? [] : [.open]),
            .joined([
                Tag.summary { call.word("desk.papers.delete") },
                call.form(path(of: paper) + "/deletion") {
                    call.field(
                        "cause", label: call.word("desk.papers.delete.cause"),
                        hint: call.word("desk.papers.delete.hint"), wrong: wrong, isRequired: true
                    ) { attributes in
                        Tag.textarea.element(
                            attributes + [.maxlength(1_000), .automaticDirection],
                            .text(call.optionalText("cause") ?? ""))
                    }
                    Tag.p(.class("actions")) { Tag.button(.class("danger")) { call.word("desk.papers.delete.do") } }
                },
            ]))
    }
}
