// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import Records

/// `GET /desk`: what waits for this officer, and nothing that they may not act on.
enum QueuePage {
    /// Rows of a page; as many as a clerk looks over.
    static let pageSize = 50

    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        guard let state = DeskAct.waiting(for: call.officer.role) else { return .see(DeskRoom.offices.path) }
        var queue = DeskQueue(in: state, of: call.officer.office)
        queue.isNewestFirst = call.request.queryValue("order") == "newest"
        if let profile = call.request.queryValue("profile"), call.service.profiles[profile] != nil {
            queue.profile = profile
        }
        queue.after = place(call.request.queryValue("after"))
        let asked = queue
        let found = try call.recording { () throws(RecordsError) in
            try call.service.records.applications(asked, for: call.officer.id, at: call.now, limit: pageSize + 1)
        }
        let rows = Array(found.prefix(pageSize))
        let next = found.count > pageSize ? rows.last : nil
        let claimed = try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.claimed(by: call.officer)
        }
        return .page(page(call, queue, rows, next: next, claimed: claimed))
    }

    private static func page(
        _ call: DeskCall, _ queue: DeskQueue, _ rows: [ApplicationRecord], next: ApplicationRecord?,
        claimed: [Application]
    ) -> Page {
        let title = call.word("desk.queue.title.\(call.officer.role.rawValue)")
        return call.page(title, in: .queue) {
            Tag.h1 { title }
            if !claimed.isEmpty {
                Tag.h2 { call.word("desk.queue.claimed") }
                table(call, claimed.map(\.record), caption: call.word("desk.queue.claimed"))
                Tag.h2 { call.word("desk.queue.waiting") }
            }
            filters(call, queue)
            if rows.isEmpty {
                Tag.p(.class("notice")) { call.word("desk.queue.empty") }
            } else {
                table(call, rows, caption: call.word("desk.queue.caption.\(queue.isNewestFirst ? "newest" : "oldest")"))
            }
            Tag.p(.class("actions")) {
                if queue.after != nil {
                    Tag.a(.class("button second"), .href(address(queue, after: nil))) { call.word("desk.first") }
                }
                if let next {
                    Tag.a(.class("button second"), .href(address(queue, after: next))) { call.word("desk.next") }
                }
            }
        }
    }

    private static func filters(_ call: DeskCall, _ queue: DeskQueue) -> HTML {
        let office = try? call.service.records.office(call.officer.office)
        return Tag.form(.get, .action("/desk"), .class("filters")) {
            call.field("order", label: call.word("desk.queue.order"), isRequired: true) { attributes in
                Tag.select.element(
                    attributes,
                    .joined([
                        option("oldest", call.word("desk.queue.oldest"), isChosen: !queue.isNewestFirst),
                        option("newest", call.word("desk.queue.newest"), isChosen: queue.isNewestFirst),
                    ]))
            }
            call.field("profile", label: call.word("desk.profile"), isRequired: true) { attributes in
                Tag.select.element(
                    attributes,
                    .joined(
                        [option("", call.word("desk.all"), isChosen: queue.profile == nil)]
                            + (office?.profiles ?? []).map {
                                option($0, call.title(ofProfile: $0), isChosen: queue.profile == $0)
                            }))
            }
            Tag.button(.class("second")) { call.word("desk.show") }
        }
    }

    /// A choice of a list.
    static func option(_ value: String, _ text: String, isChosen: Bool) -> HTML {
        Tag.option.element([.value(value)] + (isChosen ? [.selected] : []), .text(text))
    }

    /// Applications, one a row.
    static func table(_ call: DeskCall, _ rows: [ApplicationRecord], caption: String) -> HTML {
        Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption { caption }
                Tag.thead {
                    Tag.tr {
                        for key in ["desk.code", "desk.name", "desk.profile", "desk.state", "desk.changed"] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody { rows.map { row(call, $0) } }
            }
        }
    }

    private static func row(_ call: DeskCall, _ record: ApplicationRecord) -> HTML {
        let content = try? record.content()
        let isWarned = content?.warnings.isEmpty == false
        return Tag.tr {
            Tag.th(.scope("row")) {
                Tag.a(.href("/desk/applications/\(record.id)")) { HTML.code(record.id) }
            }
            Tag.td(.data("label", call.word("desk.name"))) { HTML.isolated(name(of: content)) }
            Tag.td(.data("label", call.word("desk.profile"))) { call.title(ofProfile: record.profile) }
            Tag.td(.data("label", call.word("desk.state"))) {
                call.badge(record.state)
                if isWarned {
                    " "
                    Tag.span(.class("badge amber")) { call.word("desk.warned") }
                }
            }
            Tag.td(.data("label", call.word("desk.changed"))) { DateText.moment(record.changed, in: call.language) }
        }
    }

    /// The name that an application is known by.
    static func name(of content: ApplicationContent?) -> String {
        let fields = content?.fields ?? [:]
        let person = [fields["givenName"], fields["surname"]].compactMap { $0 }.joined(separator: " ")
        return person.isEmpty ? fields["organization"] ?? "–" : person
    }

    private static func address(_ queue: DeskQueue, after record: ApplicationRecord?) -> String {
        var pairs = ["order=\(queue.isNewestFirst ? "newest" : "oldest")"]
        if let profile = queue.profile { pairs.append("profile=\(PageReader.encoded(profile))") }
        if let record { pairs.append("after=\(record.changed.secondsSince1970)-\(PageReader.encoded(record.id))") }
        return "/desk?\(pairs.joined(separator: "&"))"
    }

    /// A place in the queue as an address names it: seconds, hyphen, tracking code.
    private static func place(_ text: String?) -> DeskQueue.Place? {
        guard let text, let hyphen = text.firstIndex(of: "-"), let seconds = Int64(text[..<hyphen]) else { return nil }
        return .init(
            changed: Instant(secondsSince1970: seconds), id: String(text[text.index(after: hyphen)...]))
    }
}
