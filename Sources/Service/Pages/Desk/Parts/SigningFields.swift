// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Records

/// How an officer signs what they do, in a browser.
///
/// The key of the certificate opens the connection and no page can use it. So the page shows the exact bytes; with the
/// desk's script they are signed by the desk key of this browser, without it they are saved, signed by
/// `mohr officer sign`, and the signature is pasted or chosen here.
enum SigningFields {
    /// The fields for a statement that no page of its own holds: it is in the link that saves it.
    static func fields(forLinked statement: [UInt8], _ call: DeskCall, wrong: String? = nil) -> HTML {
        guard call.service.registration.requiresSignatures else { return .empty }
        return fields(for: statement, at: "data:text/plain;base64," + Base64.encode(statement), call, wrong: wrong)
    }

    /// A form that was filled in, to be looked over and signed: what it held goes on in hidden fields.
    static func review(
        _ title: String, in room: DeskRoom?, at path: String, back: String, showing facts: [(HTML, String)],
        keeping values: [(String, String)], _ signing: HTML, _ call: DeskCall, wrong: String? = nil
    ) -> Page {
        call.page(title, in: room, scripts: true) {
            Tag.h1 { title }
            Tag.p { call.word("desk.sign.review") }
            call.wrongNotice(wrong)
            Tag.dl(.class("facts card")) {
                facts.map { name, value in HTML.joined([Tag.dt { name }, Tag.dd { HTML.isolated(value) }]) }
            }
            call.form(path, [.multipart]) {
                values.map { Tag.input(.type("hidden"), .name($0.0), .value($0.1)) }
                signing
                Tag.p(.class("actions")) {
                    Tag.button { title }
                    Tag.a(.class("button second"), .href(back)) { call.word("desk.cancel") }
                }
            }
        }
    }

    /// A certification request as text, for a field that goes on with it.
    static func text(ofRequest csr: [UInt8]) -> String {
        let isDER = csr.first == 0x30
        return String(decoding: isDER ? PEM.encode(csr, label: "CERTIFICATE REQUEST") : csr, as: UTF8.self)
    }

    static func fields(for statement: [UInt8], at path: String, _ call: DeskCall, wrong: String? = nil) -> HTML {
        let keys = (try? call.service.records.deskKeys(of: call.officer.id))?.filter { $0.state == .confirmed } ?? []
        let digests = keys.map { Hex.encode($0.sha256) }.joined(separator: " ")
        return Tag.fieldset(
            .data("sign", Base64.encode(statement)), .data("officer", call.officer.id), .data("keys", digests)
        ) {
            Tag.legend { call.word("desk.sign.title") }
            Tag.p(.class("hint")) {
                call.word(
                    call.service.registration.requiresSignatures ? "desk.sign.required" : "desk.sign.optional")
            }
            Tag.p(
                .class("notice"), .hidden, .data("sign-state", "ready"), .role("status")
            ) { call.word("desk.sign.withKey") }
            Tag.details.element(
                wrong == nil ? [] : [.open],
                .joined([
                    Tag.summary { call.word("desk.sign.byHand") },
                    Tag.pre(.tabindex(0)) { String(decoding: statement, as: UTF8.self) },
                    Tag.p {
                        Tag.a(.class("button second"), .href(path), .download("statement.txt")) {
                            call.word("desk.sign.download")
                        }
                    },
                    Tag.p(.class("hint")) {
                        call.word("desk.sign.command") + " "
                        Tag.code(.leftToRight) { "mohr officer sign statement.txt --key officer.key" }
                    },
                    call.field("signature", label: call.word("desk.sign.paste"), wrong: wrong) { attributes in
                        Tag.textarea.element(attributes + [.leftToRight, .maxlength(2_000)], .empty)
                    },
                    call.field("signatureFile", label: call.word("desk.sign.file")) { attributes in
                        Tag.input.element(attributes + [.type("file")], .empty)
                    },
                ]))
        }
    }
}
