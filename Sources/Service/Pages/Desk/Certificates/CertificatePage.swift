// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import Records

/// `GET /desk/certificates/{serial}`: whose it is, what became of it, and what may be done with it.
enum CertificatePage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let record = try issuance(call)
        try call.noteView(of: "certificate:\(record.reference.authority)/\(record.reference.serial.hex)")
        let history = try call.recording { () throws(RecordsError) in
            try call.service.records.statusHistory(of: record.reference)
        }
        let certificate = try certificate(record, call)
        let own = try call.recording { () throws(RecordsError) in
            try call.service.records.holderHold(of: record.reference)
        }
        let title = call.word("desk.certificate.title")
        return .page(
            call.page(title, in: nil) {
                Tag.h1 {
                    title + " "; HTML.code(record.reference.serial.hex)
                }
                Tag.p {
                    history.last.map { call.badge($0.interval.status) }
                    " " + call.title(ofProfile: record.profile)
                }
                Self.own(own, call)
                actions(record, history.last?.interval.status, own, call)
                facts(record, certificate, call)
                ProofFile.link(to: record, call)
                Self.history(history, call)
            })
    }

    /// A certificate that this officer may see; another's is told like one that does not exist.
    static func issuance(_ call: DeskCall) throws(Problem) -> IssuanceRecord {
        let text = call.part("serial")
        guard let serial = SerialNumber(hex: text) else {
            throw .member("serial", seen: text, allowed: "hexadecimal")
        }
        let found = try call.recording { () throws(RecordsError) in
            try call.service.records.certificates(matching: .serial(serial), limit: 2)
        }
        guard let record = found.first, found.count == 1, CertificateRoutes.maySee(record, call.officer) else {
            throw Problem(404, "service", "unknownCertificate", ["serial": text])
        }
        return record
    }

    static func certificate(_ record: IssuanceRecord, _ call: DeskCall) throws(Problem) -> Certificate? {
        let der = try call.recording { () throws(RecordsError) in
            try call.service.records.certificate(record.reference)
        }
        return der.flatMap { try? Certificate(der: $0) }
    }

    /// What the holder did from home, and until when it stands.
    private static func own(_ hold: HolderHold?, _ call: DeskCall) -> HTML {
        guard let hold else { return .empty }
        let key = hold.isStop ? "stopped" : hold.state == .confirmed ? "confirmed" : "held"
        var facts = ["placed": hold.placed.rfc3339]
        if key == "held" { facts["ends"] = hold.ends?.rfc3339 ?? "–" }
        return Tag.p(.class("notice amber")) {
            SentenceText.html(
                Catalogue.sentence("desk.certificate.own.\(key)", facts, in: call.language), in: call.language)
        }
    }

    private static func actions(
        _ record: IssuanceRecord, _ status: RecordedStatus?, _ own: HolderHold?, _ call: DeskCall
    ) -> HTML {
        guard CertificateRoutes.mayChange(record, call.officer), let status else { return .empty }
        let open = CertificateAct.allCases.filter { $0.isOpen(at: status, own) }
        guard !open.isEmpty else { return .empty }
        return Tag.p(.class("actions no-print")) {
            open.map { act in
                Tag.a(
                    .class("button second"),
                    .href("/desk/certificates/\(record.reference.serial.hex)/\(act.rawValue)")
                ) { call.word("desk.certificate.\(act.word(at: status))") }
            }
        }
    }

    static func facts(_ record: IssuanceRecord, _ certificate: Certificate?, _ call: DeskCall) -> HTML {
        let subject = certificate?.subject
        return Tag.section(.class("card")) {
            Tag.h2 { call.word("desk.data") }
            Tag.dl(.class("facts")) {
                call.fact(call.word("desk.name"), subject?.value(of: OID.commonName).map { .isolated($0) })
                call.fact(call.word("field.latinName"), subject?.value(of: OID.name).map { .code($0) })
                call.fact(call.word("desk.subjectNumber"), subject?.value(of: OID.serialNumber).map { .code($0) })
                call.fact(call.word("field.title"), subject?.value(of: OID.title).map { .isolated($0) })
                call.fact(
                    call.word("field.licenceNumber"), certificate?.admission?.licenceNumber.map { .code($0) })
                call.fact(call.word("desk.serial"), .code(record.reference.serial.hex))
                call.fact(call.word("desk.issuer"), .code(record.reference.authority))
                call.fact(
                    call.word("desk.validFrom"),
                    record.validity.map { DateText.moment($0.notBefore, in: call.language) })
                call.fact(
                    call.word("desk.validUntil"),
                    record.validity.map { DateText.moment($0.notAfter, in: call.language) })
                call.fact(
                    call.word("desk.certificateSHA256"), record.certificateSHA256.map { .code(Hex.encode($0)) })
                call.fact(call.word("desk.key"), record.keyAlgorithm.map { .code($0) })
                call.fact(call.word("desk.office"), record.office.map { .code($0) })
                call.fact(
                    call.word("desk.application.title"),
                    record.application.map { id in
                        Tag.a(.href("/desk/applications/\(id)")) { HTML.code(id) }
                    })
            }
        }
    }

    /// Every status the certificate had, with who gave it and why.
    static func history(_ history: [StatusRecord], _ call: DeskCall) -> HTML {
        Tag.section {
            Tag.h2 { call.word("desk.certificate.history") }
            Tag.div(.class("scroll")) {
                Tag.table(.class("stacks")) {
                    Tag.caption(.class("visually-hidden")) { call.word("desk.certificate.history") }
                    Tag.thead {
                        Tag.tr {
                            for key in [
                                "desk.state", "desk.from", "desk.until", "desk.reason", "desk.by", "desk.cause",
                            ] {
                                Tag.th(.scope("col")) { call.word(key) }
                            }
                        }
                    }
                    Tag.tbody { history.map { row($0, call) } }
                }
            }
        }
    }

    private static func row(_ entry: StatusRecord, _ call: DeskCall) -> HTML {
        Tag.tr {
            Tag.th(.scope("row")) { call.badge(entry.interval.status) }
            Tag.td(.data("label", call.word("desk.from"))) {
                DateText.moment(entry.interval.since, in: call.language)
            }
            Tag.td(.data("label", call.word("desk.until"))) {
                entry.interval.until.map { DateText.moment($0, in: call.language) } ?? .text("–")
            }
            Tag.td(.data("label", call.word("desk.reason"))) {
                entry.interval.reason.map { call.word("reason.\($0)") } ?? "–"
            }
            Tag.td(.data("label", call.word("desk.by"))) { call.name(of: entry.actor) }
            Tag.td(.data("label", call.word("desk.cause"))) { HTML.isolated(entry.cause) }
        }
    }
}
