// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import HTTPServer
import Records

/// The form that names a deputy: for oneself, or, for an administrator, for an officer who is ill.
enum DelegationForm {
    static func form(_ officers: [OfficerRecord], office: String, _ call: DeskCall) -> HTML {
        let isAdministrator = call.officer.role == .administrator
        let people = officers.filter { $0.id != call.officer.id }.map {
            (value: $0.id, text: "\($0.displayName) – \(call.word("role.\($0.role.rawValue)")) – \($0.id)")
        }
        guard !people.isEmpty else { return Tag.p(.class("notice")) { call.word("desk.deputies.nobody") } }
        func typed(_ name: String, _ usual: String) -> String { call.optionalText(name) ?? usual }
        let (today, now) = (TehranMoment.day(of: call.now), TehranMoment.time(of: call.now))
        return Tag.section(.class("card")) {
            Tag.h2 { call.word("desk.deputies.new") }
            call.form("/desk/deputies") {
                Tag.input(.type("hidden"), .name("office"), .value(office))
                if isAdministrator {
                    call.choice(
                        "principal", label: call.word("desk.deputies.principal"), people,
                        chosen: call.optionalText("principal"))
                }
                call.choice(
                    "deputy", label: call.word("desk.deputies.deputy"), people, chosen: call.optionalText("deputy"))
                call.line("fromDate", label: call.word("desk.deputies.fromDate"), typed("fromDate", today))
                call.line("fromTime", label: call.word("desk.deputies.fromTime"), typed("fromTime", now))
                call.line("untilDate", label: call.word("desk.deputies.untilDate"), typed("untilDate", today))
                call.line("untilTime", label: call.word("desk.deputies.untilTime"), typed("untilTime", "23:59"))
                call.field("cause", label: call.word("desk.cause"), isRequired: true) { attributes in
                    Tag.textarea.element(
                        attributes + [.maxlength(1_000), .automaticDirection], .text(typed("cause", "")))
                }
                Tag.p(.class("actions")) { Tag.button { call.word("desk.continue") } }
            }
        }
    }
}

/// A delegation that was written down, to be confirmed and signed.
struct PreparedDelegation {
    let principal: String
    let deputy: String
    let interval: ClosedRange<Instant>
    let cause: String

    /// What the principal signs.
    var statement: DelegationStatement {
        DelegationStatement(from: principal, to: deputy, during: interval, because: cause)
    }

    /// As it is kept until it is confirmed.
    var content: SubjectFields {
        SubjectFields([
            "act": "delegation", "principal": principal, "deputy": deputy, "cause": cause,
            "from": interval.lowerBound.rfc3339, "until": interval.upperBound.rfc3339,
        ])
    }

    /// As it was typed.
    init(_ call: DeskCall) throws(Problem) {
        principal =
            call.officer.role == .administrator
            ? try call.chosen("principal", "desk.deputies.principal") : call.officer.id
        deputy = try call.chosen("deputy", "desk.deputies.deputy")
        let (from, until) = (try call.moment("from"), try call.moment("until"))
        guard from < until else {
            throw .member(
                call.word("desk.until"), seen: TehranMoment.day(of: until) + " " + TehranMoment.time(of: until),
                allowed: "> \(TehranMoment.day(of: from)) \(TehranMoment.time(of: from))")
        }
        interval = from...until
        cause = call.optionalText("cause") ?? ""
        guard (1...1_000).contains(cause.unicodeScalars.count) else {
            throw Problem(EnrollmentError.cause(length: cause.unicodeScalars.count, allowed: 1...1_000))
        }
    }

    /// As it was written down.
    init(paper id: String, _ call: DeskCall) throws(Problem) {
        let paper = try call.recording { () throws(RecordsError) in
            try call.service.records.deskPaper(id, .act, of: call.officer.id)
        }
        guard let content = paper?.content, content["act"] == "delegation", let principal = content["principal"],
            let deputy = content["deputy"], let cause = content["cause"],
            let from = content["from"].flatMap({ Instant(rfc3339: $0) }),
            let until = content["until"].flatMap({ Instant(rfc3339: $0) }), from <= until
        else { throw .notFound(path: call.request.path) }
        (self.principal, self.deputy, self.cause, interval) = (principal, deputy, cause, from...until)
    }

    /// Names the deputy.
    func perform(_ call: DeskCall) throws(Problem) {
        let (registration, signature) = (call.service.registration, try call.signature())
        let (principal, deputy, interval, cause) = (principal, deputy, interval, cause)
        try call.enrolling { () throws(EnrollmentError) in
            if principal == call.officer.id {
                _ = try registration.delegate(
                    from: call.officer, to: deputy, during: interval, because: cause, signature: signature)
            } else {
                _ = try registration.delegate(
                    from: principal, to: deputy, during: interval, because: cause, by: .officer(call.officer))
            }
        }
    }
}

extension DeskCall {
    /// What was chosen of a list.
    fileprivate func chosen(_ name: String, _ label: String) throws(Problem) -> String {
        guard let value = optionalText(name) else {
            throw .member(word(label), seen: nil, allowed: word("desk.choose"))
        }
        return value
    }

    /// A day and a time of Tehran.
    fileprivate func moment(_ name: String) throws(Problem) -> Instant {
        let (day, time) = (optionalText("\(name)Date") ?? "", optionalText("\(name)Time") ?? "")
        guard let moment = TehranMoment.instant(day: day, time: time) else {
            throw .member(word("desk.\(name)"), seen: "\(day) \(time)", allowed: "1405/09/01 08:30")
        }
        return moment
    }
}
