// SPDX-License-Identifier: Apache-2.0
import DER
import Enrollment
import Identity
import Records

/// What an application says otherwise than when this officer last looked at it, or than before its last correction.
struct ApplicationChange {
    /// What a field said then, of fields that changed; nil for one that was blank.
    let before: [FormField: String?]
    /// Whether the key to be certified is another one.
    let isOtherKey: Bool
    /// Which look it is compared with.
    private let since: Since

    private enum Since: Equatable {
        case nothing
        case lastLook(Instant)
        case correction(Instant)
    }

    private static let versionField = "version"

    /// Nothing to compare with.
    static let none = ApplicationChange(before: [:], isOtherKey: false, since: .nothing)

    private init(before: [FormField: String?], isOtherKey: Bool, since: Since) {
        self.before = before
        self.isOtherKey = isOtherKey
        self.since = since
    }

    init(of application: Application, for call: DeskCall) throws(Problem) {
        let (records, id) = (call.service.records, application.id)
        let revisions = try call.recording { () throws(RecordsError) in try records.revisions(ofApplication: id) }
        let seen = try call.recording { () throws(RecordsError) in try records.deskPaper(id, .seen, of: call.officer.id)
        }
        let version = seen?.content[Self.versionField].flatMap { Int($0) }
        // The revision that says what the officer saw: the first whose last version is not older.
        let seenThen = version.flatMap { version in revisions.first { $0.version >= version } }
        guard let old = seenThen ?? revisions.last, let content = ApplicationContent(stored: old.subject) else {
            (before, isOtherKey, since) = ([:], false, .nothing)
            return
        }
        if seenThen != nil, let seen { since = .lastLook(seen.changed) } else { since = .correction(old.time) }
        var before: [FormField: String?] = [:]
        for field in FormField.allCases {
            let (was, now) = (content.fields[field.rawValue], application.content.fields[field.rawValue])
            if was.map({ Array($0.utf8) }) != now.map({ Array($0.utf8) }) { before[field] = was }
        }
        self.before = before
        isOtherKey = old.publicKeySHA256 != application.record.publicKeySHA256
    }

    /// Takes down which version an officer looks at.
    static func noteSeen(_ application: Application, by call: DeskCall) throws(Problem) {
        let version = "\(application.record.version)"
        let (records, id) = (call.service.records, application.id)
        // A busy disk must not keep an officer from looking.
        guard let seen = try? records.deskPaper(id, .seen, of: call.officer.id), seen.content[versionField] == version
        else {
            try? records.keep(
                DeskPaper(
                    officer: call.officer.id, kind: .seen, id: id, content: SubjectFields([versionField: version]),
                    changed: call.now), most: 2_000)
            return
        }
    }

    /// That something changed, and since when.
    func notice(_ call: DeskCall) -> HTML {
        let count = before.count + (isOtherKey ? 1 : 0)
        guard count > 0 else { return .empty }
        let (key, time): (String, Instant)
        switch since {
        case .nothing: return .empty
        case .lastLook(let then): (key, time) = ("desk.change.lastLook", then)
        case .correction(let then): (key, time) = ("desk.change.correction", then)
        }
        return Tag.div(.class("notice amber")) {
            Tag.p {
                call.word(
                    key,
                    ["count": Numbers.text(count, in: call.language), "time": DateText.line(time, in: call.language)])
            }
            if isOtherKey { Tag.p { call.word("desk.change.key") } }
        }
    }

    /// A field of the application; what it said before beside what it says.
    func row(_ field: FormField, _ application: Application, _ call: DeskCall) -> HTML {
        let now = application[field]?.revealed
        let label = call.word("field.\(field.rawValue)")
        guard let was = before[field] else { return call.fact(label, now.map { Self.value($0, of: field) }) }
        return .joined([
            Tag.dt { label },
            Tag.dd {
                if let was {
                    Tag.span(.class("visually-hidden")) { call.word("desk.change.was") + " " }
                    HTML.deleted(Self.value(was, of: field))
                    " "
                }
                Tag.span(.class("visually-hidden")) { call.word("desk.change.is") + " " }
                HTML.inserted(now.map { Self.value($0, of: field) } ?? .text("–"))
            },
        ])
    }

    /// A value as its kind is read: codes from left to right, names as they are.
    static func value(_ text: String, of field: FormField) -> HTML {
        switch field {
        case .givenName, .surname, .title, .organization, .organizationalUnit: .isolated(text)
        case .latinName: .code(text)
        default: .code(text)
        }
    }
}

extension HTML {
    /// What is no longer so, and what is so now.
    static func deleted(_ content: HTML) -> HTML { Tag.span(.class("was")) { content } }

    static func inserted(_ content: HTML) -> HTML { Tag.span(.class("is")) { content } }
}
