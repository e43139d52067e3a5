// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import PKIX
import Records
import Revocation

/// Hold, release, revocation: a page that asks why, a page that shows what is about to be done, and the act.
///
///     GET  /desk/certificates/{serial}/{act}     asks for reason and cause
///     POST /desk/certificates/{serial}/{act}     writes them down
///     GET  /desk/certificate-acts/{paper}        shows what will be done
///     POST /desk/certificate-acts/{paper}        does it
enum CertificateActPage {
    static func ask(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let (record, act) = try target(call)
        return .page(question(record, act, call, wrong: [:]))
    }

    static func take(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let (record, act) = try target(call)
        var wrong: [String: String] = [:]
        let cause = call.optionalText("cause") ?? ""
        if cause.isEmpty || cause.unicodeScalars.count > 1_000 { wrong["cause"] = call.word("desk.wrong.cause") }
        let reason = call.optionalText("reason")
        if act == .revoke {
            let rule = reason.flatMap { ReasonRule.rule(named: $0) }
            if rule?.roles.contains(call.officer.role) != true { wrong["reason"] = call.word("desk.wrong.reason") }
        }
        guard wrong.isEmpty else { return .again(question(record, act, call, wrong: wrong)) }
        let paper = DeskPaper(
            officer: call.officer.id, kind: .act, id: call.drawName(),
            content: SubjectFields([
                "act": act.rawValue, "serial": record.reference.serial.hex, "cause": cause, "reason": reason ?? "",
            ]), changed: call.now)
        try call.recording { () throws(RecordsError) in try call.service.records.keep(paper) }
        return .see("/desk/certificate-acts/\(paper.id)")
    }

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        .page(try confirmation(try prepared(call), call))
    }

    /// The exact bytes to be signed, as a file.
    static func statement(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let prepared = try prepared(call)
        let bytes = try prepared.action(by: call.officer, call).bytesToBeSigned
        return .file(
            name: "mohr-\(prepared.act.rawValue)-\(prepared.record.reference.serial.hex).txt", type: "text/plain",
            bytes: bytes)
    }

    /// What is about to be done, in words and in the bytes that are signed.
    private static func confirmation(
        _ prepared: PreparedCertificateAct, _ call: DeskCall, wrong: String? = nil
    ) throws(Problem) -> Page {
        let (record, act) = (prepared.record, prepared.act)
        let certificate = try CertificatePage.certificate(record, call)
        let statement = try prepared.action(by: call.officer, call).bytesToBeSigned
        let own = try call.recording { () throws(RecordsError) in
            try call.service.records.holderHold(of: record.reference)
        }
        let effect = act == .release && own?.isStop == true ? "liftStop" : act.rawValue
        let path = "/desk/certificate-acts/\(call.part("paper"))"
        let title = call.word("desk.certificate.confirm.\(act.rawValue)")
        return call.page(title, in: nil, scripts: true) {
            Tag.h1 { title }
            CertificatePage.facts(record, certificate, call)
            Tag.dl(.class("facts")) {
                if let word = prepared.reason {
                    call.fact(call.word("desk.reason"), .text(Self.reason(word, call)))
                }
                call.fact(call.word("desk.cause"), .isolated(prepared.cause))
            }
            Tag.p(.class("notice \(act == .revoke ? "reject" : "amber")")) {
                call.word("desk.certificate.effect.\(effect)")
            }
            call.form(path, [.multipart]) {
                SigningFields.fields(for: statement, at: path + "/statement", call, wrong: wrong)
                Tag.p(.class("actions")) {
                    Tag.button(.class(act == .revoke ? "danger" : "")) {
                        call.word("desk.certificate.do.\(act.rawValue)")
                    }
                    Tag.a(.class("button second"), .href("/desk/certificates/\(record.reference.serial.hex)")) {
                        call.word("desk.cancel")
                    }
                }
            }
        }
    }

    static func confirm(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let prepared = try prepared(call)
        let rule = prepared.reason.flatMap { ReasonRule.rule(named: $0) }
        if prepared.act == .revoke, rule?.roles.contains(call.officer.role) != true {
            throw .member(
                "reason", seen: prepared.reason,
                allowed: ReasonRule.words(for: call.officer.role).joined(separator: ", "))
        }
        do throws(Problem) {
            try prepared.perform(rule, call)
        } catch {
            guard error.fault == nil, error.type.hasPrefix("enrollment:officerSignature") else { throw error }
            return .again(try confirmation(prepared, call, wrong: error.statement.sentence(in: call.language)))
        }
        try? call.service.records.discard(paper: call.part("paper"), .act, of: call.officer.id)
        let done = prepared.act == .release ? "releaseHold" : prepared.act.rawValue
        return .see("/desk/certificates/\(prepared.record.reference.serial.hex)?done=\(done)")
    }

    private static func target(_ call: DeskCall) throws(Problem) -> (IssuanceRecord, CertificateAct) {
        guard let act = CertificateAct(rawValue: call.part("act")) else { throw .notFound(path: call.request.path) }
        let record = try CertificatePage.issuance(call)
        guard CertificateRoutes.mayChange(record, call.officer) else {
            throw .role(
                seen: call.officer.role,
                allowed: record.application == nil ? [.administrator] : [.approver, .supervisor])
        }
        return (record, act)
    }

    private static func prepared(_ call: DeskCall) throws(Problem) -> PreparedCertificateAct {
        let paper = try call.recording { () throws(RecordsError) in
            try call.service.records.deskPaper(call.part("paper"), .act, of: call.officer.id)
        }
        guard let content = paper?.content, let act = content["act"].flatMap({ CertificateAct(rawValue: $0) }),
            let serial = content["serial"].flatMap({ SerialNumber(hex: $0) })
        else { throw .notFound(path: call.request.path) }
        let found = try call.recording { () throws(RecordsError) in
            try call.service.records.certificates(matching: .serial(serial), limit: 2)
        }
        guard let record = found.first, found.count == 1, CertificateRoutes.maySee(record, call.officer) else {
            throw .notFound(path: call.request.path)
        }
        return PreparedCertificateAct(
            record: record, act: act, reason: content["reason"].flatMap { $0.isEmpty ? nil : $0 },
            cause: content["cause"] ?? "")
    }

    private static func question(
        _ record: IssuanceRecord, _ act: CertificateAct, _ call: DeskCall, wrong: [String: String]
    ) -> Page {
        let title = call.word("desk.certificate.\(act.rawValue)")
        return call.page(title, in: nil) {
            Tag.h1 {
                title + " "; HTML.code(record.reference.serial.hex)
            }
            call.form("/desk/certificates/\(record.reference.serial.hex)/\(act.rawValue)") {
                if act == .revoke { reasons(call, wrong: wrong["reason"]) }
                call.field(
                    "cause", label: call.word("desk.cause"), hint: call.word("desk.certificate.cause.hint"),
                    wrong: wrong["cause"], isRequired: true
                ) { attributes in
                    Tag.textarea.element(
                        attributes + [.maxlength(1_000), .automaticDirection],
                        .text(call.optionalText("cause") ?? ""))
                }
                Tag.p(.class("actions")) {
                    Tag.button { call.word("desk.continue") }
                    Tag.a(.class("button second"), .href("/desk/certificates/\(record.reference.serial.hex)")) {
                        call.word("desk.cancel")
                    }
                }
            }
        }
    }

    /// The reasons that this role may give, each in the words of those who come to the desk.
    private static func reasons(_ call: DeskCall, wrong: String?) -> HTML {
        let rules = ReasonRule.table.filter { $0.roles.contains(call.officer.role) }
        return call.field("reason", label: call.word("desk.reason"), wrong: wrong, isRequired: true) { attributes in
            Tag.select.element(
                attributes,
                .joined(
                    [QueuePage.option("", call.word("desk.choose"), isChosen: call.optionalText("reason") == nil)]
                        + rules.flatMap { $0.words.isEmpty ? ["\($0.reason)"] : $0.words }.map {
                            QueuePage.option($0, reason($0, call), isChosen: call.optionalText("reason") == $0)
                        }))
        }
    }

    /// A reason or a word of the table, in the reader's language.
    static func reason(_ word: String, _ call: DeskCall) -> String { call.word("reason.\(word)") }
}
