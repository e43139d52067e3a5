// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records

/// The link in a notice of issuance: a page with a button, which puts that one certificate on hold.
///
/// Mail programs and telephones open links to see what is behind them; that only shows the page.
enum HoldLinkPage {
    static func ask(_ call: MineCall) throws(Problem) -> MineAnswer {
        let record = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.certificate(byLink: call.part("link"), from: call.address)
        }
        let title = call.word("mine.link")
        return .page(
            call.page(title) {
                Tag.h1 { title }
                Tag.p { call.word("mine.link.text") }
                HolderHoldPage.facts(record, call)
                Tag.p { HolderHoldPage.length(call) }
                call.form("/mine/h/\(PageReader.encoded(call.part("link")))") {
                    Tag.div(.class("actions")) { Tag.button(.class("danger")) { call.word("mine.hold.do") } }
                }
                Tag.p(.class("soft")) { call.word("mine.link.mine") }
            })
    }

    static func take(_ call: MineCall) throws(Problem) -> MineAnswer {
        let hold = try call.enrolling { () throws(EnrollmentError) in
            try call.registration.hold(byLink: call.part("link"), from: call.address)
        }
        call.service.counters.count("mohr_holder_holds_total", ["way": "link"])
        try? call.service.refreshStatus()
        let title = call.word("mine.held.title")
        return .page(
            call.page(title) {
                Tag.h1 { title }
                Tag.div(.class("notice accept"), .role("status")) {
                    Tag.p { hold.isStop ? call.word("mine.stopped") : call.word("mine.held") }
                }
                if let ends = hold.ends {
                    Tag.p {
                        call.word("mine.held.until") + " "
                        DateText.moment(ends, in: call.language)
                    }
                }
                Tag.p { call.word("mine.held.next") }
            })
    }
}
