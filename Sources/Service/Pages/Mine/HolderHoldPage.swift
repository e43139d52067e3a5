// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import PKIX
import Records

/// A holder's own hold, of somebody who was let in.
enum HolderHoldPage {
    static func ask(_ call: MineCall) throws(Problem) -> MineAnswer {
        let session = try call.holder()
        let record = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.certificate(call.part("serial"), of: session)
        }
        let title = call.word("mine.hold")
        return .page(
            call.page(title) {
                Tag.h1 { title }
                facts(record, call)
                Tag.p { length(call) }
                call.form("/mine/certificates/\(record.reference.serial.hex)/hold") {
                    Tag.div(.class("actions")) {
                        Tag.button(.class("danger")) { call.word("mine.hold.do") }
                        Tag.a(.class("button second"), .href("/mine/certificates")) { call.word("page.back") }
                    }
                }
            })
    }

    static func take(_ call: MineCall) throws(Problem) -> MineAnswer {
        let session = try call.holder()
        _ = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.hold(call.part("serial"), by: session)
        }
        call.service.counters.count("mohr_holder_holds_total", ["way": "code"])
        // It is on record; the loop that reads the records twice a second makes it visible if this fails.
        try? call.service.refreshStatus()
        return .see("/mine/certificates?done=hold")
    }

    /// Which certificate, without its holder's name: a link may be opened by anyone who has it.
    static func facts(_ record: IssuanceRecord, _ call: MineCall) -> HTML {
        Tag.dl(.class("facts")) {
            call.fact(call.word("desk.profile"), .text(call.title(ofProfile: record.profile)))
            call.fact(call.word("mine.office"), .isolated(call.name(ofOffice: record.office)))
            call.fact(call.word("mine.issued"), record.filed.map { DateText.moment($0, in: call.language) })
            call.fact(call.word("desk.serial"), .code(record.reference.serial.hex))
        }
    }

    /// How long it stands.
    static func length(_ call: MineCall) -> String {
        guard let seconds = call.service.configuration.holders.policy.holdSeconds else {
            return call.word("mine.hold.forGood")
        }
        return call.word(
            "mine.hold.text", ["hours": Numbers.text(Int(max(1, seconds / 3_600)), in: call.language)])
    }
}
