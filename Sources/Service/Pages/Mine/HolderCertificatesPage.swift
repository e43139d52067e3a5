// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import HTTPServer
import PKIX
import Records

/// What was issued in the holder's name.
enum HolderCertificatesPage {
    static func list(_ call: MineCall) throws(Problem) -> MineAnswer {
        let session = try call.holder()
        let all = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.certificates(of: session)
        }
        let name = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.holderName(session.subject)
        }
        try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.noteHolder(
                AuditAct.holderViewed, of: name, details: ["count": "\(all.count)"], at: call.service.clock())
        }
        var cards: [HTML] = []
        for one in all { cards.append(try card(one, call)) }
        let title = call.word("mine.certificates")
        return .page(
            call.page(title) {
                Tag.h1 { title }
                if call.request.queryValue("done") == "hold" {
                    Tag.div(.class("notice accept"), .role("status")) { Tag.p { call.word("mine.held") } }
                }
                Tag.p { call.word("mine.certificates.text") }
                if cards.isEmpty { Tag.p(.class("notice")) { call.word("mine.certificates.none") } }
                cards
                call.form("/mine/sign-out") { Tag.button(.class("second")) { call.word("mine.signOut") } }
            })
    }

    private static func card(_ one: IssuanceRecord, _ call: MineCall) throws(Problem) -> HTML {
        let serial = one.reference.serial.hex
        let now = call.service.clock()
        let status = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.status(of: one.reference, at: now)?.status
        }
        let isOver = one.validity.map { $0.notAfter < now } ?? false
        return Tag.section(.class("card")) {
            Tag.h2 { call.title(ofProfile: one.profile) }
            Tag.dl(.class("facts")) {
                call.fact(call.word("desk.state"), status.map { call.badge($0) })
                call.fact(call.word("mine.office"), .isolated(call.name(ofOffice: one.office)))
                call.fact(call.word("mine.issued"), one.filed.map { DateText.moment($0, in: call.language) })
                call.fact(
                    call.word("desk.validUntil"), one.validity.map { DateText.day($0.notAfter, in: call.language) })
                call.fact(call.word("desk.serial"), .code(serial))
            }
            Tag.p(.class("actions")) {
                Tag.a(.class("button second"), .href("/mine/certificates/\(serial)")) { call.word("mine.more") }
                if status == .good || status == .pendingAcceptance, !isOver {
                    Tag.a(.class("button second"), .href("/mine/certificates/\(serial)/hold")) {
                        call.word("mine.hold")
                    }
                }
            }
        }
    }
}
