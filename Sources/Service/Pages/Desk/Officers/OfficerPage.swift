// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import PKIX
import Records

/// `GET /desk/officers/{officer}`: who an officer is, what they come in with, whether they may work.
enum OfficerPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let officer = try officer(call)
        try call.noteView(of: "officer:\(officer.id)")
        let certificate = try certificate(of: officer, call)
        let delegations = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.delegations(of: officer.office)
        }.filter { $0.principal == officer.id || $0.deputy == officer.id }
        return .page(
            call.page(officer.displayName, in: .offices) {
                Tag.h1 { HTML.isolated(officer.displayName) }
                Tag.dl(.class("facts card")) {
                    call.fact(call.word("desk.officer"), .code(officer.id))
                    call.fact(call.word("desk.role"), .text(call.word("role.\(officer.role.rawValue)")))
                    call.fact(
                        call.word("desk.office"),
                        Tag.a(.href("/desk/offices/\(officer.office)")) { HTML.code(officer.office) })
                    call.fact(call.word("desk.state"), OfficesPage.standing(officer.status, call))
                    call.fact(call.word("desk.created"), DateText.day(officer.created, in: call.language))
                    call.fact(
                        call.word("desk.serial"), certificate.map { .code($0.serialNumber.hex) })
                    call.fact(
                        call.word("desk.validUntil"),
                        certificate.map { DateText.day($0.validity.notAfter, in: call.language) })
                    call.fact(
                        call.word("desk.certificateSHA256"), certificate.map { .code(Hex.encode($0.sha256)) })
                }
                actions(officer, certificate, call)
                DeputiesPage.table(delegations, caption: call.word("desk.room.deputies"), call)
            })
    }

    /// The officer's certificate, as a file to be installed where the key is.
    static func file(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let officer = try officer(call)
        guard let certificate = try certificate(of: officer, call) else { throw .notFound(path: call.request.path) }
        return .file(name: "\(officer.id).pem", type: "application/x-pem-file", bytes: certificate.pem)
    }

    /// An officer whom the one who asks oversees; another's is told like one that does not exist.
    static func officer(_ call: DeskCall) throws(Problem) -> OfficerRecord {
        try call.only(.supervisor, .auditor, .administrator)
        let id = call.part("officer")
        let officer = try call.recording { () throws(RecordsError) in try call.service.records.officer(id) }
        guard call.officer.role != .supervisor || officer.office == call.officer.office else {
            throw Problem(EnrollmentError.unknownOfficer(id: id))
        }
        return officer
    }

    private static func certificate(of officer: OfficerRecord, _ call: DeskCall) throws(Problem) -> Certificate? {
        guard let sha256 = officer.certificateSHA256 else { return nil }
        let found = try call.recording { () throws(RecordsError) in
            try call.service.records.certificates(matching: .certificateSHA256(sha256), limit: 1)
        }
        return try found.first.flatMap { record throws(Problem) in try CertificatePage.certificate(record, call) }
    }

    private static func actions(_ officer: OfficerRecord, _ certificate: Certificate?, _ call: DeskCall) -> HTML {
        let path = "/desk/officers/\(officer.id)"
        var links: [(String, String)] = []
        if officer.status == .active, OfficerStandingPage.maySuspend(officer, call) {
            links.append(("suspension", path + "/suspension"))
        }
        if call.officer.role == .administrator {
            if officer.status == .suspended { links.append(("resumption", path + "/resumption")) }
            links.append(("reversal", path + "/reversal"))
        }
        return Tag.p(.class("actions no-print")) {
            if certificate != nil {
                Tag.a(.class("button second"), .href(path + "/certificate"), .download("\(officer.id).pem")) {
                    call.word("desk.officers.certificate")
                }
            }
            if let certificate, call.officer.role == .administrator {
                Tag.a(.class("button second"), .href("/desk/certificates/\(certificate.serialNumber.hex)")) {
                    call.word("desk.certificate.title")
                }
            }
            links.map { name, target in
                Tag.a(.class("button second"), .href(target)) { call.word("desk.officers.\(name)") }
            }
        }
    }
}
