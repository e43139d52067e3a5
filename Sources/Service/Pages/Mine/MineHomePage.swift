// SPDX-License-Identifier: Apache-2.0
import Records

/// `/mine`: what can be done without an office.
enum MineHomePage {
    static func show(_ call: MineCall) throws(Problem) -> MineAnswer {
        let title = call.word("mine.title")
        return .page(
            call.page(title) {
                Tag.h1 { title }
                Tag.p { call.word("mine.intro") }
                Tag.div(.class("cards")) {
                    card("signIn", call.session?.scope == .holder ? "/mine/certificates" : "/mine/sign-in", call)
                    card("trackCard", "/mine/track", call)
                    card("applyCard", "/mine/apply", call)
                }
                if call.session != nil {
                    call.form("/mine/sign-out") { Tag.button(.class("second")) { call.word("mine.signOut") } }
                }
                Tag.section(.aria("labelledby", "caution")) {
                    Tag.h2(.id("caution")) { call.word("mine.caution.title") }
                    Tag.p { call.word("mine.caution") }
                }
            })
    }

    private static func card(_ name: String, _ target: String, _ call: MineCall) -> HTML {
        Tag.section(.class("card")) {
            Tag.h2 { call.word("mine.\(name)") }
            Tag.p { call.word("mine.\(name).text") }
            Tag.p { Tag.a(.class("button"), .href(target)) { call.word("mine.\(name).go") } }
        }
    }
}
