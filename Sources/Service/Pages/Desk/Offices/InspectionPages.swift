// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import PKIX
import Records

/// An inspector's sample of an office: drawn by one press, on record with its seed, and drawn again the same whenever
/// its page is opened.
///
///     GET  /desk/offices/{office}/inspections           the samples that were drawn
///     POST /desk/offices/{office}/inspections           draws one
///     GET  /desk/offices/{office}/inspections/{line}    the sample of a line of the log, with the whole file of each
enum InspectionPages {
    static func list(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.supervisor, .auditor])
        try call.noteView(of: "office:\(office.id)/inspections")
        let lines = try call.recording { () throws(RecordsError) in
            try call.service.records.inspections(of: office.id)
        }
        let title = call.word("desk.inspection.title")
        return .page(
            call.page(title, in: .offices) {
                Tag.h1 { title }
                Tag.p {
                    HTML.isolated(OfficesPage.name(of: office, call)); " "; HTML.code(office.id)
                }
                Tag.p { call.word("desk.inspection.about") }
                call.form("/desk/offices/\(office.id)/inspections") {
                    Tag.button { call.word("desk.inspection.draw") }
                }
                Tag.h2 { call.word("desk.inspection.drawn") }
                if lines.isEmpty { Tag.p { call.word("desk.anomalies.none") } }
                Tag.ul {
                    lines.map { line in
                        Tag.li {
                            Tag.a(.href("/desk/offices/\(office.id)/inspections/\(line.sequence)")) {
                                DateText.moment(line.time, in: call.language)
                            }
                            " – "
                            call.name(of: line.actor)
                        }
                    }
                }
            })
    }

    static func draw(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.supervisor, .auditor])
        let line = try draw(office: office.id, by: call.officer.id, in: call.service)
        return .see("/desk/offices/\(office.id)/inspections/\(line)")
    }

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let office = try OfficesPage.office(call, [.supervisor, .auditor])
        guard let number = Int(call.part("line")), number >= 0 else { throw .notFound(path: call.request.path) }
        let drawn = try sample(number, of: office.id, in: call.service, path: call.request.path)
        let (line, seed, sample) = (drawn.line, drawn.seed, drawn.sample)
        try call.noteView(of: "office:\(office.id)/inspections/\(number)")
        var files: [HTML] = []
        for (index, choice) in sample.choices.enumerated() { files.append(try file(index + 1, choice, call)) }
        let title = call.word("desk.inspection.sample")
        return .page(
            call.page(title, in: .offices) {
                Tag.h1 { title }
                Tag.dl(.class("facts card")) {
                    call.fact(call.word("desk.office"), .code(office.id))
                    call.fact(call.word("desk.time"), DateText.moment(line.time, in: call.language))
                    call.fact(call.word("desk.by"), call.name(of: line.actor))
                    call.fact(call.word("desk.inspection.seed"), .code(seed))
                    call.fact(call.word("desk.inspection.line"), .code("\(number)"))
                    call.fact(
                        call.word("desk.inspection.among"),
                        .text(Numbers.text(drawn.among, in: call.language)))
                }
                if files.isEmpty { Tag.p(.class("notice")) { call.word("desk.anomalies.none") } }
                HTML.joined(files)
            })
    }

    /// The whole file of one certificate: what it is, what became of it, what was applied for, and each step.
    private static func file(
        _ number: Int, _ choice: InspectionSample.Choice, _ call: DeskCall
    ) throws(Problem) -> HTML {
        let reference = choice.candidate.reference
        let records = call.service.records
        let record = try call.recording { () throws(RecordsError) in
            try records.certificates(matching: .serial(reference.serial)).first { $0.reference == reference }
        }
        guard let record else { return .empty }
        let statuses = try call.recording { () throws(RecordsError) in try records.statusHistory(of: reference) }
        let certificate = try CertificatePage.certificate(record, call)
        var application = HTML.empty
        if let id = record.application {
            let found = try call.enrolling { () throws(EnrollmentError) in
                try call.service.registration.application(id)
            }
            let events = try call.recording { () throws(RecordsError) in try records.events(ofApplication: id) }
            application = .joined([
                ApplicationPage.data(found, .none, call), ApplicationPage.history(events, call),
            ])
        }
        return Tag.details {
            Tag.summary {
                Numbers.text(number, in: call.language) + ". "
                HTML.code(reference.serial.hex)
                " – " + call.title(ofProfile: record.profile) + " – "
                    + call.word("desk.inspection.ground.\(choice.ground.rawValue)")
            }
            CertificatePage.facts(record, certificate, call)
            CertificatePage.history(statuses, call)
            application
        }
    }
}
