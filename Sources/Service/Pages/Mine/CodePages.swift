// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// Being let in by a code: the same words for whoever asks, known or not.
enum CodePages {
    static func askToSignIn(_ call: MineCall) throws(Problem) -> MineAnswer { .page(number(call, nil)) }

    static func sendToSignIn(_ call: MineCall) throws(Problem) -> MineAnswer {
        do throws(Problem) {
            let subject = try call.text("nationalID")
            let canonical = try call.enrolling { () throws(EnrollmentError) in
                try call.registration.askToSignIn(subject, from: call.address)
            }
            return .page(code(call, "/mine/sign-in/code", canonical, nil))
        } catch {
            if error.fault != nil { throw error }
            return .again(number(call, error), status: error.status)
        }
    }

    static func signIn(_ call: MineCall) throws(Problem) -> MineAnswer {
        try enter(call, .holder, to: "/mine/certificates", "/mine/sign-in/code")
    }

    static func askToTrack(_ call: MineCall) throws(Problem) -> MineAnswer { .page(tracking(call, nil)) }

    static func sendToTrack(_ call: MineCall) throws(Problem) -> MineAnswer {
        do throws(Problem) {
            let (code, number) = (try call.text("code"), try call.text("nationalID"))
            let canonical = try call.enrolling { () throws(EnrollmentError) in
                try call.registration.askToTrack(code, of: number, from: call.address)
            }
            return .page(self.code(call, "/mine/track/code", canonical, nil))
        } catch {
            if error.fault != nil { throw error }
            return .again(tracking(call, error), status: error.status)
        }
    }

    static func track(_ call: MineCall) throws(Problem) -> MineAnswer {
        try enter(call, .application, to: "/mine/application", "/mine/track/code")
    }

    static func signOut(_ call: MineCall) throws(Problem) -> MineAnswer {
        try call.enrolling { () throws(EnrollmentError) in try call.registration.signOut(call.browser.secret) }
        return .see("/mine", cookie: "")
    }

    private static func enter(
        _ call: MineCall, _ scope: HolderSession.Scope, to target: String, _ action: String
    ) throws(Problem) -> MineAnswer {
        let subject = try call.text("subject")
        do throws(Problem) {
            let typed = try call.text("code")
            let token = try call.enrolling { () throws(EnrollmentError) in
                try call.registration.signIn(scope, subject, code: typed, from: call.address).token
            }
            return .see(target, cookie: token)
        } catch {
            if error.fault != nil { throw error }
            return .again(code(call, action, subject, error), status: error.status)
        }
    }

    private static func number(_ call: MineCall, _ problem: Problem?) -> Page {
        let title = call.word("mine.signIn")
        return call.page(title) {
            Tag.h1 { title }
            call.alert(problem)
            Tag.p { call.word("mine.signIn.text") }
            call.form("/mine/sign-in") {
                call.digits(
                    "nationalID", label: call.word("field.nationalID"), hint: call.word("mine.number.hint"), most: 20,
                    [.inputmode("numeric"), .autocomplete("off"), .autofocus])
                Tag.div(.class("actions")) { Tag.button { call.word("mine.send") } }
            }
        }
    }

    private static func tracking(_ call: MineCall, _ problem: Problem?) -> Page {
        let title = call.word("mine.track")
        return call.page(title) {
            Tag.h1 { title }
            call.alert(problem)
            Tag.p { call.word("mine.trackCard.text") }
            call.form("/mine/track") {
                call.digits(
                    "code", label: call.word("desk.code"), hint: call.word("mine.tracking.hint"), most: 40,
                    [.autocomplete("off"), .autofocus])
                call.digits(
                    "nationalID", label: call.word("field.nationalID"), hint: call.word("mine.number.hint"), most: 20,
                    [.inputmode("numeric"), .autocomplete("off")])
                Tag.div(.class("actions")) { Tag.button { call.word("mine.send") } }
            }
        }
    }

    private static func code(_ call: MineCall, _ action: String, _ subject: String, _ problem: Problem?) -> Page {
        let title = call.word("mine.code")
        return call.page(title) {
            Tag.h1 { title }
            call.alert(problem)
            if problem == nil { Tag.p(.class("notice"), .role("status")) { call.word("mine.code.text") } }
            call.form(action) {
                Tag.input(.type("hidden"), .name("subject"), .value(subject))
                call.digits(
                    "code", label: call.word("mine.code"), most: 16,
                    [.inputmode("numeric"), .autocomplete("one-time-code"), .autofocus])
                Tag.div(.class("actions")) { Tag.button { call.word("mine.enter") } }
            }
            Tag.p {
                Tag.a(.href(action == "/mine/track/code" ? "/mine/track" : "/mine/sign-in")) {
                    call.word("mine.code.other")
                }
            }
        }
    }
}
