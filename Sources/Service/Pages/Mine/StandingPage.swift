// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Records

/// Where an application stands, for its applicant.
enum StandingPage {
    static func show(_ call: MineCall) throws(Problem) -> MineAnswer {
        guard let session = call.session, session.scope == .application else { return .see("/mine/track") }
        let application: Application
        do throws(EnrollmentError) {
            application = try call.registration.application(session.subject)
        } catch .unknownApplication {
            // It is still being filled in.
            return .see("/mine/draft")
        } catch {
            throw Problem(error)
        }
        let events = try Problem.onRecord { () throws(RecordsError) in
            try call.service.records.events(ofApplication: application.id)
        }
        let title = call.word("mine.standing")
        return .page(
            call.page(title) {
                Tag.h1 { title }
                Tag.div(.class("notice")) {
                    Tag.p { Tag.strong { call.word("state.\(application.state.rawValue)") } }
                    Tag.p { call.word("mine.next.\(application.state.rawValue)") }
                }
                returned(application, events, call)
                Tag.dl(.class("facts")) {
                    call.fact(call.word("desk.code"), .code(application.id))
                    call.fact(call.word("desk.profile"), .text(call.title(ofProfile: application.profile)))
                    call.fact(call.word("mine.office"), .isolated(call.name(ofOffice: application.office)))
                }
                Tag.h2 { call.word("mine.steps") }
                Tag.ol {
                    events.filter { $0.to != .drafted }.map { event in
                        Tag.li {
                            call.word("state.\(event.to.rawValue)") + " – "
                            DateText.moment(event.time, in: call.language)
                        }
                    }
                }
            })
    }

    /// What is to be corrected, in the officer's words.
    private static func returned(_ application: Application, _ events: [ApplicationEvent], _ call: MineCall) -> HTML {
        guard [.returned, .rejected].contains(application.state), let cause = application.record.cause else {
            return .empty
        }
        let remarks = events.last { $0.to == application.state }?.remarks ?? []
        return Tag.div(.class("notice amber")) {
            Tag.p { HTML.isolated(cause) }
            if !remarks.isEmpty {
                Tag.ul {
                    remarks.map { remark in
                        Tag.li {
                            let key = remark.point.hasPrefix("evidence.") ? remark.point : "field.\(remark.point)"
                            Tag.strong { call.word(key) }
                            ": "
                            HTML.isolated(remark.text)
                        }
                    }
                }
            }
        }
    }
}
