// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import PKIX
import Records

/// Search by anything that a person knows: a number, a name, a code.
///
///     POST /desk/search         writes down what is looked for, so that no address holds it
///     GET  /desk/search/{id}    shows what was found
enum SearchPage {
    static func ask(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer, .approver, .supervisor, .auditor)
        return .page(page(call, text: "") { HTML.empty })
    }

    static func take(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer, .approver, .supervisor, .auditor)
        guard let text = call.optionalText("text") else { return .see(DeskRoom.search.path) }
        let paper = DeskPaper(
            officer: call.officer.id, kind: .search, id: call.drawName(),
            content: SubjectFields(["text": String(text.prefix(200))]), changed: call.now)
        try call.recording { () throws(RecordsError) in try call.service.records.keep(paper, most: 20) }
        return .see("/desk/search/\(paper.id)")
    }

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.only(.enterer, .approver, .supervisor, .auditor)
        let paper = try call.recording { () throws(RecordsError) in
            try call.service.records.deskPaper(call.part("id"), .search, of: call.officer.id)
        }
        guard let text = paper?.content["text"] else { return .see(DeskRoom.search.path) }
        let terms = SearchTerms(text)
        let applications = try applications(terms, call)
        let certificates = try certificates(terms, call)
        let imported = try imported(terms, call)
        let draft = draft(terms, call)
        return .page(
            page(call, text: text) {
                Tag.h2 { call.word("desk.search.found") }
                draft
                if applications.isEmpty, certificates.isEmpty, imported.isEmpty, draft.isEmpty {
                    Tag.p(.class("notice")) { call.word("desk.search.none") }
                }
                if !applications.isEmpty {
                    QueuePage.table(call, applications, caption: call.word("desk.search.applications"))
                }
                if !certificates.isEmpty { table(certificates, call) }
                if !imported.isEmpty { ImportedTable.table(imported, call) }
            })
    }

    private static func page(_ call: DeskCall, text: String, @HTMLBuilder found: () -> HTML) -> Page {
        let title = call.word("desk.room.search")
        return call.page(title, in: .search) {
            Tag.h1 { title }
            call.form(DeskRoom.search.path, [.role("search")]) {
                call.field(
                    "text", label: call.word("desk.search.label"), hint: call.word("desk.search.hint"),
                    isRequired: true
                ) { attributes in
                    Tag.input.element(
                        attributes + [
                            .type("search"), .value(text), .maxlength(200), .automaticDirection, .autocomplete("off"),
                            .autofocus,
                        ], .empty)
                }
                Tag.button { call.word("desk.search.do") }
            }
            found()
        }
    }

    private static func applications(_ terms: SearchTerms, _ call: DeskCall) throws(Problem) -> [ApplicationRecord] {
        var finding = terms.application
        // What another office has is told like what does not exist.
        if call.officer.role == .enterer || call.officer.role == .approver { finding.office = call.officer.office }
        let asked = finding
        let found = try call.recording { () throws(RecordsError) in
            try call.service.records.applications(found: asked)
        }
        try call.recording { () throws(RecordsError) in
            try call.service.records.noteSearch(asked, found: found.count, by: call.officer.id, at: call.now)
        }
        return found
    }

    private static func certificates(_ terms: SearchTerms, _ call: DeskCall) throws(Problem) -> [FoundCertificate] {
        var found: [Int: FoundCertificate] = [:]
        for query in terms.certificates {
            var query = query
            guard CertificateSearchRoute.confine(&query, to: call.officer) else { continue }
            let asked = query
            let some = try call.recording { () throws(RecordsError) in
                try call.service.records.find(asked, at: call.now, limit: 50)
            }
            if call.service.configuration.officers.searchesLogged {
                try call.recording { () throws(RecordsError) in
                    try call.service.records.noteSearch(
                        asked, found: some.certificates.count, by: call.officer.id, at: call.now)
                }
            }
            for one in some.certificates { found[one.record.id] = one }
        }
        return found.values.sorted { $0.record.id > $1.record.id }
    }

    private static func imported(_ terms: SearchTerms, _ call: DeskCall) throws(Problem) -> [ImportedCertificate] {
        var found: [Int: ImportedCertificate] = [:]
        for query in terms.certificates {
            let some = try ImportedSearch.find(query, for: call.officer, in: call.service, at: call.now, limit: 50)
            for one in some.certificates { found[one.sequence] = one }
        }
        return found.values.sorted { $0.sequence > $1.sequence }
    }

    private static func table(_ certificates: [FoundCertificate], _ call: DeskCall) -> HTML {
        Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption { call.word("desk.certificates") }
                Tag.thead {
                    Tag.tr {
                        for key in ["desk.serial", "desk.name", "desk.profile", "desk.state", "desk.validUntil"] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody { certificates.map { row($0, call) } }
            }
        }
    }

    private static func row(_ one: FoundCertificate, _ call: DeskCall) -> HTML {
        let names = try? HolderNames(of: one.record.reference, in: call.service.records)
        return Tag.tr {
            Tag.th(.scope("row")) {
                Tag.a(.href("/desk/certificates/\(one.record.reference.serial.hex)")) {
                    HTML.code(one.record.reference.serial.hex)
                }
            }
            Tag.td(.data("label", call.word("desk.name"))) { HTML.isolated(names?.common ?? "–") }
            Tag.td(.data("label", call.word("desk.profile"))) { call.title(ofProfile: one.record.profile) }
            Tag.td(.data("label", call.word("desk.state"))) { one.status.map { call.badge($0) } }
            Tag.td(.data("label", call.word("desk.validUntil"))) {
                one.record.validity.map { DateText.day($0.notAfter, in: call.language) }
            }
        }
    }
}
