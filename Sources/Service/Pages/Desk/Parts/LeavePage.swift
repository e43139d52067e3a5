// SPDX-License-Identifier: Apache-2.0
import Records

/// `GET /desk/leave`: the end of a clerk's day at a computer that others use.
///
/// Who an officer is says their card, and the connection ends with it; what the desk kept in the browser goes here: the
/// session's cookie, and every copy of a form. The signing key stays: it tells nothing, and works for nobody else.
enum LeavePage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let title = call.word("desk.room.leave")
        return .left(
            call.page(title, in: .leave, scripts: true) {
                Tag.div(.hidden, .data("left", ""))
                Tag.h1 { title }
                Tag.p { call.word("desk.leave.cleared") }
                Tag.ol {
                    for number in 1...3 { Tag.li { call.word("desk.leave.step\(number)") } }
                }
                Tag.p(.class("actions")) {
                    Tag.a(.class("button second"), .href("/desk")) { call.word("desk.leave.back") }
                }
            })
    }
}
