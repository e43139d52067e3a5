// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import HTTPServer
import Identity
import Records

/// An act on an application, from the button to the signature: nothing is done at one press.
///
///     GET  /desk/applications/{id}/acts/{act}     asks for a cause, or shows what is to be confirmed and signed
///     POST /desk/applications/{id}/acts/{act}     writes the cause down, or does it
///     GET  /desk/acts/{paper}                     shows an act with its cause, to be confirmed and signed
///     POST /desk/acts/{paper}                     does it
enum ActPage {
    static func ask(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let prepared = try PreparedAct(call)
        return .page(prepared.act.needsCause ? cause(prepared, call, wrong: nil) : confirmation(prepared, call))
    }

    static func take(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let prepared = try PreparedAct(call)
        guard prepared.act.needsCause else { return try perform(prepared, call) }
        guard let cause = call.optionalText("cause"), cause.unicodeScalars.count <= 1_000 else {
            let seen = call.optionalText("cause")?.unicodeScalars.count ?? 0
            let wrong = EnrollmentError.cause(length: seen, allowed: 1...1_000).statement.sentence(in: call.language)
            return .again(Self.cause(prepared, call, wrong: wrong))
        }
        var content = [
            "act": prepared.act.name, "application": prepared.application.id, "cause": cause,
            "version": "\(prepared.version)",
        ]
        for point in FormField.allCases.map(\.rawValue) + EvidenceKind.allCases.map(\.point) {
            let name = Remarks.prefix + point
            if let remark = call.optionalText(name) { content[name] = remark }
        }
        let (paper, fields) = (call.drawName(), SubjectFields(content))
        try call.recording { () throws(RecordsError) in
            try call.service.records.keep(
                DeskPaper(officer: call.officer.id, kind: .act, id: paper, content: fields, changed: call.now))
        }
        return .see("/desk/acts/\(paper)")
    }

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        .page(confirmation(try PreparedAct(paper: call.part("paper"), call), call))
    }

    static func confirm(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let answer = try perform(try PreparedAct(paper: call.part("paper"), call), call)
        try? call.service.records.discard(paper: call.part("paper"), .act, of: call.officer.id)
        return answer
    }

    /// The exact bytes to be signed, as a file.
    static func statement(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let prepared = try call.parts["paper"] == nil ? PreparedAct(call) : PreparedAct(paper: call.part("paper"), call)
        guard let bytes = prepared.statement(by: call.officer) else { throw .notFound(path: call.request.path) }
        return .file(name: "mohr-\(prepared.act.name)-\(prepared.application.id).txt", type: "text/plain", bytes: bytes)
    }

    private static func perform(_ prepared: PreparedAct, _ call: DeskCall) throws(Problem) -> DeskAnswer {
        do throws(Problem) {
            try prepared.perform(call)
        } catch {
            guard error.fault == nil, error.type.hasPrefix("enrollment:officerSignature") else { throw error }
            return .again(confirmation(prepared, call, wrong: error.statement.sentence(in: call.language)))
        }
        return .see("/desk/applications/\(prepared.application.id)?done=\(prepared.act.name)")
    }

    /// Why: for the applicant to read.
    private static func cause(_ prepared: PreparedAct, _ call: DeskCall, wrong: String?) -> Page {
        let title = call.word("desk.act.\(prepared.act.name)")
        return call.page(title, in: nil) {
            Tag.h1 { title }
            summary(prepared.application, call)
            call.form(prepared.path) {
                Tag.input(.type("hidden"), .name("version"), .value("\(prepared.version)"))
                call.field(
                    "cause", label: call.word("desk.act.cause.\(prepared.act.name)"),
                    hint: call.word("desk.act.cause.hint"), wrong: wrong, isRequired: true
                ) { attributes in
                    Tag.textarea.element(
                        attributes + [.maxlength(1_000), .automaticDirection],
                        .text(call.optionalText("cause") ?? ""))
                }
                if prepared.act == .sendBack { points(prepared, call) }
                Tag.p(.class("actions")) {
                    Tag.button { call.word("desk.continue") }
                    Tag.a(.class("button second"), .href("/desk/applications/\(prepared.application.id)")) {
                        call.word("desk.cancel")
                    }
                }
            }
        }
    }

    /// One line for each field that was filled in, and for each paper that is on file or has to be.
    private static func points(_ prepared: PreparedAct, _ call: DeskCall) -> HTML {
        let required = (try? call.service.registration.requiredEvidence(of: prepared.application)) ?? []
        let onFile = Set(prepared.papers.map(\.kind))
        let papers = EvidenceKind.allCases.filter { required.contains($0) || onFile.contains($0.rawValue) }
        return Tag.details {
            Tag.summary { call.word("desk.act.points") }
            FormField.allCases.map { field in
                prepared.application[field] == nil
                    ? HTML.empty : point(field.rawValue, label: call.word("field.\(field.rawValue)"), call)
            }
            if !papers.isEmpty { Tag.h2 { call.word("desk.papers") } }
            papers.map { point($0.point, label: call.word($0.point), call) }
        }
    }

    private static func point(_ point: String, label: String, _ call: DeskCall) -> HTML {
        let name = Remarks.prefix + point
        return call.field(name, label: label) { attributes in
            Tag.input.element(
                attributes + [
                    .type("text"), .maxlength(1_000), .automaticDirection, .value(call.optionalText(name) ?? ""),
                ], .empty)
        }
    }

    /// What is done, in words and in the bytes that are signed.
    private static func confirmation(_ prepared: PreparedAct, _ call: DeskCall, wrong: String? = nil) -> Page {
        let title = call.word("desk.confirm.\(prepared.act.name)")
        let back = "/desk/applications/\(prepared.application.id)"
        return call.page(title, in: nil, scripts: true) {
            Tag.h1 { title }
            if prepared.application.record.version != prepared.version {
                Tag.div(.class("notice reject"), .role("alert")) { Tag.p { call.word("desk.confirm.moved") } }
            }
            summary(prepared.application, call)
            if let cause = prepared.cause {
                Tag.dl(.class("facts")) {
                    call.fact(call.word("desk.cause"), .isolated(cause))
                    prepared.remarks.map { call.fact(Remarks.name(of: $0.point, call), .isolated($0.text)) }
                }
            }
            if prepared.act.signed != nil { PapersSection.signed(prepared.papers, call) }
            if prepared.act.isFinal { Tag.p(.class("notice amber")) { call.word("desk.confirm.final") } }
            call.form(prepared.path, [.multipart]) {
                Tag.input(.type("hidden"), .name("version"), .value("\(prepared.version)"))
                if let statement = prepared.statement(by: call.officer) {
                    SigningFields.fields(for: statement, at: prepared.path + "/statement", call, wrong: wrong)
                }
                Tag.p(.class("actions")) {
                    Tag.button(.class(prepared.act.isFinal && prepared.act.needsCause ? "danger" : "")) {
                        call.word("desk.confirm.do.\(prepared.act.name)")
                    }
                    Tag.a(.class("button second"), .href(back)) { call.word("desk.cancel") }
                }
            }
        }
    }

    /// Whose application it is.
    static func summary(_ application: Application, _ call: DeskCall) -> HTML {
        Tag.dl(.class("facts card")) {
            call.fact(call.word("desk.code"), .code(application.id))
            call.fact(call.word("desk.name"), .isolated(QueuePage.name(of: application.content)))
            call.fact(call.word("field.latinName"), application[.latinName].map { .code($0.revealed) })
            call.fact(call.word("field.nationalID"), application[.nationalID].map { .code($0.revealed) })
            call.fact(call.word("field.licenceNumber"), application[.licenceNumber].map { .code($0.revealed) })
            call.fact(call.word("desk.profile"), .text(call.title(ofProfile: application.profile)))
            call.fact(call.word("desk.state"), call.badge(application.state))
        }
    }
}
