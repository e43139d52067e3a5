// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Records

/// `/desk/keys`: the keys that officers sign with in their browsers.
///
/// A browser makes the key and keeps it where not even its own pages can read it. Another officer, who sees the two of
/// them together, compares the digest on both screens and confirms.
enum KeysPage {
    static func show(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        let records = call.service.records
        let own = try call.recording { () throws(RecordsError) in try records.deskKeys(of: call.officer.id) }
        var others: [DeskKey] = []
        if call.officer.role == .supervisor {
            others = try call.recording { () throws(RecordsError) in
                try records.deskKeys(ofOffice: call.officer.office)
            }
        } else if call.officer.role == .administrator {
            others = try call.recording { () throws(RecordsError) in try records.deskKeysToConfirm() }
        }
        others.removeAll { $0.officer == call.officer.id }
        let title = call.word("desk.room.keys")
        return .page(
            call.page(title, in: .keys, scripts: true) {
                Tag.h1 { title }
                Tag.p { call.word("desk.keys.about") }
                if DeskAct.table.contains(where: { $0.roles.contains(call.officer.role) }) {
                    offer(call)
                    table(own, caption: call.word("desk.keys.own"), call)
                }
                if !others.isEmpty { table(others, caption: call.word("desk.keys.others"), call) }
            })
    }

    /// The script makes the key, signs its own offer, and sends both.
    private static func offer(_ call: DeskCall) -> HTML {
        .joined([
            Tag.p(.class("notice"), .data("no-script", "")) { call.word("desk.keys.noScript") },
            call.form("/desk/keys", [.hidden, .data("offer-key", call.officer.id)]) {
                Tag.input(.type("hidden"), .name("key-spki"))
                Tag.input(.type("hidden"), .name("proof"))
                Tag.button { call.word("desk.keys.make") }
                Tag.p(.class("hint")) { call.word("desk.keys.make.hint") }
            },
        ])
    }

    private static func table(_ keys: [DeskKey], caption: String, _ call: DeskCall) -> HTML {
        guard !keys.isEmpty else { return .empty }
        return Tag.div(.class("scroll")) {
            Tag.table(.class("stacks")) {
                Tag.caption { caption }
                Tag.thead {
                    Tag.tr {
                        for key in ["desk.officer", "desk.keySHA256", "desk.state", "desk.changed", "desk.actions"] {
                            Tag.th(.scope("col")) { call.word(key) }
                        }
                    }
                }
                Tag.tbody { keys.map { row($0, call) } }
            }
        }
    }

    private static func row(_ key: DeskKey, _ call: DeskCall) -> HTML {
        let digest = Hex.encode(key.sha256)
        return Tag.tr {
            Tag.th(.scope("row")) { call.name(of: key.officer) }
            Tag.td(.data("label", call.word("desk.keySHA256"))) { HTML.code(grouped(digest)) }
            Tag.td(.data("label", call.word("desk.state"))) {
                Tag.span(.class(key.state == .confirmed ? "badge accept" : "badge")) {
                    call.word("desk.keys.state.\(key.state.rawValue)")
                }
            }
            Tag.td(.data("label", call.word("desk.changed"))) { DateText.moment(key.changed, in: call.language) }
            Tag.td(.data("label", call.word("desk.actions"))) {
                if key.state == .offered, key.officer != call.officer.id {
                    call.button(call.word("desk.keys.confirm"), to: "/desk/keys/\(digest)/confirmation", "")
                }
                if key.state != .withdrawn {
                    call.button(call.word("desk.keys.withdraw"), to: "/desk/keys/\(digest)/withdrawal")
                }
            }
        }
    }

    /// In fours, so that two people can read it to each other.
    private static func grouped(_ digest: String) -> String {
        var text = ""
        for (index, character) in digest.enumerated() {
            if index > 0, index.isMultiple(of: 4) { text += " " }
            text.append(character)
        }
        return text
    }

    static func offer(taking call: DeskCall) throws(Problem) -> DeskAnswer {
        guard let spki = try? Base64.decode(try call.text("key-spki")),
            let proof = try? Base64.decode(try call.text("proof"))
        else { throw .member("proof", seen: "–", allowed: "base64, RFC 4648 4") }
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.offer(deskKey: spki, proof: proof, by: call.officer)
        }
        return .see("/desk/keys?done=keyOffered")
    }

    static func confirm(_ call: DeskCall) throws(Problem) -> DeskAnswer { try settle(call, isConfirmed: true) }

    static func withdraw(_ call: DeskCall) throws(Problem) -> DeskAnswer { try settle(call, isConfirmed: false) }

    private static func settle(_ call: DeskCall, isConfirmed: Bool) throws(Problem) -> DeskAnswer {
        guard let sha256 = try? Hex.decode(call.part("key")), sha256.count == 32 else {
            throw .member("key", seen: call.part("key"), allowed: "SHA-256, hexadecimal")
        }
        try call.enrolling { () throws(EnrollmentError) in
            try call.service.registration.settle(deskKey: sha256, isConfirmed: isConfirmed, by: call.officer)
        }
        return .see("/desk/keys?done=\(isConfirmed ? "keyConfirmed" : "keyWithdrawn")")
    }
}
